"""Tables without rules are read by where their figures stand: every figure in its row and column, or none."""

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from gipcrawler.documents.pdf import read_pdf
from gipcrawler.model import Report
from gipcrawler.reading import report_of
from gipcrawler.text.figures import State, read_figure
from tests.documents.pdf_canvases import Across, Bare, Shaded, Upright
from tests.documents.pdf_press import HEIGHT, Press, grids, texts
from tests.press import as_html, expected
from tests.press.pdf import WIDTH, print_on
from tests.press.pdf_table import Setting
from tests.press.sheet import Sheet
from tests.press.twelve import reports
from tests.services import SERVICES


def told(report: Report) -> dict[tuple[Any, ...], Any]:
    return {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}


def known(sheet: Sheet) -> dict[tuple[Any, ...], Any]:
    return {cell[:4]: cell[4] for cell in expected(sheet)}


@pytest.mark.parametrize(
    ("way", "setting"),
    [
        (Bare, Setting()),
        (Bare, Setting("left", "right", "middle")),
        (Bare, Setting("left", "left", "top")),
        (Bare, Setting("centre", "centre", "bottom")),
        (Across, Setting("left", "right", "top")),
        (Shaded, Setting("left", "centre", "middle")),
    ],
    ids=str,
)
def test_every_figure_is_read_without_rules_wherever_text_stands_in_its_cell(way, setting):
    for name, sheet in islice(reports.items(), 0, None, 1 if setting == Setting() else 3):
        file = io.BytesIO()
        print_on(way(file, pagesize=(WIDTH, HEIGHT), invariant=True), sheet, heads_again=way is Across, setting=setting)
        report = report_of(read_pdf(file.getvalue()))
        assert told(report) == known(sheet), name
        assert [section.title for section in report.sections] == [section.title for section in sheet.sections], name
        for section, meant in zip(report.sections, sheet.sections, strict=True):
            notes = sheet.figures[section.key].extra_rows if section.key in sheet.figures else ()
            assert "".join(section.text.split()) in {
                "".join("".join((*notes[:some], *meant.paragraphs)).split()) for some in range(len(notes) + 1)
            }, name


STYLES = {
    "plain": "",
    "wide": "table{width:100%} td,th{text-align:center}",
    "across": "table{width:100%;border-collapse:collapse} td{border-bottom:1px solid #000!important;padding:4px}",
    "shaded": "tr:nth-child(even){background:#eee} td{padding:6px 10px;font-size:10pt}",
    "top": "td{vertical-align:top;text-align:left;padding:0 4px;width:8%} table{border-collapse:collapse}",
}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SERVICES["chromium"].program, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("name", "style"), [*(("huaian_2024", style) for style in STYLES), ("002", "plain"), ("made_2", "top")]
)
def test_every_figure_is_read_where_a_browser_printed_without_rules(page, name, style):
    looks = f"<style>table,td,th{{border:0!important}} {STYLES[style]}</style></head>"
    page.set_content(as_html(reports[name]).decode().replace("</head>", looks))
    printed = page.pdf(format="A4", print_background=True)
    assert told(report_of(read_pdf(printed))) == known(reports[name])


@pytest.fixture
def press() -> Press:
    return Press()


def rows(press: Press) -> list[list[str]]:
    (grid,) = grids(press.document())
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.cells[-1].row + 1)]


def put(press: Press, y: float, *cells: tuple[float, str], size: float = 10) -> None:
    for x, text in cells:
        press.text(x, y, text, size)


def test_figures_below_each_other_are_a_grid_and_the_lines_around_them_are_not(press):
    press.line("三、申请情况")
    put(press, 140, (90, "项目"), (210, "自然人"), (330, "商业企业"), (450, "总计"))
    put(press, 160, (90, "一、新收"), (210, "3"), (330, "0"), (450, "3"))
    put(press, 180, (90, "二、结转"), (210, "1"), (330, "0"), (450, "1"))
    press.y = 230
    press.line("全年收到的申请均已按期答复。")
    document = press.document()
    assert texts(document) == ["三、申请情况", "全年收到的申请均已按期答复。"]
    assert [cell.text for cell in grids(document)[0].cells] == [
        *("项目", "自然人", "商业企业", "总计"),
        *("一、新收", "3", "0", "3"),
        *("二、结转", "1", "0", "1"),
    ]


def test_a_column_without_any_figure_is_blank_under_its_head(press):
    put(press, 140, (90, "项目"), (210, "自然人"), (330, "商业企业"), (450, "总计"))
    put(press, 160, (90, "一、新收"), (210, "3"), (450, "3"))
    put(press, 180, (90, "二、结转"), (210, "1"), (450, "1"))
    put(press, 200, (90, "三、总计"), (210, "4"), (450, "4"))
    put(press, 220, (90, "四、其他"), (210, "14"), (330, "/"), (450, "14"))
    assert rows(press)[1:] == [
        ["一、新收", "3", "", "3"],
        ["二、结转", "1", "", "1"],
        ["三、总计", "4", "", "4"],
        ["四、其他", "14", "/", "14"],
    ]


def test_characters_of_several_heads_on_one_line_are_no_word(press):
    put(press, 140, (90, "项目"), (250, "结果"), (275, "总"), (300, "结果"))
    put(press, 152, (255, "维"), (275, "计"), (305, "正"))
    put(press, 170, (90, "复议"), (255, "5"), (305, "6"))
    put(press, 190, (90, "诉讼"), (255, "7"), (305, "8"))
    head, *figures = rows(press)
    assert ["".join(text.split()) for text in head] == ["项目", "结果维", "总计", "结果正"]
    assert figures == [["复议", "5", "", "6"], ["诉讼", "7", "", "8"]]


@pytest.mark.parametrize("height", [20, 45], ids=["low", "high"])
def test_a_box_around_rows_is_no_cell(press, height):
    press.box(80, 120, 520, 140 + 3 * height)
    for at, label in enumerate(("新收", "结转", "总计")):
        put(press, 140 + height * at, (90, label), *((250 + 60 * x, str(x)) for x in range(4)))
    assert rows(press) == [[label, "0", "1", "2", "3"] for label in ("新收", "结转", "总计")]


def test_a_row_without_any_figure_is_a_row(press):
    for at, label in enumerate(("1.重复申请", "2.信访举报", "3.公开出版物")):
        put(press, 140 + 20 * at, (90, label), *((250 + 60 * x, str(x)) for x in range(4) if at != 1))
    assert rows(press) == [
        ["1.重复申请", "0", "1", "2", "3"],
        ["2.信访举报", "", "", "", ""],
        ["3.公开出版物", "0", "1", "2", "3"],
    ]


@pytest.mark.parametrize("level", [0, 6, 12], ids=["first line", "middle", "last line"])
def test_lines_of_a_label_go_to_the_figures_that_stand_where_all_do(press, level):
    for at, (one, two) in enumerate(
        (("其他法律法规", "禁止公开"), ("没有现成信息", "需要制作"), ("不掌握相关", "信息"))
    ):
        put(press, 140 + 24 * at, (90, one))
        put(press, 152 + 24 * at, (90, two))
        put(press, 140 + 24 * at + level, *((250 + 60 * x, str(10 * at + x)) for x in range(4)))
    found = rows(press)
    assert ["".join(row[0].split()) for row in found] == [
        "其他法律法规禁止公开",
        "没有现成信息需要制作",
        "不掌握相关信息",
    ]
    assert [row[1:] for row in found] == [[str(10 * at + x) for x in range(4)] for at in range(3)]


def test_labels_of_groups_span_the_rows_that_they_stand_beside(press):
    labels = ("1.国家秘密", "2.其他法律", "3.第三方", "1.不掌握", "2.另行制作")
    for at, label in enumerate(labels):
        put(press, 140 + 20 * at, (170, label), *((250 + 60 * x, str(x)) for x in range(4)))
    put(press, 160, (110, "不予公开"))
    put(press, 210, (110, "无法提供"))
    for at, word in enumerate("办理结果"):
        put(press, 158 + 14 * at, (90, word))
    (grid,) = grids(press.document())
    spans = {"".join(cell.text.split()): (cell.row, cell.row_span) for cell in grid.cells if cell.column < 2}
    assert spans == {"办理结果": (0, 5), "不予公开": (0, 3), "无法提供": (3, 2)}
    assert [cell.text for cell in grid.cells if cell.column == 2] == list(labels)


def test_figures_in_one_column_side_by_side_are_no_figure(press):
    for at in range(3):
        put(press, 140 + 20 * at, (90, "新收"), (250, "1"), (310, "2"), (370, "3"))
    put(press, 200, (90, "结转"), (250, "1"), (307, "22 30"), (370, "3"))
    last = rows(press)[-1]
    assert last == ["结转", "1", "（并列）22 30", "3"]


def test_figures_that_narrow_columns_break_are_no_figures_of_two_rows(press):
    for at, text in enumerate(("结果维持", "结果纠正", "其他结果", "总计")):
        put(press, 140, (90 + 60 * at, text))
    put(press, 170, (90, "42"), (150, "63"), (210, "85"), (270, "19"))
    put(press, 182, (270, "0"))
    _, figures = rows(press)
    assert figures[:3] == ["42", "63", "85"]
    assert read_figure(figures[3]).state is State.TEXT


def test_a_table_goes_on_over_the_end_of_a_page_with_its_columns_and_a_cut_label(press):
    put(press, 740, (90, "项目"), (210, "自然人"), (330, "商业企业"), (450, "总计"))
    put(press, 760, (90, "1.重复"), (210, "3"), (450, "3"))
    press.turn()
    put(press, 80, (90, "申请"))
    put(press, 100, (90, "2.信访"), (210, "4"), (330, "0"), (450, "4"))
    first, second = grids(press.document())
    assert [(cell.text, cell.column) for cell in first.cells if cell.row == 1] == [
        *(("1.重复", 0), ("3", 1), ("", 2), ("3", 3)),
    ]
    assert [(cell.text, cell.column, cell.page) for cell in second.cells] == [
        *(("申请", 0, 2), ("", 1, 2), ("", 2, 2), ("", 3, 2)),
        *(("2.信访", 0, 2), ("4", 1, 2), ("0", 2, 2), ("4", 3, 2)),
    ]


def test_contents_and_prose_with_figures_are_no_table(press):
    for at, title in enumerate(("一、总体情况", "二、主动公开", "三、申请情况", "四、行政复议")):
        press.line(f"{title}{'.' * 40}{at + 1}")
    press.prose(
        "全年收到申请 12 件，办结 11 件，结转 1 件，与上年的 9 件、8 件、1 件相比有所增加，详见后文各表所列数字，" * 2
    )
    document = press.document()
    assert not grids(document)
    assert texts(document)[0].startswith("一、总体情况")


def test_rules_between_columns_only_are_enough():
    file = io.BytesIO()
    print_on(Upright(file, pagesize=(WIDTH, HEIGHT), invariant=True), reports["made_1"])
    assert told(report_of(read_pdf(file.getvalue()))) == known(reports["made_1"])
