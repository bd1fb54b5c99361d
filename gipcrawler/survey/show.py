"""Print any survey: as tables for people, as CSV for spreadsheets, as JSON for programs."""

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from io import StringIO
from typing import Any, Literal

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from gipcrawler.survey.sheet import NOTHING, Field, Sheet, Survey, Words

STYLES = {"": None, "total": "bold", "faint": "dim"}
MARGIN = 3
"""What a column takes on a screen beside its text."""
LONGEST = 48
"""Columns of words are folded where they are wider."""


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
    shown, left_out = _fitting(sheet, width)
    notes = [note.english for note in sheet.notes]
    if left_out:
        notes.append(f"No room for {_span([sheet.heads[at].english for at in left_out])}: see the other formats.")
    table = Table(title=sheet.title.english, caption="\n".join(notes) or None, caption_justify="left")
    for at in shown:
        figures = at >= sheet.texts
        justify: Literal["left", "right"] = "right" if figures else "left"
        overflow: Literal["ellipsis", "fold"] = "ellipsis" if figures else "fold"
        table.add_column(sheet.heads[at].english, justify=justify, no_wrap=figures, overflow=overflow)
    for line in sheet.lines:
        if line.stress == "total":
            table.add_section()
        table.add_row(*(Text(_english(line.fields[at])) for at in shown), style=STYLES[line.stress])
    return table


def _fitting(sheet: Sheet, width: int | None) -> tuple[list[int], list[int]]:
    """The columns that a screen shows, and those that it has no room for."""
    texts = [
        [head.english, *(_english(line.fields[at]) for line in sheet.lines)] for at, head in enumerate(sheet.heads)
    ]
    widths = [max(map(cell_len, column)) + MARGIN for column in texts]
    widths[: sheet.texts] = [min(each, LONGEST) for each in widths[: sheet.texts]]
    shown = [
        at
        for at, (_, *column) in enumerate(texts)
        if at < sheet.texts or not sheet.sparse or not column or set(column) != {NOTHING}
    ]
    left_out: list[int] = []
    for at in sheet.may_go:
        if width is None or sum(widths[column] for column in shown) < width:
            break
        if at in shown:
            shown.remove(at)
            left_out.append(at)
    return shown, sorted(left_out)


def _span(names: list[str]) -> str:
    """Years as a span, other heads one by one."""
    return f"{names[0]} to {names[-1]}" if len(names) > 1 and all(map(str.isdecimal, names)) else ", ".join(names)


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
