"""The database as its users see it: readings go in, reports and lines of the views come out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from typing import Self

from sqlalchemy import Engine, insert, select, update

from gipcrawler.model import Capture, Report, Run
from gipcrawler.places import division
from gipcrawler.places.register import stem_of
from gipcrawler.store import captures
from gipcrawler.store.content import read_edition
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.engine import is_there, open_engine, writing
from gipcrawler.store.exchange import Reading, ReportLine, Saved, SaveOutcome
from gipcrawler.store.identity import identity_of
from gipcrawler.store.load import load
from gipcrawler.store.tables import edition, publisher, report, run
from gipcrawler.store.views import reports


class Store:
    """An open database; one object may be used for a whole run, and by several processes each with its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writing(engine)
        self._dictionaries = Dictionaries()

    @classmethod
    def open(cls, url: str) -> Self:
        """The database of a SQLAlchemy URL, made or migrated where that is needed; raises `StoreError`."""
        return cls(open_engine(url))

    @staticmethod
    def is_there(url: str) -> bool:
        """Whether there is a database to open, as far as that can be told without asking a server."""
        return is_there(url)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

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
        try:
            with self._writer.begin() as connection:
                return load(connection, self._dictionaries, readings)
        except BaseException:
            self._dictionaries = Dictionaries()  # they may hold what was not written
            raise

    def report(self, report_id: int) -> Report | None:
        """The current edition of a report as it was read, or null where there is no such report."""
        current = select(edition.c.id).where(edition.c.report_id == report_id, edition.c.is_current)
        with self._engine.begin() as connection:
            edition_id = connection.scalar(current)
            return None if edition_id is None else read_edition(connection, edition_id)

    def report_of(self, place: str, year: int) -> Report | None:
        """The current edition of the report that a place's own government owes for a year, or null."""
        report_id = self.report_id_of(place, year)
        return None if report_id is None else self.report(report_id)

    def report_id_of(self, place: str, year: int) -> int | None:
        """The report that a place's own government owes for a year, or null."""
        owed = (
            select(report.c.id)
            .join(publisher, publisher.c.id == report.c.publisher_id)
            .where(publisher.c.identity == identity_of(place), report.c.year == year)
        )
        with self._engine.begin() as connection:
            return connection.scalar(owed)

    def line(self, report_id: int) -> ReportLine | None:
        """The line of the view `reports` for one report, or null where there is no such report."""
        with self._engine.begin() as connection:
            row = connection.execute(select(reports).where(reports.c.report_id == report_id)).mappings().one_or_none()
            return None if row is None else ReportLine(**row)

    def reports(self, place: str | None = None, year: int | None = None) -> list[ReportLine]:
        """The lines of the view `reports`, of a division and all below it, in the order of place and year."""
        in_order = (reports.c.place.nulls_last(), reports.c.year.nulls_last(), reports.c.report_id)
        lines = select(reports).order_by(*in_order)
        if place is not None:
            lines = lines.where(reports.c.place.startswith(stem_of(division(place)), autoescape=True))
        if year is not None:
            lines = lines.where(reports.c.year == year)
        with self._engine.begin() as connection:
            return [ReportLine(**row) for row in connection.execute(lines).mappings()]

    def report_captures(
        self, place: str | None = None, year: int | None = None
    ) -> list[tuple[str | None, Capture, bool]]:
        """Title, capture, and whether it was read from, of all that shows a report of a place (and below) and year."""
        with self._engine.begin() as connection:
            return captures.report_captures(connection, place, year)

    def capture_files(self) -> list[str]:
        """The WARC files that captures refer to, in order."""
        with self._engine.begin() as connection:
            return captures.capture_files(connection)

    def captures_in(self, file: str) -> list[Capture]:
        """The captures whose records stand in a WARC file, in their order."""
        with self._engine.begin() as connection:
            return captures.captures_in(connection, file)

    def capture_of(self, record_id: str) -> Capture | None:
        """The capture that a record keeps, or null where there is none."""
        with self._engine.begin() as connection:
            return captures.capture_by(connection, record_id)

    def is_captured(self, record_id: str) -> bool:
        """Whether there is a capture for a record."""
        with self._engine.begin() as connection:
            return captures.is_captured(connection, record_id)

    def is_kept(self, payload_digest: str) -> bool:
        """Whether there is a capture of these bytes, wherever they were seen."""
        with self._engine.begin() as connection:
            return captures.is_kept(connection, payload_digest)

    def is_captured_by(self, run_id: str, url: str) -> bool:
        """Whether a run has a capture of an address."""
        with self._engine.begin() as connection:
            return captures.is_captured_by(connection, run_id, url)

    def captured_since(self, moment: datetime) -> list[tuple[str, datetime, int | None]]:
        """Address, time and report year (null where it could not be read) of documents captured from a moment on."""
        with self._engine.begin() as connection:
            return captures.captured_since(connection, moment)

    def arguments_of(self, run_id: str) -> Mapping[str, str]:
        """What a run was narrowed to; empty where it was not, or is unknown."""
        with self._engine.begin() as connection:
            return captures.arguments_of(connection, run_id)

    def lost_editions(self) -> list[tuple[int, int]]:
        """Editions, with their reports, that were read from a capture of which there is no row."""
        with self._engine.begin() as connection:
            return captures.lost_editions(connection)
