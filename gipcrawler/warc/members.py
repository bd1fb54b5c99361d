"""WARC files into their members, whole or not: what is damaged is told with its place, and what follows is still read.

`records` stops at the first fault, for a reader must not go on with what may be wrong; this does not, for whoever
looks after an archive wants all faults of a file at once.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from gipcrawler.errors import ArchiveError
from gipcrawler.warc.folder import OPEN
from gipcrawler.warc.read import PLAIN, RECORD_END, Record

PIECE = 65_536
GZIP = b"\x1f\x8b\x08"
LENGTH = re.compile(rb"\r?\nContent-Length:[ \t]*(\d+)[ \t]*\r?\n", re.IGNORECASE)
HEAD_END = re.compile(rb"\r?\n\r?\n")
FAILURES = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError)


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of a file that holds no readable record; `torn` where the file ends within one."""

    file: str
    offset: int
    length: int
    says: str
    torn: bool = False


def members(path: Path) -> Iterator[Record | Damage]:
    """Every record of a file in order, and what stands between them; digests are not looked at.

    Files are gzipped member by member, or not compressed at all; the name given back is the finished one. Raises
    ArchiveError where the file cannot be opened.
    """
    name = path.name.removesuffix(OPEN)
    with _mapped(path) as data:
        end = len(data)
        offset = 0
        step = _plain_member if data[: len(PLAIN)] == PLAIN else _gzip_member
        while offset < end:
            found = step(data, name, offset)
            if isinstance(found, Damage):
                following = _next_start(data, offset + 1, step)
                torn = found.torn and following == end
                found = Damage(name, offset, following - offset, found.says, torn)
            yield _within(path.parent, found)
            offset += found.length


def member_at(path: Path, offset: int) -> Record | Damage:
    """The one member that begins at an offset; digests are not looked at. Raises as `members` does."""
    with _mapped(path) as data:
        step = _plain_member if data[: len(PLAIN)] == PLAIN else _gzip_member
        return _within(path.parent, step(data, path.name.removesuffix(OPEN), offset))


def _within(folder: Path, found: Record | Damage) -> Record | Damage:
    """A record that knows the folder in which its original is, should it be a revisit."""
    return replace(found, folder=folder) if isinstance(found, Record) else found


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap | bytes]:
    try:
        with path.open("rb") as stream:
            if path.stat().st_size == 0:  # what is empty cannot be mapped
                yield b""
                return
            with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
                yield data
    except OSError as error:
        raise ArchiveError(f"cannot read {path}: {error.strerror}") from error


def _gzip_member(data: mmap.mmap | bytes, name: str, offset: int) -> Record | Damage:
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    plain: list[bytes] = []
    position = offset
    try:
        while not inflater.eof and position < len(data):
            plain.append(inflater.decompress(data[position : position + PIECE]))
            position += PIECE
    except zlib.error as error:
        return Damage(name, offset, 0, f"no whole gzip member begins here: {error}")
    if not inflater.eof:
        return Damage(name, offset, 0, "the record is cut short", torn=True)
    length = min(position, len(data)) - len(inflater.unused_data) - offset
    return _record(b"".join(plain), name, offset, length)


def _plain_member(data: mmap.mmap | bytes, name: str, offset: int) -> Record | Damage:
    head = HEAD_END.search(data, offset)
    said = LENGTH.search(data, offset, head.end()) if head else None
    if not head or data[offset : offset + len(PLAIN)] != PLAIN:
        return Damage(name, offset, 0, "no record begins here", torn=not head)
    if not said:
        return Damage(name, offset, 0, "the record does not say its length")
    length = head.end() + int(said[1]) + len(RECORD_END) - offset
    if offset + length > len(data):
        return Damage(name, offset, 0, "the record is cut short", torn=True)
    return _record(data[offset : offset + length], name, offset, length)


def _record(plain: bytes, name: str, offset: int, length: int) -> Record | Damage:
    content = BytesIO(plain)
    try:
        parsed = ArcWarcRecordLoader().parse_record_stream(content, known_format="warc", no_record_parse=True)
    except FAILURES as error:
        return Damage(name, offset, length, f"what stands here is no WARC record: {error}")
    record = Record(name, offset, length, tuple(parsed.rec_headers.headers), parsed.raw_stream.read())
    if record.header("Content-Length") != str(len(record.block)):
        return Damage(name, offset, length, "the record is shorter than it says")
    if content.read() != RECORD_END:
        return Damage(name, offset, length, "a member holds more than its one record")
    return record


def _next_start(data: mmap.mmap | bytes, start: int, step: object) -> int:
    """The next place at which a record can begin; the end of the file where there is none."""
    if step is _plain_member:
        found = data.find(b"\r\n" + PLAIN, start)
        return len(data) if found < 0 else found + 2
    while (start := data.find(GZIP, start)) >= 0:
        try:
            begins = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress(data[start : start + PIECE], len(PLAIN))
        except zlib.error:
            begins = b""
        if begins == PLAIN:
            return start
        start += 1
    return len(data)
