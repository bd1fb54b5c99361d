"""Copy a database into an SQLite file of the same tables, for programs that read SQLite only: the web pages."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Table, delete, insert, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from gipcrawler.errors import StoreError
from gipcrawler.store.engine import count_rows, open_engine, writing
from gipcrawler.store.rows import reading_once
from gipcrawler.store.tables import metadata

AT_ONCE = 5000
"""Rows that are read and written at a time."""


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database, or null for any other; raises `StoreError` for what names no database."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError("DATABASE_URL is no database address; an example: sqlite:///archive/gip.db") from error
    return Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None


def taken_at(file: Path) -> datetime | None:
    """The moment whose state a snapshot shows, or null where there is none."""
    if not file.is_file():
        return None
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
        (seconds,) = connection.execute("PRAGMA user_version").fetchone()
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def take(url: str, file: Path) -> datetime:
    """Make a file show what a database holds now, and say of which moment that is; who reads the file may go on.

    Raises `StoreError` where the database cannot be read. What the file showed before stays until all is there.
    """
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    source, made = open_engine(url), None
    now = datetime.now(UTC).replace(microsecond=0)
    try:
        made = open_engine(f"sqlite:///{part}")
        with (
            reading_once(source).begin() as reader,
            writing(made).execution_options(gip_migrates=True).begin() as writer,
        ):
            for table in reversed(metadata.sorted_tables):
                writer.execute(delete(table))  # opening it filled its dictionaries
            for table in metadata.sorted_tables:
                for rows in _rows(reader, table):
                    writer.execute(insert(table), rows)
            writer.exec_driver_sql(f"PRAGMA user_version = {int(now.timestamp())}")
        count_rows(made)
    except DBAPIError as error:
        raise StoreError(f"The database cannot be copied to {file}: {error.orig}") from error
    finally:
        source.dispose()
        if made is not None:
            made.dispose()
    _publish(part, file)
    return now


def _rows(reader: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    """The rows of a table, without what the database computes by itself."""
    columns = [column for column in table.columns if column.computed is None]
    found = reader.execution_options(yield_per=AT_ONCE).execute(select(*columns))
    for some in found.mappings().partitions():
        yield [dict(row) for row in some]


def _publish(part: Path, file: Path) -> None:
    """Put the new state into the file in one transaction (https://www.sqlite.org/backup.html), and drop the rest."""
    with sqlite3.connect(part) as made, sqlite3.connect(file, timeout=60) as shown:
        made.backup(shown)
    for connection in (made, shown):
        connection.close()
    for ending in ("", "-wal", "-shm"):
        part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)
