"""Ruled tables of a PDF are read cell by cell, however their rules are drawn."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from gipcrawler.documents.pdf import read_pdf
from gipcrawler.model import Grid, Paragraph
from tests.documents.pdf_press import FULL, HEIGHT, SIZE, Press, grids, places, texts

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
PROSE = "全年新收公开申请十二件，均在法定期限内办结，其中七件予以公开，两件部分公开，其余三件无法提供，已逐件说明理由。"
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside this checkout")


@pytest.fixture
def press() -> Press:
    return Press()


def test_spans_come_from_missing_rules(press):
    x = [90, 150, 210, 300, 390, 480]
    press.box(90, 100, 210, 160, "申请人情况")
    press.box(210, 100, 480, 130, "法人或其他组织")
    for (x0, x1), text in zip(pairwise(x[2:]), ("商业企业", "科研机构", "总计"), strict=True):
        press.box(x0, 130, x1, 160, text)
    press.box(90, 160, 150, 220, "（三）", "不予公开")
    for row, label in enumerate(("1.国家秘密", "2.其他")):
        press.box(150, 160 + 30 * row, 210, 190 + 30 * row, label)
        for at, (x0, x1) in enumerate(pairwise(x[2:])):
            press.box(x0, 160 + 30 * row, x1, 190 + 30 * row, str(10 * row + at))
    (grid,) = grids(press.document())
    assert grid.page == 1
    assert [(text.replace("\n", ""), *rest) for text, *rest in places(grid)] == [
        ("申请人情况", 0, 0, 2, 2),
        ("法人或其他组织", 0, 2, 1, 3),
        ("商业企业", 1, 2, 1, 1),
        ("科研机构", 1, 3, 1, 1),
        ("总计", 1, 4, 1, 1),
        ("（三）不予公开", 2, 0, 2, 1),
        ("1.国家秘密", 2, 1, 1, 1),
        ("0", 2, 2, 1, 1),
        ("1", 2, 3, 1, 1),
        ("2", 2, 4, 1, 1),
        ("2.其他", 3, 1, 1, 1),
        ("10", 3, 2, 1, 1),
        ("11", 3, 3, 1, 1),
        ("12", 3, 4, 1, 1),
    ]


def test_upright_and_two_line_labels_are_read_cell_by_cell(press):
    press.box(90, 100, 105, 200, *"三本年度结果")
    for at, words in enumerate((("结果", "维持"), ("结果", "纠正"), ("其他", "结果"), ("尚未", "审结"))):
        press.box(105 + 30 * at, 100, 135 + 30 * at, 150, *words)
        press.box(105 + 30 * at, 150, 135 + 30 * at, 200, str(at))
    (grid,) = grids(press.document())
    label, *heads = (cell.text for cell in grid.cells if cell.row == 0)
    assert label == "三本年度结果"
    assert [head.replace("\n", "") for head in heads] == ["结果维持", "结果纠正", "其他结果", "尚未审结"]


def test_a_table_over_two_pages_is_one_grid_a_page_with_the_columns_of_the_whole(press):
    press.line("三、申请情况")
    x = [90, 300, 400, 500]
    press.table(x, 700, ["一、新收", "3", "4"])
    press.text(280, HEIGHT - 40, "- 1 -")
    press.turn()
    press.box(80, 90, 290, 120, "第二十条")  # left pages stand ten points further out
    press.box(290, 90, 490, 120, "本年收费金额")
    press.text(280, HEIGHT - 40, "- 2 -")
    document = press.document()
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Grid]
    first, second = grids(document)
    assert [(cell.text, cell.column, cell.page) for cell in first.cells] == [
        ("一、新收", 0, 1),
        ("3", 1, 1),
        ("4", 2, 1),
    ]
    assert [(cell.text, cell.column, cell.column_span, cell.page) for cell in second.cells] == [
        ("第二十条", 0, 1, 2),
        ("本年收费金额", 1, 2, 2),
    ]


def test_tables_side_by_side_are_two(press):
    press.table([60, 160, 280], 100, ["新收", "3"], ["结转", "4"])
    press.table([320, 420, 540], 100, ["维持", "5"], ["纠正", "6"])
    left, right = grids(press.document())
    assert [cell.text for cell in left.cells] == ["新收", "3", "结转", "4"]
    assert [cell.text for cell in right.cells] == ["维持", "5", "纠正", "6"]


def test_a_single_row_at_the_end_of_a_page_belongs_to_the_table_that_goes_on(press):
    press.line("二、主动公开")
    press.box(90, 750, 500, 780, "第二十条第（一）项")
    press.turn()
    press.table([90, 300, 500], 90, ["规章", "3"])
    first, second = grids(press.document())
    assert places(first) == [("第二十条第（一）项", 0, 0, 1, 2)]
    assert places(second) == [("规章", 0, 0, 1, 1), ("3", 0, 1, 1, 1)]


def test_a_frame_is_no_table_also_around_one(press):
    press.box(60, 60, 540, 780)
    press.line("一、总体情况")
    press.prose(PROSE)
    press.table([120, 300, 480], 300, ["规章", "3"], ["文件", "4"])
    document = press.document()
    assert texts(document) == ["一、总体情况", PROSE]
    (grid,) = grids(document)
    assert [cell.text for cell in grid.cells] == ["规章", "3", "文件", "4"]


def test_a_boxed_notice_is_a_paragraph(press):
    press.line("一、总体情况")
    press.box(90, 300, 400, 340, "本报告可在网站下载。")
    assert press.document().blocks[1] == Paragraph("本报告可在网站下载。", page=1)


def draw_bars(press: Press) -> None:
    """Rules as Word prints them: a bar half a point thick for each side of each cell, and squares at the corners."""
    for y in (100, 130, 160):
        for x in (90, 240):
            press.bar(x, y, 0.5, 0.5)
            press.bar(x + 0.5, y, 149.5, 0.5)
    for x in (90, 240, 390):
        for y in (100, 130):
            press.bar(x, y + 0.5, 0.5, 29.5)


def draw_double(press: Press) -> None:
    """Rules of cells that stand two points apart, each with its own four sides."""
    for x in (90, 240):
        for y in (100, 130):
            press.box(x + 1, y + 1, x + 149, y + 29)


def draw_dashes(press: Press) -> None:
    """Rules drawn dash by dash, as browsers do."""
    for y in (100, 130, 160):
        for x in range(90, 390, 10):
            press.bar(x, y, 6, 1)
    for x in (90, 240, 390):
        for y in range(100, 160, 10):
            press.bar(x, y, 1, 6)


def draw_dots(press: Press) -> None:
    """Rules drawn dot by dot, as browsers do."""
    for y in (100, 130, 160):
        for x in range(90, 390, 2):
            press.bar(x, y, 0.8, 0.8)
    for x in (90, 240, 390):
        for y in range(100, 160, 2):
            press.bar(x, y, 0.8, 0.8)


def draw_open(press: Press) -> None:
    """A table open at its left and right."""
    for y in (100, 130, 160):
        press.rule(90, y, 390, y)
    press.rule(240, 100, 240, 160)


def draw_cut(press: Press) -> None:
    """The upper part of a table that a browser cut at the end of the page: its sides end without a rule."""
    for y in (100, 130):
        press.rule(90, y, 390, y)
    for x in (90, 240, 390):
        press.rule(x, 100, x, 160)


def draw_in_form(press: Press) -> None:
    """Rules inside a form, moved and made twice as large on the page."""
    press.canvas.beginForm("table")
    for y in (0, 15, 30):
        press.canvas.line(0, y, 150, y)
    for x in (0, 75, 150):
        press.canvas.line(x, 0, x, 30)
    press.canvas.endForm()
    press.canvas.saveState()
    press.canvas.translate(90, HEIGHT - 160)
    press.canvas.scale(2, 2)
    press.canvas.doForm("table")
    press.canvas.restoreState()


@pytest.mark.parametrize("draw", [draw_bars, draw_double, draw_dashes, draw_dots, draw_open, draw_cut, draw_in_form])
def test_rules_are_found_however_they_are_drawn(press, draw):
    draw(press)
    for at, text in enumerate(("规章", "3", "文件", "4")):
        press.text(100 + 150 * (at % 2), 120 + 30 * (at // 2), text)
    (grid,) = grids(press.document())
    assert places(grid) == [
        ("规章", 0, 0, 1, 1),
        ("3", 0, 1, 1, 1),
        ("文件", 1, 0, 1, 1),
        ("4", 1, 1, 1, 1),
    ]


def test_a_few_dots_in_a_row_are_no_rule(press):
    for y in (100, 130):
        for x in (90, 240, 390):
            press.bar(x, y, 0.8, 0.8)
    press.text(100, 120, "规章")
    press.text(250, 120, "3")
    assert texts(press.document()) == ["规章 3"]


def test_a_page_number_between_the_sides_of_a_table_is_no_figure(press):
    for page in (1, 2):
        for y in (100, 130):
            press.rule(90, y, 390, y)
        for x in (90, 240, 390):
            press.rule(x, 100, x, HEIGHT - 20)
        press.text(95, 120, "规章")
        press.text(250, 120, "3")
        press.text(300, HEIGHT - 40, str(page))
        press.turn()
    assert [[cell.text for cell in grid.cells] for grid in grids(press.document())] == [["规章", "3"]] * 2


def test_a_shaded_paragraph_and_an_underline_are_no_rules(press):
    press.canvas.setFillGray(0.9)
    for y in (100, 124, 148):
        press.bar(90, y, 400, 24)
    press.canvas.setFillGray(0)
    press.y = 118
    press.prose("甲" * (FULL * 2 - 5) + "。")
    press.rule(90, 121, 300, 121)
    assert texts(press.document()) == ["甲" * (FULL * 2 - 5) + "。"]


def test_figures_broken_by_a_narrow_cell_are_whole_and_stacked_ones_are_not_joined(press):
    press.table([90, 200, 228, 300], 100, ["处理决定", "", "2"], height=40)
    press.text(203, 115, "1234", 10)
    press.text(203, 127, "56", 10)
    press.text(250, 112, "7", 10)
    (grid,) = grids(press.document())
    assert [cell.text for cell in grid.cells] == ["处理决定", "123456", "7\n2"]


def test_a_figure_wider_than_its_cell_stays_in_one(press):
    press.table([90, 200, 230, 300], 100, ["处理决定", "3985758", "0"], height=40)
    (grid,) = grids(press.document())
    assert [cell.text for cell in grid.cells] == ["处理决定", "3985758", "0"]


def test_turned_labels_in_a_cell_read_along_their_lines(press):
    press.table([90, 130, 300], 100, ["", "3"], height=120)
    press.canvas.saveState()
    press.canvas.translate(105, HEIGHT - 210)
    press.canvas.rotate(90)
    press.canvas.setFont("STSong-Light", SIZE)
    press.canvas.drawString(0, 0, "本年度")
    press.canvas.drawString(0, -16, "办理结果")
    press.canvas.restoreState()
    (grid,) = grids(press.document())
    assert grid.cells[0].text.replace("\n", "") == "本年度办理结果"


def test_a_label_written_in_columns_reads_from_the_right(press):
    press.table([90, 140, 300], 100, ["", "3"], height=120)
    for x, words in ((115, "本年度的"), (97, "办理结果")):
        for at, word in enumerate(words):
            press.text(x, 120 + 13 * at, word)
    (grid,) = grids(press.document())
    assert grid.cells[0].text.replace("\n", "") == "本年度的办理结果"


# One word of each row's label, in the order of the form
LABELS = (
    "新收",
    "结转政府",
    "予以公开",
    "部分公开",
    "国家秘密",
    "法律行政法规",
    "三安全",
    "第三方",
    "内部事务",
    "过程性",
    "执法案卷",
    "行政查询",
    "不掌握",
    "另行制作",
    "仍不明确",
    "信访",
    "重复申请",
    "出版物",
    "大量反复",
    "重新出具",
    "逾期不补",
    "逾期未按",
    "其他",
    "总计",
    "结转下年度",
)


@needs_samples
def test_every_figure_of_a_real_report_stands_in_its_row():
    expected = json.loads((SAMPLES / "expected" / "huaian_2024.json").read_text())["tables"]
    document = read_pdf((SAMPLES / "huaian_2024.pdf").read_bytes())
    rows = [
        [cell for cell in grid.cells if cell.row == row] for grid in grids(document) for row in range(len(grid.cells))
    ]
    by_figures = [
        ("".join(cell.text for cell in row if cell.column < 3), [float(cell.text) for cell in row if cell.column > 2])
        for row in rows
        if len(row) >= 8 and [cell.column for cell in row][-7:] == list(range(3, 10)) and row[-1].text.isdigit()
    ]
    assert [figures for _, figures in by_figures] == [list(row.values()) for row in expected["applications"].values()]
    for (label, _), word in zip(by_figures, LABELS, strict=True):
        assert word in label
    review = [figure for group in expected["review_litigation"].values() for figure in group.values()]
    assert [[float(cell.text) for cell in row] for row in rows if len(row) == 15 and row[0].text.isdigit()] == [review]
    named = {
        row[0].text: [float(cell.text) for cell in row[1:]]
        for row in rows
        if 1 < len(row) <= 4 and row[1].text[0].isdigit()
    }
    assert list(named.values()) == [list(row.values()) for row in expected["active_disclosure"].values()]
    assert list(named) == ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"]
