"""A work sheet reads as it is printed: figures by their formats, titles and prose as paragraphs, tables as grids."""

import io
import zipfile
from decimal import Decimal

import pytest

from gipcrawler.documents import read_document
from gipcrawler.documents.number_formats import exact, printed_number
from gipcrawler.documents.sheet import Allowance, Merge, Square, sheet_blocks
from gipcrawler.documents.xls import read_xls
from gipcrawler.documents.xlsx import read_xlsx
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Paragraph

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        (12.0, None, "12"),
        (0.0, "General", "0"),
        (998.435698, None, "998.435698"),
        (0.1 + 0.2, None, "0.3"),
        (-417.0, "0", "-417"),
        (7730.28, "0.00", "7730.28"),
        (0.0, "0.0000", "0.0000"),
        (59237.2449, "0.0", "59237.2"),
        (1808595.0, "#,##0", "1,808,595"),
        (0.555, "0.0%", "55.5%"),
        (22.0, '0"件"', "22件"),
        (22.0, "0_ ;[Red]-0\\ ", "22"),
        (-22.0, "0_ ;[Red]-0\\ ", "-22"),
        (-5.0, "#,##0;(#,##0)", "(5)"),
        (3.0, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "3"),
        (0.0, '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        (0.0, "0;-0;;@", "0"),
        (5.0, "000", "005"),
        (45306.0, "yyyy-m-d", "2024-1-15"),
        (45306.0, 'yyyy"年"m"月"d"日";@', "2024年1月15日"),
        (45306.75, "yyyy/m/d h:mm", "2024/1/15"),
        (12345678901.0, None, "12345678901"),
        ("1E+2", None, "100"),
        (1e300, "0", "1E+300"),
        (12.0, '"共"0"件"', "共12件"),
    ],
)
def test_a_number_is_printed_by_its_format(value, code, printed):
    assert printed_number(value, code) == printed


def test_days_count_from_1904_where_the_book_says_so():
    assert printed_number(43844.0, "yyyy-m-d", since_1904=True) == "2024-1-15"


def test_a_figure_is_exact():
    assert exact(Decimal("0.0920")) == "0.092"
    assert exact(Decimal(100)) == "100"


def blocks(cells, *merges: Merge, ruled=frozenset()):
    squares = {place: Square(text, place in ruled) for place, text in cells.items()}
    return list(sheet_blocks(squares, merges, Allowance("workbook")))


def test_what_stands_outside_of_the_rules_is_no_cell():
    table = {(2, 0): "申请", (2, 1): "3", (3, 0): "复议", (3, 1): ""}
    cells = {(0, 0): "统计表", (1, 1): "单位：件", **table, (4, 0): "填表人：某", (4, 1): "2016年1月"}
    title, unit, grid, foot = blocks(cells, ruled=frozenset(table))
    assert (title, unit) == (Paragraph("统计表"), Paragraph("单位：件"))
    assert [(cell.text, cell.row, cell.column) for cell in grid.cells] == [
        ("申请", 0, 0), ("3", 0, 1), ("复议", 1, 0), ("", 1, 1),
    ]  # fmt: skip
    assert foot == Paragraph("填表人：某 2016年1月")


def test_a_title_and_a_remark_as_wide_as_their_table_are_no_cells_though_they_are_ruled():
    cells = {(0, 0): "统计表", (0, 1): "", (1, 0): "申请", (1, 1): "3", (2, 0): "注：", (2, 1): ""}
    title, grid, foot = blocks(cells, Merge(0, 0, 1, 2), Merge(2, 0, 1, 2), ruled=frozenset(cells))
    assert (title, foot) == (Paragraph("统计表"), Paragraph("注："))
    assert [cell.text for cell in grid.cells] == ["申请", "3"]


def test_without_rules_a_row_of_one_text_before_or_after_is_no_row():
    title, grid, foot = blocks(
        {(0, 0): "统计表", (1, 0): "申请", (1, 1): "3", (3, 0): "复议", (3, 1): "4", (5, 0): "注"}
    )
    assert (title, foot) == (Paragraph("统计表"), Paragraph("注"))
    assert [(cell.text, cell.row) for cell in grid.cells] == [
        ("申请", 0),
        ("3", 0),
        ("", 1),
        ("", 1),
        ("复议", 2),
        ("4", 2),
    ]


def test_the_head_of_a_part_of_the_form_stays_in_its_table():
    (grid,) = blocks({(0, 0): "第二十条第（一）项", (1, 0): "规章", (1, 1): "0"}, Merge(0, 0, 1, 2))
    assert grid.cells[0].column_span == 2


def test_tables_under_each_other_have_their_own_columns():
    upper = {(0, column): f"甲{column}" for column in range(3)}
    lower = {(4, column): f"乙{column}" for column in range(2, 9)}
    grids = blocks({**upper, **lower}, ruled=frozenset({**upper, **lower}))
    assert [len(grid.cells) for grid in grids] == [3, 7]
    assert grids[1].cells[0].column == 0


def test_a_merge_to_the_edge_of_the_sheet_ends_with_the_table():
    (grid,) = blocks({(0, 0): "甲", (0, 1): "乙", (1, 1): "1"}, Merge(0, 0, 65_536, 1), ruled={(0, 0), (0, 1), (1, 1)})
    assert [(cell.text, cell.row_span) for cell in grid.cells] == [("甲", 2), ("乙", 1), ("1", 1)]


def book(rows: str, *, state: str = "visible", merges: str = "", strings: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="a" sheetId="1" state="{state}" '
            'r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="rId1" Type="{RELATION}/worksheet" Target="/xl/worksheets/s.xml"/>'
            "</Relationships>",
        )
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        package.writestr(
            "xl/worksheets/s.xml",
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>',
        )
    return held.getvalue()


def test_cells_are_read_whatever_way_they_are_told():
    strings = "<si><r><t>申</t></r><r><t>请</t></r><rPh><t>shen</t></rPh></si>"
    rows = (
        '<row r="2"><c r="B2" t="s"><v>0</v></c><c t="inlineStr"><is><t>数量</t></is></c></row>'
        '<row><c r="B3" t="str"><f>A1</f><v>复议</v></c><c><v>3</v></c></row>'
        '<row r="4"><c r="B4" t="b"><v>1</v></c><c r="C4" t="e"><v>#N/A</v></c></row>'
    )
    (grid,) = read_xlsx(book(rows, strings=strings)).blocks
    assert [(cell.text, cell.row, cell.column) for cell in grid.cells] == [
        ("申请", 0, 0), ("数量", 0, 1), ("复议", 1, 0), ("3", 1, 1), ("TRUE", 2, 0), ("#N/A", 2, 1),
    ]  # fmt: skip


def pair(row: int) -> str:
    return f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="ALL{row}"><v>1</v></c></row>'


def sparse(rows: int) -> str:
    return "".join(f'<row r="{3 * row + 1}"><c r="A{3 * row + 1}"><v>1</v></c></row>' for row in range(1, rows))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (book(""), "is empty"),
        (book('<row r="1"><c r="A1"><v>1</v></c></row>', state="hidden"), "is empty"),
        (book(f'<row r="1">{"<c><v>1</v></c>" * 1000}</row>' * 120), "more than 100,000 cells"),
        (book(pair(1) + sparse(900) + pair(9999)), "more than 100,000 cells"),
        (book(" " * (33 << 20)), "unpacks to more than 32 MB"),
        (book("<c/>" * 1_500_001), "more elements than any report"),
        (book('<row r="1"><c r="A1"><v>1</v></c></row>')[:-30], "damaged or truncated"),
        (book("<row"), "no well-formed XML"),
    ],
    ids=["empty", "hidden", "cells", "sparse", "bomb", "elements", "cut", "xml"],
)
def test_workbooks_that_cannot_be_read_say_so(body, says):
    with pytest.raises(UnreadableError, match=says):
        read_xlsx(body)


# The record with which a workbook of Excel 97 begins, outside of any OLE file
BEGINS = b"\x09\x08\x10\0\0\x06\x05\0" + bytes(12)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (bytes(17 << 20), "more than 16 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "damaged or truncated"),
        (BEGINS + b"\x2f\0\x06\0\0\0\x01\0\x01\0", "encrypted"),
        (BEGINS + b"\x0a\0\0\0", "is empty"),
    ],
    ids=["large", "damaged", "encrypted", "empty"],
)
def test_binary_workbooks_that_cannot_be_read_say_so(body, says):
    with pytest.raises(UnreadableError, match=says):
        read_xls(body)


SS = "urn:schemas-microsoft-com:office:spreadsheet"


def xml_book(rows: str) -> bytes:
    styles = (
        '<Style ss:ID="s1"><Borders><Border ss:Position="Left"/></Borders></Style>'
        '<Style ss:ID="s2"><Borders><Border ss:Position="Left"/></Borders><NumberFormat ss:Format="Fixed"/></Style>'
    )
    return (
        f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{SS}" xmlns:ss="{SS}">'
        f'<Styles>{styles}</Styles><Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def test_a_workbook_in_one_xml_file_is_read_as_any():
    def cell(text: str, kind: str = "String", style: str = "s1", **more: int) -> str:
        said = "".join(f' ss:{name}="{value}"' for name, value in more.items())
        return f'<Cell ss:StyleID="{style}"{said}><Data ss:Type="{kind}">{text}</Data></Cell>'

    rows = (
        f"<Row>{cell('统计表', style='', MergeAcross=2)}</Row>"
        f"<Row ss:Index='3'>{cell('甲', MergeDown=1)}{cell('乙')}{cell('3', 'Number')}</Row>"
        f"<Row>{cell('丙', Index=2)}{cell('4.5', 'Number', 's2')}</Row>"
    )
    document = read_document(xml_book(rows))
    title, grid = document.blocks
    assert document.media_type == "text/xml"
    assert title == Paragraph("统计表")
    assert [(cell.text, cell.row, cell.column, cell.row_span) for cell in grid.cells] == [
        ("甲", 0, 0, 2), ("乙", 0, 1, 1), ("3", 0, 2, 1), ("丙", 1, 1, 1), ("4.50", 1, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "says"),
    [(xml_book(""), "is empty"), (xml_book("<Row>"), "no well-formed XML"), (xml_book("<a/>" * 1_500_001), "enormous")],
    ids=["empty", "xml", "elements"],
)
def test_xml_workbooks_that_cannot_be_read_say_so(body, says):
    with pytest.raises(UnreadableError, match=says):
        read_document(body)
