"""Tables as JSON Lines: an object a row with every column in its order, null where there is nothing."""

from collections.abc import Callable, Iterable
from json import JSONEncoder
from pathlib import Path
from typing import Any

from gipcrawler.export.rows import Row
from gipcrawler.export.schema import Table, Type
from gipcrawler.export.text import TEXT

WORDS = JSONEncoder(ensure_ascii=False).encode
BARE = frozenset((Type.INTEGER, Type.NUMBER, Type.BOOLEAN))
"""Types whose text is JSON as it is: an encoder would lose the digits of an exact figure."""


class JsonlWriter:
    """A file a table."""

    def __init__(self, folder: Path, tables: tuple[Table, ...]) -> None:
        self._files = {
            table.name: folder.joinpath(f"{table.name}.jsonl").open("w", encoding="utf-8", newline="")
            for table in tables
        }
        self._parts = {
            table.name: [(f"{WORDS(field.name)}: ", _printer(field.type)) for field in table.fields] for table in tables
        }

    def write(self, table: Table, rows: Iterable[Row]) -> int:
        """Write rows behind those before; how many they were."""
        parts = self._parts[table.name]
        lines = [
            ", ".join(
                [
                    name + ("null" if value is None else turn(value))
                    for (name, turn), value in zip(parts, row, strict=True)
                ]
            )
            for row in rows
        ]
        self._files[table.name].writelines(f"{{{line}}}\n" for line in lines)
        return len(lines)

    def finish(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()


def _said(turn: Callable[[Any], str], value: object) -> str:
    return "null" if value is None else turn(value)


def _printer(kind: Type) -> Callable[[Any], str]:
    if kind is Type.STRING:
        return WORDS
    text = TEXT[kind]
    return text if kind in BARE else lambda value: WORDS(text(value))


class Jsonl:
    """`cells.jsonl` and so on."""

    profile = "tabular-data-package"
    writer = JsonlWriter

    def resource(self, table: Table) -> dict[str, Any]:
        """Properties of a tabular data resource."""
        return {
            "path": f"{table.name}.jsonl",
            "profile": "tabular-data-resource",
            "format": "jsonl",
            "mediatype": "application/jsonl",
            "encoding": "utf-8",
        }
