"""Exchanges into WARC files of an archive folder: whole on disk before the reference to them is given back."""

import fcntl
import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Self

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Exchange, RecordRef
from gipcrawler.warc.build import Built, build_exchange, build_warcinfo
from gipcrawler.warc.folder import OPEN, refused, sync_folder
from gipcrawler.warc.payloads import Payloads
from gipcrawler.warc.rendering import Rendering, build_rendering


class ArchiveWriter:
    """Writes `<prefix>-<UTC time>-<nonce>-<serial>.warc.gz`, with the suffix `.open` until it is finished.

    The first exchange opens the first file, so a crawl that fetched nothing leaves none. A file is locked while
    it is written, and finished when it has reached `max_bytes`, or by `close()`; files of other processes, torn
    ones among them, are never touched (see `salvage`). `info` holds further fields of the warcinfo record:
    software, operator, robots, run and so on. With `payloads`, what these have already becomes a revisit.

    Raises ArchiveError where the folder cannot be made.
    """

    def __init__(
        self,
        folder: Path,
        prefix: str,
        info: Mapping[str, str],
        max_bytes: int = 1_000_000_000,
        payloads: Payloads | None = None,
    ) -> None:
        self._folder = folder
        self._prefix = prefix
        self._info = dict(info)
        self._max_bytes = max_bytes
        self._payloads = payloads
        self._nonce = secrets.token_hex(4)
        self._serial = 0
        self._stream: FileIO | None = None
        self._name = ""
        self._warcinfo_id = ""
        self._end = 0
        self._closed = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refused(f"cannot make the archive folder {folder}", error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, exchange: Exchange | Rendering) -> RecordRef:
        """Write the records of one exchange; raises as `write_all` does."""
        return self.write_all([exchange])[0]

    def write_all(self, exchanges: Sequence[Exchange | Rendering]) -> list[RecordRef]:
        """Write the records of exchanges by one write and fsync; give back where the first of each stands.

        Raises ArchiveError where the disk refuses, DiskFullError where it has no room (nothing of the exchanges
        is left in the file then, and they may be written again), or where the writer was closed.
        """
        if self._closed:
            raise ArchiveError(f"the archive of {self._prefix} is closed and takes no more records")
        if self._stream is not None and self._end >= self._max_bytes:
            self._finish(self._stream)
        stream = self._stream or self._begin()
        built = [_build(exchange, self._warcinfo_id, self._payloads) for exchange in exchanges]
        start = self._append(stream, b"".join(record.member for each in built for record in each))
        refs: list[RecordRef] = []
        for first, *rest in built:
            refs.append(
                RecordRef(
                    file=self._name,
                    offset=start,
                    length=len(first.member),
                    record_id=first.record_id,
                    block_digest=first.block_digest,
                    payload_digest=first.payload_digest,
                )
            )
            start += len(first.member) + sum(len(record.member) for record in rest)
        return refs

    def close(self) -> None:
        """Finish the file being written; a second call does nothing. Raises ArchiveError where that fails."""
        self._closed = True
        if self._stream is not None:
            self._finish(self._stream)

    def _begin(self) -> FileIO:
        self._name = f"{self._prefix}-{datetime.now(UTC):%Y%m%d%H%M%S}-{self._nonce}-{self._serial:05}.warc.gz"
        path = self._folder / (self._name + OPEN)
        try:
            stream = FileIO(path, "xb")
            fcntl.flock(stream, fcntl.LOCK_EX)
            if not path.exists():  # taken for a dead process's by another one, before it was locked
                stream.close()
                return self._begin()
        except OSError as error:
            raise refused(f"cannot open {path}", error) from error
        self._end = 0
        warcinfo = build_warcinfo(self._name, self._info)
        try:
            self._append(stream, warcinfo.member)
            sync_folder(self._folder)
        except ArchiveError:
            stream.close()
            with suppress(OSError):  # nothing but a part of our own first record was ever in it
                path.unlink()
            raise
        self._stream = stream
        self._warcinfo_id = warcinfo.record_id
        self._serial += 1
        return stream

    def _append(self, stream: FileIO, members: bytes) -> int:
        """Write whole gzip members after the last good one; on failure cut the file back to it."""
        start = self._end
        try:
            left = memoryview(members)
            while left:
                left = left[stream.write(left) :]
            os.fsync(stream.fileno())
        except OSError as error:
            self._cut_back(stream, start)
            raise refused(f"cannot write to {stream.name!s}", error) from error
        self._end = start + len(members)
        return start

    def _cut_back(self, stream: FileIO, end: int) -> None:
        try:
            stream.truncate(end)
            stream.seek(end)
        except OSError as error:  # a record after a torn one could not be read: leave the file as a crash would
            stream.close()
            self._stream = None
            raise refused(f"cannot cut {stream.name!s} back to its last record", error) from error

    def _finish(self, stream: FileIO) -> None:
        self._stream = None
        path = self._folder / self._name
        try:
            path.with_name(self._name + OPEN).rename(path)
            stream.close()  # and with it the lock: not before the file has its name
            sync_folder(self._folder)
        except OSError as error:
            raise refused(f"cannot finish {path}", error) from error


def _build(what: Exchange | Rendering, warcinfo_id: str, payloads: Payloads | None) -> tuple[Built, ...]:
    if isinstance(what, Rendering):
        return build_rendering(what, warcinfo_id)
    return build_exchange(what, warcinfo_id, payloads)
