"""Check the rules that are two lists with the same sum: R1 to R4 of FORMATS section 6, as the form files give them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gipcrawler.forms import Rule, Table
from gipcrawler.model import Cell, Finding, Verdict

ZERO = Decimal(0)
Cells = Mapping[tuple[str, str], Sequence[Cell]]  # by row and column; several where the issuer split a row


def by_address(cells: Sequence[Cell]) -> Cells:
    """The cells of one table by row and column."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        found.setdefault((cell.row, cell.column), []).append(cell)
    return found


def check_sums(rule: Rule, table: Table, cells: Cells) -> Iterator[Finding]:
    """Findings of one rule over each row or column of a table.

    A row that the issuer split counts with the sum of its parts. A cell without a number counts as zero for the test
    (R10). Where the sums then differ and such a cell could make up the difference, the rule is unassessable rather
    than broken; that there are such cells is a finding of its own.
    """
    for fixed in table.column_of if rule.each == "column" else [row.key for row, _ in table.rows]:
        finding = _compare(rule, table, fixed, cells)
        if finding:
            yield finding


def _compare(rule: Rule, table: Table, fixed: str, cells: Cells) -> Finding | None:
    (left, left_open), (right, right_open) = (_side(keys, rule, fixed, cells) for keys in (rule.left, rule.right))
    if left == right:
        return None
    is_open = left_open if left < right else right_open
    verdict = Verdict.UNASSESSABLE if is_open else Verdict.BROKEN
    where = f"{table.key}/*/{fixed}" if rule.each == "column" else f"{table.key}/{fixed}"
    reason = "不相等，但有未填数字的单元格，无法判断" if is_open else "不相等"
    return Finding(rule.id, where, verdict, left, right, f"{rule.says}：{left} 与 {right} {reason}")


def _side(keys: Sequence[str], rule: Rule, fixed: str, cells: Cells) -> tuple[Decimal, bool]:
    """The sum of one side's numbers, and whether a cell of it is missing or holds no number."""
    by_column = rule.each == "column"
    total, is_open = ZERO, False
    for key in keys:
        found = cells.get((key, fixed) if by_column else (fixed, key), ())
        is_open = is_open or not found
        for cell in found:
            if cell.value is None:
                is_open = True
            else:
                total += cell.value
    return total, is_open
