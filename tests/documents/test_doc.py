"""A binary Word file reads as Word prints it."""

import struct
import zipfile
from pathlib import Path

import pytest

from gipcrawler.documents import word_tree
from gipcrawler.documents.doc import read_doc
from gipcrawler.documents.doc_properties import LIST, TABS, Format, properties, row_shape
from gipcrawler.documents.docx import read_docx
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Grid, Paragraph
from tests.press.doc import _compound, _File, _streams, as_doc
from tests.press.features import features
from tests.press.library import sheets

FIXTURES = Path(__file__).parents[1] / "fixtures" / "carriers"


def document(*paragraphs: str) -> bytes:
    """A .doc of these paragraphs, each with its mark."""
    file = _File()
    for text in paragraphs:
        file.add(text)
    return _compound(_streams(file))


def test_lists_changes_fields_boxes_and_inner_tables_read_as_in_docx():
    with zipfile.ZipFile(FIXTURES / "doc.zip") as held:
        told = read_doc(held.read("features.doc"))
    assert told.blocks == read_docx(features()).blocks
    assert told.media_type == "application/msword"


def test_what_is_not_printed_is_left_out_and_marks_stand_for_themselves():
    shown = read_doc(
        document("一\x0b二\x1e三\x1f四\x01五\x08\r", "见\x13 HYPERLINK \x01\x14网站\x15。\r", "六\x0c七\r")
    )
    assert [block.text for block in shown.blocks] == ["一\n二-三四五", "见网站。", "六\n七"]


def test_a_field_that_never_ends_takes_no_more_than_its_paragraph():
    assert [block.text for block in read_doc(document("见\x13 REF 一\r", "第二段\r")).blocks] == ["见", "第二段"]


def test_eight_bit_text_is_western_unless_it_is_pairs_of_gb2312():
    body = document("Report “1”\r")
    assert read_doc(body).blocks == (Paragraph("Report “1”"),)
    chinese = body.replace(b"Report ", "公开目".encode("gb2312") + b" ")
    assert read_doc(chinese).blocks[0].text.startswith("公开目")


def test_characters_beyond_sixteen_bits_do_not_move_what_follows():
    assert [block.text for block in read_doc(document("𠮷甲\r", "乙𠮷\r", "丙\r")).blocks] == ["𠮷甲", "乙𠮷", "丙"]


def test_a_cell_mark_outside_of_any_table_makes_one():
    (grid,) = read_doc(document("甲\x07", "乙\x07")).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["甲", "乙"]


def test_tab_stops_of_any_length_hide_no_property_behind_them():
    long = b"\xff\x02" + bytes(8) + b"\x03" + bytes(9)
    told = struct.pack("<H", TABS) + long + struct.pack("<HH", LIST, 7)
    assert dict(properties(told))[LIST] == b"\x07\x00"
    assert dict(properties(struct.pack("<H", TABS) + b"\x02\0\0" + struct.pack("<HH", LIST, 7)))[LIST] == b"\x07\x00"


@pytest.mark.parametrize(("first", "second"), [(1, 2), (2, 1), (3, 1)])
def test_cells_merged_sideways_go_on_from_the_first_of_them(first, second):
    flags = [0, first, second, second, first, second]
    edges = struct.pack("<7h", *range(0, 7000, 1000))
    told = b"\x06" + edges + b"".join(struct.pack("<H18x", flag) for flag in flags)
    shape = row_shape(Format(0, {0xD608: told}))
    assert [cell.from_left for cell in shape.cells] == [False, False, True, True, False, True]


def test_widths_and_merges_that_are_told_afterwards_count():
    told = b"\x03" + struct.pack("<4h", 0, 1000, 2000, 3000) + bytes(60)
    later = {0x7623: b"\0\x01" + struct.pack("<H", 1500), 0x5624: b"\x01\x03", 0xD62B: b"\0\x03"}
    shape = row_shape(Format(0, {0xD608: told, **later}))
    assert [cell.right for cell in shape.cells] == [1500, 2500, 3500]
    assert [cell.from_left for cell in shape.cells] == [False, False, True]
    assert [cell.restart for cell in shape.cells] == [True, False, False]


def test_a_file_of_more_paragraphs_than_any_report_is_refused(monkeypatch):
    monkeypatch.setattr(word_tree, "MOST_PIECES", 50)
    with pytest.raises(UnreadableError, match="enormous"):
        read_doc(document(*["甲\r"] * 52))


WHOLE = as_doc(sheets["001"])


def changed(place: int, flags: bytes) -> bytes:
    start = WHOLE.index(b"\xec\xa5")
    return WHOLE[: start + place] + flags + WHOLE[start + place + len(flags) :]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (changed(10, b"\x00\x13"), "encrypted"),
        (changed(2, b"\x65\x00"), "Word 6 or 95"),
        (changed(0, b"\0\0"), "header is missing"),
        (changed(0x1A2, bytes(8)), "table of its text is missing"),
        (WHOLE[: len(WHOLE) // 2], "damaged or truncated"),
        (WHOLE[:600], "damaged"),
        (_compound({"Workbook": b"x"}), "no Word document"),
        (document("\r"), "holds no text"),
        (bytes(65 << 20), "more than 64 MB"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(body, says):
    with pytest.raises(UnreadableError) as error:
        read_doc(body)
    assert says in str(error.value)
    assert str(error.value).endswith(".")
