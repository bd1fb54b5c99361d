"""Files that a dead process left open into finished ones: whole to their last record, the torn tail set aside."""

import fcntl
import logging
import mmap
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gipcrawler.errors import ArchiveError
from gipcrawler.warc.folder import OPEN, TORN, sync_folder

logger = logging.getLogger(__name__)

PIECE = 65_536
MAGIC = b"\x1f\x8b\x08"  # of a gzip member (RFC 1952, section 2.3.1)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A file that was finished: its name, its whole records, their bytes, and the bytes behind them set aside.

    Without a whole record there is no such file, only what was set aside. `damaged` counts places before the
    last record that are none: those stay where they are, so that offsets hold.
    """

    file: str
    records: int
    kept: int
    torn: int
    damaged: int


def salvage(folder: Path) -> list[Salvaged]:
    """Finish every `.open` file of an archive folder that no living process is writing; give back which.

    The bytes behind the last whole gzip member go to `torn/<name>.<offset>`; nothing is deleted, no offset
    changes. A file that cannot be saved now, the disk being full for example, stays as it is and is logged.
    """
    saved = (_saved(path) for path in sorted(folder.glob(f"*.warc.gz{OPEN}")))
    return [one for one in saved if one is not None]


def _saved(path: Path) -> Salvaged | None:
    try:
        with path.open("r+b") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return None  # it is being written
            if not path.exists():  # another process was quicker
                return None
            return _finish(path, stream)
    except FileNotFoundError:
        return None
    except (OSError, ArchiveError) as error:
        logger.warning("%s was left by a dead process and cannot be finished: %s", path, error)
        return None


def _finish(path: Path, stream: BinaryIO) -> Salvaged:
    finished = path.with_name(path.name.removesuffix(OPEN))
    if finished.exists():
        raise FileExistsError(f"there is a {finished.name} already")
    size = path.stat().st_size
    ends = list(_whole(stream, size))
    end = ends[-1][1] if ends else 0
    if end < size:
        _set_aside(path.parent / TORN / f"{finished.name}.{end}", stream, end)
        stream.truncate(end)
        os.fsync(stream.fileno())
    if ends:
        path.rename(finished)
    else:
        path.unlink()  # by now empty
    sync_folder(path.parent)
    gaps = sum(start != before for (start, _), (_, before) in zip(ends, [(0, 0), *ends], strict=False))
    return Salvaged(finished.name, len(ends), end, size - end, gaps)


def _set_aside(aside: Path, stream: BinaryIO, start: int) -> None:
    """Copy what stands behind `start` and see that it is on disk, before it is cut off."""
    aside.parent.mkdir(exist_ok=True)
    stream.seek(start)
    with aside.open("wb") as copy:
        while piece := stream.read(PIECE):
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    sync_folder(aside.parent)
    sync_folder(aside.parent.parent)


def _whole(stream: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """Where whole records start and end; a place that is none is passed over to the next beginning of one."""
    if not size:  # which cannot be mapped
        return
    with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        start = data.find(MAGIC)
        while start >= 0:
            end = _end_of_record(data, start)
            if end is not None:
                yield start, end
            start = data.find(MAGIC, start + 1 if end is None else end)


def _end_of_record(data: mmap.mmap, start: int) -> int | None:
    """The end of the gzip member that begins here, null where it is torn, damaged or no WARC record."""
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    head, at = b"", start
    with suppress(zlib.error):  # whose checksum counts as well
        while not inflater.eof and at < len(data):
            plain = inflater.decompress(data[at : at + PIECE])
            at += PIECE
            head = head or plain
    if not inflater.eof or not head.startswith(b"WARC/"):
        return None
    return min(at, len(data)) - len(inflater.unused_data)
