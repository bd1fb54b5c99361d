"""Turn a database into its editions with all that they hold, one after the other in an order that no database knows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, func, select

from gipcrawler.model import Capture, Report
from gipcrawler.store.captures import capture_of
from gipcrawler.store.cells import cell, corrected_cell, figure, label
from gipcrawler.store.exchange import ReportLine
from gipcrawler.store.findings import FindingLine, finding_lines
from gipcrawler.store.retrieve import Words, read_editions
from gipcrawler.store.tables import capture, correction, edition, edition_document, finding, publisher, report
from gipcrawler.store.views import reports
from gipcrawler.store.within import within

AT_ONCE = 200
"""Editions that are held at a time: some 40 000 cells."""
MOST_WORDS = 300_000
"""Different figures that are kept in memory, some 100 MB, before they are asked for anew."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Who corrected a cell and why; `machine_raw` is what the program had read there."""

    machine_raw: str
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition with all that it holds; equal in two databases that took in the same.

    `report` is its report's key (`370322001 人民政府@2020`: publisher and year, or the address of what has none), `key`
    its own (16 hex digits, of the report's key and the digest of the content). `line` is the report's line in the view
    `reports`, which speaks of its current edition and whose `report_id` is the database's own. `documents` are the
    captures that `Origin.document` counts; `captures`, all that show the edition, are in the order of their times.
    `content` is as corrected, `by_hand` says where, by the position of cells. `compared` are the keys of the reports
    that findings compare this one with, by their `against`.
    """

    report: str
    key: str
    digest: str
    is_current: bool
    first_seen: datetime
    last_seen: datetime
    form: str | None
    line: ReportLine
    documents: tuple[Capture, ...]
    captures: tuple[Capture, ...]
    content: Report
    by_hand: Mapping[int, ByHand]
    findings: tuple[FindingLine, ...]
    compared: Mapping[int, str]


class KeptEditions:
    """The editions of the reports of a place (and all below it) and year: how many, and one after the other.

    They come by publisher, year, first sight and digest, compared by code points: Postgres sorts text as its locale
    does, SQLite by bytes, and row numbers tell only what was saved first.
    """

    def __init__(self, connection: Connection, place: str | None, year: int | None) -> None:
        self._connection = connection
        self._ids = _in_order(connection, place, year)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[KeptEdition]:
        words = Words()
        for start in range(0, len(self._ids), AT_ONCE):
            if len(words.figures) > MOST_WORDS:
                words = Words()
            yield from _kept(self._connection, self._ids[start : start + AT_ONCE], words)


def reading_once(engine: Engine) -> Engine:
    """The engine for transactions that see one state of the database, whatever is written meanwhile."""
    if engine.dialect.name == "sqlite":
        return engine  # a transaction there sees nothing else
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _in_order(connection: Connection, place: str | None, year: int | None) -> list[int]:
    wanted = select(
        edition.c.id,
        edition.c.digest,
        edition.c.first_seen,
        publisher.c.place,
        publisher.c.identity,
        report.c.year,
        report.c.identity.label("of_year"),
    ).select_from(edition.join(report, report.c.id == edition.c.report_id).join(publisher))
    if place is not None:
        wanted = wanted.where(within(publisher.c.place, place))
    if year is not None:
        wanted = wanted.where(report.c.year == year)
    rows: list[Row[Any]] = list(connection.execute(wanted))
    return [row.id for row in sorted(rows, key=_rank)]


def _rank(row: Row[Any]) -> tuple[object, ...]:
    whose = row.place is None, row.identity
    return *whose, row.year is None, row.year or 0, row.of_year, row.first_seen, row.digest


def _kept(connection: Connection, ids: Sequence[int], words: Words) -> Iterator[KeptEdition]:
    wanted = (
        select(edition, report.c.identity.label("of_year"), publisher.c.identity.label("of_publisher"))
        .select_from(edition.join(report, report.c.id == edition.c.report_id).join(publisher))
        .where(edition.c.id.in_(ids))
    )
    rows = {row.id: row for row in connection.execute(wanted)}
    lines = _lines(connection, {row.report_id for row in rows.values()})
    captures, documents = _captures(connection, ids), _documents(connection, ids)
    contents, by_hand = read_editions(connection, ids, words), _by_hand(connection, ids)
    findings = _findings(connection, ids)
    compared = _keys(connection, {each.against for found in findings.values() for each in found})
    for edition_id in ids:
        row = rows[edition_id]
        owed = _owed(row)
        yield KeptEdition(
            report=owed,
            key=sha256(f"{owed} {row.digest}".encode()).hexdigest()[:16],
            digest=row.digest,
            is_current=row.is_current,
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            form=row.form,
            line=lines[row.report_id],
            documents=tuple(documents[edition_id]),
            captures=tuple(captures[edition_id]),
            content=contents[edition_id],
            by_hand=by_hand[edition_id],
            findings=tuple(findings[edition_id]),
            compared=compared,
        )


def _owed(row: Row[Any]) -> str:
    return f"{row.of_publisher}@{row.of_year}"


def _lines(connection: Connection, ids: set[int]) -> dict[int, ReportLine]:
    wanted = connection.execute(select(reports).where(reports.c.report_id.in_(ids)))
    return {row["report_id"]: ReportLine(**row) for row in wanted.mappings()}


def _captures(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Capture]]:
    """The captures that show each edition, in the order of their times."""
    shown: defaultdict[int, list[Capture]] = defaultdict(list)
    for row in connection.execute(select(capture).where(capture.c.edition_id.in_(ids))):
        shown[row.edition_id].append(capture_of(row))
    for each in shown.values():
        each.sort(key=lambda one: (one.captured_at, one.record.record_id, one.member))
    return shown


def _documents(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[Capture]]:
    """The captures that each edition was read from, in the order of `Origin.document`."""
    read: defaultdict[int, list[Capture]] = defaultdict(list)
    first = select(edition.c.id.label("reads"), capture).join(capture, capture.c.id == edition.c.read_from)
    for row in connection.execute(first.where(edition.c.id.in_(ids))):
        read[row.reads].append(capture_of(row))
    further = (
        select(edition_document.c.edition_id.label("reads"), capture)
        .join(capture, capture.c.id == edition_document.c.capture_id)
        .where(edition_document.c.edition_id.in_(ids))
        .order_by(edition_document.c.edition_id, edition_document.c.document)
    )
    for row in connection.execute(further):
        read[row.reads].append(capture_of(row))
    return read


def _by_hand(connection: Connection, ids: Sequence[int]) -> defaultdict[int, dict[int, ByHand]]:
    """What was corrected in each edition, by the position of the cell."""
    same = and_(cell.c.edition_id == corrected_cell.c.edition_id, cell.c.field_id == corrected_cell.c.field_id)
    wanted = (
        select(cell.c.edition_id, cell.c.position, figure.c.raw, correction.c.author, correction.c.reason)
        .join_from(corrected_cell, correction, correction.c.id == corrected_cell.c.correction_id)
        .join(cell, same)
        .join(
            label, and_(label.c.id == cell.c.label_id, func.coalesce(label.c.sub_row, "") == corrected_cell.c.sub_row)
        )
        .join(figure, figure.c.id == cell.c.figure_id)
        .where(corrected_cell.c.edition_id.in_(ids), corrected_cell.c.is_current)
    )
    corrected: defaultdict[int, dict[int, ByHand]] = defaultdict(dict)
    for edition_id, position, *told in connection.execute(wanted):
        corrected[edition_id][position] = ByHand(*told)
    return corrected


def _findings(connection: Connection, ids: Sequence[int]) -> defaultdict[int, list[FindingLine]]:
    """The findings of each edition: those on it alone first."""
    found: defaultdict[int, list[FindingLine]] = defaultdict(list)
    for line in finding_lines(connection, finding.c.edition_id.in_(ids)):
        found[line.edition_id].append(line)
    for lines in found.values():
        lines.sort(key=lambda line: (line.against is not None, line.rule, line.where, line.id))
    return found


def _keys(connection: Connection, ids: set[int | None]) -> dict[int, str]:
    """The keys of reports."""
    wanted = (
        select(report.c.id, report.c.identity.label("of_year"), publisher.c.identity.label("of_publisher"))
        .join_from(report, publisher)
        .where(report.c.id.in_(ids - {None}))
    )
    rows: list[Row[Any]] = list(connection.execute(wanted))
    return {row.id: _owed(row) for row in rows}
