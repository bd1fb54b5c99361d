import time

import pytest

from gipcrawler.documents.html import read_html
from gipcrawler.model import Grid, GridCell, Paragraph


def read(table: str, before: str = "<p>一、总体情况</p>"):
    return read_html(f"<html><body><div id='zoom'>{before}{table}</div></body></html>".encode()).blocks


def grid(rows: str) -> list[tuple[str, int, int, int, int]]:
    (found,) = (block for block in read(f"<table>{rows}</table>") if isinstance(block, Grid))
    assert found.aligned
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells]


FIGURES = "<tr><td>规章</td><td>0</td><td>1</td><td>2</td></tr><tr><td>收费</td><td>3</td><td>4</td><td>5</td></tr>"


def test_spans_are_kept_in_columns_of_the_whole_grid():
    rows = (
        "<tr><th colspan=3>申请人情况</th></tr><tr><td rowspan='2'>结果</td><td>公开</td><td>1</td></tr>"
        "<tr><td>不予公开</td><td>2</td></tr>"
    )
    assert grid(rows) == [
        ("申请人情况", 0, 0, 1, 3),
        ("结果", 1, 0, 2, 1),
        ("公开", 1, 1, 1, 1),
        ("1", 1, 2, 1, 1),
        ("不予公开", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
    ]


def test_rowspan_zero_reaches_to_the_end_of_its_group():
    rows = (
        "<tbody><tr><td rowspan=0>甲</td><td>1</td></tr><tr><td>2</td></tr></tbody>"
        "<tbody><tr><td>乙</td><td>3</td></tr></tbody>"
    )
    assert grid(rows)[0] == ("甲", 0, 0, 2, 1)
    assert grid(rows)[-2:] == [("乙", 2, 0, 1, 1), ("3", 2, 1, 1, 1)]


def test_absurd_spans_are_cut():
    rows = f"<tr><td colspan=100000000000 rowspan='99999'>项</td></tr>{FIGURES}"
    cells = grid("<tr><td colspan=100>项目</td></tr>" + FIGURES)
    assert cells[0] == ("项目", 0, 0, 1, 4)
    assert max(column + wide for _, _, column, _, wide in grid(rows)) < 1010
    assert len(grid(rows)) == 9


def test_spans_that_are_no_numbers_count_as_one():
    cells = grid(
        "<tr><td colspan='' rowspan=abc>甲</td><td colspan=-2>乙</td><td colspan=0>丙</td><td>丁</td></tr>" + FIGURES
    )
    assert [(text, column, wide) for text, row, column, _, wide in cells if row == 0] == [
        ("甲", 0, 1),
        ("乙", 1, 1),
        ("丙", 2, 1),
        ("丁", 3, 1),
    ]


def test_overlapping_spans_never_share_a_place():
    rows = (
        "<tr><td>甲</td><td>乙</td><td rowspan=2>丙</td><td>丁</td></tr>"
        "<tr><td colspan=4>戊</td></tr><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>"
    )
    seen: set[tuple[int, int]] = set()
    for _, row, column, high, wide in grid(rows):
        places = {(row + down, column + right) for down in range(high) for right in range(wide)}
        assert not places & seen
        seen |= places
    assert ("戊", 1, 0, 1, 2) in grid(rows)


def test_a_row_may_be_short():
    cells = grid("<tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td>1</td></tr><tr><td>2</td><td>3</td><td>4</td></tr>")
    assert [(text, row, column) for text, row, column, _, _ in cells][3:5] == [("1", 1, 0), ("2", 2, 0)]


def test_columns_and_rows_in_which_nothing_begins_are_taken_out():
    rows = (
        "<tr><td colspan=2>甲</td><td colspan=3>乙</td></tr><tr></tr><tr><td colspan=2>1</td><td colspan=3>2</td></tr>"
    )
    assert grid(rows) == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("1", 1, 0, 1, 1), ("2", 1, 1, 1, 1)]


def test_thead_and_tfoot_stand_where_they_are_printed():
    rows = "<tfoot><tr><td>合计</td><td>3</td></tr></tfoot><tbody><tr><td>甲</td><td>3</td></tr></tbody>"
    assert [cell[0] for cell in grid(rows)] == ["甲", "3", "合计", "3"]


def test_caption_and_strays_come_before_the_grid():
    blocks = read(f"<table><caption>表一 公开情况</caption>{FIGURES}</table><p>注：单位为件</p>")
    assert [block.text if isinstance(block, Paragraph) else "grid" for block in blocks] == [
        "一、总体情况",
        "表一 公开情况",
        "grid",
        "注：单位为件",
    ]


def test_breaks_and_paragraphs_in_a_cell_are_its_own_lines():
    rows = "<tr><td>商业<br>企业</td><td><p>结果<o:p></o:p></p>\n<p>维持</p></td></tr>"
    rows += "<tr><td>&nbsp;0</td><td>　1　</td></tr>"
    assert [cell[0] for cell in grid(rows)] == ["商业\n企业", "结果\n维持", "0", "1"]


def test_runs_of_one_character_make_one_text():
    cut = "".join(f"<span><font face='仿宋'>{letter}</font></span>" for letter in "（三）不予公开")
    assert (
        grid(f"<tr><td><p><b>{cut}</b><o:p></o:p></p></td><td>1</td></tr><tr><td>甲</td><td>2</td></tr>")[0][0]
        == "（三）不予公开"
    )


def test_blank_cells_are_empty():
    rows = "<tr><td>甲</td><td></td><td>&nbsp;</td><td><p><o:p>&nbsp;</o:p></p></td><td>　</td></tr>" + FIGURES
    assert [cell[0] for cell in grid(rows)[:5]] == ["甲", "", "", "", ""]


def test_hidden_cells_rows_and_texts_are_no_part_of_it():
    rows = (
        "<tr><td>甲</td><td style='display: none'>9</td><td>1<span style='DISPLAY:none'>8</span></td></tr>"
        "<tr style='display:none'><td>7</td><td>6</td></tr><tr hidden><td>7</td></tr><tr><td>乙</td><td>2</td></tr>"
    )
    assert [cell[0] for cell in grid(rows)] == ["甲", "1", "乙", "2"]


def test_an_empty_form_is_a_grid():
    rows = "<tr><td>规章</td><td></td><td></td></tr><tr><td>规范性文件</td><td></td><td></td></tr>"
    assert [cell[0] for cell in grid(rows)] == ["规章", "", "", "规范性文件", "", ""]


def test_a_form_around_rows_and_cells_without_a_row():
    assert [cell[:3] for cell in grid("<form><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></form>")] == [
        ("甲", 0, 0),
        ("1", 0, 1),
        ("乙", 1, 0),
        ("2", 1, 1),
    ]


def test_a_grid_in_a_cell_is_a_grid_of_its_own():
    inner = f"<table>{FIGURES}</table>"
    blocks = read(f"<table>{FIGURES}<tr><td>其中</td><td colspan=3>明细{inner}</td></tr></table><p>尾</p>")
    grids = [block for block in blocks if isinstance(block, Grid)]
    assert [len(block.cells) for block in grids] == [10, 8]
    assert grids[0].cells[-1].text == "明细"
    assert blocks[-1] == Paragraph("尾")


def test_a_table_of_one_cell_in_a_cell_is_that_cells_text():
    rows = FIGURES + "<tr><td>合计</td><td><table><tr><td>12</td></tr></table></td><td>1</td><td>2</td></tr>"
    assert grid(rows)[9][0] == "12"


def test_a_table_that_frames_the_article_is_walked():
    page = (
        "<table width=980><tr><td width=200>导航</td><td><p>一、总体情况</p><p>"
        + "全镇公开信息十二条，按时更新栏目。" * 20
        + f"</p><p>二、主动公开政府信息情况</p><table>{FIGURES}</table>"
        + "<p>六、其他需要报告的事项</p><p>无。</p></td></tr></table>"
    )
    blocks = read(page, "")
    assert [block for block in blocks if isinstance(block, Grid)] == [blocks[-3]]
    assert len(blocks[-3].cells) == 8
    assert blocks[-2:] == (Paragraph("六、其他需要报告的事项"), Paragraph("无。"))


def test_a_report_written_into_one_table_is_taken_apart():
    rows = (
        "<tr><td colspan=4>二、主动公开政府信息情况</td></tr>"
        + FIGURES
        + "<tr><td colspan=4>三、收到和处理政府信息公开申请情况</td></tr>"
        + FIGURES
        + f"<tr><td colspan=4>注：{'数字含街道和乡镇所公开的全部信息，' * 5}不含部门。</td></tr>"
    )
    kinds = [
        block.text[:5] if isinstance(block, Paragraph) else len(block.cells) for block in read(f"<table>{rows}</table>")
    ]
    assert kinds == ["一、总体情", "二、主动公", 8, "三、收到和", 8, "注：数字含"]
    last = [block for block in read(f"<table>{rows}</table>") if isinstance(block, Grid)][-1]
    assert last.cells[0] == GridCell("规章", 0, 0)


def test_groups_of_the_old_sheet_stay_in_their_grid():
    rows = "<tr><td colspan=3>一、主动公开情况</td></tr><tr><td>信息数</td><td>条</td><td>12</td></tr>" * 3
    assert len(grid(rows)) == 12


def test_tables_in_tables_without_end_are_read():
    assert read("<table><tr><td>" * 150 + "深处的文字" + "</td></tr></table>" * 150)[-1] == Paragraph("深处的文字")


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>" * 600 + "规章",
        "<table>" + "<tr><td rowspan=65000 colspan=1000>1<td>2<td>3</tr>" * 400 + "</table>",
    ],
)
def test_tables_without_end_are_read_in_no_time(page):
    started = time.perf_counter()
    assert read_html(f"<html><body><p>一、总体情况</p>{page}</body></html>".encode()).blocks
    assert time.perf_counter() - started < 2
