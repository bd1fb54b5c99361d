"""Turn the cells of two reports into those that hold something else, and tables into what cannot be compared."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from gipcrawler.diff.change import CellChange, Part, TableChange
from gipcrawler.forms import Table, form
from gipcrawler.model import Cell, Report, State
from gipcrawler.text.spaces import fold

# What a unit of money is in yuan; units of counts (件, 条, 人次) say what is counted, not how much
MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}

ONE = (Decimal(1), Decimal(1))

Address = tuple[str, str, str | None, str]
Pair = tuple[Cell | None, Cell | None]


def compare_cells(left: Report, right: Report) -> tuple[CellChange, ...]:
    """Cells whose figure, state, words or unit differ, row by row in order of appearance.

    Where only one side has a cell, it counts if the table follows the same form on both; else the form does not ask.
    """
    return tuple(_changes(left, right))


def compare_tables(left: Report, right: Report, changed: Sequence[CellChange]) -> tuple[TableChange, ...]:
    """Each official table that a side has: its forms, how many cells both have, and what only one of two forms has."""
    found = []
    paired = _paired(left, right)
    for key in dict.fromkeys([*left.forms, *right.forms]):
        old, new = left.forms.get(key), right.forms.get(key)
        pairs = [pair for address, listed in paired.items() if address[0] == key for pair in listed]
        if not pairs and old is None and new is None:
            continue
        both = sum(1 for before, after in pairs if before and after)
        change: Part
        if not any(before for before, _ in pairs) or not any(after for _, after in pairs):
            change = "added" if any(after for _, after in pairs) else "removed" if pairs else "same"
        else:
            change = "changed" if old != new or any(cell.table == key for cell in changed) else "same"
        only = ((), ()) if old == new or change in {"added", "removed"} else _only(key, old, new)
        found.append(TableChange(key, change, old, new, both, *only))
    return tuple(found)


def _changes(left: Report, right: Report) -> Iterator[CellChange]:
    for address, pairs in _paired(left, right).items():
        table, row, _, column = address
        alike = left.forms.get(table) == right.forms.get(table)
        for before, after in pairs:
            if (before is None or after is None) and not alike:
                continue
            scales = _scales(before, after, _column(left, table, row, column), _column(right, table, row, column))
            shown = after or before
            if shown and _differ(before, after, scales):
                yield CellChange(*address, shown.label, before, after, scales)


def _paired(left: Report, right: Report) -> dict[Address, list[Pair]]:
    """Cells of one address side by side, row by row in order of appearance; nothing is lost if one is there twice."""
    sides: list[dict[Address, list[Cell]]] = []
    for report in (left, right):
        side: dict[Address, list[Cell]] = defaultdict(list)
        for cell in report.cells:
            side[cell.table, cell.row, cell.sub_row, cell.column].append(cell)
        sides.append(side)
    old, new = sides
    rows: dict[tuple[str, str], int] = {}
    for address in (*old, *new):
        rows.setdefault(address[:2], len(rows))
    addresses = sorted(dict.fromkeys((*old, *new)), key=lambda address: rows[address[:2]])
    return {address: list(zip_longest(old.get(address, ()), new.get(address, ()))) for address in addresses}


def _differ(before: Cell | None, after: Cell | None, scales: tuple[Decimal, Decimal] | None) -> bool:
    if before is None or after is None:
        return True
    if before.state is not after.state or before.value != after.value:
        return True
    if before.state is State.TEXT:
        return fold(before.raw) != fold(after.raw)
    return before.value is not None and (scales is None or scales[0] != scales[1])


def _scales(
    before: Cell | None, after: Cell | None, *columns: tuple[str, bool] | None
) -> tuple[Decimal, Decimal] | None:
    """What each side's figure is to be multiplied with; null where one names a unit of money and the other none.

    Nothing is nothing in any unit.
    """
    if before is None or after is None or not before.value or not after.value:
        return ONE
    units = [_unit(cell, column) for cell, column in zip((before, after), columns, strict=True)]
    if units[0] == units[1] or not any(unit in MONEY for unit in units):
        return ONE
    if any(unit not in MONEY for unit in units):
        return None
    return MONEY[str(units[0])], MONEY[str(units[1])]


def _unit(cell: Cell, column: tuple[str, bool] | None) -> str | None:
    """The unit of a figure: what the cell names, else what the official head of a column of money does."""
    if cell.unit or column is None or not column[1]:
        return cell.unit
    return next((unit for unit in sorted(MONEY, key=len, reverse=True) if unit in column[0]), None)


def _column(report: Report, table: str, row: str, column: str) -> tuple[str, bool] | None:
    """The official head of a cell's column, and whether it holds money."""
    known = _table(table, report.forms.get(table))
    found = known.column_at.get((row, column)) if known else None
    return (found.label, found.money) if found else None


def _table(key: str, form_id: str | None) -> Table | None:
    return form(form_id).table(key) if form_id else None


def _only(key: str, old: str | None, new: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What one form asks and the other does not: whole rows by their labels, else row and column."""
    before, after = _table(key, old), _table(key, new)
    if before is None or after is None:
        return (), ()
    return tuple(_missing(before, after)), tuple(_missing(after, before))


def _missing(table: Table, other: Table) -> Iterator[str]:
    for row, block in table.rows:
        gone = [column.label for column in block.columns if (row.key, column.key) not in other.column_at]
        if len(gone) == len(block.columns):
            yield row.label
        else:
            yield from (f"{row.label}·{label}" for label in gone)
