"""Tables as one SQLite file, ready for Datasette: indexes, full-text search, views, and a `metadata.json` beside it.

Equal rows give an equal file: it is written in one order, without a journal, and packed in the end.
"""

import sqlite3
from collections.abc import Iterable
from json import dumps
from pathlib import Path
from typing import Any

from gipcrawler.export.rights import RIGHTS, SAYS, TITLE
from gipcrawler.export.rows import Row
from gipcrawler.export.schema import Field, Table, Type
from gipcrawler.export.text import TEXT

FILE = "gip.sqlite"
METADATA = "metadata.json"
# Affinities: NUMERIC keeps a count as an integer and money as a double; booleans are 0 and 1, moments text
KINDS = {
    Type.STRING: "TEXT",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "NUMERIC",
    Type.BOOLEAN: "INTEGER",
    Type.DATE: "TEXT",
    Type.DATETIME: "TEXT",
}
TURNED = {kind: TEXT[kind] for kind in (Type.NUMBER, Type.DATE, Type.DATETIME)} | {Type.BOOLEAN: int}
# What is looked up: table, and the columns of an index
INDEXES = {
    "reports": (("place", "year"), ("year",)),
    "metrics": (("place", "year"), ("year",)),
    "editions": (("report",),),
    "captures": (("edition",), ("url",)),
    "sections": (("section_key", "year"), ("report",)),
    "cells": (("row_key", "column_key", "year"),),
    "leftovers": (("report",),),
    "findings": (("rule", "verdict"), ("report",)),
}
SEARCH = """
CREATE VIRTUAL TABLE sections_fts USING fts5(title, text, content="sections", tokenize="trigram");
INSERT INTO sections_fts(sections_fts) VALUES ('rebuild');
"""
VIEWS = {
    "current_cells": "SELECT * FROM cells WHERE is_current",
    "broken_rules": """SELECT publisher, place, year, rule, subject, left_side, right_side, says, source_url, report
        FROM findings WHERE is_current AND verdict = 'broken'""",
    "replaced_reports": """SELECT report, publisher, place, year, editions, first_captured, last_captured, source_url
        FROM reports WHERE editions > 1""",
}
VIEWS_SAY = {
    "current_cells": "The cells of current editions: what to count with.",
    "broken_rules": "Rules that current editions break, with the address of the report.",
    "replaced_reports": "Reports of which more than one edition was seen.",
}


class SqliteWriter:
    """One file with all tables."""

    def __init__(self, folder: Path, tables: tuple[Table, ...]) -> None:
        self._folder = folder
        self._tables = tables
        self._connection = sqlite3.connect(folder / FILE, isolation_level=None)
        for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._turned = {table.name: [TURNED.get(field.type) for field in table.fields] for table in tables}
        self._inserts = {}
        for table in tables:
            self._connection.execute(_create(table))
            self._inserts[table.name] = f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.fields))})"  # noqa: S608 - our own names
        self._connection.execute("BEGIN")

    def write(self, table: Table, rows: Iterable[Row]) -> int:
        """Write rows behind those before; how many they were."""
        turned = self._turned[table.name]
        values = [
            [value if turn is None or value is None else turn(value) for turn, value in zip(turned, row, strict=True)]
            for row in rows
        ]
        self._connection.executemany(self._inserts[table.name], values)
        return len(values)

    def finish(self) -> None:
        """Make indexes, views and the index for search, pack the file, and write the metadata for Datasette."""
        connection = self._connection
        connection.execute("COMMIT")
        for table, indexes in INDEXES.items():
            for columns in indexes:
                connection.execute(f"CREATE INDEX {table}_{'_'.join(columns)} ON {table} ({', '.join(columns)})")
        for name, select in VIEWS.items():
            connection.execute(f"CREATE VIEW {name} AS {select}")
        connection.executescript(SEARCH)
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
        metadata = dumps(_metadata(self._tables), ensure_ascii=False, indent=2)
        self._folder.joinpath(METADATA).write_text(metadata + "\n", encoding="utf-8")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class Sqlite:
    """`gip.sqlite`."""

    profile = "data-package"
    writer = SqliteWriter

    def resource(self, table: Table) -> dict[str, Any]:
        """Properties of a data resource that is a table of a database."""
        return {
            "path": FILE,
            "format": "sqlite",
            "mediatype": "application/vnd.sqlite3",
            "dialect": {"table": table.name},
        }


def _create(table: Table) -> str:
    columns = [f"{field.name} {KINDS[field.type]}{' NOT NULL' if field.always else ''}" for field in table.fields]
    keys = [f"PRIMARY KEY ({', '.join(table.key)})"]
    for other, column in table.refers:
        keys.append(f"FOREIGN KEY ({column}) REFERENCES {other} ({column})")
    return f"CREATE TABLE {table.name} ({', '.join(columns + keys)})"


def _metadata(tables: tuple[Table, ...]) -> dict[str, Any]:
    """What Datasette shows of the tables and their columns."""
    described = {
        table.name: {
            "title": table.title,
            "description": table.says,
            "columns": {field.name: _column(field) for field in table.fields},
        }
        for table in tables
    }
    views = {name: {"description": says} for name, says in VIEWS_SAY.items()}
    return {
        "title": TITLE,
        "description": f"{SAYS} {RIGHTS}",
        "databases": {Path(FILE).stem: {"tables": described | views}},
    }


def _column(field: Field) -> str:
    return f"{field.title}. {field.says}"
