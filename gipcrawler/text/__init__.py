"""Strings in, strings and numbers out: spaces, figures, dates and titles as they are written in these reports."""
