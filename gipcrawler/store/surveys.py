"""What surveys ask of the database, one question a method; the rows of each answer are small and aggregated in SQL."""

from collections.abc import Collection, Iterator

from gipcrawler.model import Run
from gipcrawler.store.repository import Store
from gipcrawler.store.survey_holdings import FIRST_YEAR, LAST_YEAR, Holding, Unread, holdings, unread
from gipcrawler.store.survey_reading import Lot, lots
from gipcrawler.store.survey_runs import Seen, runs, seen

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Holding", "Lot", "Seen", "Surveys", "Unread"]


class Surveys:
    """The questions of surveys to an open database."""

    def __init__(self, store: Store) -> None:
        self._engine = store._engine  # noqa: SLF001 - the same room; a store has methods enough

    def holdings(self, place: str | None = None) -> list[Holding]:
        """All publishers, or those of a division and all below it, with the years of their reports."""
        with self._engine.begin() as connection:
            return holdings(connection, place)

    def unread(self, place: str | None = None) -> list[Unread]:
        """What was found and not read; with a place only what sources of its province, or of no place, found."""
        with self._engine.begin() as connection:
            return unread(connection, place)

    def lots(self, place: str | None, year: int | None, level: str | None, identities: Collection[str]) -> list[Lot]:
        """Current editions that agree in where they come from, added up; `identities` are the rules that must hold."""
        with self._engine.begin() as connection:
            return lots(connection, place, year, level, identities)

    def runs(self) -> Iterator[Run]:
        """All runs, the latest first; one at a time, for each holds a line for every source."""
        with self._engine.begin() as connection:
            yield from runs(connection)

    def seen(self) -> list[Seen]:
        """How many documents each source gave, and when the newest of them was captured."""
        with self._engine.begin() as connection:
            return seen(connection)
