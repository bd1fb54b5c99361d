"""Finished WARC files into one WACZ 1.1.1: the files as they are, their indexes merged, a list of the reports' pages.

Streamed into the ZIP and stored there uncompressed, so that a reader can fetch single records out of it, and neither
memory nor a second copy on disk is needed (https://specs.webrecorder.net/wacz/1.1.1/).
"""

import hashlib
import heapq
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gipcrawler import __version__
from gipcrawler.errors import ArchiveError
from gipcrawler.model import Capture
from gipcrawler.warc.index import META, index_of, said_digest, write_index

PIECE = 1 << 20
LARGE = 2_000_000_000  # bytes; ZIP64 begins a little above
MARK = b"\xfe\xca\x00\x00"  # an extra field without content, which readers pass over (as in .jar files)
BLOCK = 3000  # lines of the index in one gzip member, as other tools have it


@dataclass(slots=True)
class _Package:
    """The ZIP being written, and what its datapackage.json must say of each file."""

    archive: zipfile.ZipFile
    now: datetime
    resources: list[dict[str, Any]] = field(default_factory=list)

    def add(self, path: str, pieces: Iterable[bytes], at_most: int, *, deflate: bool = False) -> str:
        """Write one file of so many bytes at most from pieces; its digest.

        wabac.js looks for the bytes behind a local header as long as the one in the directory, unless that has an
        extra field; so both have one where ZIP64 needs it, and else none.
        """
        info = zipfile.ZipInfo(path, self.now.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if deflate else zipfile.ZIP_STORED
        large = at_most > LARGE
        info.extra = MARK if large else b""
        digest, length = hashlib.sha256(), 0
        with self.archive.open(info, "w", force_zip64=large) as stream:
            for piece in pieces:
                stream.write(piece)
                digest.update(piece)
                length += len(piece)
        said = "sha256:" + digest.hexdigest()
        name = re.sub(r"[^-a-z0-9._/]", "-", path.lower()).replace("/", "-")  # all that a Data Package allows
        self.resources.append({"name": name, "path": path, "hash": said, "bytes": length})
        return said


def write_wacz(
    target: Path,
    warcs: Sequence[Path],
    index: Path,
    pages: Iterable[tuple[str | None, Capture]],
    title: str,
    seen: Callable[[int], object] = lambda _: None,
) -> None:
    """Write the WACZ of finished files; it appears whole or not at all.

    `pages` are titles and captures for the list of pages, `seen` is told the bytes of WARC as they are copied. Raises
    ArchiveError where a file cannot be read, is no longer the one that was indexed, or the WACZ cannot be written.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(unfinished, "w", allowZip64=True) as archive:
            _fill(_Package(archive, datetime.now(UTC)), warcs, index, pages, title, seen)
        unfinished.replace(target)
    except OSError as error:
        raise ArchiveError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def needed_for(warcs: Sequence[Path], among: Sequence[Path], index: Path) -> list[Path]:
    """The files, and those among all that hold the originals of their revisits, without which these are empty."""
    chosen = set(warcs)
    named = {
        one["filename"] for path in chosen for one in _entries(path, index)
    }  # other files hold what 304s stand for
    chosen |= {path for path in among if path.name in named}
    wanted: set[str] = set()
    held: set[str] = set()
    for path in chosen:
        for one in _entries(path, index):
            (wanted if one["mime"] == "warc/revisit" else held).add(one["digest"])
    wanted -= held
    for path in among:
        if wanted and path not in chosen:
            found = {one["digest"] for one in _entries(path, index) if _holds(one, path)} & wanted
            if found:
                chosen.add(path)
                wanted -= found
    return sorted(chosen)


def _holds(entry: dict[str, str], path: Path) -> bool:
    """Whether what an index lists stands in its own file, with its payload."""
    return entry["mime"] != "warc/revisit" and entry["filename"] == path.name


def _fill(
    package: _Package,
    warcs: Sequence[Path],
    index: Path,
    pages: Iterable[tuple[str | None, Capture]],
    title: str,
    seen: Callable[[int], object],
) -> None:
    for path in warcs:
        digest = package.add(f"archive/{path.name}", _copied(path, seen), path.stat().st_size)
        if said_digest(_index(path, index)) not in {None, digest}:
            raise ArchiveError(f"{path} is no longer the file that was indexed: `gipcrawler verify` says what is wrong")
    overview: list[str] = []
    lines = sum(_index(path, index).stat().st_size for path in warcs)  # and compressed less
    package.add("indexes/index.cdx.gz", _blocks(_merged(warcs, index), overview), lines)
    head = '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n'
    package.add("indexes/index.idx", (line.encode() for line in (head, *overview)), lines)
    package.add("pages/pages.jsonl", _page_lines(pages), 0, deflate=True)
    described = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": title,
        "software": f"gipcrawler/{__version__}",
        "created": f"{package.now:%Y-%m-%dT%H:%M:%SZ}",
        "resources": package.resources,
    }
    datapackage = json.dumps(described, ensure_ascii=False, indent=2).encode()
    package.archive.writestr("datapackage.json", datapackage, zipfile.ZIP_DEFLATED)
    sealed = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(datapackage).hexdigest()}
    package.archive.writestr("datapackage-digest.json", json.dumps(sealed, indent=2), zipfile.ZIP_DEFLATED)


def _copied(path: Path, seen: Callable[[int], object]) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            seen(len(piece))
            yield piece


def _index(path: Path, folder: Path) -> Path:
    found = index_of(path, folder)
    return found if found.exists() else write_index(path, folder)


def _lines(path: Path, folder: Path) -> Iterator[str]:
    with _index(path, folder).open(encoding="utf-8") as stream:
        yield from (line for line in stream if not line.startswith(META))


def _entries(path: Path, folder: Path) -> Iterator[dict[str, str]]:
    for line in _lines(path, folder):
        yield json.loads(line.split(" ", 2)[2])


def _merged(warcs: Sequence[Path], folder: Path) -> Iterable[str]:
    """The lines of all indexes in one order, with one line of each in memory."""
    return heapq.merge(*(_lines(path, folder) for path in warcs))


def _blocks(lines: Iterable[str], overview: list[str]) -> Iterator[bytes]:
    """Lines in gzip members, and in `overview` the first key of each with its place."""
    offset = 0
    for block in _chunked(lines):
        deflater = zlib.compressobj(wbits=16 + zlib.MAX_WBITS)
        member = deflater.compress("".join(block).encode()) + deflater.flush()
        place = {"offset": offset, "length": len(member), "digest": "sha256:" + hashlib.sha256(member).hexdigest()}
        overview.append(" ".join((*block[0].split(" ", 2)[:2], json.dumps(place))) + "\n")
        offset += len(member)
        yield member


def _chunked(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        block.append(line)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def _page_lines(pages: Iterable[tuple[str | None, Capture]]) -> Iterator[bytes]:
    yield b'{"format": "json-pages-1.0", "id": "pages", "title": "Reports"}\n'
    for title, capture in pages:
        page = {
            "id": capture.record.record_id.strip("<>").rpartition(":")[2],
            "url": capture.url,
            "ts": f"{capture.captured_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "title": title or capture.url,
        }
        yield json.dumps(page, ensure_ascii=False).encode() + b"\n"
