import time
from itertools import groupby
from pathlib import Path

import pytest

from gipcrawler.documents import read_document
from gipcrawler.documents.plain import read_plain
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document, Grid, Paragraph
from tests.press import as_paragraphs, as_tabbed, expected, sheets

SEEDS = Path(__file__).parents[2].parent / "shared" / "samples" / "seeds"
BLANK = Paragraph(" ")


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for _, row in groupby(grid.cells, lambda cell: cell.row)]


def grids(document: Document) -> list[list[list[str]]]:
    return [rows(block) for block in document.blocks if isinstance(block, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def read(text: str) -> Document:
    return read_plain(text.encode())


TABLE = (
    "二、主动公开政府信息情况\n\t信息内容\n\t本年制发件数\n\n\t规章\n\t0\n\n\t规范性文件\n\t3\n\n\n"
    "三、收到和处理\n无。\n"
)
CELLS = [["信息内容", "本年制发件数"], ["规章", "0"], ["规范性文件", "3"]]
AROUND = ["二、主动公开政府信息情况", "三、收到和处理", "无。"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\t", "\t\t"),
        lambda text: text.replace("\n\t", "\n@").replace("@", "\t").replace("0\n", "0\t\n"),
        lambda text: text.replace("\n\n\n", "\n\n"),  # a table's end is not told from a row's
        lambda text: text.replace("\n\n\n", "\n"),
        lambda text: text.replace("规章", "[bookmark: _GoBack]规章").replace("无。", "无。[image: C:\\图[1].jpg]"),
        lambda text: text.replace("\n三、", "\n[image: 全景图]\n三、"),
        lambda text: text.replace("\n\n\n三", "\n\n\n— 5 —\n\f三"),
    ],
)
def test_one_cell_a_line_whatever_the_dumper(change):
    document = read(change(TABLE))
    assert grids(document) == [CELLS]
    assert texts(document) == AROUND
    assert not next(block for block in document.blocks if isinstance(block, Grid)).aligned


def test_an_empty_tab_line_is_a_cell():
    assert grids(read("\t三、结果\n\t（三）\n\t0\n\n\t\n\t\n\t1\n")) == [[["三、结果", "（三）", "0"], ["", "", "1"]]]


def test_a_cell_that_held_a_picture_or_a_mark_only_is_empty():
    assert grids(read("\t甲\n\t[image: ]\n\n\t乙\n\t[bookmark: a]1\n")) == [[["甲", ""], ["乙", "1"]]]


@pytest.mark.parametrize(
    "broken", ["（三）不予\n公开", "（三）不予\n\n公开", "（三）\n\n不予\n\n公开", "结\n果\n维\n持", "\n结果\n维持"]
)
def test_a_label_broken_over_lines_stays_one_cell(broken):
    text = f"\t甲\n\t乙\n\t丙\n\n\t丁\n\t{broken}\n\t1.属于国家秘密\n\n\t戊\n\t己\n\t0\n\n\n五、存在的问题\n"
    label = "\n".join(filter(None, broken.split("\n")))
    assert grids(read(text)) == [[["甲", "乙", "丙"], ["丁", label, "1.属于国家秘密"], ["戊", "己", "0"]]]


def test_a_broken_label_may_end_its_row():
    assert grids(read("\t甲\n\t第二十条第\n\n（一）项\n\n\t乙\n\t0\n"))[0][-1] == ["乙", "0"]


@pytest.mark.parametrize(
    ("line", "gap"),
    [("注：数字不含乡镇", "\n"), ("注：数字不含乡镇", "\n\n"), ("三、收到和处理情况", "\n"), ("无。", "\n\n")],
)
def test_a_line_below_a_figure_is_no_part_of_it(line, gap):
    document = read(f"\t规章\n\t0\n\n\t规范性文件\n\t3{gap}{line}\n\n\t甲\n\t乙\n\n\t丙\n\t4\n")
    assert grids(document) == [[["规章", "0"], ["规范性文件", "3"]], [["甲", "乙"], ["丙", "4"]]]
    assert texts(document) == [line]


def test_a_unit_on_the_next_line_belongs_to_its_figure():
    assert grids(read("\t采购\n\t998.4\n万元\n\n\t收费\n\t0\n")) == [[["采购", "998.4\n万元"], ["收费", "0"]]]


def test_prose_indented_by_tabs_is_prose():
    text = "\t一年来，全镇公开各类信息一百二十条。\n\t下一步，继续完善公开栏目和制度。\n"
    text += "\n\t特此报告，请予监督和批评指正。\n"
    document = read(text)
    assert grids(document) == []
    assert len(texts(document)) == 3


@pytest.mark.parametrize("ending", ["", "\t"])
@pytest.mark.parametrize("start", ["", "\t"])
def test_rows_of_tabs(start, ending):
    lines = ("第二十条第（一）项", "信息内容\t本年制发件数\t现行有效件数", "规章\t0\t1", "规范性文件\t\t2")
    table = "\n".join(
        f"{start}{line}{ending}" if "\t" in line else line for line in lines[1:2] + lines[0:1] + lines[2:]
    )
    document = read(f"二、主动公开\n{table}\n三、收到和处理\n无。\n")
    assert grids(document) == [
        [
            ["信息内容", "本年制发件数", "现行有效件数"],
            ["第二十条第（一）项"],
            ["规章", "0", "1"],
            ["规范性文件", "", "2"],
        ]
    ]
    assert texts(document) == ["二、主动公开", "三、收到和处理", "无。"]


def test_a_table_of_rows_may_begin_with_one_that_fills_a_single_cell():
    lines = (
        "第二十条第（一）项\t\t\t",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        "规章\t0\t1\t2",
        "行政许可\t41\t\t",
    )
    [rows] = grids(read("二、主动公开\n" + "\n".join(lines) + "\n三、收到和处理\n无。\n"))
    assert [row[0] for row in rows] == ["第二十条第（一）项", "信息内容", "规章", "行政许可"]
    assert rows[2] == ["规章", "0", "1", "2"]
    assert rows[3][:2] == ["行政许可", "41"]


def test_a_lone_line_with_a_tab_is_a_paragraph():
    assert texts(read("联系电话：\t12345\n地址：人民路1号。\n")) == ["联系电话： 12345", "地址：人民路1号。"]


@pytest.mark.parametrize(
    "table",
    [
        "信息内容 | 制发 | 有效\n规章 | 0 | 1\n规范性文件 | | 2",
        "信息内容 | 制发 | 有效 |\n规章 | 0 | 1 |\n规范性文件 | | 2 |",
        "| 信息内容 | 制发 | 有效 |\n|---|:---:|---|\n| 规章 | 0 | 1 |\n| 规范性文件 |  | 2 |",
        "信息内容｜制发｜有效\n\n规章｜0｜1\n\n规范性文件｜｜2",
        "+--+--+--+\n|信息内容|制发|有效|\n+==+==+==+\n|规章|0|1|\n+--+--+--+\n|规范性文件||2|\n+--+--+--+",
        "| 信息内容\n| 制发\n| 有效\n\n| 规章\n| 0\n| 1\n\n| 规范性文件\n| \n| 2",
    ],
)
def test_tables_of_pipes(table):
    document = read(f"二、主动公开政府信息情况\n\n{table}\n\n三、收到和处理\n无。\n")
    assert grids(document) == [[["信息内容", "制发", "有效"], ["规章", "0", "1"], ["规范性文件", "", "2"]]]
    assert texts(document) == ["二、主动公开政府信息情况", "三、收到和处理", "无。"]


def test_a_pipe_alone_on_its_line_parts_cells_and_two_part_rows():
    table = "|\n信息内容\n|\n制发\n|\n|\n规章\n|\n0\n|\n|\n规范性文件\n|\n3\n|"
    assert grids(read(table)) == [[["信息内容", "制发"], ["规章", "0"], ["规范性文件", "3"]]]


def test_markdown_headings_and_bold_lines():
    document = read(
        "# 某镇年报\n\n## 二、主动公开\n\n| 甲 | **乙** |\n|--|--|\n| 丙 | 0 |\n\n"
        "## 三、收到\n\n| 丁 | 1 |\n| 戊 | 2 |\n\n**四、复议**\n\n张**、李**来访。\n"
    )
    assert [block for block in document.blocks if isinstance(block, Paragraph)] == [
        Paragraph("某镇年报", 1),
        Paragraph("二、主动公开", 2),
        Paragraph("三、收到", 2),
        Paragraph("四、复议"),
        Paragraph("张**、李**来访。"),
    ]
    assert grids(document) == [[["甲", "乙"], ["丙", "0"]], [["丁", "1"], ["戊", "2"]]]


def test_a_breadcrumb_with_pipes_is_a_paragraph():
    assert texts(read("首页 | 政务公开 | 年报\n一、总体情况\n本年公开12条。")) == [
        "首页 | 政务公开 | 年报",
        "一、总体情况",
        "本年公开12条。",
    ]


def test_a_line_of_spaces_between_cells_is_a_blank_cell():
    cells = ["一、本年新收", " 0", "0", " ", "0", "0", "　", "0", "二、上年结转", *"0000000"]
    document = read(
        "三、收到和处理\n\n" + "\n\n".join(cells) + "\n\n四、存在的问题\n\n本年有不足。\n\n \n\n下一步改进。"
    )
    assert [block for block in document.blocks if block == BLANK] == [BLANK] * 2
    assert document.blocks[4] == BLANK
    assert texts(document)[-3:] == ["四、存在的问题", "本年有不足。", "下一步改进。"]


def test_blank_cells_of_an_empty_form_stay():
    document = read("一、本年新收\n" + " \n" * 7 + "二、上年结转\n" + "　\n" * 7 + "\n".join("甲乙丙丁戊己"))
    assert document.blocks.count(BLANK) == 14


def test_spaces_between_all_lines_only_space_them_out():
    cells = ["本年新收", "0", "0", "0", "0", "0", "0", "0", "上年结转"]
    assert BLANK not in read("\n \n".join(cells)).blocks


def test_a_page_number_goes_and_a_figure_stays():
    document = read("甲说明。\n- 3 -\n第 2 页 共 8 页\n0\n乙说明。\n1\n\f丙说明。\n7\n\f丁。")
    assert texts(document) == ["甲说明。", "0", "乙说明。", "丙说明。", "7", "丁。"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_charsets(charset):
    document = read_plain(TABLE.encode(charset))
    assert grids(document) == [CELLS]
    assert document.media_type == "text/plain"


@pytest.mark.parametrize("body", [b"[image: a.jpg]\n", b"\n\n \n", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_unreadable(body):
    with pytest.raises(UnreadableError, match="no text"):
        read_plain(body)


@pytest.mark.parametrize("key", sorted(sheets))
def test_every_figure_of_a_tabbed_dump_stands_in_a_grid(key):
    document = read_plain(as_tabbed(sheets[key]))
    cells = [cell for grid in grids(document) for row in grid for cell in row]
    printed = sorted(str(value) for *_, value in expected(sheets[key]) if value is not None and abs(value) > 0)
    found = sorted(cells)
    assert all(any(figure in cell for cell in found) for figure in printed)
    assert len(grids(document)) == 3


@pytest.mark.parametrize("key", sorted(sheets))
def test_a_report_of_one_paragraph_a_cell_has_no_grid(key):
    assert grids(read_plain(as_paragraphs(sheets[key]))) == []


SHAPE_TWO = [1, 4, 4, 4, 1, 4, 4, 4, 1, 4, 4, 4, 1, 3, 3, 1, 3, 3]
SHAPE_THREE = [2, 4, *[8] * 3, 9, 9, *[10] * 16, 9, 9, 8]
SHAPE_FOUR = [2, 7, 15, 15]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the samples are not beside the checkout")
@pytest.mark.parametrize(
    ("seed", "two"),
    [("000", [*SHAPE_TWO, 1]), ("002", [*SHAPE_TWO[:7], 5, 5, *SHAPE_TWO[8:]]), ("003", SHAPE_TWO), ("004", SHAPE_TWO)],
)
def test_seeds_dumped_from_word(seed, two):
    found = grids(read_plain(next(SEEDS.glob(f"{seed}_*")).read_bytes()))
    assert [[len(row) for row in grid] for grid in found] == [two, SHAPE_THREE, SHAPE_FOUR]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the samples are not beside the checkout")
def test_seed_copied_from_a_page():
    document = read_plain(next(SEEDS.glob("001_*")).read_bytes())
    assert grids(document) == []
    lines = texts(document)
    four = lines.index("四、政府信息公开行政复议、行政诉讼情况")
    five = lines.index("五、存在的主要问题及改进情况")
    assert [line for line in lines[four:five] if line in {"0", " "}] == list("0000 00000 00000 0")
    assert sum(line == "0" for line in lines) == 6 + 6 + 6 + 2 + 23 * 7 + 15


def test_markdown_with_tables_in_html():
    table = '<table><tr><td colspan="2">甲</td></tr><tr><td>规章</td><td>3</td></tr></table>'
    prose = "全年公开工作平稳有序，栏目按月更新。" * 6
    head = f"# 年度报告\n\n**一、总体情况**\n\n{prose}**共三件**，见1\\."
    text = f"{head}\n\n<html><body>{table}</body></html>\n\n{prose}<br>完"
    document = read_document(text.encode())
    assert document.media_type == "text/plain"
    assert texts(document) == ["年度报告", "一、总体情况", f"{prose}共三件，见1.", prose, "完"]
    assert grids(document) == [[["甲"], ["规章", "3"]]]


def test_a_fragment_of_a_page_is_no_markdown():
    cells = "".join(f"<tr><td><p>{text}</p></td></tr>" for text in ("一、总体情况", "全年平稳有序。"))
    assert read_document(f"<table>{cells}</table>".encode()).media_type == "text/html"


def test_stars_in_a_text_that_is_no_markdown_stay():
    assert texts(read("张**、李**二人反映。\n另有王**一人。")) == ["张**、李**二人反映。", "另有王**一人。"]


@pytest.mark.parametrize("text", ["\t0\n\n" * 4000, " " * 60_000 + "一", "-" * 60_000 + "一", "a\tb\tc\n" * 20_000])
def test_what_never_ends_is_read_in_no_time(text):
    started = time.perf_counter()
    assert read(text).blocks
    assert time.perf_counter() - started < 2
