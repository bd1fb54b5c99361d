"""The doorways that an item passes, in order: archive, read, check, store."""
