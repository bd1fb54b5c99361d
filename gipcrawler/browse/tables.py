"""The database as Datasette's own pages see it: rows are counted only as long as no reader waits for it."""

from time import monotonic
from typing import Any

from datasette.database import Database, Results  # type: ignore[import-untyped]  # Datasette has no types

COUNTING = "select count(*) "
PATIENCE = 100
"""Milliseconds for the number of rows beside a table; the views over all cells have millions, and it is left out."""
FRESH = 60.0
"""Seconds for which the numbers of rows of all tables stand: SQLite walks through the whole of a table for each."""


class Tables(Database):  # type: ignore[misc]  # as above
    """The tables and views of one SQLite file."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - as Datasette's own
        super().__init__(*given, **named)
        self._counts: dict[str, int | None] = {}
        self._counted = float("-inf")

    async def execute(self, sql: str, *asked: Any, **named: Any) -> Results:  # noqa: ANN401 - as Datasette calls it
        """What a question gives; one for the number of rows is given up early, as Datasette expects it may be."""
        is_readers_own = named.get("truncate")  # its answer is cut to what a page takes
        if sql.startswith(COUNTING) and not is_readers_own:
            named.setdefault("custom_time_limit", PATIENCE)
        return await super().execute(sql, *asked, **named)

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:
        """How many rows each table has, null where that takes longer than `limit` milliseconds; as of a minute ago."""
        if not self._counts or monotonic() - self._counted > FRESH:
            self._counted = monotonic()  # who comes now gets the last numbers, and does not count too
            self._counts = await super().table_counts(limit)
        return self._counts
