"""Of a figure that a page shows in part, no figure is read."""

import pytest

from gipcrawler.text.figures import State, read_figure
from tests.documents.pdf_press import HEIGHT, WIDTH, Press, grids


@pytest.fixture
def press() -> Press:
    return Press()


def rows(press: Press) -> list[list[str]]:
    (grid,) = grids(press.document())
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.cells[-1].row + 1)]


def lines_of(press: Press, x: list[float], y: list[float], right: float = WIDTH) -> None:
    """The rules of a table, as far as the page shows them."""
    for at in y:
        press.rule(max(x[0], 0), at, min(x[-1], right), at)
    for at in x:
        if 0 <= at <= right:
            press.rule(at, y[0], at, y[-1])


def test_a_figure_that_runs_off_the_page_is_no_figure(press):
    lines_of(press, [90, 300, WIDTH - 40, WIDTH + 60], [100, 130, 160, 190])
    for y, label, first, second in ((120, "新收", "34", "311"), (150, "结转", "5", "7"), (180, "总计", "39", "")):
        press.text(95, y, label)
        press.text(310, y, first)
        press.text(WIDTH - len(second) * 6 - 1, y, second)  # the digits after it are not printed
    assert rows(press) == [["新收", "34", "（出页）311"], ["结转", "5", "（出页）7"], ["总计", "39", "（出页）"]]
    assert {read_figure(text).state for text in ("（出页）311", "（出页）", "（叠印）3")} == {State.TEXT}


def test_a_table_as_wide_as_the_page_with_its_figures_inside_is_read_as_it_is(press):
    lines_of(press, [0, 300, WIDTH], [100, 130, 160])
    press.text(20, 120, "新收")
    press.text(320, 120, "34")
    press.text(20, 150, "结转")
    assert rows(press) == [["新收", "34"], ["结转", ""]]


def test_what_stands_left_of_the_page_belongs_to_its_row_and_a_figure_there_is_in_doubt(press):
    lines_of(press, [-40, 100, 300], [100, 130, 160])
    press.text(-30, 120, "行政许可")
    press.text(120, 120, "12")
    press.text(-3, 150, "8")
    press.text(120, 150, "3")
    assert rows(press) == [["行政许可", "12"], ["（出页）8", "3"]]


def test_figures_printed_over_each_other_are_no_figure(press):
    press.table([90, 300, 400, 500], 100, ["新收", "1234", "5"])
    press.text(303, 121, "5")  # the rest of a figure from a row of fixed height above
    ((_, first, second),) = rows(press)
    assert first.startswith("（叠印）")
    assert second == "（叠印）5"


def test_the_figures_beside_a_label_that_is_printed_over_are_in_doubt(press):
    press.table([90, 300, 400], 100, ["重复申请", "5"], ["公开出版物", "6"])
    press.text(95, 121, "信访举报")
    first, second = rows(press)
    assert first[1] == "（叠印）5"
    assert second == ["公开出版物", "6"]


def test_a_label_set_close_is_not_printed_over(press):
    press.table([90, 300, 400], 100, ["", "5"])
    text = press.canvas.beginText(95, HEIGHT - 120)
    text.setFont("STSong-Light", 10)
    text.setCharSpace(-5)
    text.textLine("申请人逾期未按收费通知缴纳费用")
    press.canvas.drawText(text)
    assert rows(press) == [["申请人逾期未按收费通知缴纳费用", "5"]]
