"""A report before it is printed: what stands in its title, its sections and its tables, and what a reader must find."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from tests.press import forms

# A figure as it is to be printed: a number, a string kept to the letter ("+1", "998.435698万元"), or null for a blank.
Printed = int | Decimal | str | None
Row = Mapping[str, Printed]

AMOUNT = re.compile(r"([+\-增减]?)(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Figures:
    """One table: the form that it follows, its rows by key, and what the issuer made of it.

    `rows` maps row keys to column keys to figures; `sub_rows` maps a split row's key to printed labels with their
    figures; `extra_rows` are lines at the end that no form knows; `wording` maps official labels to printed ones.
    """

    form: str
    rows: Mapping[str, Row]
    sub_rows: Mapping[str, tuple[tuple[str, Row], ...]] = field(default_factory=dict)
    extra_rows: tuple[str, ...] = ()
    wording: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A top-level section: its key (null for one that no form knows), number, mark and title as printed."""

    key: str | None
    number: str
    title: str
    paragraphs: tuple[str, ...] = ()
    mark: str = "、"

    @property
    def heading(self) -> str:
        """The whole line, e.g. 一、总体情况."""
        return f"{self.number}{self.mark}{self.title}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report: a table stands in the section of its own key, before that section's paragraphs.

    An `issuer` that is null is named nowhere and signs nothing.
    """

    issuer: str | None
    year: int
    title_lines: tuple[str, ...]
    published: date | None
    preamble: tuple[str, ...]
    sections: tuple[Section, ...]
    figures: Mapping[str, Figures]

    @property
    def title(self) -> str:
        """The title on one line."""
        return "".join(self.title_lines)

    @property
    def form(self) -> dict[str, str]:
        """The form that each table follows."""
        return {table: figures.form for table, figures in self.figures.items()}

    @property
    def signature(self) -> tuple[str, ...]:
        """Issuer and date as they stand at the end, or nothing where there is no issuer."""
        if self.issuer is None:
            return ()
        return (self.issuer, chinese_date(self.published)) if self.published else (self.issuer,)

    def with_figure(self, table: str, row: str, column: str, value: Printed) -> "Sheet":
        """The same report with one figure changed."""
        figures = self.figures[table]
        rows = {**figures.rows, row: {**figures.rows[row], column: value}}
        return replace(self, figures={**self.figures, table: replace(figures, rows=rows)})


Expected = tuple[str, str, str | None, str, Decimal | None]


def expected(sheet: Sheet) -> list[Expected]:
    """Every official cell as (table, row, sub-row, column, value), in printed order; blanks have the value null."""
    cells: list[Expected] = []
    for table in forms.TABLES:
        if table not in sheet.figures:
            continue
        figures = sheet.figures[table]
        for row, columns in forms.rows(table, figures.form).items():
            parts: tuple[tuple[str | None, Row], ...] = figures.sub_rows.get(row) or ((None, figures.rows[row]),)
            cells.extend((table, row, part, column, amount(row_[column])) for part, row_ in parts for column in columns)
    return cells


def printed(value: Printed) -> str:
    """The figure as it stands in its cell."""
    return "" if value is None else str(value)


def amount(value: Printed) -> Decimal | None:
    """The number that a reader must make of a printed figure, or null."""
    match = AMOUNT.match(printed(value))
    if match is None:
        return None
    return Decimal(match[2]) * (-1 if match[1] in {"-", "减"} else 1)


def chinese_date(day: date) -> str:
    """2021年1月15日."""
    return f"{day.year}年{day.month}月{day.day}日"
