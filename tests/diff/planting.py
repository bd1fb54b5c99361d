"""Reports with something planted in them: a figure, a sentence, a moved paragraph."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from gipcrawler.model import Cell, Report, Section
from gipcrawler.reading import read
from gipcrawler.text.figures import read_figure
from tests.press import as_html
from tests.press.twelve import reports

NAMES = tuple(reports)


@cache
def original(name: str) -> Report:
    """One of the twelve reports, as it is read from a page."""
    return read(as_html(reports[name]))


def with_cell(report: Report, place: int, printed: str) -> Report:
    """The report with something else printed in its cell number `place`."""
    figure = read_figure(printed)
    cell = replace(report.cells[place], raw=printed, value=figure.value, state=figure.state, unit=figure.unit)
    return replace(report, cells=(*report.cells[:place], cell, *report.cells[place + 1 :]))


def with_text(report: Report, key: str, change: Callable[[str], str]) -> Report:
    """The report with the text of one section changed."""
    return with_section(report, key, lambda section: replace(section, text=change(section.text)))


def with_section(report: Report, key: str, change: Callable[[Section], Section]) -> Report:
    """The report with one section changed."""
    sections = tuple(change(section) if section.key == key else section for section in report.sections)
    return replace(report, sections=sections)


def cell_at(report: Report, row: str, column: str, table: str = "applications") -> int:
    """The number of a cell by its keys."""
    keys = [(cell.table, cell.row, cell.column) for cell in report.cells]
    return keys.index((table, row, column))


def address(cell: Cell) -> tuple[str, str, str | None, str]:
    """Where a cell stands in its form."""
    return cell.table, cell.row, cell.sub_row, cell.column


def another(cell: Cell, by: int) -> str:
    """A figure that the cell does not hold, printed."""
    return str((cell.value or Decimal(0)) + by)
