"""Turn a report into its official tables, each with the cells that were read for it and their sums."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from gipcrawler.forms import Table, form
from gipcrawler.model import Cell, Origin, Report

ZERO = Decimal(0)
Address = tuple[str, str]  # row and column
Position = tuple[int, int, int]  # document, block and row
Cells = Mapping[Address, Sequence[Cell]]  # several where the issuer split a row


@dataclass(frozen=True, slots=True)
class Filled:
    """One table of one report: its form, the cells by row and column, and their sums where they hold numbers.

    `strange` is where rows with figures stand that the form does not know, of this table or another.
    """

    form_id: str
    table: Table
    cells: Cells
    sums: Mapping[Address, Decimal]
    strange: Sequence[Position] = ()

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
        return not self.sums.keys().isdisjoint(addresses)

    def has_strange(self, addresses: Iterable[Address]) -> bool:
        """Whether a row that the form does not know stands among the rows of some cells, or directly below them."""
        if not self.strange:
            return False
        own = {_position(cell.origin) for address in addresses for cell in self.cells.get(address, ())}
        others = {_position(cell.origin) for some in self.cells.values() for cell in some} - own
        first, last = min(own, default=None), max(own, default=None)
        if first is None or last is None:
            return False
        end = min((at for at in others if at > last), default=(last[0], last[1] + 1, 0))
        return any(first < at < end for at in self.strange)


def _position(origin: Origin) -> Position:
    return origin.document, origin.block, origin.row or 0


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
    strange = [_position(one.origin) for one in report.leftovers if any(mark.isdecimal() for mark in one.text)]
    for key, form_id in report.forms.items():
        table = form(form_id).table(key) if form_id else None
        if form_id and table and key in tables:
            yield Filled(form_id, table, tables[key], sums[key], strange)
