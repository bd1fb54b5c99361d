"""The migrations in their order; one that was released is never edited again."""
