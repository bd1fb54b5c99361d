"""WARC files back into records: the block byte for byte, and the payload as it was meant."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from gipcrawler.errors import ArchiveError
from gipcrawler.warc.coding import decode
from gipcrawler.warc.digest import agrees
from gipcrawler.warc.folder import OPEN
from gipcrawler.warc.message import Head, payload_of, read_head, status_of

PIECE = 65_536
HTTP = "application/http"


@dataclass(frozen=True)
class Record:
    """One record whose digests agree: `offset` and `length` are those of its gzip member in `file`.

    `headers` are the WARC fields in order; `block` is what the wire carried.
    """

    file: str
    offset: int
    length: int
    headers: tuple[tuple[str, str], ...]
    block: bytes

    def header(self, name: str) -> str | None:
        """The first value of a WARC field, null where it is absent; names are those of the standard, any case."""
        return next((value for field, value in self.headers if field.lower() == name.lower()), None)

    @property
    def type(self) -> str:
        """WARC-Type: `response`, `request`, `metadata`, `warcinfo` and so on."""
        return self.header("WARC-Type") or ""

    @property
    def record_id(self) -> str:
        """WARC-Record-ID as it is printed, with its angle brackets."""
        return self.header("WARC-Record-ID") or ""

    @property
    def url(self) -> str:
        """WARC-Target-URI, empty where the record has none."""
        return (self.header("WARC-Target-URI") or "").strip("<>")

    @property
    def truncated(self) -> str | None:
        """WARC-Truncated: why the block is incomplete, null where it is whole."""
        return self.header("WARC-Truncated")

    @cached_property
    def date(self) -> datetime:
        """WARC-Date, aware, to the microsecond; raises ArchiveError where it is none."""
        printed = self.header("WARC-Date") or ""
        try:
            return datetime.fromisoformat(printed)
        except ValueError as error:
            raise ArchiveError(f"{self.file}: the record at {self.offset} has no date: {printed!r}") from error

    @property
    def is_http(self) -> bool:
        """Tell whether the block is an HTTP message."""
        return (self.header("Content-Type") or "").startswith(HTTP)

    @cached_property
    def http_head(self) -> Head | None:
        """The head of the message in the block, null where the block is none."""
        return read_head(self.block) if self.is_http else None

    @property
    def http_status(self) -> int | None:
        """The status code of a response, null for other records."""
        return status_of(self.block) if self.is_http else None

    @property
    def http_headers(self) -> tuple[tuple[str, str], ...]:
        """The HTTP fields in order, as ISO 8859-1, from which the bytes can be had back."""
        fields = self.http_head.fields if self.http_head else ()
        return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in fields)

    @cached_property
    def payload(self) -> bytes:
        """The body without transfer- and content-coding; the block itself where it is no HTTP message.

        Raises ArchiveError where a coding cannot be undone.
        """
        if self.http_head is None:
            return self.block
        try:
            return decode(payload_of(self.block), self.http_head.tokens("Content-Encoding"))
        except ArchiveError as error:
            raise ArchiveError(f"{self.file}: the record at {self.offset}: {error}") from error


def read_record(folder: Path, file: str, offset: int) -> Record:
    """Read the record at an offset of a file, given by its finished name, that may still be being written.

    Raises ArchiveError where there is no such file, no whole record at that place, or its digests disagree.
    """
    with _opened(folder / file) as stream:
        stream.seek(offset)
        record = _next(stream, file)
    if record is None:
        raise ArchiveError(f"{file}: no record begins at {offset}, where the file ends")
    return record


def records(path: Path) -> Iterator[Record]:
    """Read all records of a file in order, given by its finished name; raises as `read_record` does."""
    with _opened(path) as stream:
        while (record := _next(stream, path.name)) is not None:
            yield record


def _opened(path: Path) -> BinaryIO:
    for candidate in (path, path.with_name(path.name + OPEN), path):  # it may be renamed between two looks
        try:
            return candidate.open("rb")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ArchiveError(f"cannot read {candidate}: {error.strerror}") from error
    raise ArchiveError(f"there is no {path}, nor is it being written")


def _next(stream: BinaryIO, file: str) -> Record | None:
    """Read the gzip member at the stream's position and leave the stream at its end."""
    offset = stream.tell()
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    plain: list[bytes] = []
    try:
        while not inflater.eof:
            piece = stream.read(PIECE)
            if not piece:
                break
            plain.append(inflater.decompress(piece))
    except zlib.error as error:
        raise ArchiveError(f"{file}: no record begins at {offset}, or it is damaged: {error}") from error
    if not plain:
        return None
    if not inflater.eof:
        raise ArchiveError(f"{file}: the record at {offset} is cut short")
    end = stream.tell() - len(inflater.unused_data)
    stream.seek(end)
    return _parse(b"".join(plain), file, offset, end - offset)


def _parse(plain: bytes, file: str, offset: int, length: int) -> Record:
    content = BytesIO(plain)
    try:
        parsed = ArcWarcRecordLoader().parse_record_stream(content, known_format="warc", no_record_parse=True)
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
        raise ArchiveError(f"{file}: what stands at {offset} is no WARC record: {error}") from error
    block = parsed.raw_stream.read()
    record = Record(file, offset, length, tuple(parsed.rec_headers.headers), block)
    if record.header("Content-Length") != str(len(block)):
        raise ArchiveError(f"{file}: the record at {offset} is shorter than it says")
    _check(record, "WARC-Block-Digest", block)
    _check(record, "WARC-Payload-Digest", payload_of(block) if record.is_http else block)
    return record


def _check(record: Record, name: str, data: bytes) -> None:
    said = record.header(name)
    if said is not None and not agrees(said, data):
        raise ArchiveError(f"{record.file}: the record at {record.offset} does not agree with its {name} {said}")
