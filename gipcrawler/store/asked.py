"""Ask an open database for figures and words: metrics over reports, panels of publishers, and full-text search."""

from decimal import Decimal

from gipcrawler.store import metrics, panel, search
from gipcrawler.store.metrics import MetricLine
from gipcrawler.store.opened import Opened
from gipcrawler.store.search import Query, SearchLine


class Asked(Opened):
    """The metrics and the search index of a database."""

    def metric(self, metric_id: str, place: str | None = None, year: int | None = None) -> list[MetricLine]:
        """A metric in all reports of a division (and below) and year that follow a form which has it."""
        with self._engine.begin() as connection:
            return metrics.metric_lines(connection, metric_id, place, year)

    def panel(self, publisher_id: int) -> dict[int, dict[str, Decimal | None]]:
        """All metrics of a publisher's reports, by year and metric."""
        with self._engine.begin() as connection:
            return panel.panel(connection, publisher_id)

    def search(self, query: Query, limit: int = 20, offset: int = 0) -> list[SearchLine]:
        """Sections that hold all words of a query, the last saved first; raises `ArgumentError` for no words."""
        with self._engine.begin() as connection:
            return search.search(connection, query, limit, offset)

    def count_hits(self, query: Query) -> int:
        """How many sections hold the words: up to 1 000 are counted."""
        with self._engine.begin() as connection:
            return search.count_hits(connection, query)
