from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.diff import diff
from gipcrawler.model import State
from gipcrawler.reading import read
from tests.diff.planting import NAMES, address, cell_at, original, with_cell
from tests.press import as_html, synthetic

ISSUER = "山东省高青县人民政府"
BEIJING = "002"  # splits a row of 2019 into 行政检查, 行政确认 …


def between(before, after, row="granted", column="natural_person", table="applications", name="huaian_2024"):
    """The change of one cell that reads `before` and then `after`, or null where none is seen."""
    report = original(name)
    place = cell_at(report, row, column, table)
    cells = diff(with_cell(report, place, before), with_cell(report, place, after)).cells
    assert len(cells) <= 1
    return cells[0] if cells else None


@pytest.mark.parametrize(
    ("before", "after", "delta", "percent"),
    [
        ("4", "5", 1, 25.0),
        ("5", "4", -1, -20.0),
        ("0", "5", 5, None),
        ("5", "0", -5, -100.0),
        ("3", "1", -2, -66.67),
        ("998.435698", "1000", Decimal("1.564302"), 0.16),
        ("-400", "-300", 100, 25.0),
    ],
)
def test_a_figure_has_its_difference_and_its_share(before, after, delta, percent):
    cell = between(before, after)
    assert cell.is_figure
    assert (cell.delta, cell.percent) == (delta, percent)


@pytest.mark.parametrize(
    ("before", "after", "states"),
    [
        ("", "0", (State.BLANK, State.NUMBER)),
        ("0", "—", (State.NUMBER, State.DASH)),
        ("/", "", (State.DASH, State.BLANK)),
        ("无", "不适用", (State.TEXT, State.TEXT)),
        ("无", "0", (State.TEXT, State.NUMBER)),
    ],
)
def test_a_cell_that_is_filled_in_otherwise_is_no_figure(before, after, states):
    cell = between(before, after)
    assert (cell.states, cell.is_figure, cell.delta, cell.percent) == (states, False, None, None)


@pytest.mark.parametrize(("before", "after"), [("", "7"), ("7", "—"), ("无", "7")])
def test_a_figure_that_comes_or_goes_is_one(before, after):
    cell = between(before, after)
    assert (cell.is_figure, cell.delta) == (True, None)


@pytest.mark.parametrize(
    ("before", "after"), [("12", " 12 "), ("１２", "12"), ("/", "—"), ("12", "12件"), ("无", " 无")]
)
def test_how_the_same_is_printed_does_not_count(before, after):
    assert between(before, after) is None


def fees(before, after):
    return between(before, after, "administrative_fees", "amount_wan_yuan", "active_disclosure")


def test_money_in_another_unit_is_compared_by_its_amount():
    equal, other = fees("1.5", "15000元"), fees("1.5万元", "20000元")
    assert (equal.is_figure, equal.delta) == (False, None)
    assert (other.is_figure, other.delta, other.percent) == (True, None, None)
    assert other.scales == (Decimal(10_000), Decimal(1))


def test_money_in_a_unit_that_nobody_names_is_not_subtracted():
    cell = between("30", "250000元", "government_procurement", "amount", "active_disclosure", name="000")
    assert (cell.scales, cell.delta, cell.percent, cell.is_figure) == (None, None, None, True)
    from_nothing = between("0", "250000元", "government_procurement", "amount", "active_disclosure", name="000")
    assert (from_nothing.delta, from_nothing.percent) == (250_000, None)


@pytest.mark.parametrize("name", NAMES)
def test_the_other_way_round_is_the_opposite(name):
    one = original(name)
    other = with_cell(with_cell(one, 3, "41"), 40, "")
    there, back = diff(one, other), diff(other, one)
    assert there.weight == back.weight > 0
    assert [(cell.before, cell.after) for cell in there.cells] == [(cell.after, cell.before) for cell in back.cells]


def test_parts_of_a_split_row_are_compared_by_their_labels():
    report = original(BEIJING)
    place, cell = next((n, cell) for n, cell in enumerate(report.cells) if cell.sub_row)
    (changed,) = diff(report, with_cell(report, place, "731")).cells
    assert (changed.row, changed.sub_row, changed.right) == (cell.row, cell.sub_row, 731)


def test_two_forms_are_compared_where_they_meet():
    left, right = (read(as_html(synthetic(ISSUER, 2021, form, 5))) for form in ("2019", "2021"))
    change = diff(left, right)
    both = {address(cell) for cell in left.cells} & {address(cell) for cell in right.cells}
    assert change.cells
    assert {(cell.table, cell.row, cell.sub_row, cell.column) for cell in change.cells} <= both
    told = {table.key: table for table in change.tables}
    assert {table.change for table in told.values()} == {"changed"}
    assert sum(table.compared for table in told.values()) == len(both)
    assert told["applications"].only_left == ("（六）其他处理",)
    assert len(told["applications"].only_right) == 3
    assert "政府集中采购" in told["active_disclosure"].only_left
    assert "行政许可·上一年项目数量" in told["active_disclosure"].only_left
    assert (told["review_litigation"].only_left, told["review_litigation"].only_right) == ((), ())


def test_a_cell_that_is_there_twice_is_compared_twice():
    report = original("huaian_2024")
    cell = report.cells[cell_at(report, "granted", "total")]
    again = replace(cell, raw="5", value=Decimal(5))
    left = replace(report, cells=(*report.cells, cell))
    (changed,) = diff(left, replace(report, cells=(*report.cells, again))).cells
    assert (changed.before, changed.after) == (cell, again)
