import re
from dataclasses import replace

import pytest

from gipcrawler.model import Grid, GridCell, Paragraph, State
from tests.reading.official import (
    active,
    applications,
    changed,
    figures,
    got,
    read_grids,
    relabelled,
    review,
    sorted_grid,
    split,
    table_of,
    with_row,
    without_row,
)

FORMS = ["2019", "2021"]
ROWS = [(form_id, 3 + row) for form_id in FORMS for row in range(len(table_of(form_id, "applications").rows))]
PLACES = [*ROWS, *((form_id, max(row for form, row in ROWS if form == form_id) + 1) for form_id in FORMS)]


@pytest.mark.parametrize("form_id", FORMS)
def test_whole_form(form_id):
    report = read_grids(active(form_id), applications(form_id), review())
    wanted = {}
    for key in ("active_disclosure", "applications", "review_litigation"):
        wanted |= figures(form_id, key)
    assert got(report) == wanted
    assert {report.forms[key] for key in ("active_disclosure", "applications", "review_litigation")} == {form_id}
    assert not report.leftovers


def test_each_table_decides_for_its_form():
    report = read_grids(active("2021"), applications("2019"), review())
    assert report.forms["active_disclosure"] == "2021"
    assert report.forms["applications"] == "2019"
    assert got(report) == figures("2021", "active_disclosure") | figures("2019", "applications") | figures(
        "2021", "review_litigation"
    )


def test_one_grid_holds_all_three_tables():
    grids, cells, rows = (active(), applications(), review()), [], 0
    for grid in grids:
        cells += [replace(cell, row=cell.row + rows) for cell in grid.cells]
        rows = max(cell.row + cell.row_span for cell in cells)
    assert got(read_grids(sorted_grid(cells))) == got(read_grids(*grids))


@pytest.mark.parametrize(("form_id", "row"), ROWS)
def test_table_cut_by_a_page_break_anywhere(form_id, row):
    upper, lower = split(applications(form_id), row)
    assert got(read_grids(upper, lower)) == figures(form_id, "applications")


def test_row_cut_by_a_page_break_inside_its_label():
    grid = applications()
    row = next(cell.row for cell in grid.cells if cell.text.startswith("1.本机关不掌握"))
    upper, lower = split(grid, row + 1)
    halves = {"1.本机关不掌握相关政府信息": "1.本机关不掌握相", "（四）无法提供": "（四）无"}
    upper = relabelled(upper, halves)
    lower = changed(lower, lambda cell: replace(cell, row=cell.row + 1) if cell.row or cell.column > 1 else cell)
    rest = ["", "法提供", "关政府信息", *[""] * 7]
    lower = sorted_grid(
        [*(cell for cell in lower.cells if cell.row), *(GridCell(text, 0, n) for n, text in enumerate(rest))]
    )
    report = read_grids(upper, lower)
    assert got(report) == figures("2021", "applications")


@pytest.mark.parametrize(("form_id", "dropped"), ROWS)
def test_a_missing_row_moves_no_other(form_id, dropped):
    rows = table_of(form_id, "applications").rows
    report = read_grids(without_row(applications(form_id), dropped))
    missing = rows[dropped - 3][0].key
    wanted = {address: value for address, value in figures(form_id, "applications").items() if address[1] != missing}
    read = got(report)
    if form_id == "2021" and rows[dropped - 3][0].group == "（六）其他处理":
        read = {address: value for address, value in read.items() if address in wanted}
    assert {address: value for address, value in read.items() if wanted.get(address) != value} == {}
    assert len(read) == len(wanted)


@pytest.mark.parametrize(("form_id", "at"), PLACES)
def test_an_extra_row_is_a_leftover_wherever_it_stands(form_id, at):
    texts = ["", "", "9.其中网上渠道收到的件数", *[str(700 + n) for n in range(7)]]
    held = {cell.column for cell in applications(form_id).cells if cell.row < at < cell.row + cell.row_span}
    texts = [text for column, text in enumerate(texts) if column not in held]
    report = read_grids(with_row(applications(form_id), at, texts, start=len(held)))
    assert got(report) == figures(form_id, "applications")
    assert [re.findall(r"\d+", leftover.text)[-7:] for leftover in report.leftovers] == [
        [str(700 + n) for n in range(7)]
    ]


@pytest.mark.parametrize("form_id", FORMS)
def test_every_label_with_a_wrong_character(form_id):
    """A typing error in the middle of each long label, as 2.其他法律行政止公开 in the wild."""
    labels = {row.label for row, _ in table_of(form_id, "applications").rows if len(row.label) > 7}

    def change(cell):
        middle = len(cell.text) // 2
        return replace(cell, text=cell.text[:middle] + "某" + cell.text[middle + 1 :]) if cell.text in labels else cell

    assert got(read_grids(changed(applications(form_id), change))) == figures(form_id, "applications")


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("cut", [0.6, 0.75])
def test_every_label_cut_at_its_end(form_id, cut):
    labels = {row.label for row, _ in table_of(form_id, "applications").rows}

    def change(cell):
        short = cell.text[: max(5, int(len(cell.text) * cut))]
        return replace(cell, text=short) if cell.text in labels and cell.row > 2 else cell

    assert got(read_grids(changed(applications(form_id), change))) == figures(form_id, "applications")


NUMBERINGS = {
    "none": lambda text: re.sub(r"^(?:（.）|[一二三四]、|\d\.)", "", text),
    "half-width": lambda text: text.replace("（", "(").replace("）", ")"),
    "comma": lambda text: re.sub(r"^(\d)\.", r"\1、", text),
    "full stop": lambda text: re.sub(r"^(\d)\.", r"\1．", text),
    "spaced": "　".join,
    "lines": "\n".join,
    "vertical bars of nbsp": lambda text: "\u00a0" + "\u00a0".join(text) + "\u00a0",
}


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("style", NUMBERINGS)
def test_labels_however_numbered_and_spaced(form_id, style):
    def change(cell):
        return cell if cell.text.isdigit() else replace(cell, text=NUMBERINGS[style](cell.text))

    grids = [changed(grid, change) for grid in (active(form_id), applications(form_id), review())]
    assert got(read_grids(*grids)) == got(read_grids(active(form_id), applications(form_id), review()))


@pytest.mark.parametrize("style", [" {} ", "\u3000{}", "{}\u00a0", "\n{}\n", "{:,}", "０{}"[1:] + "件"])
def test_figures_however_spaced(style):
    def change(cell):
        return replace(cell, text=style.format(int(cell.text) + 5000)) if cell.text.isdigit() else cell

    report = read_grids(changed(active("2021"), change), changed(applications(), change), changed(review(), change))
    wanted = (
        figures("2021", "active_disclosure") | figures("2021", "applications") | figures("2021", "review_litigation")
    )
    assert got(report) == {address: value + 5000 for address, value in wanted.items()}


def test_labels_lost_altogether_fall_back_to_position():
    grid = changed(applications(), lambda cell: replace(cell, text="") if cell.row > 2 and cell.column < 3 else cell)
    assert got(read_grids(grid)) == figures("2021", "applications")


def test_a_row_without_its_label_stands_between_its_neighbours():
    grid = relabelled(applications(), {"3.要求提供公开出版物": ""})
    assert got(read_grids(grid)) == figures("2021", "applications")


def test_columns_in_another_order_are_known_by_their_heads():
    """自然人 and 总计 have changed places, heads and figures alike."""
    swap = {3: 9, 9: 3}
    grid = changed(
        applications(),
        lambda cell: replace(cell, column=swap.get(cell.column, cell.column)) if cell.column_span == 1 else cell,
    )
    assert got(read_grids(grid)) == figures("2021", "applications")


@pytest.mark.parametrize("form_id", FORMS)
def test_merged_cells_that_a_converter_repeats_in_every_column(form_id):
    def spread(grid):
        cells = [
            GridCell(cell.text, cell.row + down, cell.column + right)
            for cell in grid.cells
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        ]
        return sorted_grid(cells)

    grids = (active(form_id), applications(form_id), review())
    report = read_grids(*map(spread, grids))
    assert got(report) == got(read_grids(*grids))
    assert not report.leftovers


def test_heads_with_wrong_spans_do_not_move_the_figures():
    """法人或其他组织 over four columns in place of five: a browser then puts 总计 over 其他."""
    cells = []
    for cell in applications().cells:
        if cell.text == "法人或其他组织":
            cells.append(replace(cell, column_span=4))
        elif cell.row == 1 and cell.text == "总计":
            cells.append(replace(cell, column=8))
        elif cell.row == 2 and cell.text == "其他":
            cells.append(replace(cell, column=9))
        else:
            cells.append(cell)
    assert got(read_grids(sorted_grid(cells))) == figures("2021", "applications")


def test_an_empty_column_and_an_empty_row_change_nothing():
    grid = applications()
    height = max(cell.row + cell.row_span for cell in grid.cells)
    cells = [
        *grid.cells,
        *(GridCell("", row, 10) for row in range(height)),
        *(GridCell("", height, n) for n in range(11)),
    ]
    report = read_grids(sorted_grid(cells))
    assert got(report) == figures("2021", "applications")
    assert not report.leftovers


def test_a_serial_number_in_front_of_each_row():
    grid = changed(active("2021"), lambda cell: replace(cell, column=cell.column + 1))
    rows = {cell.row for cell in grid.cells}
    report = read_grids(sorted_grid([*grid.cells, *(GridCell(str(row), row, 0) for row in rows)]))
    assert got(report) == figures("2021", "active_disclosure")


def test_a_serial_number_in_front_of_a_head_is_no_figure():
    """Rows of the same three figures that only the head tells apart: 2019 has 新制作, 新公开, 总数 for them."""
    head = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    rows = [head, ["规章", "0", "1", "2"], ["行政规范性文件", "5", "3", "62"], ["第二十条第（五）项", "", "", ""]]
    rows += [["信息内容", "本年处理决定数量", "", ""], ["行政许可", "41", "", ""]]
    cells = [GridCell(text, at, n) for at, row in enumerate(rows) for n, text in enumerate([str(at + 1), *row])]
    read = read_grids(sorted_grid(cells))
    assert read.forms["active_disclosure"] == "2021"
    assert got(read)["active_disclosure", "normative_documents", "in_force"] == 62
    assert got(read)["active_disclosure", "administrative_licensing", "decisions"] == 41


def test_a_row_that_the_issuer_split():
    grid = active("2019")
    row = next(cell.row for cell in grid.cells if cell.text == "其他对外管理服务事项")
    cells = []
    for cell in grid.cells:
        moved = replace(cell, row=cell.row + 2 * (cell.row > row))
        if cell.row != row:
            cells.append(moved)
    cells.append(GridCell("其他对外管理服务事项", row, 0, 3, 1))
    for n, name in enumerate(("行政检查", "行政确认", "行政给付")):
        cells.append(GridCell(name, row + n, 1, 1, 2))
        cells += [GridCell(str(800 + 10 * n + k), row + n, 3 + 4 * k, 1, 4) for k in range(3)]
    report = read_grids(sorted_grid(cells))
    parts = [(cell.row, cell.sub_row, cell.column, int(cell.value)) for cell in report.cells if cell.sub_row]
    assert parts == [
        ("other_external_management", name, column, 800 + 10 * n + k)
        for n, name in enumerate(("行政检查", "行政确认", "行政给付"))
        for k, column in enumerate(("previous_year_items", "change", "decisions"))
    ]
    wanted = {k: v for k, v in figures("2019", "active_disclosure").items() if k[1] != "other_external_management"}
    assert got(report) == wanted
    assert not report.leftovers


def test_ragged_rows_that_lost_their_spans():
    def ragged(grid):
        """One cell a line, empty cells where something from above goes on, spans forgotten."""
        height = max(cell.row + cell.row_span for cell in grid.cells)
        rows = [[] for _ in range(height)]
        for cell in grid.cells:
            rows[cell.row].append((cell.column, cell.text))
            for below in range(cell.row + 1, cell.row + cell.row_span):
                rows[below].append((cell.column, ""))
        return Grid(
            tuple(
                GridCell(text, number, place)
                for number, row in enumerate(rows)
                for place, (_, text) in enumerate(sorted(row))
            ),
            aligned=False,
        )

    for form_id in FORMS:
        grids = (active(form_id), applications(form_id), review())
        assert got(read_grids(*map(ragged, grids))) == got(read_grids(*grids))


def test_states_of_cells():
    texts = {"100": "", "101": "—", "102": "/", "103": "无", "104": "０", "105": "22（其中修订16件）"}
    report = read_grids(relabelled(active("2021"), texts))
    assert [(cell.raw, cell.state, cell.value) for cell in report.cells[:6]] == [
        ("", State.BLANK, None),
        ("—", State.DASH, None),
        ("/", State.DASH, None),
        ("无", State.TEXT, None),
        ("０", State.NUMBER, 0),
        ("22（其中修订16件）", State.NUMBER, 22),
    ]


def test_review_with_an_empty_column_between_the_groups():
    grid = changed(review(), lambda cell: replace(cell, column=cell.column + (cell.column >= 5)))
    blank = [GridCell("", row, 5) for row in range(4)]
    assert got(read_grids(sorted_grid([*grid.cells, *blank]))) == figures("2021", "review_litigation")


def test_review_whose_figures_stand_on_the_next_page():
    upper, lower = split(review(), 3)
    assert got(read_grids(upper, lower)) == figures("2021", "review_litigation")


def test_blank_review_keeps_its_fifteen_cells():
    grid = changed(review(), lambda cell: replace(cell, text="") if cell.row == 3 else cell)
    report = read_grids(grid)
    assert [cell.state for cell in report.cells] == [State.BLANK] * 15


def test_another_table_with_the_same_words_takes_nothing_away():
    """A table of the issuer's own, in section one, that names 行政处罚 with another count."""
    own = sorted_grid(
        GridCell(text, row, column)
        for row, texts in enumerate([["类别", "公开条数"], ["行政处罚", "35"], ["行政许可", "12"], ["财政信息", "7"]])
        for column, text in enumerate(texts)
    )
    report = read_grids(own, Paragraph("二、主动公开政府信息情况"), active(), applications(), review())
    assert got(report) == got(read_grids(active(), applications(), review()))
    assert sorted(leftover.text for leftover in report.leftovers) == sorted(
        ["类别 | 公开条数", "行政处罚 | 35", "行政许可 | 12", "财政信息 | 7"]
    )


def test_origin_leads_back_to_the_cell():
    grid = applications()
    report = read_grids(grid, before="三、收到和处理政府信息公开申请情况")
    printed = {(cell.row, cell.column): cell.text for cell in grid.cells}
    assert all(cell.origin.block == 1 for cell in report.cells)
    assert [printed[cell.origin.row, cell.origin.column] for cell in report.cells] == [
        cell.raw for cell in report.cells
    ]


@pytest.mark.parametrize("label", [None, "数量", "合计"])
def test_words_for_figures_and_a_label_before_the_figures_of_table_four(label):
    words = {column: ("无", "不适用")[column % 2] for column in range(10)}
    spoilt = [
        replace(cell, text=words.get(cell.column, cell.text)) if cell.row == 3 else cell for cell in review().cells
    ]
    grid = sorted_grid(spoilt)
    if label:
        grid = changed(grid, lambda cell: replace(cell, column=cell.column + 1))
        grid = sorted_grid([*grid.cells, GridCell("类别", 0, 0, 3), GridCell(label, 3, 0)])
    read = read_grids(grid)
    assert [cell.raw for cell in read.cells] == [*words.values(), *(cell.text for cell in review().cells[-5:])]
    assert read.leftovers == ()


def test_the_name_of_a_table_over_it_is_no_leftover():
    grid = with_row(active(), 0, ["主动公开政府信息情况统计表"])
    assert read_grids(grid).leftovers == ()


def test_a_row_whose_group_was_pushed_behind_its_label_keeps_its_own_name():
    """A span that is one row short moves the cells of its last row to the left, below the group."""
    read = got(read_grids(changed(applications(), shift_last_of_the_others)))
    assert read == figures("2021", "applications")


def shift_last_of_the_others(cell: GridCell) -> GridCell:
    if cell.text == "三、本年度办理结果":
        return replace(cell, row_span=cell.row_span - 2)
    row = next(one.row for one in applications().cells if one.text.startswith("3.其他"))
    if cell.row == row:
        return replace(cell, column=0 if cell.column == 2 else cell.column - 1)
    return replace(cell, column=cell.column - 1) if cell.row == row + 1 else cell
