"""An open database: what every part of the store does its work on."""

from typing import Self

from sqlalchemy import Engine

from gipcrawler.store.engine import count_rows, is_there, open_engine, writing


class Opened:
    """The engine of a database, for reading and for writing; may be used for a whole run, by each process its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = writing(engine)
        self._has_written = False

    @classmethod
    def open(cls, url: str) -> Self:
        """The database of a SQLAlchemy URL, made or migrated where that is needed; raises `StoreError`."""
        return cls(open_engine(url))

    @staticmethod
    def is_there(url: str) -> bool:
        """Whether there is a database to open, as far as that can be told without asking a server."""
        return is_there(url)

    def close(self) -> None:
        """Give the connections back; what was written is counted first, so that questions find the shortest way."""
        if self._has_written:
            count_rows(self._engine)
        self._engine.dispose()
