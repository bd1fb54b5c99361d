"""Print a sheet as a Word file: headings as plain bold paragraphs, tables merged the way Word merges them."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.press.layout import Box, Layout, table_of
from tests.press.sheet import Sheet

WRITTEN = datetime(2021, 1, 15, 8, 30, tzinfo=UTC)
TWIPS = 9000  # the width of a table
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold


def as_docx(sheet: Sheet) -> bytes:
    """The report as a .docx, the same to the byte each time."""
    document = docx.Document()
    document.core_properties.title = sheet.title
    document.core_properties.author = sheet.issuer or ""
    document.core_properties.created = document.core_properties.modified = WRITTEN
    for line in sheet.title_lines:
        _paragraph(document, line, bold=True, alignment=WD_ALIGN_PARAGRAPH.CENTER)
    for text in sheet.preamble:
        _paragraph(document, text)
    for section in sheet.sections:
        _paragraph(document, section.heading, bold=True)
        if layout := table_of(sheet, section):
            _paragraph(document, "")
            document.element.body.insert(-1, _table(layout))
            _paragraph(document, "")
        for text in section.paragraphs:
            _paragraph(document, text)
    for line in sheet.signature:
        _paragraph(document, line, alignment=WD_ALIGN_PARAGRAPH.RIGHT)
    packed = io.BytesIO()
    document.save(packed)
    return _dated(packed.getvalue())


def _paragraph(document: Any, text: str, *, bold: bool = False, alignment: Any = None) -> None:
    """A paragraph in two runs, as Word leaves them where the typist paused."""
    paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    half = len(text) // 2
    for run in (text[:half], text[half:]):
        paragraph.add_run(run).bold = bold or None


def _table(layout: Layout) -> Any:
    """`w:tbl` with `gridSpan` for columns and `vMerge` for rows (ECMA-376 part 1, 17.4.17 and 17.4.84)."""
    table = OxmlElement("w:tbl")
    properties = _add(table, "w:tblPr")
    _add(properties, "w:tblW", w=str(TWIPS), type="dxa")
    borders = _add(properties, "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
    grid = _add(table, "w:tblGrid")
    width = TWIPS // layout.width
    for _ in range(layout.width):
        _add(grid, "w:gridCol", w=str(width))
    for row in range(layout.height):
        line = _add(table, "w:tr")
        for box in layout.row(row):
            _cell(line, box, width, goes_on=box.row < row)
    return table


def _cell(line: Any, box: Box, width: int, *, goes_on: bool) -> None:
    cell = _add(line, "w:tc")
    properties = _add(cell, "w:tcPr")
    _add(properties, "w:tcW", w=str(width * box.column_span), type="dxa")
    if box.column_span > 1:
        _add(properties, "w:gridSpan", val=str(box.column_span))
    if box.row_span > 1:
        # A merge that goes on is written without a value.
        _add(properties, "w:vMerge", **({} if goes_on else {"val": "restart"}))
    paragraph = _add(cell, "w:p")
    if not goes_on:
        half = (len(box.text) + 1) // 2
        for run in filter(None, (box.text[:half], box.text[half:])):
            _add(_add(paragraph, "w:r"), "w:t").text = run


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _dated(packed: bytes) -> bytes:
    """The same package with every member at one fixed time, for zip files remember when they were written."""
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
