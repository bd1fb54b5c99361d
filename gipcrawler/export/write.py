"""Turn the editions of a store into the files of an export."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from gipcrawler.errors import ExportError
from gipcrawler.export.as_csv import Csv
from gipcrawler.export.as_jsonl import Jsonl
from gipcrawler.export.as_parquet import Parquet
from gipcrawler.export.as_sqlite import Sqlite
from gipcrawler.export.folder import replacing
from gipcrawler.export.package import FILE, Seen, write_package
from gipcrawler.export.rows import ROWS
from gipcrawler.export.schema import TABLES
from gipcrawler.export.writing import Format
from gipcrawler.store import KeptEdition

FORMATS: Mapping[str, Format] = {"csv": Csv(), "jsonl": Jsonl(), "parquet": Parquet(), "sqlite": Sqlite()}


def write_export(
    folder: Path, form: str, editions: Iterable[KeptEdition], note: Callable[[], None] = lambda: None
) -> Counter[str]:
    """Write editions into a folder in one of FORMATS, and `datapackage.json`; gives the rows of each table.

    Equal editions in equal order give equal bytes. Files of an export that stand there are replaced when all the new
    ones are whole. `note` is called after each edition. Raises ExportError where the folder cannot be written,
    and ArgumentError where the format needs an extra that is missing.
    """
    rows, seen = Counter({table.name: 0 for table in TABLES}), Seen()
    try:
        with replacing(folder, FILE) as beside:
            with closing(FORMATS[form].writer(beside, TABLES)) as writer:
                for one in editions:
                    for table in TABLES:
                        rows[table.name] += writer.write(table, ROWS[table.name](one))
                    for capture in one.captures:
                        seen.note(capture.url, capture.captured_at)
                    note()
                writer.finish()
            write_package(beside, FORMATS[form], TABLES, seen)
    except (OSError, sqlite3.Error) as error:
        raise ExportError(
            f"{folder} cannot be written: {error}. What was exported there before is as it was."
        ) from error
    return rows
