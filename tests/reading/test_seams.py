"""A row that the end of a page cuts in its label keeps its figures, and a figure that is cut there is none."""

import pytest

from gipcrawler.model import Document, Grid, GridCell, State
from gipcrawler.reading import report_of
from tests.press import forms

APPLICANTS = [label for _, label in forms.APPLICANTS]
CUT = {
    "in its number": ("6.", "属于四类过程性信息"),
    "behind it": ("6.属", "于四类过程性信息"),
}


def grid(*rows: list[str]) -> Grid:
    return Grid(
        tuple(GridCell(text, row, column) for row, cells in enumerate(rows) for column, text in enumerate(cells))
    )


def figures(upper: list[str], lower: list[str], cut: str) -> dict[str, tuple[State, str]]:
    first, second = CUT[cut]
    document = Document(
        "application/pdf",
        (
            grid(
                ["", "", *APPLICANTS],
                ["（三）不予公开", "5.属于三类内部事务信息", *"1010002"],
                ["", first, *upper],
            ),
            grid(["", second, *lower], ["", "7.属于行政执法案卷", *"3000003"]),
        ),
    )
    return {
        cell.column: (cell.state, cell.raw)
        for cell in report_of(document).cells
        if cell.row == "denied_process_information"
    }


@pytest.mark.parametrize("cut", CUT)
def test_a_row_cut_in_its_label_keeps_its_figures(cut):
    assert list(figures([*"5100006"], [""] * 7, cut).values()) == [(State.NUMBER, digit) for digit in "5100006"]


@pytest.mark.parametrize("cut", CUT)
def test_a_figure_cut_by_the_end_of_the_page_is_none(cut):
    read = figures(["44", "7", "0", "0", "0", "0", "45"], ["7", "", "", "", "", "", "4"], cut)
    assert read["natural_person"] == (State.TEXT, "44\n7")
    assert read["business"] == (State.NUMBER, "7")
    assert read["total"] == (State.TEXT, "45\n4")


def test_a_row_of_heads_cut_by_the_end_of_the_page_is_whole():
    cases = [label for _, label in forms.CASES]
    upper = grid(
        [forms.REVIEW[1], *[""] * 4, forms.LITIGATION, *[""] * 9],
        [*cases, forms.LITIGATIONS[0][1], *[""] * 4, forms.LITIGATIONS[1][1], *[""] * 4],
        [*[""] * 5, *(case[:3] for case in cases * 2)],
    )
    lower = grid([*[""] * 5, *(case[3:] for case in cases * 2)], [str(number) for number in range(15)])
    report = report_of(Document("application/pdf", (upper, lower)))
    assert sorted(cell.raw for cell in report.cells) == sorted(str(number) for number in range(15))
