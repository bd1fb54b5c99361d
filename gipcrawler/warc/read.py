"""WARC files back into records: the block byte for byte, and the payload as it was meant."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
# Where the original of a revisit stands; Heritrix's names, for the standard has the record's id alone.
REFERS_TO_FILE = "WARC-Refers-To-Filename"
REFERS_TO_OFFSET = "WARC-Refers-To-File-Offset"
# What a revisit says of its payload (WARC/1.1, sections 6.7.2 and 6.7.3)
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
PLAIN = b"WARC/"
RECORD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Record:
    """One record whose digests agree: `offset` and `length` are those of its gzip member in `file`.

    `headers` are the WARC fields in order; `block` is what the wire carried. `folder` is where the files are that
    a revisit may refer to.
    """

    file: str
    offset: int
    length: int
    headers: tuple[tuple[str, str], ...]
    block: bytes
    folder: Path | None = None

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

        That of a revisit is its original's. Raises ArchiveError where a coding cannot be undone, and where the
        original is not there.
        """
        if self.type == "revisit":
            return self.original().payload
        if self.http_head is None:
            return self.block
        try:
            return decode(payload_of(self.block), self.http_head.tokens("Content-Encoding"))
        except ArchiveError as error:
            raise ArchiveError(f"{self.file}: the record at {self.offset}: {error}") from error

    def original(self) -> "Record":
        """The record that a revisit of ours refers to, by the file and offset that it names; raises ArchiveError."""
        file, offset = (self.header(name) or "" for name in (REFERS_TO_FILE, REFERS_TO_OFFSET))
        place = f"{self.file}: the record at {self.offset}"
        if self.folder is None or not offset.isdigit() or Path(file).name != file:
            raise ArchiveError(f"{place} is a revisit that does not say where its original stands")
        original = read_record(self.folder, file, int(offset))
        said = self.header("WARC-Payload-Digest")
        if original.type == "revisit" or original.record_id != self.header("WARC-Refers-To"):
            raise ArchiveError(f"{place} is a revisit, and {file} has another record at {offset} than its original")
        if said != original.header("WARC-Payload-Digest"):
            raise ArchiveError(f"{place} is a revisit, and its original in {file} at {offset} has another payload")
        return original


def read_record(folder: Path, file: str, offset: int) -> Record:
    """Read the record at an offset of a file, given by its finished name, that may still be being written.

    Raises ArchiveError where there is no such file, no whole record at that place, or its digests disagree.
    """
    with _opened(folder / file) as stream:
        stream.seek(offset)
        record = _next(stream, file)
    if record is None:
        raise ArchiveError(f"{file}: no record begins at {offset}, where the file ends")
    return replace(record, folder=folder)


def records(path: Path) -> Iterator[Record]:
    """Read all records of a file in order, given by its finished name; raises as `read_record` does."""
    with _opened(path) as stream:
        while (record := _next(stream, path.name)) is not None:
            yield replace(record, folder=path.parent)


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
    begins = stream.read(len(PLAIN))
    stream.seek(offset)
    if begins == PLAIN:
        return _next_plain(stream, file, offset)
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


def _next_plain(stream: BinaryIO, file: str, offset: int) -> Record:
    """Read a record that is not compressed, as other tools may write it."""
    head: list[bytes] = []
    while (line := stream.readline(PIECE)).strip():
        head.append(line)
    said = next((line.partition(b":")[2].strip() for line in head if line.lower().startswith(b"content-length:")), b"")
    if not said.isdigit():
        raise ArchiveError(f"{file}: the record at {offset} does not say its length")
    plain = b"".join((*head, line, stream.read(int(said) + len(RECORD_END))))
    return _parse(plain, file, offset, len(plain))


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
    if record.type != "revisit":  # whose payload is that of the record it refers to
        # other tools digest the chunk framing too (warcio 1.8, wget); `gipcrawler verify` does not let ours do so
        framed = [block[record.http_head.length :]] if record.http_head else []
        _check(record, "WARC-Payload-Digest", payload_of(block) if record.is_http else block, *framed)
    return record


def _check(record: Record, name: str, *accepted: bytes) -> None:
    said = record.header(name)
    if said is not None and not any(agrees(said, data) for data in accepted):
        raise ArchiveError(f"{record.file}: the record at {record.offset} does not agree with its {name} {said}")
