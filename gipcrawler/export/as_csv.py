"""Tables as CSV (RFC 4180): UTF-8, a head, lines that end with CRLF, nothing where there is nothing."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gipcrawler.export.rows import Row
from gipcrawler.export.schema import Table, Type
from gipcrawler.export.text import TEXT


class CsvWriter:
    """A file a table. Text that is empty and text that is not there look the same."""

    def __init__(self, folder: Path, tables: tuple[Table, ...]) -> None:
        self._files = {
            table.name: folder.joinpath(f"{table.name}.csv").open("w", encoding="utf-8", newline="") for table in tables
        }
        self._writers = {name: csv.writer(file, lineterminator="\r\n") for name, file in self._files.items()}
        # str and int are written by the csv module itself as they are
        self._turned = {
            table.name: [
                (at, TEXT[field.type])
                for at, field in enumerate(table.fields)
                if field.type not in {Type.STRING, Type.INTEGER}
            ]
            for table in tables
        }
        for table in tables:
            self._writers[table.name].writerow([field.name for field in table.fields])

    def write(self, table: Table, rows: Iterable[Row]) -> int:
        """Write rows behind those before; how many they were."""
        turned = [list(row) for row in rows]
        for at, turn in self._turned[table.name]:
            for row in turned:
                if row[at] is not None:
                    row[at] = turn(row[at])
        self._writers[table.name].writerows(turned)
        return len(turned)

    def finish(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            file.close()


class Csv:
    """`cells.csv` and so on."""

    profile = "tabular-data-package"
    writer = CsvWriter

    def resource(self, table: Table) -> dict[str, Any]:
        """Properties of a tabular data resource."""
        return {
            "path": f"{table.name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {
                "delimiter": ",",
                "lineTerminator": "\r\n",
                "quoteChar": '"',
                "doubleQuote": True,
                "header": True,
            },
        }
