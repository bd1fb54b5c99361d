"""What the rows of `capture` say of the archive: which files and records they refer to, and for whom."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Row, exists, or_, select, true

from gipcrawler.model import Capture, RecordRef
from gipcrawler.store.tables import capture, edition, publisher, report, run
from gipcrawler.store.within import within


def capture_of(row: Row[tuple[object, ...]]) -> Capture:
    """A row of `capture` as the observation that was stored."""
    ref = RecordRef(
        file=row.warc_file,
        offset=row.warc_offset,
        length=row.warc_length,
        record_id=row.record_id,
        block_digest=row.block_digest,
        payload_digest=row.payload_digest,
    )
    return Capture(row.url, row.captured_at, row.status, row.media_type, ref, row.member)


def capture_files(connection: Connection) -> list[str]:
    """The files that rows refer to, in order."""
    return list(connection.scalars(select(capture.c.warc_file).distinct().order_by(capture.c.warc_file)))


def captures_in(connection: Connection, file: str) -> list[Capture]:
    """The captures whose records stand in a file, in their order."""
    rows = select(capture).where(capture.c.warc_file == file).order_by(capture.c.warc_offset)
    return [capture_of(row) for row in connection.execute(rows)]


def capture_by(connection: Connection, record_id: str) -> Capture | None:
    """The capture that a record keeps, or null."""
    row = connection.execute(select(capture).where(capture.c.record_id == record_id)).one_or_none()
    return None if row is None else capture_of(row)


def is_captured(connection: Connection, record_id: str) -> bool:
    """Whether there is a row for a record."""
    return bool(connection.scalar(select(exists().where(capture.c.record_id == record_id))))


def is_kept(connection: Connection, payload_digest: str) -> bool:
    """Whether there is a row for these bytes, wherever they were seen."""
    return bool(connection.scalar(select(exists().where(capture.c.payload_digest == payload_digest))))


def is_captured_by(connection: Connection, run_id: str, url: str) -> bool:
    """Whether a run has a row for an address."""
    return bool(connection.scalar(select(exists().where(capture.c.run == run_id, capture.c.url == url))))


def captured_since(
    connection: Connection, moment: datetime, place: str | None
) -> list[tuple[str, datetime, int | None]]:
    """Address, time and report year (null where it could not be read) of each document captured from a moment on.

    Of a place: what its sources, and those of the divisions below it, and those of no place led to.
    """
    rows = (
        select(capture.c.url, capture.c.captured_at, report.c.year)
        .outerjoin(edition, edition.c.id == capture.c.edition_id)
        .outerjoin(report, report.c.id == edition.c.report_id)
        .where(capture.c.captured_at >= moment)
        .where(true() if place is None else or_(capture.c.place == "", within(capture.c.place, place)))
    )
    return [(row.url, row.captured_at, row.year) for row in connection.execute(rows)]


def arguments_of(connection: Connection, run_id: str) -> Mapping[str, str]:
    """The arguments of a run; empty where there is no such run."""
    return connection.scalar(select(run.c.arguments).where(run.c.run == run_id)) or {}


def lost_editions(connection: Connection) -> list[tuple[int, int]]:
    """Editions (their ids, and those of their reports) that were read from a capture of which there is no row."""
    kept = exists().where(capture.c.id == edition.c.read_from)
    rows = select(edition.c.id, edition.c.report_id).where(~kept).order_by(edition.c.id)
    return [(row.id, row.report_id) for row in connection.execute(rows)]


def report_captures(
    connection: Connection, place: str | None, year: int | None
) -> list[tuple[str | None, Capture, bool]]:
    """Title, capture, and whether it was read from, of everything that shows a report; of a place and all below it.

    In the order of capture.
    """
    was_read = edition.c.read_from == capture.c.id
    rows = (
        select(capture, edition.c.title, was_read.label("was_read"))
        .join(edition, edition.c.id == capture.c.edition_id)
        .join(report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .order_by(capture.c.captured_at, capture.c.id)
    )
    if place is not None:
        rows = rows.where(within(publisher.c.place, place))
    if year is not None:
        rows = rows.where(report.c.year == year)
    return [(row.title, capture_of(row), bool(row.was_read)) for row in connection.execute(rows)]
