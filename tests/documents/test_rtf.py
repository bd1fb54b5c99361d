"""A Rich Text file reads as Word prints it."""

import zipfile
from pathlib import Path

import pytest

from gipcrawler.documents.docx import read_docx
from gipcrawler.documents.rtf import read_rtf
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Grid, Paragraph
from tests.press.features import features

FIXTURES = Path(__file__).parents[1] / "fixtures" / "carriers"
HEAD = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}{\f2\fcharset136 Ming;}}"


def rtf(body: str, head: str = HEAD) -> bytes:
    return (head + body + "}").encode("ascii")


def escaped(text: str, charset: str = "gbk") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(charset))


def texts(body: str, head: str = HEAD) -> list[str]:
    return [block.text for block in read_rtf(rtf(body, head)).blocks]


def places(body: str) -> list[tuple[str, int, int, int, int]]:
    (grid,) = (block for block in read_rtf(rtf(body)).blocks if isinstance(block, Grid))
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


def test_lists_changes_fields_and_inner_tables_read_as_in_docx():
    with zipfile.ZipFile(FIXTURES / "rtf.zip") as held:
        told = read_rtf(held.read("features.rtf"))
    # the program that wrote it left the text box out
    assert told.blocks == tuple(block for block in read_docx(features()).blocks if block != Paragraph("框中文字"))


def test_double_bytes_are_read_whole_also_where_the_second_is_no_escape():
    assert texts(r"\pard\f0 " + "\\'81@\\'81\\\\\\'81\\{\\'b9\\'ab\\par") == ["丂乗亄公"]


def test_each_font_has_its_charset_and_the_file_the_rest():
    body = rf"\f0 {escaped('公开')}\f2 {escaped('公開', 'big5')}{{\f1 {escaped('情况')}}}\plain {escaped('表')}\par"
    assert texts(body) == ["公开公開情况表"]
    western = HEAD.replace("936", "1252").replace("134", "0")
    assert texts(rf"\f0 {escaped('公开情况')}\par caf\'e9\par", western) == ["公开情况", "café"]


def test_unicode_characters_stand_for_their_fallback():
    assert texts(r"\uc1\u20844?\u24320\'bf{\uc2\u24773\'c7\'e9}\uc0\u20917\u-10178\u-8265 !\par") == [
        "公开情况\U0001fbb7!"
    ]


def test_what_is_not_printed_is_left_out():
    body = (
        r"{\header\pard head\par}{\*\generator Word;}{\info{\title no}}{\*\bkmkstart b}"
        r"A{\v hidden}{\deleted gone}{\field{\*\fldinst REF x}{\fldrslt shown}}{\pict\pngblip 89504e47}"
        r"{\object{\*\objdata 0105}{\result R}}{\upr{old}{\*\ud{new}}}\bin5 }}}}}{\nonshppict{\pict ff}}\par"
        r"{\shp{\*\shpinst{\sp{\sn name}{\sv value}}{\shptxt\pard boxed\par}}}"
        r"B{\footnote\pard note}\line C\tab D\~E\_F\-G\emdash\par"
    )
    assert texts(body) == ["AshownRnew", "boxed", "Bnote\nC D E-FG—"]


def test_numbers_of_lists_are_printed_and_bullets_are_not():
    body = (
        rf"{{\listtext\f0 {escaped('一、')}\tab}}A\par{{\pntext 1.\tab}}B\par{{\listtext\'b7\tab}}C\par"
        rf"{{\listtext\f0 {escaped('（二）')}\tab}}D\par"
    )
    assert texts(body) == ["一、A", "1. B", "C", "（二）D"]


def test_headings_are_told_by_level_or_by_style():
    head = HEAD + r"{\stylesheet{\ql Normal;}{\s3 heading 2;}{\s4\outlinelevel0 Mine;}}"
    told = read_rtf(rtf(r"\pard\s3 A\par\pard\s4 B\par\pard\outlinelevel2 C\par\pard D\par\outlinelevel9 E\par", head))
    assert [block.heading for block in told.blocks] == [2, 1, 3, None, None]


def test_a_file_of_more_words_than_any_report_is_refused(monkeypatch):
    monkeypatch.setattr("gipcrawler.documents.rtf.MOST_TOKENS", 50)
    with pytest.raises(UnreadableError, match="enormous"):
        read_rtf(rtf(r"\b" * 52))


ROW = r"\trowd\trleft0\clvmgf\cellx1000\cellx2000\cellx3000 "
NEXT = r"\trowd\trleft0\clvmrg\cellx1010\cellx3000 "


def test_merged_cells_have_their_spans():
    body = ROW + r"\intbl A\cell B\cell C\cell\row" + NEXT + r"\intbl\cell D\cell\row\pard after\par"
    assert places(body) == [("A", 0, 0, 2, 1), ("B", 0, 1, 1, 1), ("C", 0, 2, 1, 1), ("D", 1, 1, 1, 2)]
    sideways = r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000 \intbl A\cell\cell B\cell\row" + ROW
    assert places(sideways + r"\intbl C\cell D\cell E\cell\row")[:2] == [("A", 0, 0, 1, 2), ("B", 0, 2, 1, 1)]


def test_a_row_may_be_described_after_its_cells_and_paragraphs_may_forget_their_table():
    body = r"\pard\intbl A\cell\pard B\par\pard C\cell D\cell" + ROW + r"\row\pard after\par"
    assert places(body) == [("A", 0, 0, 1, 1), ("B\nC", 0, 1, 1, 1), ("D", 0, 2, 1, 1)]


def test_a_table_inside_a_cell_does_not_disturb_the_row_around_it():
    inner = (
        r"\pard\intbl\itap2 x\nestcell{\nonesttables\par}y\nestcell"
        r"{\*\nesttableprops\trowd\cellx100\cellx200\nestrow}{\nonesttables\par}"
    )
    body = ROW + inner + r"\pard\intbl\itap1\cell B\cell C\cell\row\pard after\par"
    assert places(body) == [("x\ny", 0, 0, 1, 1), ("B", 0, 1, 1, 1), ("C", 0, 2, 1, 1)]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (rtf(r"\pard A\par B")[:-1], "truncated"),
        (rtf(""), "holds no text"),
        (b"{\\rtf1" + b"{" * 600, "nested too deeply"),
        (b"{\\rtf1 " + b"x" * (65 << 20), "more than 64 MB"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(body, says):
    with pytest.raises(UnreadableError) as error:
        read_rtf(body)
    assert says in str(error.value)
    assert str(error.value).endswith(".")
