"""An archive folder and what the database says of it into faults: each with file, place, record and what is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Capture
from gipcrawler.warc.digest import agrees
from gipcrawler.warc.folder import OPEN
from gipcrawler.warc.members import Damage, members
from gipcrawler.warc.message import payload_of
from gipcrawler.warc.owed import holds_report, year_of
from gipcrawler.warc.read import REFERS_TO_FILE, REFERS_TO_OFFSET, Record, read_record

SUFFIXES = (".warc.gz", ".warc", ".warc.gz" + OPEN)
OURS = "gipcrawler/"
# The gzip header of each record of ours: no flags, no time, any level, on Unix or unsaid (RFC 1952, section 2.3)
HEADER = re.compile(rb"\x1f\x8b\x08\x00\x00\x00\x00\x00[\x00\x02\x04][\x03\xff]", re.DOTALL)
CUT_SHORT = "the file ends within a record"
UNFINISHED = "the file ends within a record: its run died, or is just writing; the next run finishes it"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: `offset` and `record` are null where it concerns the whole file."""

    file: str
    offset: int | None
    record: str | None
    says: str


class Rows(Protocol):
    """What a database must tell for its references to be held against the records."""

    def capture_files(self) -> list[str]:
        """The files that rows refer to."""
        ...

    def captures_in(self, file: str) -> list[Capture]:
        """The captures whose records stand in a file."""
        ...

    def is_captured(self, record_id: str) -> bool:
        """Whether there is a row for a record."""
        ...

    def is_captured_by(self, run: str, url: str) -> bool:
        """Whether a run has a row for an address."""
        ...

    def arguments_of(self, run: str) -> Mapping[str, str]:
        """What a run was narrowed to; empty for an unknown run."""
        ...


def warc_files(folder: Path) -> list[Path]:
    """The WARC files in a folder and below it, finished ones and those with the suffix `.open`, in order."""
    return sorted(path for path in folder.rglob("*") if path.name.endswith(SUFFIXES) and path.is_file())


def verify_file(
    path: Path, rows: Rows | None = None, seen: Callable[[int], object] = lambda _: None
) -> Iterator[Fault]:
    """The faults of one file, in the order of their places; with `rows` also what the database says of it wrongly.

    `seen` is told the length of each member as it goes. Records of a file that is being written need no row yet.
    """
    name = path.name.removesuffix(OPEN)
    left = {each.record.offset: each for each in rows.captures_in(name)} if rows else {}
    finished = path.name == name
    ours, run = False, ""
    try:
        for member in members(path):
            seen(member.length)
            known = left.pop(member.offset, None)
            if isinstance(member, Damage):
                says = (CUT_SHORT if finished else UNFINISHED) if member.torn else member.says
                yield Fault(name, member.offset, known.record.record_id if known else None, says)
                continue
            if member.type == "warcinfo":
                fields = _fields(member.block)
                ours, run = fields.get("software", "").startswith(OURS), fields.get("run", "")
            wrong = [*_wrong_digests(member, ours=ours), *_wrong_row(member, known)]
            if ours:
                wrong += [*_wrong_header(path, member), *_wrong_original(path.parent, member)]
            for says in wrong:
                yield Fault(name, member.offset, member.record_id, says)
            if rows and finished and known is None and _lacks_row(member, rows, run):
                says = f"a report's document without a row in the database: {member.url}"
                yield Fault(name, member.offset, member.record_id, says)
    except ArchiveError as error:
        yield Fault(name, None, None, str(error))
    for known in left.values():
        says = f"the database has a row for {known.url}, and no record begins here"
        yield Fault(name, known.record.offset, known.record.record_id, says)


def missing_files(folder: Path, rows: Rows, index: Path) -> Iterator[Fault]:
    """Files that the database or an index names, and that are not in the folder of the archive."""
    indexed = {path.name.removesuffix(".cdxj") for path in index.glob("*.cdxj")} if index.is_dir() else set()
    for name in sorted({*rows.capture_files(), *indexed}):
        if not any((folder / found).is_file() for found in (name, name + OPEN)):
            lost = rows.captures_in(name)
            by = f"{len(lost)} rows of the database refer to it" if lost else "it has an index"
            yield Fault(name, None, None, f"the file is missing, and {by}")


def _wrong_header(path: Path, record: Record) -> Iterator[str]:
    """The ten bytes that neither a checksum nor a digest covers."""
    with path.open("rb") as stream:
        stream.seek(record.offset)
        if not HEADER.fullmatch(stream.read(10)):
            yield "the header of the gzip member is not as it was written"


def _wrong_digests(record: Record, *, ours: bool) -> Iterator[str]:
    """Digests that the record does not bear out.

    The payload is what the standard says: without transfer-coding, with content-coding. Other tools digest the
    framing too (warcio 1.8, wget, wpull); in files that are not ours (`ours` is false) this passes. A revisit has
    no payload of its own: its digest is that of the record it refers to.
    """
    said = record.header("WARC-Block-Digest")
    if said is not None and not agrees(said, record.block):
        yield f"the block does not agree with its digest {said}"
    said = record.header("WARC-Payload-Digest")
    if said is None or record.type == "revisit":
        return
    bodies = [payload_of(record.block) if record.is_http else record.block]
    if not ours and record.http_head:
        bodies.append(record.block[record.http_head.length :])
    if not any(agrees(said, body) for body in bodies):
        yield f"the payload does not agree with its digest {said}"


def _wrong_original(folder: Path, record: Record) -> Iterator[str]:
    """What a revisit of ours refers to must stand where it says, and have the payload that it says."""
    file, offset = record.header(REFERS_TO_FILE), record.header(REFERS_TO_OFFSET) or ""
    if record.type != "revisit" or file is None:
        return
    try:
        original = read_record(folder, file, int(offset))
    except (ArchiveError, ValueError) as error:
        yield f"a revisit whose original cannot be read: {error}"
        return
    if original.record_id != record.header("WARC-Refers-To"):
        yield f"a revisit whose original is not what stands in {file} at {offset}"
    elif original.header("WARC-Payload-Digest") != record.header("WARC-Payload-Digest"):
        yield f"a revisit whose original in {file} at {offset} has another payload"


def _wrong_row(record: Record, known: Capture | None) -> Iterator[str]:
    if known is None:
        return
    stands = {
        "record id": (known.record.record_id, record.record_id),
        "length": (known.record.length, record.length),
        "block digest": (known.record.block_digest, record.header("WARC-Block-Digest")),
        "payload digest": (known.record.payload_digest, record.header("WARC-Payload-Digest")),
    }
    for name, (row, here) in stands.items():
        if here is not None and row != here:
            yield f"the database says {name} {row}, the record {here}: {known.url}"


def _lacks_row(record: Record, rows: Rows, run: str) -> bool:
    """Whether the record is one that its run should have stored, and has not, under whichever record of that address.

    A run keeps one record of a page that two addresses lead to, and no page outside of the years it was asked for.
    Revisits in files that are not ours (they name no run) are not read.
    """
    if record.type == "revisit":
        owed = bool(run) and rows.is_captured(record.header("WARC-Refers-To") or "")
    else:
        owed = holds_report(record) and _was_asked(record, rows.arguments_of(run))
    return owed and not rows.is_captured(record.record_id) and not rows.is_captured_by(run, record.url)


def _was_asked(record: Record, arguments: Mapping[str, str]) -> bool:
    first, last = (arguments.get("year") or arguments.get(name) for name in ("since", "until"))
    year = year_of(record) if first or last else None
    return year is None or int(first or year) <= year <= int(last or year)


def _fields(block: bytes) -> dict[str, str]:
    """The warc-fields of a block."""
    pairs = (line.partition(":") for line in block.decode("utf-8", "replace").splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}
