"""Print a sheet as an Excel workbook: headings and prose in merged rows, the tables ruled, figures as numbers."""

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape

from tests.press.layout import FIGURE, Box, table_of
from tests.press.sheet import Sheet

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file can hold
WIDTH = 15  # columns, as many as the widest table has
PLAIN, RULED, RULED_TEXT = 0, 1, 2

TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>\
<Override PartName="/xl/sharedStrings.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
BOOK_RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{RELATION}/styles" Target="styles.xml"/>\
<Relationship Id="rId3" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>\
<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
SIDES = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
STYLES = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>\
<fills count="1"><fill><patternFill patternType="none"/></fill></fills>\
<borders count="2"><border/><border>{SIDES}</border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0"/>\
<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0"/></cellXfs></styleSheet>"""


def as_xlsx(sheet: Sheet) -> bytes:
    """The report as an .xlsx with one work sheet, the same to the byte each time."""
    page = _Page()
    for text in (*sheet.title_lines, *sheet.preamble):
        page.line(text)
    for section in sheet.sections:
        page.line(section.heading)
        if layout := table_of(sheet, section):
            for box in layout.boxes:
                page.box(box, layout.height)
            page.row += layout.height + 1
        for text in section.paragraphs:
            page.line(text)
    for text in sheet.signature:
        page.line(text)
    return _packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS,
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": BOOK_RELATIONS,
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": page.shared(),
            "xl/worksheets/sheet1.xml": page.sheet(),
        }
    )


class _Page:
    """The work sheet while it is written."""

    def __init__(self) -> None:
        self.row = 0
        self._cells: dict[tuple[int, int], str] = {}
        self._merges: list[str] = []
        self._strings: dict[str, int] = {}

    def line(self, text: str) -> None:
        """A row of one text over all columns, without rules."""
        self._put(self.row, 0, text, PLAIN)
        self._merge(self.row, 0, 1, WIDTH)
        self.row += 1

    def box(self, box: Box, height: int) -> None:
        """One cell of a table below this row; whole numbers are numbers, the rest is text."""
        assert box.row < height
        for row in range(box.row_span):
            for column in range(box.column_span):
                self._put(self.row + box.row + row, box.column + column, "", RULED)
        kept = box.kind == FIGURE and box.text and str(Decimal(box.text)) == box.text if _is_number(box.text) else False
        self._put(self.row + box.row, box.column, box.text, RULED if kept else RULED_TEXT, number=bool(kept))
        if box.row_span * box.column_span > 1:
            self._merge(self.row + box.row, box.column, box.row_span, box.column_span)

    def shared(self) -> str:
        """The part with the texts of all cells."""
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self._strings)
        return f'<sst xmlns="{MAIN}">{items}</sst>'

    def sheet(self) -> str:
        """The part with the cells and merges."""
        merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in self._merges)
        rows = "".join(self._rows())
        return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>'

    def _rows(self) -> Iterator[str]:
        for row in range(self.row):
            cells = "".join(self._cells[place] for place in sorted(self._cells) if place[0] == row)
            yield f'<row r="{row + 1}">{cells}</row>'

    def _put(self, row: int, column: int, text: str, style: int, *, number: bool = False) -> None:
        reference = f"{chr(ord('A') + column)}{row + 1}"
        if number:
            held = f'<c r="{reference}" s="{style}"><v>{text}</v></c>'
        elif text:
            index = self._strings.setdefault(text, len(self._strings))
            held = f'<c r="{reference}" s="{style}" t="s"><v>{index}</v></c>'
        else:
            held = f'<c r="{reference}" s="{style}"/>'
        self._cells[row, column] = held

    def _merge(self, row: int, column: int, height: int, width: int) -> None:
        last = f"{chr(ord('A') + column + width - 1)}{row + height}"
        self._merges.append(f"{chr(ord('A') + column)}{row + 1}:{last}")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit() and text.isascii()


def _packed(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(
                zipfile.ZipInfo(name, EPOCH), f'<?xml version="1.0" encoding="UTF-8"?>{xml}', zipfile.ZIP_DEFLATED
            )
    return held.getvalue()
