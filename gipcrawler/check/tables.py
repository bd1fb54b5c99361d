"""Turn a report into its official tables, each with the cells that were read for it."""

from collections.abc import Iterator

from gipcrawler.check.sums import Filled, by_address
from gipcrawler.forms import form
from gipcrawler.model import Cell, Report


def filled_tables(report: Report) -> Iterator[tuple[str, Filled]]:
    """Each table of which a report has cells, after the id of the form that it follows."""
    cells: dict[str, list[Cell]] = {}
    for cell in report.cells:
        cells.setdefault(cell.table, []).append(cell)
    for key, form_id in report.forms.items():
        table = form(form_id).table(key) if form_id else None
        if form_id and table and key in cells:
            yield form_id, Filled(table, by_address(cells[key]))
