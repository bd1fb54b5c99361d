"""What every format is written by: tables' rows in, files in a folder out."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from gipcrawler.export.rows import Row
from gipcrawler.export.schema import Table


class Writer(Protocol):
    """Writes tables into a folder."""

    def write(self, table: Table, rows: Iterable[Row]) -> int:
        """Write rows of a table behind those that were written before; how many they were."""

    def finish(self) -> None:
        """Write what is still held, and what can only be made of all rows."""

    def close(self) -> None:
        """Close the files, whether or not they were finished."""


class Format(Protocol):
    """A format: its writer, and what datapackage.json says of the files.

    `resource` gives the properties of a table's file besides its schema, size and digest; `path` is its name.
    """

    @property
    def profile(self) -> str:
        """The profile of the package."""

    @property
    def writer(self) -> Callable[[Path, tuple[Table, ...]], Writer]:
        """Makes the writer of all tables in a folder; each has its place and its head from the beginning."""

    def resource(self, table: Table) -> dict[str, Any]:
        """What tells a reader how to open the table."""
