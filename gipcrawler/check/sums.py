"""Check the rules that the forms give as two lists with the same sum: R1 to R4, R6 to R8 of FORMATS section 6."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gipcrawler.forms import LAST_YEAR, Rule, Table
from gipcrawler.model import Cell, Finding, Verdict

ZERO = Decimal(0)
Cells = Mapping[tuple[str, str], Sequence[Cell]]  # by row and column; several where the issuer split a row


@dataclass(frozen=True, slots=True)
class Filled:
    """One table of one report: the official table that it follows, and its cells."""

    table: Table
    cells: Cells


@dataclass(slots=True)
class Side:
    """One side of a rule: the sum of its numbers, whether a cell has none, whether any has one, whether below zero."""

    total: Decimal = ZERO
    is_open: bool = False
    has_numbers: bool = False
    signed: bool = False


def by_address(cells: Sequence[Cell]) -> Cells:
    """The cells of one table by row and column."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        found.setdefault((cell.row, cell.column), []).append(cell)
    return found


def check_sums(
    rule: Rule, filled: Filled, last_year: Filled | None = None, *, holds: bool = False
) -> Iterator[Finding]:
    """Findings of one rule over each row or column of a table; with `holds` those too where the sums are equal.

    A row that the issuer split counts with the sum of its parts. A cell without a number counts as zero for the test
    (R10). Where the sums then differ and such a cell could make up the difference, the rule is unassessable rather
    than broken; that there are such cells is a finding of its own. A rule says nothing of rows and columns that the
    form, or that of `last_year`, does not have; and it does not hold where a side has no number at all.
    """
    table = filled.table
    for fixed in table.column_of if rule.each == "column" else [row.key for row, _ in table.rows]:
        left = _side(rule.left, rule, fixed, filled, last_year)
        right = _side(rule.right, rule, fixed, filled, last_year)
        if left is None or right is None:
            continue
        if left.total != right.total:
            yield _difference(rule, table, fixed, left, right)
        elif holds and left.has_numbers and right.has_numbers:
            says = f"{rule.says}：{left.total} 与 {right.total} 相等"
            yield Finding(rule.id, _where(rule, table, fixed), Verdict.HOLDS, left.total, right.total, says)


def _difference(rule: Rule, table: Table, fixed: str, left: Side, right: Side) -> Finding:
    if left.signed or right.signed:
        is_open = left.is_open or right.is_open
    else:
        is_open = left.is_open if left.total < right.total else right.is_open
    verdict = Verdict.UNASSESSABLE if is_open else Verdict.BROKEN
    reason = "不相等，但有未填数字的单元格，无法判断" if is_open else "不相等"
    says = f"{rule.says}：{left.total} 与 {right.total} {reason}"
    return Finding(rule.id, _where(rule, table, fixed), verdict, left.total, right.total, says)


def _where(rule: Rule, table: Table, fixed: str) -> str:
    return f"{table.key}/*/{fixed}" if rule.each == "column" else f"{table.key}/{fixed}"


def _side(keys: Sequence[str], rule: Rule, fixed: str, filled: Filled, last_year: Filled | None) -> Side | None:
    """One side's sum, or null where a form does not have one of its cells, or there is no last year to reach to."""
    side = Side()
    for key in keys:
        name = key.removeprefix(LAST_YEAR)
        source = filled if name == key else last_year
        address = (name, fixed) if rule.each == "column" else (fixed, name)
        column = source.table.column_at.get(address) if source else None
        if source is None or column is None:
            return None
        side.signed = side.signed or column.signed
        found = source.cells.get(address, ())
        side.is_open = side.is_open or not found
        for cell in found:
            if cell.value is None:
                side.is_open = True
            else:
                side.has_numbers = True
                side.total += cell.value
    return side
