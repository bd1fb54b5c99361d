"""Check what arithmetic cannot: 规章 where none can be made, amounts in the wrong unit, split figures, sudden jumps."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from gipcrawler.check.standing import Standing
from gipcrawler.check.tables import Filled
from gipcrawler.forms import Rule
from gipcrawler.model import Cell, Finding, Verdict

REGULATIONS = "regulations"
WAN = Decimal(10_000)
# What a unit is worth in 万元
UNITS = {"元": 1 / WAN, "亿元": WAN}
LEVELS = {"province": "省级", "prefecture": "地级", "county": "县级", "township": "乡级"}
DIGITS = 10


@dataclass(frozen=True, slots=True)
class Jump:
    """Rows of one column whose figures do not change by `factor` from year to year once they reach `least`."""

    table: str
    rows: tuple[str, ...]
    column: str
    factor: int
    least: int


@dataclass(frozen=True, slots=True)
class Money:
    """A cell in 万元; `ratio`, `least` and `bounds` as `plausible.toml` explains them."""

    table: str
    row: str
    column: str
    ratio: int
    least: int
    bounds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NearCopy:
    """When two sections are near copies, as `plausible.toml` explains it."""

    last_year: float
    neighbour: float
    characters: int
    clauses: int
    common: int


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("plausible.toml").read_text("utf-8"))


@cache
def jumps() -> tuple[Jump, ...]:
    """The figures that are compared with the year before."""
    return tuple(Jump(**{**entry, "rows": tuple(entry["rows"])}) for entry in _data()["jump"])


@cache
def moneys() -> tuple[Money, ...]:
    """The cells that hold money."""
    return tuple(Money(**entry) for entry in _data()["money"])


@cache
def near_copy() -> NearCopy:
    """The bounds of `near_copy`."""
    return NearCopy(**_data()["near_copy"])


def check_powers(filled: Filled, standing: Standing) -> Iterator[Finding]:
    """R9: a finding where an organ that cannot make 规章 has some; `left` is the largest figure."""
    if standing.makes_rules is not False:
        return
    figures = [
        cell
        for (row, _), cells in filled.cells.items()
        if row == REGULATIONS
        for cell in cells
        if cell.value is not None and cell.value > 0
    ]
    if figures:
        most = max(cell.value or Decimal(0) for cell in figures)
        columns = "、".join(f"{filled.table.column_of[cell.column].label} {cell.raw}" for cell in figures)
        who = LEVELS.get(standing.level or "", "") + ("部门" if standing.kind == "department" else "机关")
        says = f"{who}无权制定规章，规章各栏应为 0：{columns}"
        yield Finding("R9", f"{filled.table.key}/{REGULATIONS}", Verdict.BROKEN, most, Decimal(0), says)


def check_money(filled: Filled, standing: Standing) -> Iterator[Finding]:
    """A finding for each amount that names another unit than its column's, or that its level cannot collect."""
    for money in _of(filled):
        for cell in filled.cells.get((money.row, money.column), ()):
            where = "/".join(filter(None, (money.table, money.row, cell.sub_row, money.column)))
            amount, bound = in_wan(cell), money.bounds.get(standing.level or "")
            if cell.value is None or amount is None:
                continue
            if cell.unit in UNITS and money.bounds and cell.value:
                says = f"该栏以万元计，单元格填的是{cell.unit}：{cell.raw} 合 {_plain(amount)} 万元"
                yield Finding("unit", where, Verdict.BROKEN, cell.value, amount, says)
            elif bound is not None and amount > bound:
                level = LEVELS[standing.level or ""]
                says = f"{level}机关填 {_plain(amount)} 万元，超过 {bound} 万元，疑以元为单位"
                yield Finding("amount", where, Verdict.BROKEN, amount, Decimal(bound), says)


def check_split(rule: Rule, filled: Filled, broken: Iterable[Finding]) -> Iterator[Finding]:
    """Rows that break a rule whose `right` is one total, and keep it where two neighbouring digits are one number.

    FORMATS section 10.8: `1` and `2` that should be 12.
    """
    for finding in broken:
        row = finding.where.rpartition("/")[2]
        cells = [cell for key in rule.left for cell in filled.cells.get((row, key), ())]
        if len(cells) != len(rule.left) or finding.left is None or finding.right is None:
            continue
        for first, second in pairwise(cells):
            if first.value is None or second.value is None or not 0 < first.value < DIGITS > second.value >= 0:
                continue
            joined = first.value * DIGITS + second.value
            if finding.left - first.value - second.value + joined == finding.right:
                labels = "与".join(
                    f"{filled.table.column_of[cell.column].label} {cell.raw}" for cell in (first, second)
                )
                says = f"{labels} 合为 {joined} 时该行相等，疑为一个数被拆成两格"
                yield Finding("split_digits", finding.where, Verdict.BROKEN, joined, first.value + second.value, says)
                break


def check_jumps(filled: Filled, last_year: Filled) -> Iterator[Finding]:
    """A finding for each figure that is out of all proportion to that of the year before, `left` being this year's."""
    for jump in jumps():
        if jump.table != filled.table.key:
            continue
        for row in jump.rows:
            now, before = (_sum(side.cells.get((row, jump.column), ())) for side in (filled, last_year))
            if now is None or before is None:
                continue
            low, high = min(now, before), max(now, before)
            if high >= jump.least and high >= jump.factor * max(low, Decimal(1)):
                label = next(line.label for line, _ in filled.table.rows if line.key == row)
                says = f"{label}本年为 {now}，上年为 {before}，相差 {jump.factor} 倍以上"
                yield Finding("jump", f"{jump.table}/{row}/{jump.column}", Verdict.BROKEN, now, before, says)


def check_units(filled: Filled, last_year: Filled) -> Iterator[Finding]:
    """A finding for each amount that is about ten thousand times that of the year before, or a ten-thousandth."""
    for money in _of(filled):
        sides = [side.cells.get((money.row, money.column), ()) for side in (filled, last_year)]
        if any(len(cells) != 1 for cells in sides):
            continue
        now, before = (in_wan(cells[0]) for cells in sides)
        if not now or not before or min(now, before) <= 0 or max(now, before) < money.least:
            continue
        times = max(now, before) / min(now, before)
        if WAN / money.ratio <= times <= WAN * money.ratio:
            says = f"本年 {_plain(now)}，上年 {_plain(before)}，相差约一万倍，疑有一年以元为单位"
            where = f"{money.table}/{money.row}/{money.column}"
            yield Finding("unit_jump", where, Verdict.BROKEN, now, before, says)


def in_wan(cell: Cell) -> Decimal | None:
    """An amount in 万元, as the cell's own unit says, else as the column does."""
    return None if cell.value is None else cell.value * Decimal(UNITS.get(cell.unit or "", 1))


def _of(filled: Filled) -> Iterator[Money]:
    return (
        money
        for money in moneys()
        if money.table == filled.table.key and (money.row, money.column) in filled.table.column_at
    )


def _sum(cells: Sequence[Cell]) -> Decimal | None:
    values = [cell.value for cell in cells if cell.value is not None]
    return sum(values, Decimal(0)) if values and len(values) == len(cells) else None


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
