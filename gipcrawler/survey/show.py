"""Print any survey: as tables for people, as CSV for spreadsheets, as JSON for programs."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from io import StringIO
from typing import Any

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gipcrawler.survey.sheet import Field, Sheet, Survey, Words

STYLES = {"": None, "total": "bold", "faint": "dim"}
MARGIN = 3
"""What a column takes on a screen beside its text."""


def as_tables(survey: Survey, width: int | None = None) -> list[Table]:
    """The sheets for a screen; columns that it has no room for are left out, and a line below says so."""
    return [_table(sheet, width) for sheet in survey.sheets()]


def as_csv(survey: Survey) -> str:
    """One line a row, with a head; several values in one field are parted by semicolons."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = [field.name for field in fields(survey.row_type)]
    writer.writerow(names)
    writer.writerows([_plain(getattr(row, name)) for name in names] for row in survey.rows)
    return text.getvalue()


def as_json(survey: Survey) -> str:
    """`{"survey": its name, what it says beside, "rows": [the lines of the CSV]}`; times are ISO 8601."""
    told = {"survey": survey.name.english, **survey.beside(), "rows": [asdict(row) for row in survey.rows]}
    return json.dumps(told, ensure_ascii=False, indent=2, default=_iso) + "\n"


def _table(sheet: Sheet, width: int | None) -> Table:
    left_out = _left_out(sheet, width)
    kept = [at for at in range(len(sheet.heads)) if at not in left_out]
    notes = [note.english for note in sheet.notes]
    if left_out:
        first, last = (sheet.heads[at].english for at in (left_out[0], left_out[-1]))
        notes.append(f"No room for {first if first == last else f'{first} to {last}'}: see the other formats.")
    table = Table(title=sheet.title.english, caption="\n".join(notes) or None, caption_justify="left")
    for at in kept:
        figures = at >= sheet.texts
        table.add_column(
            sheet.heads[at].english,
            justify="right" if figures else "left",
            no_wrap=figures,
            overflow="ellipsis" if figures else "fold",
        )
    for line in sheet.lines:
        if line.stress == "total":
            table.add_section()
        table.add_row(*(Text(_english(line.fields[at])) for at in kept), style=STYLES[line.stress])
    return table


def _left_out(sheet: Sheet, width: int | None) -> range:
    """The columns that a screen has no room for: of those that may go, the first."""
    first = len(sheet.heads) - sheet.narrow
    if width is None or not sheet.narrow:
        return range(0)
    shown = [
        [head.english, *(_english(line.fields[at]) for line in sheet.lines)] for at, head in enumerate(sheet.heads)
    ]
    widths = [max(map(cell_len, column)) + MARGIN for column in shown]
    gone = 0
    while gone < sheet.narrow - 1 and sum(widths) + 1 - sum(widths[first : first + gone]) > width:
        gone += 1
    return range(first, first + gone)


def _english(field: Field) -> str:
    return field.text.english if isinstance(field.text, Words) else field.text


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        value = [f"{key}={each}" for key, each in value.items()]
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(map(str, value))
    return value


def _iso(value: Any) -> str:  # noqa: ANN401 - whatever json does not know
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a row of a survey")
