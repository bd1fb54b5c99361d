"""Check that counts are counts: rule R5 of FORMATS section 6."""

from collections.abc import Iterator, Sequence

from gipcrawler.forms import Table
from gipcrawler.model import Cell, Finding, Verdict


def check_counts(table: Table, cells: Sequence[Cell]) -> Iterator[Finding]:
    """A finding for each figure below zero (only `signed` columns may) or broken (only `money` may have decimals)."""
    for cell in cells:
        if cell.value is None:
            continue
        column = table.column_at[cell.row, cell.column]
        below = cell.value < 0 and not column.signed
        broken = not column.money and cell.value != cell.value.to_integral_value()
        if below or broken:
            faults = ["小于零"] * below + ["不是整数"] * broken
            where = "/".join(filter(None, (cell.table, cell.row, cell.sub_row, cell.column)))
            says = f"件数应为不小于零的整数：{cell.raw} {'，'.join(faults)}"
            yield Finding("R5", where, Verdict.BROKEN, cell.value, None, says)
