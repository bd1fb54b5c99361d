"""The payloads of finished files, kept in a small database beside them, so that the same need not be written twice.

The database (`index/payloads.sqlite`) can be deleted at any time: the next run reads the files again.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from gipcrawler.errors import ArchiveError
from gipcrawler.warc.digest import digest
from gipcrawler.warc.read import Record, records

logger = logging.getLogger(__name__)

LEAST = 1024
"""Bytes that a payload must have: below, a record that refers takes the room of one that holds."""
TABLES = """
create table if not exists file (name text primary key, size integer not null);
create table if not exists payload (url text not null, digest text not null, content text not null,
    record_id text not null, date text not null, file text not null, offset integer not null,
    primary key (file, offset));
create index if not exists by_url on payload (url, date);
create index if not exists by_digest on payload (digest);
"""
FOUND = "select record_id, url, date, file, offset from payload where "


@dataclass(frozen=True, slots=True)
class Original:
    """A whole response of a finished file that another may refer to; `date` is its WARC-Date as printed."""

    record_id: str
    url: str
    date: str
    file: str
    offset: int


class Payloads:
    """What the finished files of an archive folder hold, as far as their digests agree.

    Files that are new or were changed are read when it is opened. Raises sqlite3.Error.
    """

    def __init__(self, database: Path, folder: Path) -> None:
        database.parent.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._connection = sqlite3.connect(database, timeout=60)
        self._connection.executescript(TABLES)
        self._update()

    @classmethod
    def opened(cls, database: Path, folder: Path) -> Self | None:
        """The payloads, or null, which the log tells, where there can be no database: all is written in full then."""
        try:
            return cls(database, folder)
        except (sqlite3.Error, OSError) as error:
            logger.warning("%s cannot be used, so unchanged pages are written in full: %s", database, error)
            return None

    def original(self, url: str, payload_digest: str) -> Original | None:
        """The newest response with this payload, of the same address if there is one; its file is still there."""
        where = "digest = ? order by url = ? desc, date desc limit 1"
        found = self._connection.execute(FOUND + where, (payload_digest, url)).fetchone()
        if found is None or not (self._folder / found[3]).is_file():
            return None
        return Original(*found)

    def same_content(self, url: str, content_digest: str) -> str | None:
        """The record id of the newest response of this address, if its body without content-coding is the same."""
        newest = "select record_id, content from payload where url = ? order by date desc limit 1"
        found = self._connection.execute(newest, (url,)).fetchone()
        return str(found[0]) if found is not None and found[1] == content_digest else None

    def _update(self) -> None:
        there = {path.name: path.stat().st_size for path in self._folder.glob("*.warc.gz")}
        known = dict(self._connection.execute("select name, size from file"))
        for name in known.keys() - {name for name, size in there.items() if known.get(name) == size}:
            with self._connection:
                self._connection.execute("delete from payload where file = ?", (name,))
                self._connection.execute("delete from file where name = ?", (name,))
        for name, size in sorted(there.items()):
            if known.get(name) != size:
                rows = list(_rows(self._folder / name))
                with self._connection:
                    self._connection.executemany("insert or replace into payload values (?, ?, ?, ?, ?, ?, ?)", rows)
                    self._connection.execute("insert or replace into file values (?, ?)", (name, size))


def _rows(path: Path) -> Iterator[tuple[str, str, str, str, str, str, int]]:
    """The rows of a file as far as it can be read; what follows a fault is not referred to."""
    with suppress(ArchiveError):
        for record in records(path):
            payload_digest, content = record.header("WARC-Payload-Digest"), _content(record)
            if payload_digest and len(content) >= LEAST:
                date = record.header("WARC-Date") or ""
                place = record.record_id, date, record.file, record.offset
                yield record.url, payload_digest, digest(content), *place


def _content(record: Record) -> bytes:
    """The body of a whole answer 200; empty for all other records, and for one whose coding cannot be undone."""
    if record.type != "response" or record.http_status != 200 or record.truncated:
        return b""
    try:
        return record.payload
    except ArchiveError:
        return b""
