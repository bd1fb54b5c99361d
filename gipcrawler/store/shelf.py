"""Ask an open database for its reports: lines of the views, and editions as they were read."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from gipcrawler.model import Report
from gipcrawler.store.exchange import ReportLine
from gipcrawler.store.identity import identity_of
from gipcrawler.store.opened import Opened
from gipcrawler.store.retrieve import Words, read_edition, read_editions
from gipcrawler.store.rows import KeptEditions, reading_once
from gipcrawler.store.tables import capture, edition, publisher, report
from gipcrawler.store.views import reports
from gipcrawler.store.within import within

AT_ONCE = 200
"""Editions that are read at a time: some 40 000 cells."""


class EditionLine(NamedTuple):
    """An edition, and the capture that it was read from."""

    edition_id: int
    report_id: int
    is_current: bool
    digest: str
    first_seen: datetime
    last_seen: datetime
    parser_version: str
    title: str | None
    form: str | None
    media_type: str
    source_url: str
    captured_at: datetime
    warc_file: str
    warc_offset: int
    record_id: str
    payload_digest: str


class ReportRow(NamedTuple):
    """A report's current edition with whose it is; `identity` is equal for the reports of one publisher."""

    report_id: int
    edition_id: int
    identity: str
    publisher: str | None
    place: str | None
    level: str | None
    year: int | None
    report: Report


class Shelf(Opened):
    """The reports of a database."""

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
            lines = lines.where(within(reports.c.place, place))
        if year is not None:
            lines = lines.where(reports.c.year == year)
        with self._engine.begin() as connection:
            return [ReportLine(**row) for row in connection.execute(lines).mappings()]

    def edition(self, edition_id: int, *, by_hand: bool = True) -> Report | None:
        """An edition, current or not; with what was corrected by hand unless that is not wanted."""
        with self._engine.begin() as connection:
            if connection.scalar(select(edition.c.id).where(edition.c.id == edition_id)) is None:
                return None
            return read_edition(connection, edition_id, by_hand=by_hand)

    def editions(self, report_id: int) -> list[EditionLine]:
        """The editions of a report, the first seen first."""
        lines = (
            select(*((edition.c[name] if name in edition.c else capture.c[name]) for name in PLAIN))
            .join_from(edition, capture, capture.c.id == edition.c.read_from)
            .add_columns(edition.c.id.label("edition_id"), capture.c.url.label("source_url"))
            .where(edition.c.report_id == report_id)
            .order_by(edition.c.first_seen, edition.c.id)
        )
        with self._engine.begin() as connection:
            return [EditionLine(**row) for row in connection.execute(lines).mappings()]

    def read_reports(self, place: str | None = None, years: Collection[int] | None = None) -> Iterator[ReportRow]:
        """The current editions of a division (and below) and years, by publisher and year."""
        whose = (
            select(
                report.c.id,
                edition.c.id,
                publisher.c.identity,
                publisher.c.name,
                publisher.c.place,
                publisher.c.level,
                report.c.year,
            )
            .join_from(edition, report, report.c.id == edition.c.report_id)
            .join(publisher, publisher.c.id == report.c.publisher_id)
            .where(edition.c.is_current)
            .order_by(publisher.c.identity, report.c.year.nulls_first(), report.c.id)
        )
        if place is not None:
            whose = whose.where(within(publisher.c.place, place))
        if years is not None:
            whose = whose.where(report.c.year.in_(years))
        words = Words()
        with self._engine.begin() as connection:
            rows = connection.execute(whose).all()
            for start in range(0, len(rows), AT_ONCE):
                some = rows[start : start + AT_ONCE]
                read = read_editions(connection, [row[1] for row in some], words)
                yield from (ReportRow(*row, read[row[1]]) for row in some)

    @contextmanager
    def kept(self, place: str | None = None, year: int | None = None) -> Iterator[KeptEditions]:
        """The editions of a place (and below) and year with all that they hold, of one state of the database."""
        with reading_once(self._engine).begin() as connection:
            yield KeptEditions(connection, place, year)


PLAIN = tuple(name for name in EditionLine._fields if name not in {"edition_id", "source_url"})
