"""What an archive has of an address, and by what its server can tell whether it still is so: ETag and Last-Modified.

Read from the database that `Payloads` keeps, and so of finished files only, as far as their digests agree.
"""

import logging
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Original
from gipcrawler.warc.message import Head
from gipcrawler.warc.read import Record, read_record

logger = logging.getLogger(__name__)

NEWEST = "select etag, modified, in_file, in_offset from validator where url = ? order by date desc limit 1"
ANY = "select exists (select 1 from validator where etag is not null or modified is not null)"


@dataclass(frozen=True, slots=True)
class Validator:
    """What the newest answer 200 of an address said of its version, and where the whole of that answer stands."""

    etag: str | None
    modified: str | None
    file: str
    offset: int

    @property
    def conditions(self) -> dict[str, str]:
        """The fields by which a server is asked for something newer only (RFC 9110, sections 13.1.2 and 13.1.3)."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}

    def bears_out(self, head: Head) -> bool:
        """Whether the head of a 304 speaks of this version; one that names another contradicts itself.

        ETags are compared weakly, as the server did (RFC 9110, section 8.8.3.2).
        """
        etag, modified = (next(iter(head.values(name)), "") for name in ("ETag", "Last-Modified"))
        if self.etag and etag:
            return _opaque(etag) == _opaque(self.etag)
        return not (self.modified and modified) or modified == self.modified


class Validators:
    """The validators of an archive, looked up by address; `opened` with the database that `Payloads` has written."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self._connection = connection
        self._folder = folder

    @classmethod
    def opened(cls, database: Path, folder: Path) -> Self | None:
        """The validators; null where there are none, or no database that could be read."""
        try:
            connection = sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)
            if connection.execute(ANY).fetchone() == (1,):
                return cls(connection, folder)
        except sqlite3.Error as error:
            logger.warning("%s cannot be read, so no server is asked whether a page has changed: %s", database, error)
        return None

    def of(self, url: str) -> Validator | None:
        """What can be asked by; null where the address was not seen, or its newest answer named nothing."""
        found = None
        with suppress(sqlite3.Error):  # it is being written by another crawl: then the page is asked for as it is
            found = self._connection.execute(NEWEST, (url,)).fetchone()
        known = Validator(*found) if found else None
        return known if known and known.conditions else None

    def held(self, known: Validator) -> Record | None:
        """The whole answer that a 304 stands for; null, which the log tells, where it cannot be read any more."""
        try:
            record = read_record(self._folder, known.file, known.offset)
        except ArchiveError as error:
            logger.warning("A page that has not changed is asked for once more: %s", error)
            return None
        whole = record.type == "response" and record.http_status == 200 and record.header("WARC-Payload-Digest")
        return record if whole else None


def original_of(record: Record) -> Original:
    """What another record needs to refer to a whole answer."""
    said = [record.header(name) or "" for name in ("WARC-Date", "WARC-Payload-Digest")]
    return Original(record.record_id, record.url, said[0], record.file, record.offset, said[1])


def _opaque(etag: str) -> str:
    return etag.strip().removeprefix("W/")
