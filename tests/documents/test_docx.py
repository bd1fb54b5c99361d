"""A Word package reads as Word prints it."""

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from gipcrawler.documents.docx import MEDIA_TYPE, read_docx
from gipcrawler.documents.docx_numerals import FORMATS
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document, Grid, Metadata, Paragraph

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)


def package(body: str, **parts: str) -> bytes:
    """The bytes of a package with this XML inside `w:body`, and inside the roots of other parts."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{roots[name]} {NAMESPACES}>{xml}</w:{roots[name]}>")
    return out.getvalue()


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str = "", properties: str = "", inside: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def places(document: Document) -> list[tuple[str, int, int, int, int]]:
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def levels(*kinds: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (kind, pattern) in enumerate(kinds)
    )


def listed(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def test_a_real_package_gives_its_blocks_in_order_and_nothing_of_its_template():
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "新建文档", "admin"
    word.add_heading("一、总体情况", level=2)
    word.add_paragraph("本镇全年公开信息四十条。")
    table = word.add_table(rows=2, cols=3)
    for at, text in enumerate(("信息内容", "规章", "0")):
        table.cell(0, at).text = text
    table.cell(1, 0).merge(table.cell(1, 2)).text = "行政许可"
    word.add_paragraph("注：以上为全年数。")
    out = io.BytesIO()
    word.save(out)
    document = read_docx(out.getvalue())
    assert document.media_type == MEDIA_TYPE
    assert document.metadata == Metadata()
    heading, prose, grid, note = document.blocks
    assert heading == Paragraph("一、总体情况", 2)
    assert prose == Paragraph("本镇全年公开信息四十条。")
    assert note == Paragraph("注：以上为全年数。")
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.row, cell.column, cell.column_span) for cell in grid.cells] == [
        ("信息内容", 0, 0, 1),
        ("规章", 0, 1, 1),
        ("0", 0, 2, 1),
        ("行政许可", 1, 0, 3),
    ]


def test_merged_cells_span_rows_also_where_the_merge_was_never_begun():
    restart, going = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read_docx(
        package(
            tbl(
                tr(tc("甲", restart), tc("1"), tc("丙", going)),
                tr(tc("隐", going), tc("2"), tc("", going)),
                tr(tc("", going), tc("3"), tc("4")),
                tr(tc("乙", restart), tc("5"), tc("6")),
            )
        )
    )
    assert places(document) == [
        ("甲", 0, 0, 3, 1),
        ("1", 0, 1, 1, 1),
        ("丙", 0, 2, 2, 1),
        ("2", 1, 1, 1, 1),
        ("3", 2, 1, 1, 1),
        ("4", 2, 2, 1, 1),
        ("乙", 3, 0, 1, 1),
        ("5", 3, 1, 1, 1),
        ("6", 3, 2, 1, 1),
    ]


def test_gaps_before_a_row_move_its_cells_and_short_rows_stay_short():
    before = '<w:gridBefore w:val="2"/>'
    document = read_docx(package(tbl(tr(tc("甲"), tc("乙"), tc("丙")), tr(tc("丁"), properties=before), tr(tc("戊")))))
    assert [(text, row, column) for text, row, column, _, _ in places(document)] == [
        ("甲", 0, 0),
        ("乙", 0, 1),
        ("丙", 0, 2),
        ("丁", 1, 2),
        ("戊", 2, 0),
    ]


def test_spans_that_only_the_widths_keep_are_found_again():
    def wide(width: int) -> str:
        return f'<w:tcW w:w="{width}" w:type="dxa"/>'

    document = read_docx(
        package(
            tbl(
                tr(tc("情况", wide(2000)), tc("组织", wide(3000)), tc("总计", wide(1000))),
                tr(tc("数量", wide(2010)), *(tc(str(n), wide(990)) for n in range(3)), tc("9", wide(1000))),
            )
        )
    )
    assert [(text, column, span) for text, _, column, _, span in places(document)] == [
        ("情况", 0, 1),
        ("组织", 1, 3),
        ("总计", 4, 1),
        ("数量", 0, 1),
        ("0", 1, 1),
        ("1", 2, 1),
        ("2", 3, 1),
        ("9", 4, 1),
    ]


def test_edges_drawn_a_little_apart_are_one():
    grid = (
        "<w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in (1900, 100, 1900, 100, 2000))
        + "</w:tblGrid>"
    )
    span = '<w:gridSpan w:val="{}"/>'
    rows = (
        tr(tc("甲", span.format(1)), tc("乙", span.format(3)), tc("丙", span.format(1))),
        tr(tc("丁", span.format(2)), tc("戊", span.format(1)), tc("己", span.format(2))),
        tr(tc("庚", span.format(5))),
    )
    told = read_docx(package(tbl(grid, *rows)))
    assert places(told) == [
        ("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1), ("丙", 0, 2, 1, 1),
        ("丁", 1, 0, 1, 1), ("戊", 1, 1, 1, 1), ("己", 1, 2, 1, 1),
        ("庚", 2, 0, 1, 3),
    ]  # fmt: skip


def test_narrow_columns_that_a_row_uses_stay():
    grid = "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 200, 2000)) + "</w:tblGrid>"
    rows = tr(tc("甲"), tc("乙"), tc("丙")), tr(tc("丁", '<w:gridSpan w:val="2"/>'), tc("戊"))
    assert places(read_docx(package(tbl(grid, *rows))))[3:] == [("丁", 1, 0, 1, 2), ("戊", 1, 2, 1, 1)]


def test_merges_of_old_converters_span_columns():
    first, going = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    document = read_docx(package(tbl(tr(tc("甲", first), tc("", going), tc("乙")), tr(tc("1"), tc("2"), tc("3")))))
    assert places(document)[:2] == [("甲", 0, 0, 1, 2), ("乙", 0, 2, 1, 1)]


def test_a_table_that_lays_out_tables_is_walked():
    inner = tbl(tr(tc("规章"), tc("3")), tr(tc("文件"), tc("4")))
    document = read_docx(package(tbl(tr(tc("二、主动公开")), tr(tc("", inside=inner)), tr(tc("三、申请")))))
    assert texts(document) == ["二、主动公开", "三、申请"]
    assert [text for text, *_ in places(document)] == ["规章", "3", "文件", "4"]
    assert isinstance(document.blocks[1], Grid)


def test_a_small_table_inside_a_cell_stays_text_of_that_cell():
    inner = tbl(tr(tc("0")))
    rows = [tr(tc(f"第{n}行"), tc(str(n))) for n in range(4)]
    document = read_docx(package(tbl(*rows, tr(tc("末行"), tc("", inside=inner)))))
    assert places(document)[-2:] == [("末行", 4, 0, 1, 1), ("0", 4, 1, 1, 1)]


def test_an_empty_table_is_no_grid():
    assert read_docx(package(tbl(tr(tc(), tc())) + p("正文"))).blocks == (Paragraph("正文"),)


def test_changes_are_read_as_accepted_and_hidden_text_is_not_there():
    body = (
        "<w:p><w:r><w:t>收到</w:t></w:r><w:ins><w:r><w:t>12</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>9</w:delText><w:t>9</w:t></w:r></w:del><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val='off'/></w:rPr><w:t>密</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/><w:rStyle w:val='off'/></w:rPr><w:t>件</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>" + p("后半句。")
    )
    styles = '<w:style w:styleId="off" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert texts(read_docx(package(body, styles=styles))) == ["收到12件", "前半句，后半句。"]


def test_a_deleted_row_is_not_there():
    document = read_docx(package(tbl(tr(tc("甲")), tr(tc("乙"), properties="<w:del/>"), tr(tc("丙")))))
    assert places(document) == [("甲", 0, 0, 1, 1), ("丙", 1, 0, 1, 1)]


def test_links_fields_breaks_tabs_and_content_controls_keep_their_text():
    body = (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:hyperlink><w:r><w:t>网址</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>次行</w:t><w:tab/><w:t>左</w:t><w:noBreakHyphen/><w:t>右</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>内</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
    )
    assert texts(read_docx(package(body))) == ["网址\n次行 左-右内"]


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it():
    box = f"<w:txbxContent>{p('框内')}{tbl(tr(tc('甲'), tc('1')))}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read_docx(package(body))
    assert texts(document) == ["正文", "框内"]
    assert [text for text, *_ in places(document)] == ["甲", "1"]


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def taking_in(name: str, chunk: str | bytes) -> bytes:
    """A package with a file of another kind between two paragraphs."""
    out = io.BytesIO(package(f'{p("前")}<w:altChunk r:id="c1" xmlns:r="{OFFICE}"/>{p("后")}'))
    relation = f'<Relationship Id="c1" Type="{OFFICE}/aFChunk" Target="/word/{name}"/>'
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr(f"word/{name}", chunk)
    return out.getvalue()


def test_a_page_that_is_taken_in_whole_is_read_where_it_stands():
    page = "<html><body><p>总体情况</p><table><tr><td>申请</td><td>3</td></tr></table></body></html>"
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html"
    first, prose, grid, last = read_docx(taking_in("a.mht", f"{head}; charset=utf-8\n\n{page}\n--x--")).blocks
    assert [first, prose, last] == [Paragraph("前"), Paragraph("总体情况"), Paragraph("后")]
    assert [cell.text for cell in grid.cells] == ["申请", "3"]


def test_word_files_that_are_taken_in_are_read_to_some_depth():
    body = package(p("里"))
    for _ in range(5):
        body = taking_in("a.docx", body)
    assert texts(read_docx(body)) == ["前"] * 4 + ["后"] * 4
    assert texts(read_docx(taking_in("a.docx", package(p("里"))))) == ["前", "里", "后"]


def test_a_footnote_follows_its_paragraph():
    body = "<w:p><w:r><w:t>行政复议三件</w:t><w:footnoteReference w:id='2'/></w:r></w:p>" + p("次段")
    notes = f"<w:footnote w:id='2'>{p('注：含上年结转。')}</w:footnote>"
    assert texts(read_docx(package(body, footnotes=notes))) == ["行政复议三件", "注：含上年结转。", "次段"]


def test_automatic_numbers_are_printed():
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        f"{levels(('chineseCounting', '%1、'), ('chineseCountingThousand', '（%2）'))}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:abstractNum w:abstractNumId="8">{levels(("decimal", "%1."), ("decimal", "%1.%2"))}</w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(
        (
            p("总体情况", listed(1)),
            p("主动公开", listed(1, 1)),
            p("依申请公开", listed(1, 1)),
            p("正文"),
            p("主动公开政府信息情况", listed(1)),
            p("监督", listed(1, 1)),
            p("重复申请", listed(2)),
            p("其他", listed(2)),
            p("细目", listed(2, 1)),
            p("2020年", listed(3)),
            p("无号", listed(0)),
        )
    )
    assert texts(read_docx(package(body, numbering=numbering))) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "正文",
        "二、主动公开政府信息情况",
        "（一）监督",
        "1. 重复申请",
        "2. 其他",
        "2.1 细目",
        "1. 2020年",
        "无号",
    ]


def test_a_heading_style_brings_its_level_and_its_number():
    styles = (
        '<w:style w:styleId="1" w:type="paragraph"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="2" w:type="paragraph"><w:basedOn w:val="1"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="3" w:type="paragraph"><w:name w:val="标题 3"/></w:style>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels(("japaneseCounting", "%1、"))}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        p("总体情况", '<w:pStyle w:val="1"/>')
        + p("主动公开情况", '<w:pStyle w:val="2"/>')
        + p("平台", '<w:pStyle w:val="3"/>')
        + p("正文", '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>')
    )
    document = read_docx(package(body, styles=styles, numbering=numbering))
    assert document.blocks == (
        Paragraph("一、总体情况", 1),
        Paragraph("二、主动公开情况", 2),
        Paragraph("平台", 3),
        Paragraph("正文"),
    )


def test_numbers_of_table_cells_are_printed_too():
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels(("decimal", "%1"))}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )
    row = f"<w:tr><w:tc>{p('', listed(5))}</w:tc>{tc('甲')}</w:tr>"
    document = read_docx(package(tbl(row, row), numbering=numbering))
    assert [text for text, *_ in places(document)] == ["1", "甲", "2", "甲"]


@pytest.mark.parametrize(
    ("kind", "n", "printed"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("ideographTraditional", 3, "丙"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
    ],
)
def test_numerals(kind, n, printed):
    assert FORMATS[kind](n) == printed


def test_the_strict_vocabulary_reads_alike():
    body = package(p("正文"))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(strict, "w") as new:
        xml = old.read("word/document.xml").decode()
        uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        new.writestr("word\\document.xml", xml.replace(uri, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert texts(read_docx(strict.getvalue())) == ["正文"]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (40 << 20))
    return out.getvalue()


def entities() -> bytes:
    declared = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"{declared}<w:document {NAMESPACES}><w:body>&b;</w:body></w:document>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "damaged or truncated"),
        (b"PK\x03\x04 not a package", "damaged or truncated"),
        (package(p("正文"))[:-40], "damaged or truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old binary Office file"),
        (bomb(), "unpacks to more than 32 MB"),
        (entities(), "no text"),
        (package(""), "no text"),
        (package("<w:p>"), "no well-formed XML"),
    ],
    ids=["empty", "rubbish", "truncated", "encrypted", "binary", "bomb", "entities", "blank", "broken"],
)
def test_what_cannot_be_read_is_said_in_one_sentence(body, says):
    with pytest.raises(UnreadableError, match=says) as caught:
        read_docx(body)
    assert "\n" not in str(caught.value)


def test_a_package_of_another_kind_is_no_word_file():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableError, match="no Word document"):
        read_docx(out.getvalue())


def test_a_note_that_refers_to_itself_is_read_once():
    note = "<w:p><w:r><w:t>注</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
    document = read_docx(package(note, footnotes=f"<w:footnote w:id='2'>{note}</w:footnote>"))
    assert texts(document) == ["注", "注"]


def test_a_report_is_read_quickly():
    word = docx.Document()
    for _ in range(80):
        word.add_paragraph("全年办理政府信息公开申请若干件，均在期限内答复。" * 8)
    table = word.add_table(rows=28, cols=10)
    for cell in table._cells:
        cell._tc.append(parse_xml(f"<w:p {NAMESPACES}><w:r><w:t>0</w:t></w:r></w:p>"))
    out = io.BytesIO()
    word.save(out)
    read_docx(out.getvalue())
    timings = []
    for _ in range(5):
        started = time.process_time()
        read_docx(out.getvalue())
        timings.append(time.process_time() - started)
    assert min(timings) < 0.06


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not beside this checkout")
def test_the_official_form_has_its_geometry():
    document = read_docx((SAMPLES / "official_form_2021.docx").read_bytes())
    disclosure, applications, review = (block for block in document.blocks if isinstance(block, Grid))
    by_text = {cell.text.replace("\n", ""): cell for cell in applications.cells if cell.text}

    def spans(label: str) -> tuple[int, int, int, int]:
        cell = by_text[label]
        return cell.row, cell.column, cell.row_span, cell.column_span

    assert {cell.row for cell in disclosure.cells} == set(range(14))
    assert spans("申请人情况") == (0, 3, 1, 7)
    assert spans("法人或其他组织") == (1, 4, 1, 5)
    assert spans("自然人") == (1, 3, 2, 1)
    assert spans("三、本年度办理结果") == (5, 0, 22, 1)
    assert spans("（三）不予公开") == (7, 1, 8, 1)
    assert spans("（七）总计") == (26, 1, 1, 2)
    assert spans("四、结转下年度继续办理") == (27, 0, 1, 3)
    for row in range(3, 28):
        assert [cell.column for cell in applications.cells if cell.row == row and cell.column > 2] == list(range(3, 10))
    assert [cell.column for cell in review.cells if cell.row == 3] == list(range(15))
    area = sum(cell.row_span * cell.column_span for cell in applications.cells)
    assert area == 28 * 10
