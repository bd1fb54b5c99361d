"""Keep what is costly to count until the database changes: a survey of all reports takes longer than a page may."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")
Stamp = tuple[tuple[int, int], ...]

FRESH = 60.0
"""Seconds for which nobody looks whether the database changed: a crawl changes it several times in each."""
STALE = 600.0
"""Seconds after which a reader waits for the new count; before, the old one is shown while the new is made."""
MOST = 500
"""Answers that are kept; the oldest goes first."""


@dataclass
class _Kept:
    value: Any = None
    stamp: Stamp = ()
    at: float = float("-inf")
    lock: Lock = field(default_factory=Lock)


class Remembered:
    """Answers over one SQLite file, by key; may be asked by many threads, of which one counts."""

    def __init__(self, database: Path) -> None:
        self._files = (database, database.with_name(f"{database.name}-wal"))
        self._kept: dict[Hashable, _Kept] = {}
        self._lock = Lock()

    def get(self, key: Hashable, count: Callable[[], T]) -> T:
        """What `count` gives, counted now or before."""
        with self._lock:
            kept = self._kept.pop(key, None) or _Kept()
            self._kept[key] = kept  # at the end: used last
            while len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]
        age = monotonic() - kept.at
        if age > STALE and kept.stamp != self._stamp():
            with kept.lock:
                if monotonic() - kept.at > STALE:
                    self._renew(kept, count)
        elif age > FRESH and kept.stamp == self._stamp():
            kept.at = monotonic()
        elif age > FRESH and kept.lock.acquire(blocking=False):
            Thread(target=self._renew_behind, args=(kept, count), daemon=True).start()
        value: T = kept.value
        return value

    def forget(self) -> None:
        """Count everything anew: a reader wrote something and wants to see it."""
        with self._lock:
            self._kept.clear()

    def _renew_behind(self, kept: _Kept, count: Callable[[], Any]) -> None:
        try:
            self._renew(kept, count)
        finally:
            kept.lock.release()

    def _renew(self, kept: _Kept, count: Callable[[], Any]) -> None:
        stamp = self._stamp()
        kept.value, kept.stamp, kept.at = count(), stamp, monotonic()

    def _stamp(self) -> Stamp:
        stats = (file.stat() if file.exists() else None for file in self._files)
        return tuple((stat.st_mtime_ns, stat.st_size) if stat else (0, 0) for stat in stats)
