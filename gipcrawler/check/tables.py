"""Turn a report into its official tables, each with the cells that were read for it and their sums."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from gipcrawler.forms import Table, form
from gipcrawler.model import Cell, Report

ZERO = Decimal(0)
Address = tuple[str, str]  # row and column
Cells = Mapping[Address, Sequence[Cell]]  # several where the issuer split a row


@dataclass(frozen=True, slots=True)
class Filled:
    """One table of one report: its form, the cells by row and column, and their sums where they hold numbers."""

    form_id: str
    table: Table
    cells: Cells
    sums: Mapping[Address, Decimal]

    def total(self, addresses: Iterable[Address]) -> Decimal:
        """The sum of some cells; those without a number count as zero."""
        sums = self.sums
        return sum([sums[address] for address in addresses if address in sums], ZERO)

    def is_open(self, addresses: Iterable[Address]) -> bool:
        """Whether one of some cells is missing or holds no number."""
        return any(
            address not in self.cells or any(cell.value is None for cell in self.cells[address])
            for address in addresses
        )

    def has_numbers(self, addresses: Iterable[Address]) -> bool:
        """Whether one of some cells holds a number."""
        return any(address in self.sums for address in addresses)


def filled_tables(report: Report) -> Iterator[Filled]:
    """Each table of which a report has cells, in the order of `forms`."""
    tables: dict[str, dict[Address, list[Cell]]] = {}
    sums: dict[str, dict[Address, Decimal]] = {}
    for key, printed in groupby(report.cells, key=attrgetter("table")):
        cells, known = tables.setdefault(key, {}), sums.setdefault(key, {})
        for cell in printed:
            address = cell.row, cell.column
            if address in cells:
                cells[address].append(cell)
            else:
                cells[address] = [cell]
            if cell.value is not None:
                known[address] = known[address] + cell.value if address in known else cell.value
    for key, form_id in report.forms.items():
        table = form(form_id).table(key) if form_id else None
        if form_id and table and key in tables:
            yield Filled(form_id, table, tables[key], sums[key])
