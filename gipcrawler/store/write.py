"""Write one reading after another: captures first, then whose report it is, then which edition.

A capture shows one edition: what its bytes were last read as. An edition lives as long as a capture shows it.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, false, func, or_, select, update

from gipcrawler.model import Capture, Report
from gipcrawler.store.cells import cell
from gipcrawler.store.content import cell_rows, edition_values, finding_rows, section_rows
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.exchange import Reading, Saved, SaveOutcome
from gipcrawler.store.identity import Owner, address, digest_of, owner_of, report_identity
from gipcrawler.store.insert import (
    capture_values,
    document_rows,
    edition_owner,
    insert_cells,
    insert_one,
    insert_rows,
)
from gipcrawler.store.tables import (
    capture,
    correction,
    edition,
    edition_document,
    finding,
    publisher,
    report,
    section,
)

CONTENT = (section, cell, finding, edition_document)
AROUND = frozenset(("breadcrumb", "site", "name"))
"""Evidence of whose a report is that stands around it and not in it."""


def save(connection: Connection, dictionaries: Dictionaries, reading: Reading) -> Saved:
    """Write a reading; the same reading again changes nothing."""
    before = _shown_before(connection, reading)
    ids = _capture_ids(connection, reading)
    if reading.report is None or reading.read_from is None:
        return Saved(None, None, "unreadable")
    report_id = _report_id(connection, reading.report, reading.address)
    edition_id, outcome = _edition(connection, dictionaries, report_id, reading, ids)
    shows = update(capture).where(capture.c.id.in_(ids.values()))
    connection.execute(shows.values(edition_id=edition_id, unreadable=None))
    _settle_editions(connection, {shown for shown, _ in before} | {edition_id})
    _settle_reports(connection, {owed for _, owed in before} | {report_id})
    return Saved(report_id, edition_id, outcome)


def _shown_before(connection: Connection, reading: Reading) -> list[tuple[int, int]]:
    """Editions, with their reports, that this reading may take captures or bytes from."""
    same = [_same_record(each) for each in reading.captures]
    if reading.read_from is not None:
        same.append(_same_bytes(reading.read_from))
    shown = select(edition.c.id, edition.c.report_id).join(capture, _joins_edition()).where(or_(false(), *same))
    return [(row.id, row.report_id) for row in connection.execute(shown.distinct())]


def _same_record(seen: Capture) -> ColumnElement[bool]:
    return and_(capture.c.record_id == seen.record.record_id, capture.c.member == seen.member)


def _same_bytes(seen: Capture) -> ColumnElement[bool]:
    """Captures of the same bytes at the same URL. A form that two towns left empty is the same bytes elsewhere."""
    repeated = and_(
        capture.c.url == seen.url,
        capture.c.payload_digest == seen.record.payload_digest,
        capture.c.member == seen.member,
    )
    return or_(_same_record(seen), repeated)


def _joins_edition() -> ColumnElement[bool]:
    return or_(capture.c.edition_id == edition.c.id, capture.c.id == edition.c.read_from)


def _capture_ids(connection: Connection, reading: Reading) -> dict[Capture, int]:
    """The rows of the captures; one that is known keeps its row, and learns only why it cannot be read."""
    ids: dict[Capture, int] = {}
    for each in reading.captures:
        values = capture_values(each, reading)
        known = connection.scalar(select(capture.c.id).where(_same_record(each)))
        if known is None:
            known = insert_one(connection, capture, **values, entry=ids.get(reading.captures[0]))
        else:
            unread = and_(capture.c.id == known, capture.c.edition_id.is_(None))
            connection.execute(update(capture).where(unread).values(unreadable=values["unreadable"]))
        ids[each] = known
    first = ids[reading.captures[0]]
    connection.execute(update(capture).where(capture.c.id == first, capture.c.entry.is_(None)).values(entry=first))
    return ids


def _report_id(connection: Connection, read: Report, url: str) -> int:
    owner = owner_of(read, url)
    if read.evidence.get("issuer") in AROUND and _is_anothers(connection, owner, read, url):
        owner = owner._replace(identity=address(url))
    owner_id = connection.scalar(select(publisher.c.id).where(publisher.c.identity == owner.identity))
    if owner_id is None:
        owner_id = insert_one(connection, publisher, **owner._asdict())
    elif owner.name:
        name_in_full(connection, owner_id, owner.name)
    identity = report_identity(read, url)
    same = and_(report.c.publisher_id == owner_id, report.c.identity == identity)
    known = connection.scalar(select(report.c.id).where(same))
    if known is not None:
        return int(known)
    return insert_one(connection, report, publisher_id=owner_id, identity=identity, year=read.year)


def name_in_full(connection: Connection, owner_id: int, name: str) -> None:
    """Keep the fullest name that a report gives: 穆家峪镇 one year, …穆家峪镇人民政府 another."""
    fuller = func.length(publisher.c.name) < len(name)
    connection.execute(update(publisher).where(publisher.c.id == owner_id, fuller).values(name=name))


def _is_anothers(connection: Connection, owner: Owner, read: Report, url: str) -> bool:
    """Whether a publisher's report of that year is another one, with other content, at another address.

    A county's site holds its towns' reports too: one that names nobody is not taken for an edition of the county's.
    """
    current = (
        select(edition.c.digest, capture.c.url)
        .join(report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .join(capture, capture.c.edition_id == edition.c.id)
        .where(publisher.c.identity == owner.identity, report.c.identity == report_identity(read, url))
    )
    shown = connection.execute(current).all()
    known = {row.digest for row in shown} | {address(row.url) for row in shown}
    return bool(shown) and known.isdisjoint({digest_of(read), address(url)})


def _edition(
    connection: Connection, dictionaries: Dictionaries, report_id: int, reading: Reading, ids: dict[Capture, int]
) -> tuple[int, SaveOutcome]:
    """The edition that a reading shows, written where it is new or where another parser had read it."""
    read, read_from = reading.report, reading.read_from
    assert read is not None  # noqa: S101 - `save` has seen to it
    assert read_from is not None  # noqa: S101 - as above
    digest = digest_of(read)
    same = and_(edition.c.report_id == report_id, edition.c.digest == digest)
    known = connection.execute(select(edition.c.id, edition.c.parser_version).where(same)).one_or_none()
    if known is not None and known.parser_version == read.parser_version:
        return known.id, _outcome_of_known(connection, known.id, read_from)
    renewed = known or _read_by_another_parser(connection, read, read_from)
    values = edition_values(read) | {"report_id": report_id, "digest": digest, "read_from": ids[read_from]}
    further = [ids[each] for each in reading.further]
    if renewed is not None:
        _clear(connection, renewed.id)
        connection.execute(update(edition).where(edition.c.id == renewed.id).values(values))
        _fill(connection, dictionaries, renewed.id, read, further)
        return renewed.id, "unchanged"
    first = not connection.scalar(select(exists().where(edition.c.report_id == report_id)))
    seen = read_from.captured_at
    edition_id = insert_one(connection, edition, **values, is_current=False, first_seen=seen, last_seen=seen)
    _fill(connection, dictionaries, edition_id, read, further)
    return edition_id, "new" if first else "replaced"


def _read_by_another_parser(connection: Connection, read: Report, read_from: Capture) -> Row[Any] | None:
    """The edition that another parser made of the same bytes: not replaced, only read differently."""
    return connection.execute(
        select(edition.c.id)
        .join(capture, _joins_edition())
        .where(_same_bytes(read_from), edition.c.parser_version != read.parser_version)
        .order_by(edition.c.last_seen.desc(), edition.c.id.desc())
        .limit(1)
    ).one_or_none()


def _outcome_of_known(connection: Connection, edition_id: int, read_from: Capture) -> SaveOutcome:
    """Whether the address went back to an edition that it had shown before, or shows what it showed last."""
    shown = connection.scalar(
        select(capture.c.edition_id)
        .where(
            capture.c.url == read_from.url,
            capture.c.member == read_from.member,
            capture.c.captured_at <= read_from.captured_at,
            capture.c.edition_id.is_not(None),
        )
        .order_by(capture.c.captured_at.desc(), capture.c.id.desc())
        .limit(1)
    )
    return "unchanged" if shown in {None, edition_id} else "replaced"


def _settle_editions(connection: Connection, editions: set[int]) -> None:
    """Write when editions were seen first and last, and remove those that no capture shows any more.

    One that somebody corrected by hand stays: his work is not the parser's to throw away.
    """
    for edition_id in editions:
        this = edition.c.id == edition_id
        span = select(func.min(capture.c.captured_at), func.max(capture.c.captured_at))
        first, last = connection.execute(span.where(capture.c.edition_id == edition_id)).one()
        if first is not None:
            connection.execute(update(edition).where(this).values(first_seen=first, last_seen=last))
        elif not connection.scalar(select(exists().where(correction.c.edition_id == edition_id))):
            _clear(connection, edition_id)
            connection.execute(delete(edition).where(this))


def _settle_reports(connection: Connection, reports: set[int]) -> None:
    """Mark the edition last seen newest as the current one, and remove reports and publishers left without any."""
    for report_id in reports:
        of_report = edition.c.report_id == report_id
        newest = select(edition.c.id).where(of_report).order_by(edition.c.last_seen.desc(), edition.c.id.desc())
        current = connection.scalar(newest.limit(1))
        if current is not None:
            connection.execute(update(edition).where(of_report).values(is_current=edition.c.id == current))
            continue
        owner_id = connection.scalar(select(report.c.publisher_id).where(report.c.id == report_id))
        connection.execute(delete(finding).where(finding.c.against == report_id))
        connection.execute(delete(report).where(report.c.id == report_id))
        owes_nothing = ~exists().where(report.c.publisher_id == owner_id)
        connection.execute(delete(publisher).where(publisher.c.id == owner_id, owes_nothing))


def _clear(connection: Connection, edition_id: int) -> None:
    for table in CONTENT:
        connection.execute(delete(table).where(table.c.edition_id == edition_id))


def _fill(
    connection: Connection, dictionaries: Dictionaries, edition_id: int, read: Report, further: list[int]
) -> None:
    rows = list(cell_rows(edition_id, read, dictionaries))
    dictionaries.flush(connection)
    insert_cells(connection, rows)
    insert_rows(connection, section, section_rows(edition_id, read))
    owner = connection.execute(edition_owner(edition_id)).one()
    insert_rows(connection, finding, finding_rows(edition_id, [str(part) for part in owner], read.findings))
    insert_rows(connection, edition_document, document_rows(edition_id, further))
