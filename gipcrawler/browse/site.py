"""What a running site has, for every page: the store, the archive, where replay would be, and who may write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path

from gipcrawler.browse.remembered import Remembered
from gipcrawler.store import Store


@dataclass(slots=True)
class Site:
    """One site: `store` is the SQLite file that pages read.

    `origin` is the database that it is a snapshot of, where it is one, of the moment `taken_at`. `token` opens the
    site for writing; without one nobody may. `replay` is the address at which `gipcrawler replay` would answer.
    """

    store: Store
    remembered: Remembered
    archive: Path
    replay: str
    token: str | None = None
    origin: Store | None = None
    taken_at: datetime | None = None

    def opens(self, token: str | None) -> bool:
        """Whether who shows this token may write."""
        return bool(self.token and token) and compare_digest((self.token or "").encode(), (token or "").encode())

    def write(self, action: Callable[[Store], object]) -> None:
        """Do something to the database, and to the snapshot of it that is shown."""
        if self.origin is not None:
            action(self.origin)
        action(self.store)
        self.remembered.forget()

    def now(self) -> datetime:
        """The moment that the pages speak of."""
        return self.taken_at or datetime.now(UTC)
