"""Put rows into tables: one with its new number, many at once, and cells as fast as the database takes them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, func, insert, select

from gipcrawler.model import Capture
from gipcrawler.store.cells import cell
from gipcrawler.store.exchange import Reading
from gipcrawler.store.tables import capture, edition, publisher, report

Values = dict[str, Any]


def insert_one(connection: Connection, table: Table, **values: Any) -> int:  # noqa: ANN401 - a row's values
    """Insert a row under the next number, and give the number."""
    number = next_id(connection, table)
    connection.execute(insert(table).values(values | {"id": number}))
    return number


def next_id(connection: Connection, table: Table) -> int:
    """The number after the last one; only one transaction writes at a time (`engine.writing`)."""
    return int(connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0) + 1


def insert_rows(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Insert rows; a table whose rows are numbered gets the next numbers."""
    if not rows:
        return
    numbered = "id" in table.c and "id" not in rows[0]
    first = next_id(connection, table) if numbered else 0
    connection.execute(insert(table), [{"id": first + at} | row for at, row in enumerate(rows)] if numbered else rows)


def insert_cells(connection: Connection, rows: Sequence[tuple[int, ...]]) -> None:
    """Insert rows of `cell`, given by its columns in their order: by COPY on Postgres, as plain tuples on SQLite."""
    if not rows:
        return
    columns = ", ".join(cell.c.keys())
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY cell ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(cell.c))
        connection.exec_driver_sql(f"INSERT INTO cell ({columns}) VALUES ({marks})", list(rows))  # noqa: S608 - own names


def capture_values(seen: Capture, reading: Reading) -> Values:
    """What a row of `capture` says of an observation; the first of an entry keeps what its listing said."""
    record, hint = seen.record, reading.hint
    listed = None
    if hint is not None and seen == reading.captures[0]:
        published = hint.published.isoformat() if hint.published else None
        listed = {"title": hint.title, "published": published, "organ": hint.organ, "site": hint.site}
    return {
        "record_id": record.record_id,
        "member": seen.member,
        "url": seen.url,
        "captured_at": seen.captured_at,
        "status": seen.status,
        "media_type": seen.media_type,
        "warc_file": record.file,
        "warc_offset": record.offset,
        "warc_length": record.length,
        "block_digest": record.block_digest,
        "payload_digest": record.payload_digest,
        "run": reading.run,
        "source": reading.source,
        "place": reading.place,
        "listed": listed,
        "unreadable": None if reading.report else reading.unreadable or "Nothing in it could be read.",
    }


def document_rows(edition_id: int, further: Sequence[int]) -> list[Values]:
    """The rows of `edition_document` for the captures of the documents from 1 on."""
    return [
        {"edition_id": edition_id, "document": at, "capture_id": number} for at, number in enumerate(further, start=1)
    ]


def edition_owner(edition_id: int) -> Select[tuple[str, str, str, str]]:
    """Publisher, report and bytes of an edition: what tells it from all others in whichever database it stands."""
    return edition_owners().where(edition.c.id == edition_id)


def edition_owners() -> Select[tuple[str, str, str, str]]:
    """The same of all editions."""
    return (
        select(publisher.c.identity, report.c.identity, capture.c.payload_digest, capture.c.member)
        .join_from(edition, report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .join(capture, capture.c.id == edition.c.read_from)
    )
