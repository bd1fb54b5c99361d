"""WARC files into CDXJ: one sorted index beside each finished file, which replay and WACZ look addresses up in.

    !meta {"filename": …, "length": bytes of the file, "digest": "sha256:…"}
    cn,gov,example)/art/1.html 20260331235959 {"url", "mime", "status", "digest", "length", "offset", "filename"}

The first line is the file's own fixity: by it `verify` sees a changed bit that no checksum inside the file covers. The
line of a 304 gives its own time, and the place of what it stands for: replay would give readers the 304.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from gipcrawler.errors import ArchiveError
from gipcrawler.warc.asked import asked_as, body_as_query
from gipcrawler.warc.members import Damage, members
from gipcrawler.warc.owed import media_type
from gipcrawler.warc.read import NOT_MODIFIED, Record
from gipcrawler.warc.surt import surt

INDEXED = ("response", "revisit", "resource", "conversion")
SUFFIX: Final = ".cdxj"
META = "!meta "
FINISHED = (".warc.gz", ".warc")


def index_of(path: Path, folder: Path) -> Path:
    """Where the index of a WARC file stands, or would stand."""
    return folder / (path.name + SUFFIX)


def write_index(path: Path, folder: Path) -> Path:
    """Index a finished file; the index appears whole or not at all. Damaged stretches are left out.

    Raises ArchiveError where the file cannot be read or the index not be written.
    """
    target = index_of(path, folder)
    meta = {"filename": path.name, "length": path.stat().st_size, "digest": file_digest(path)}
    content = META + json.dumps(meta) + "\n" + "".join(sorted(lines(path)))
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(content, encoding="utf-8")
        unfinished.replace(target)
    except OSError as error:
        raise ArchiveError(f"cannot write {target}: {error.strerror}") from error
    return target


def write_missing(warcs: Path, folder: Path) -> list[Path]:
    """Index every finished file of the archive that has no index yet; gives the new indexes. Raises ArchiveError."""
    files = sorted(path for path in warcs.glob("*") if path.name.endswith(FINISHED))
    return [write_index(path, folder) for path in files if not index_of(path, folder).exists()]


def said_digest(index: Path) -> str | None:
    """The digest of the file that an index was made of; null where it does not say."""
    try:
        with index.open(encoding="utf-8") as stream:
            first = stream.readline()
        return str(json.loads(first.removeprefix(META))["digest"]) if first.startswith(META) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def file_digest(path: Path) -> str:
    """The digest of a file as a whole; raises ArchiveError."""
    try:
        with path.open("rb") as stream:
            return "sha256:" + hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ArchiveError(f"cannot read {path}: {error.strerror}") from error


def lines(path: Path) -> Iterator[str]:
    """The lines for the records of a file, in its order; a request lends its method and body to its answer."""
    held: Record | None = None
    method, query = "", ""
    for record in members(path):
        if isinstance(record, Damage):
            continue
        if record.type == "request":
            if held and record.header("WARC-Concurrent-To") == held.record_id:
                method, query = body_as_query(record.block)
        elif record.type in INDEXED and _is_dated(record):
            if held:
                yield _line(held, method, query)
            held, method, query = record, "", ""
    if held:
        yield _line(held, method, query)


def _is_dated(record: Record) -> bool:
    """Whether it says when; one that does not, in a file of others, cannot be replayed."""
    try:
        return bool(record.date)
    except ArchiveError:
        return False


def _line(record: Record, method: str, query: str) -> str:
    shown = _shown(record)
    fields = {
        "url": record.url,
        "mime": _mime(shown),
        "status": str(shown.http_status or "-"),
        "digest": shown.header("WARC-Payload-Digest") or shown.header("WARC-Block-Digest") or "-",
        "length": str(shown.length),
        "offset": str(shown.offset),
    }
    if method:
        fields |= {"method": method, "requestBody": query}
    fields["filename"] = shown.file
    time = f"{record.date:%Y%m%d%H%M%S}"
    return f"{surt(asked_as(record.url, method, query))} {time} {json.dumps(fields)}\n"


def _shown(record: Record) -> Record:
    """What a reader is to see: the original of a 304, if it can be read; else the record itself."""
    if record.type == "revisit" and record.header("WARC-Profile") == NOT_MODIFIED:
        with suppress(ArchiveError):
            return record.original()
    return record


def _mime(record: Record) -> str:
    if record.type == "revisit":
        return "warc/revisit"
    if record.is_http:
        return media_type(record)
    return (record.header("Content-Type") or "").partition(";")[0].strip() or "application/octet-stream"
