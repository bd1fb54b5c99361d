"""The database as its users see it: readings go in, reports and lines of the views come out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice

from sqlalchemy import Engine, insert, update

from gipcrawler.model import Run
from gipcrawler.store.asked import Asked
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.evidence import Evidence
from gipcrawler.store.exchange import Reading, Saved, SaveOutcome
from gipcrawler.store.judged import Judged
from gipcrawler.store.load import load
from gipcrawler.store.pages import Pages
from gipcrawler.store.publishers import Publishers
from gipcrawler.store.remarks import Remarks
from gipcrawler.store.shelf import Shelf
from gipcrawler.store.tables import run


class Store(Shelf, Evidence, Judged, Asked, Publishers, Remarks, Pages):
    """An open database; one object may be used for a whole run, and by several processes each with its own."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._dictionaries = Dictionaries()

    def start_run(self, started: Run) -> None:
        """Write the row of a run, or bring it up to date."""
        values = asdict(started)
        with self._writer.begin() as connection:
            if not connection.execute(update(run).where(run.c.run == started.run).values(values)).rowcount:
                connection.execute(insert(run).values(values))

    finish_run = start_run

    def save(self, reading: Reading) -> Saved:
        """Write a reading in one transaction. The records of its captures must be on disk before.

        Saving the same again gives `unchanged` and adds nothing; the same content from another record adds its
        capture. What another parser made of the same bytes is renewed in place and is no new edition.
        """
        return self._load([reading])[0]

    def load(self, readings: Iterable[Reading], batch: int = 200) -> Counter[SaveOutcome]:
        """Write many readings as `save` does each, `batch` of them in a transaction; counts what became of them."""
        outcomes: Counter[SaveOutcome] = Counter()
        waiting = iter(readings)
        while some := list(islice(waiting, batch)):
            outcomes.update(saved.outcome for saved in self._load(some))
        return outcomes

    def _load(self, readings: Sequence[Reading]) -> list[Saved]:
        self._has_written = True
        try:
            with self._writer.begin() as connection:
                return load(connection, self._dictionaries, readings)
        except BaseException:
            self._dictionaries = Dictionaries()  # they may hold what was not written
            raise
