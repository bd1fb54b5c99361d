"""The six sheets that carry the samples' figures, read from `figures/*.json`, with prose of our own.

A file holds the frame (issuer, year, title lines, date, form, headings) and each table as rows of figures in the
order of the form's columns: numbers, strings kept to the letter, or null for a blank cell.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.press import forms
from tests.press.prose import HEADINGS, Composer
from tests.press.sheet import Figures, Printed, Row, Sheet

FIGURES = Path(__file__).parent / "figures"


def load(path: Path) -> Sheet:
    """The sheet that a file of figures describes."""
    told = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    figures = {table: _figures(table, told["form"], told["tables"][table]) for table in forms.TABLES}
    composer = Composer(told["issuer"], told["year"], figures, path.stem)
    headings = [tuple(heading) for heading in told.get("headings", HEADINGS)]
    return Sheet(
        issuer=told["issuer"],
        year=told["year"],
        title_lines=tuple(told["title_lines"]),
        published=date.fromisoformat(told["published"]) if told["published"] else None,
        preamble=(composer.preamble(),) if told["preamble"] else (),
        sections=tuple(composer.section(heading, told["sub_heads"]) for heading in headings),
        figures=figures,
    )


def _figures(table: str, form: str, told: Mapping[str, Any]) -> Figures:
    columns = forms.rows(table, form)
    return Figures(
        form,
        {row: _row(columns[row], values) for row, values in told["rows"].items()},
        {
            row: tuple((label, _row(columns[row], values)) for label, values in parts)
            for row, parts in told.get("sub_rows", {}).items()
        },
        tuple(told.get("extra_rows", ())),
        told.get("wording", {}),
    )


def _row(columns: Sequence[str], values: Sequence[Printed]) -> Row:
    return dict(zip(columns, values, strict=True))


sheets: dict[str, Sheet] = {path.stem: load(path) for path in sorted(FIGURES.glob("*.json"))}
