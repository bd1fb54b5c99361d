"""Tables as Parquet: dictionaries and zstd, moments in UTC, figures as doubles beside their exact text."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from gipcrawler.errors import ArgumentError
from gipcrawler.export.rows import Row
from gipcrawler.export.schema import Field, Table, Type

GROUP = 100_000
"""Rows that are held and compressed together; pyarrow's own default of a million would take a gigabyte of texts."""
TURNED: dict[Type, Callable[[Any], Any]] = {Type.NUMBER: float}


class ParquetWriter:
    """A file a table; raises ArgumentError where the extra is missing."""

    def __init__(self, folder: Path, tables: tuple[Table, ...]) -> None:
        try:
            pa, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
        except ImportError as error:
            says = "--format parquet needs what writes it: pip install 'gipcrawler[parquet]', or take another format"
            raise ArgumentError(says) from error

        self._arrays = pa
        self._schemas = {table.name: pa.schema([_column(pa, field) for field in table.fields]) for table in tables}
        self._files = {
            table.name: parquet.ParquetWriter(
                folder / f"{table.name}.parquet", self._schemas[table.name], compression="zstd"
            )
            for table in tables
        }
        self._held: dict[str, list[Row]] = {table.name: [] for table in tables}
        self._types = {table.name: [TURNED.get(field.type) for field in table.fields] for table in tables}

    def write(self, table: Table, rows: Iterable[Row]) -> int:
        """Take rows behind those before; they are written when there are enough of them."""
        held = self._held[table.name]
        before = len(held)
        held.extend(rows)
        new = len(held) - before
        while len(held) >= GROUP:
            self._write(table.name, held[:GROUP])
            del held[:GROUP]
        return new

    def finish(self) -> None:
        """Write what is held."""
        for name, rows in self._held.items():
            if rows:
                self._write(name, rows)

    def close(self) -> None:
        """Close the files, each of which then gets its footer."""
        with ExitStack() as each:
            for file in self._files.values():
                each.callback(_close, file)

    def _write(self, name: str, rows: list[Row]) -> None:
        schema = self._schemas[name]
        arrays = []
        for field, turn, column in zip(schema, self._types[name], zip(*rows, strict=True), strict=True):
            values = column if turn is None else [None if value is None else turn(value) for value in column]
            arrays.append(self._arrays.array(values, field.type))
        self._files[name].write_table(self._arrays.Table.from_arrays(arrays, schema=schema), row_group_size=GROUP)


def _close(file: Any) -> None:  # noqa: ANN401 - pyarrow ships no types
    try:
        file.close()
    finally:
        file.is_open = False  # where its footer cannot be written, its finaliser shall not try again


def _column(pa: ModuleType, field: Field) -> Any:  # noqa: ANN401 - pyarrow ships no types
    types = {
        Type.STRING: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.BOOLEAN: pa.bool_(),
        Type.DATE: pa.date32(),
        Type.DATETIME: pa.timestamp("us", tz="UTC"),
    }
    return pa.field(field.name, types[field.type], nullable=not field.always)


class Parquet:
    """`cells.parquet` and so on."""

    profile = "data-package"
    writer = ParquetWriter

    def resource(self, table: Table) -> dict[str, Any]:
        """Properties of a data resource that is not text."""
        return {
            "path": f"{table.name}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        }
