"""Check the rules that the forms give as two lists with the same sum: R1 to R4, R6 to R8 of FORMATS section 6."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from gipcrawler.check.tables import Address, Filled
from gipcrawler.forms import LAST_YEAR, Rule, Table, form
from gipcrawler.model import Finding, Verdict

ZERO = Decimal(0)
REMARK = re.compile(r"(?<=.)（[^（）]*）$")  # （二）部分公开（区分处理的，只计这一情形…）


class _Sum(NamedTuple):
    """One test of a rule: which row or column is kept fixed, and what stands on each side, now and last year."""

    where: str
    says: str
    left: tuple[Address, ...]
    left_before: tuple[Address, ...]
    right: tuple[Address, ...]
    right_before: tuple[Address, ...]
    signed: bool


def check_sums(
    rule: Rule, filled: Filled, last_year: Filled | None = None, *, holds: bool = False
) -> Iterator[Finding]:
    """Findings of one rule over each row or column of a table; with `holds` those too where the sums are equal.

    A row that the issuer split counts with the sum of its parts. A cell without a number counts as zero for the test
    (R10). Where the sums then differ and such a cell could make up the difference, the rule is unassessable rather
    than broken; that there are such cells is a finding of its own; so too where the issuer added rows to those that
    are summed up. A rule says nothing of rows and columns that the
    form, or that of `last_year`, does not have; and it does not hold where a side has no number at all.
    """
    before = last_year or filled
    for one in _plan(rule.id, rule.table, filled.form_id, last_year.form_id if last_year else None):
        left, right = filled.total(one.left), filled.total(one.right)
        if last_year:
            left, right = left + last_year.total(one.left_before), right + last_year.total(one.right_before)
        if left != right:
            opens = [
                filled.is_open(own) or before.is_open(last)
                for own, last in ((one.left, one.left_before), (one.right, one.right_before))
            ]
            # more can only make the smaller side larger, unless a figure may be below zero
            is_open = any(opens) if one.signed else opens[left > right]
            grown = rule.grows and left < right and filled.has_strange((*one.left, *one.right))
            verdict = Verdict.UNASSESSABLE if is_open or grown else Verdict.BROKEN
            yield _finding(rule.id, one, verdict, left, right, GROWN if grown else REASONS[verdict])
        elif holds and all(
            filled.has_numbers(own) or before.has_numbers(last)
            for own, last in ((one.left, one.left_before), (one.right, one.right_before))
        ):
            yield _finding(rule.id, one, Verdict.HOLDS, left, right, REASONS[Verdict.HOLDS])


REASONS = {
    Verdict.HOLDS: "相等",
    Verdict.BROKEN: "不相等",
    Verdict.UNASSESSABLE: "不相等，但有未填数字的单元格，无法判断",
}


GROWN = "不相等，但其间另有统一格式之外的行，无法判断"


def _finding(rule_id: str, one: _Sum, verdict: Verdict, left: Decimal, right: Decimal, reason: str) -> Finding:
    return Finding(rule_id, one.where, verdict, left, right, f"{one.says}：{left} 与 {right} {reason}")


@cache
def _plan(rule_id: str, table_key: str, form_id: str, last_form_id: str | None) -> tuple[_Sum, ...]:
    """The tests of a rule over a table of one form, with last year's table of another; worked out once."""
    table = form(form_id).table(table_key)
    last = form(last_form_id).table(table_key) if last_form_id else None
    (rule,) = [one for one in form(form_id).rules if one.id == rule_id and one.table == table_key]
    if table is None:
        return ()
    by_column = rule.each == "column"
    planned = []
    for fixed in table.column_of if by_column else [row.key for row, _ in table.rows]:
        sides = [_addresses(keys, fixed, by_column=by_column) for keys in (rule.left, rule.right)]
        own = [address for now, _ in sides for address in now]
        before = [address for _, then in sides for address in then]
        if all(_has(table, address) for address in own) and all(_has(last, address) for address in before):
            signed = any(table.column_at[address].signed for address in own) or any(
                last is not None and last.column_at[address].signed for address in before
            )
            where = f"{table_key}/*/{fixed}" if by_column else f"{table_key}/{fixed}"
            name = _name(table, fixed, by_column=by_column)
            says = f"{name}：{rule.says}" if name else rule.says
            planned.append(_Sum(where, says, *sides[0], *sides[1], signed))
    return tuple(planned)


def _name(table: Table, fixed: str, *, by_column: bool) -> str | None:
    """What a row or column is called, a row below a group with its group; null where there is only one column."""
    if by_column:
        return table.column_of[fixed].label if len(table.column_of) > 1 else None
    row = next(row for row, _ in table.rows if row.key == fixed)
    label = REMARK.sub("", row.label)
    return f"{row.group}{label}" if row.group in table.groups[1:] else label


def _addresses(keys: Sequence[str], fixed: str, *, by_column: bool) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """The cells of one side: those of this year's table, and those of last year's."""
    sides: tuple[list[Address], list[Address]] = [], []
    for key in keys:
        name = key.removeprefix(LAST_YEAR)
        sides[name != key].append((name, fixed) if by_column else (fixed, name))
    return tuple(sides[0]), tuple(sides[1])


def _has(table: Table | None, address: Address) -> bool:
    return table is not None and address in table.column_at
