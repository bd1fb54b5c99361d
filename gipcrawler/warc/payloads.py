"""The payloads of finished files, kept in a small database beside them, so that the same need not be written twice.

The database (`index/payloads.sqlite`) can be deleted at any time: the next run reads the files again.
"""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Original
from gipcrawler.warc.digest import digest
from gipcrawler.warc.read import REFERS_TO_FILE, REFERS_TO_OFFSET, Record, read_record, records

logger = logging.getLogger(__name__)

LEAST = 1024
"""Bytes that a payload must have: below, a record that refers takes the room of one that holds."""
VERSION = 2
TABLES = """
create table if not exists file (name text primary key, size integer not null);
create table if not exists payload (url text not null, digest text not null, content text not null,
    record_id text not null, date text not null, file text not null, offset integer not null,
    primary key (file, offset));
create index if not exists by_url on payload (url, date);
create index if not exists by_digest on payload (digest);
create table if not exists validator (url text not null, date text not null, etag text, modified text,
    file text not null, offset integer not null, in_file text not null, in_offset integer not null,
    primary key (file, offset));
create index if not exists by_address on validator (url, date);
"""
OLDER = "drop table if exists file; drop table if exists payload; drop table if exists validator;"
FOUND = "select record_id, url, date, file, offset, digest from payload where "


class Payloads:
    """What the finished files of an archive folder hold, as far as their digests agree.

    Files that are new or were changed are read when it is opened. Raises sqlite3.Error.
    """

    def __init__(self, database: Path, folder: Path) -> None:
        database.parent.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._connection = sqlite3.connect(database, timeout=60)
        if self._connection.execute("pragma user_version").fetchone() != (VERSION,):
            self._connection.executescript(f"{OLDER} pragma user_version = {VERSION};")
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
        """The newest response with this payload, of the same address if there is one, and found to be whole."""
        where = "digest = ? order by url = ? desc, date desc limit 1"
        found = self._connection.execute(FOUND + where, (payload_digest, url)).fetchone()
        original = Original(*found) if found else None
        return original if original and self._is_whole(original) else None

    def same_content(self, url: str, content_digest: str) -> str | None:
        """The record id of the newest response of this address, if its body without content-coding is the same."""
        newest = "select record_id, content from payload where url = ? order by date desc limit 1"
        found = self._connection.execute(newest, (url,)).fetchone()
        return str(found[0]) if found is not None and found[1] == content_digest else None

    def _is_whole(self, original: Original) -> bool:
        try:
            record = read_record(self._folder, original.file, original.offset)
        except ArchiveError as error:
            logger.warning("A page that has not changed is written in full: %s", error)
            return False
        return record.record_id == original.record_id

    def _update(self) -> None:
        there = {path.name: path.stat().st_size for path in self._folder.glob("*.warc.gz")}
        known = dict(self._connection.execute("select name, size from file"))
        for name in known.keys() - {name for name, size in there.items() if known.get(name) == size}:
            with self._connection:
                self._connection.execute("delete from payload where file = ?", (name,))
                self._connection.execute("delete from validator where file = ?", (name,))
                self._connection.execute("delete from file where name = ?", (name,))
        for name, size in sorted(there.items()):
            if known.get(name) != size:
                self._add(self._folder / name, size)

    def _add(self, path: Path, size: int) -> None:
        payloads, validators = [], []
        for record, method in _answers(path):
            payloads.append(_payload(record))
            validators.append(_validator(record, method))
        with self._connection:
            self._connection.executemany(
                "insert or replace into payload values (?, ?, ?, ?, ?, ?, ?)", filter(None, payloads)
            )
            self._connection.executemany(
                "insert or replace into validator values (?, ?, ?, ?, ?, ?, ?, ?)", filter(None, validators)
            )
            self._connection.execute("insert or replace into file values (?, ?)", (path.name, size))


def _answers(path: Path) -> Iterator[tuple[Record, str]]:
    """The answers of a file and how each was asked for, as far as it can be read; what follows a fault is left out."""
    held: Record | None = None
    method = ""
    with suppress(ArchiveError):
        for record in records(path):
            if record.type == "request" and held and record.header("WARC-Concurrent-To") == held.record_id:
                method = record.block.partition(b" ")[0].decode("latin-1")
            elif record.type in {"response", "revisit"}:
                if held:
                    yield held, method
                held, method = record, ""
    if held:
        yield held, method


def _payload(record: Record) -> tuple[str | int, ...] | None:
    """The row of a response that another may refer to."""
    payload_digest, content = record.header("WARC-Payload-Digest"), _content(record)
    if not payload_digest or len(content) < LEAST:
        return None
    date = record.header("WARC-Date") or ""
    return record.url, payload_digest, digest(content), record.record_id, date, record.file, record.offset


def _validator(record: Record, method: str) -> tuple[str | int | None, ...] | None:
    """The row of a page as it was seen, by which its server can tell whether it still is so (RFC 9110, section 8.8).

    Where none is named there is a row too, for a page that has lost its validators is not asked for by older ones.
    """
    if method != "GET" or record.http_status != 200 or record.truncated or not record.header("WARC-Payload-Digest"):
        return None
    file, offset = record.file, str(record.offset)
    if record.type == "revisit":
        file, offset = record.header(REFERS_TO_FILE) or "", record.header(REFERS_TO_OFFSET) or ""
    if not file or not offset.isdigit():
        return None
    named = {name.lower(): value for name, value in record.http_headers}
    validators = named.get("etag") or None, named.get("last-modified") or None
    return record.url, record.header("WARC-Date"), *validators, record.file, record.offset, file, int(offset)


def _content(record: Record) -> bytes:
    """The body of a whole answer 200; empty for all other records, and for one whose coding cannot be undone."""
    if record.type != "response" or record.http_status != 200 or record.truncated:
        return b""
    try:
        return record.payload
    except ArchiveError:
        return b""
