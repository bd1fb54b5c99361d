"""Packages and containers: OpenDocument, OFD, saved pages and archives, whole, odd and broken."""

import io
import struct
import zipfile
import zlib
from importlib.util import find_spec
from pathlib import Path

import pytest

from gipcrawler.documents import documents_in, read_document
from gipcrawler.documents.docx import read_docx
from gipcrawler.documents.leaves import by_number
from gipcrawler.documents.ofd import read_ofd
from gipcrawler.documents.zipped import Zipped
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Grid, Paragraph
from gipcrawler.reading import report_of
from tests.press import as_docx, as_html, as_pdf, expected, sheets, synthetic
from tests.press.features import features
from tests.press.mht import as_mht
from tests.press.ofd import as_ofd
from tests.press.pictures import png
from tests.press.xlsx import as_xlsx

FIXTURES = Path(__file__).parents[1] / "fixtures" / "carriers"
SHEET = sheets["001"]
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:automatic-styles>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."'
    ' style:num-suffix="、" text:start-value="2"/></text:list-style></office:automatic-styles>'
    "<office:body><office:text>{}</office:text></office:body></office:document-content>"
)
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
OFD_DOCUMENT = (
    f'<ofd:Document {OFD}><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/T.xml"/><ofd:PageArea>'
    "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
    '<ofd:Page ID="1" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>'
)


def packed(*files: tuple[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files:
            archive.writestr(zipfile.ZipInfo(name), body, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def odt(body: str, *more: tuple[str, str]) -> bytes:
    return packed(("content.xml", ODT.format(body)), *more)


def figures(body: bytes):
    return {
        (cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report_of(read_document(body)).cells
    }


WANTED = {cell[:4]: cell[4] for cell in expected(SHEET)}


def test_opendocument_lists_changes_boxes_and_inner_tables_read_as_in_docx():
    with zipfile.ZipFile(FIXTURES / "odt.zip") as held:
        assert read_document(held.read("features.odt")).blocks == read_docx(features()).blocks


def test_opendocument_text_is_what_is_printed():
    body = (
        '<text:p>甲<text:s text:c="2"/>乙<text:tab/>丙<text:line-break/>丁<text:span text:style-name="H">隐</text:span>'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body>"
        "</text:note></text:p><text:section><text:h text:outline-level='2'>题</text:h></text:section>"
        '<text:list text:style-name="L"><text:list-item><text:p>项</text:p><text:p>续</text:p></text:list-item>'
        "<text:list-header><text:p>头</text:p></text:list-header>"
        "<text:list-item><text:p>目</text:p></text:list-item></text:list>"
    )
    assert read_document(odt(body)).blocks == (
        Paragraph("甲 乙 丙\n丁"),
        Paragraph("注"),
        Paragraph("题", 2),
        Paragraph("二、项"),
        Paragraph("续"),
        Paragraph("头"),
        Paragraph("三、目"),
    )


def test_opendocument_cells_that_stand_for_many_are_many():
    cell = '<table:table-cell table:number-columns-repeated="2"><text:p>0</text:p></table:table-cell>'
    wide = '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>甲</text:p>'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    body = (
        f"<table:table><table:table-header-rows><table:table-row>{wide}</table:table-cell><table:covered-table-cell/>"
        f"<table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        f"<table:table-row>{covered}<table:table-cell/></table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{cell}<table:table-cell/></table:table-row></table:table>'
    )
    (grid,) = read_document(odt(body)).blocks
    assert [(one.text, one.row, one.column, one.row_span, one.column_span) for one in grid.cells] == [
        ("甲", 0, 0, 2, 2), ("乙", 0, 2, 1, 1), ("", 1, 2, 1, 1),
        ("0", 2, 0, 1, 1), ("0", 2, 1, 1, 1), ("", 2, 2, 1, 1), ("0", 3, 0, 1, 1), ("0", 3, 1, 1, 1), ("", 3, 2, 1, 1),
    ]  # fmt: skip


def ofd(page: str, *more: tuple[str, str]) -> bytes:
    return packed(
        (
            "OFD.xml",
            f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        ("Doc_0/Document.xml", OFD_DOCUMENT),
        ("Doc_0/Pages/P.xml", f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"),
        *more,
    )


def text(words: str, x: float, y: float, more: str = "", steps: str = "") -> str:
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 6" Size="4" {more}>'
        f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def test_ofd_steps_are_told_in_short_or_one_by_one():
    page = (
        text("主动公开", 30, 30, steps="g 3 4") + text("12", 30, 50, steps="2") + text("共3件", 30, 70, steps="4 g 1 2")
    )
    assert [block.text for block in read_ofd(ofd(page)).blocks] == ["主动公开", "12", "共3件"]


def test_ofd_text_without_steps_is_set_by_its_font():
    page = text("主动公开12件", 30, 30) + text("\n共3件\n", 30, 70, steps="4")
    assert [block.text for block in read_ofd(ofd(page)).blocks] == ["主动公开12件", "共3件"]


def test_ofd_matrices_turn_and_scale_and_what_leans_is_a_watermark():
    page = text("竖排", 30, 30, 'CTM="0 1 -1 0 10 0"', "g 1 4") + text("斜", 60, 60, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    page += text("大字", 30, 90, 'CTM="2 0 0 2 0 0"', "4") + text("无", 30, 120, 'Visible="false"')
    assert [block.text for block in read_ofd(ofd(page)).blocks] == ["大字", "竖排"]


def test_ofd_rules_may_be_filled_strips_and_come_from_a_template():
    def strip(x: float, y: float, width: float, height: float) -> str:
        path = f"M 0 0 L {width} 0 L {width} {height} L 0 {height} C"
        return (
            f'<ofd:PathObject Boundary="{x} {y} {width} {height}" Stroke="false" Fill="true">'
            f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    rules = "".join(strip(30, y, 60, 0.2) for y in (30, 40, 50)) + "".join(strip(x, 30, 0.2, 20) for x in (30, 60, 90))
    page = "".join(text(word, x, y) for word, x, y in (("甲", 32, 32), ("乙", 62, 32), ("1", 32, 42), ("2", 62, 42)))
    template = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{rules}</ofd:Layer></ofd:Content></ofd:Page>"
    parts = dict(contents(ofd(page, ("Doc_0/Tpls/T.xml", template))))
    place = "Doc_0/Pages/P.xml"
    parts[place] = parts[place].replace(b"<ofd:Content>", b'<ofd:Template TemplateID="9"/><ofd:Content>')
    used = packed(*parts.items())
    (grid,) = read_ofd(used).blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.row, cell.column) for cell in grid.cells] == [
        ("甲", 0, 0), ("乙", 0, 1), ("1", 1, 0), ("2", 1, 1),
    ]  # fmt: skip
    assert grid.page == 1


def contents(body: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


LOCKED = "<m:m xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:encryption-data/></m:m>"
MANY = (
    '<table:table><table:table-row table:number-rows-repeated="1000">'
    '<table:table-cell table:number-columns-repeated="1000"/></table:table-row></table:table>'
)
PICTURE = '<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="5"/>'


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (ofd(PICTURE), "scan without a text layer"),
        (ofd(""), "holds no text"),
        (ofd(text("\ue001\ue002\ufffd", 30, 30)), "fonts do not tell"),
        (packed(("OFD.xml", f"<ofd:OFD {OFD}/>")), "main part is missing"),
        (packed(("OFD.xml", f"<ofd:OFD {OFD}/>"), ("Encryptions.xml", "<a/>")), "encrypted"),
        (as_ofd(SHEET)[:2000], "damaged or truncated"),
        (odt(""), "holds no text"),
        (packed(("content.xml", "<a/>")), "no text document"),
        (odt("", ("META-INF/manifest.xml", LOCKED)), "encrypted"),
        (odt(MANY), "more than 100,000 cells"),
        (b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/gif\n\nG\n--x--", "no page"),
        (packed(("b.exe", b"MZ\0\0\x01\x02\x03" * 9), ("c.png", b"\x89PNG\r\n\x1a\n\0")), "b.exe: "),
        (packed(), "archive holds no document"),
        (packed(*((f"{at}.txt", b"x") for at in range(201))), "unpack it"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(body, says):
    with pytest.raises(UnreadableError) as error:
        read_document(body)
    assert says in str(error.value)
    assert str(error.value).endswith(".")


def test_a_saved_page_in_frames_is_the_first_page_with_text():
    whole = as_mht(SHEET)
    frames = b"------=_NextPart_01\nContent-Type: text/html\n\n<html><frameset><frame src='x'></frameset></html>\n"
    start = whole.index(b"------=_NextPart_01")
    assert figures(whole[:start] + frames + whole[start:]) == WANTED


@pytest.mark.parametrize(
    "files",
    [
        (("报告.docx", as_docx(SHEET)), ("报告.pdf", as_pdf(SHEET))),
        (
            ("1.doc", as_html(SHEET, "word", "gb18030")),
            ("__MACOSX/._1.doc", b"\0\x05\x16\x07"),
            ("申请表.txt", b"form"),
        ),
        (("inner.zip", packed(("a/b/report.xlsx", as_xlsx(SHEET)))), ("photo.jpg", b"\xff\xd8\xff\xe0")),
    ],
    ids=["twice", "litter", "inner"],
)
def test_an_archive_is_the_report_in_it(files):
    assert figures(packed(*files)) == WANTED


def test_a_report_whose_tables_are_files_of_their_own_is_one():
    prose = "\n".join(f"{section.heading}\n{''.join(section.paragraphs)}" for section in SHEET.sections[:2])
    tables = as_xlsx(SHEET)
    assert figures(packed(("正文.txt", prose), ("附件.xlsx", tables))) == WANTED


def test_several_reports_are_not_made_one_and_are_given_one_by_one():
    others = [synthetic(f"某县{name}人民政府", 2023, "2021", seed) for seed, name in enumerate(("东镇", "西镇"))]
    body = packed(*((f"{sheet.issuer}.docx", as_docx(sheet)) for sheet in others), ("坏.docx", b"PK\x03\x04"))
    with pytest.raises(UnreadableError, match="holds several reports"):
        read_document(body)
    members = documents_in(body)
    assert [(member.name, member.document is None) for member in members] == [
        ("坏.docx", True), ("某县东镇人民政府.docx", False), ("某县西镇人民政府.docx", False),
    ]  # fmt: skip
    assert "damaged" in members[0].reason
    (alone,) = documents_in(as_docx(SHEET))
    assert alone.name == ""
    assert alone.document == read_docx(as_docx(SHEET))


def test_pictures_in_one_folder_are_the_pages_of_one_document_and_one_alone_is_itself():
    pages = [(f"翻页/{number}.png", png()) for number in (10, 2, 1)]
    body = packed(("正文.docx", as_docx(SHEET)), *pages, ("图/公章.png", png()), ("说明.txt", "无"))
    assert [member.name for member in documents_in(body)] == ["图/公章.png", "正文.docx", "翻页", "说明.txt"]
    assert figures(body) == WANTED


def test_names_sort_as_people_count():
    names = ["第10页.png", "第2页.png", "a/1.png", "a/01b.png", "b"]
    assert sorted(names, key=by_number) == ["a/1.png", "a/01b.png", "b", "第2页.png", "第10页.png"]


def rar(*files: tuple[str, bytes], flags: int = 2) -> bytes:
    """A RAR 5 archive of stored members: blocks of checksum, length, kind and fields of variable length."""

    def number(value: int) -> bytes:
        low, high = value & 0x7F, value >> 7
        return bytes((low | 0x80,)) + number(high) if high else bytes((low,))

    def block(*fields: bytes) -> bytes:
        told = b"".join(fields)
        told = number(len(told)) + told
        return struct.pack("<I", zlib.crc32(told)) + told

    parts = [b"Rar!\x1a\x07\x01\x00", block(number(1), number(0), number(0))]
    for name, body in files:
        named = name.encode()
        about = [number(one) for one in (2, flags, len(body), 4, len(body), 0x20)]
        more = [struct.pack("<I", zlib.crc32(body)), number(0), number(1), number(len(named)), named]
        parts += [block(*about, *more), body]
    return b"".join((*parts, block(number(5), number(0), number(0))))


needs_unrar = pytest.mark.skipif(find_spec("unrar") is None, reason="the extra `rar` has no wheel for this machine")


@needs_unrar
def test_a_rar_archive_reads_as_a_zip_does():
    body = rar(
        ("附件/报告.docx", as_docx(SHEET)),
        ("Thumbs.db", b"x"),
        ("inner.zip", packed(("a.png", b"\x89PNG\r\n"))),
    )
    assert figures(body) == WANTED
    assert [member.name for member in documents_in(body)] == ["inner.zip/a.png", "附件/报告.docx"]
    assert read_document(body).media_type == "application/vnd.rar"


@needs_unrar
@pytest.mark.parametrize(
    ("body", "says"),
    [
        (rar(("a.docx", b"x")).replace(b"a.docx", b"b.docx"), "RAR archive is damaged"),
        (rar(("a.docx", as_docx(SHEET)))[:-3000], "damaged or truncated"),
        (rar(("a.docx", as_docx(SHEET))).replace(b"word/styles.xml", b"word/stylos.xml"), "damaged or truncated"),
        (rar(("big.txt", bytes(65 << 20))), "more than 64 MB"),
        (rar(("a.docx", as_docx(SHEET)), flags=0x12), "goes on in another file"),
        (rar(("a.png", b"\x89PNG\r\n\x1a\n"), ("b.txt", b"x")).replace(b"b.txt", b"c.txt"), r"\(the rest\): The RAR"),
    ],
    ids=["head", "cut", "changed", "big", "volume", "rest"],
)
def test_a_rar_archive_that_cannot_be_read_says_so(body, says):
    with pytest.raises(UnreadableError, match=says):
        read_document(body)


def test_without_the_extra_a_rar_archive_says_what_to_install(monkeypatch):
    monkeypatch.setattr("gipcrawler.documents.rarred.find_spec", lambda _: None)
    with pytest.raises(UnreadableError, match=r"gipcrawler\[rar\]"):
        read_document(rar(("a.txt", b"x")))


def test_names_of_members_are_read_in_the_charset_of_their_writer():
    body = packed(("AAAA.txt", b"x")).replace(b"AAAA", "年报".encode("gbk"))
    assert Zipped(body).names == ("年报.txt",)


def test_an_archive_never_unpacks_more_than_is_sane():
    with pytest.raises(UnreadableError, match="unpacks to more than 64 MB"):
        read_document(packed(("bomb.txt", bytes(65 << 20)), ("a.txt", "")))
    with pytest.raises(UnreadableError, match="members"):
        Zipped(packed(*((f"{at}", b"") for at in range(10_001))))


def test_a_member_with_a_password_is_said_to_have_one():
    body = bytearray(packed(("a.txt", b"x")))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = body.index(mark) + (6 if mark.endswith(b"\x04") else 8)
        body[at] |= 1
    with pytest.raises(UnreadableError, match="encrypted"):
        read_document(bytes(body))
