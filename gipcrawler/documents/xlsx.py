"""Turn an Excel workbook (.xlsx, .xlsm, WPS's .et of the same make) into the paragraphs and grids of its sheets."""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from gipcrawler.documents.docx_package import targets
from gipcrawler.documents.number_formats import BUILT_IN, printed_number
from gipcrawler.documents.sheet import MAX_COLUMNS, MAX_ROWS, Allowance, Merge, Place, Square, sheet_blocks
from gipcrawler.documents.zipped import Zipped
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHAT = "Excel workbook"
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
ANY = "{*}"  # the vocabulary has two names, of ISO/IEC 29500 Transitional and Strict
RELATION = ("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
            "{http://purl.oclc.org/ooxml/officeDocument/relationships}id")  # fmt: skip
MAX_SHEETS = 100
TRUE = ("1", "true")


def read_xlsx(body: bytes) -> Document:
    """The document in a workbook: sheet after sheet, the hidden ones left out; figures as their formats print them.

    Raises UnreadableError for what is encrypted, damaged, enormous, no workbook, or empty.
    """
    blocks = tuple(_Book(Zipped(body, WHAT)).blocks())
    if not blocks:
        raise UnreadableError("The Excel workbook is empty: look whether it holds a picture of the report.")
    return Document(MEDIA_TYPE, blocks)


class _Book:
    """A workbook's own tables: texts that cells share, and how each style prints."""

    def __init__(self, package: Zipped) -> None:
        self._package = package
        root = package.xml("_rels/.rels")
        self._main = next(targets(root, "", "officeDocument"), "xl/workbook.xml")
        book = package.xml(self._main)
        if book is None or etree.QName(book).localname != "workbook":
            raise UnreadableError("The ZIP archive holds no workbook: its main part is missing or of another kind.")
        self._book = book
        self._folder, file = posixpath.split(self._main)
        self._relations = package.xml(f"{self._folder}/_rels/{file}.rels")
        self._since_1904 = any(one.get("date1904") in TRUE for one in book.findall(f"{ANY}workbookPr"))
        shared = self._related("sharedStrings")
        self._texts = [_text(item) for item in shared.findall(f"{ANY}si")] if shared is not None else []
        self._codes, self._ruled = _styles(self._related("styles"))
        self._allowance = Allowance(WHAT)

    def blocks(self) -> Iterator[Block]:
        """The blocks of the sheets in their order."""
        paths = {
            relation.get("Id"): posixpath.normpath(posixpath.join("/" + self._folder, relation.get("Target", "")))[1:]
            for relation in (self._relations if self._relations is not None else ())
        }
        for sheet in self._book.findall(f"{ANY}sheets/{ANY}sheet")[:MAX_SHEETS]:
            name = next((sheet.get(key) for key in RELATION if sheet.get(key)), None)
            body = self._package.read(paths.get(name) or "")
            if body is not None and sheet.get("state", "visible") == "visible":
                yield from self._sheet(body)

    def _related(self, kind: str) -> etree._Element | None:
        path = next(targets(self._relations, self._folder, kind), f"{self._folder}/{kind}.xml")
        return self._package.xml(path)

    def _sheet(self, body: bytes) -> Iterator[Block]:
        root = self._package.parsed(body, "a sheet")
        squares: dict[Place, Square] = {}
        at_row = -1
        for row in root.iterfind(f"{ANY}sheetData/{ANY}row"):
            at_row = _index(row.get("r"), at_row + 1)
            at_column = -1
            for cell in row.iterchildren(f"{ANY}c"):
                place = _place(cell.get("r")) or (at_row, at_column + 1)
                at_column = place[1]
                if place[0] >= MAX_ROWS or place[1] >= MAX_COLUMNS:
                    continue
                square = self._square(cell)
                if square.text or square.ruled:
                    self._allowance.take(1)
                    squares[place] = square
        merges = tuple(
            merge for one in root.iterfind(f"{ANY}mergeCells/{ANY}mergeCell") if (merge := _merge(one.get("ref", "")))
        )
        yield from sheet_blocks(squares, merges, self._allowance)

    def _square(self, cell: etree._Element) -> Square:
        style = _index(cell.get("s"), 0, first=0)
        ruled = style < len(self._ruled) and self._ruled[style]
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{ANY}is")
            return Square(_text(inline) if inline is not None else "", ruled)
        value = cell.findtext(f"{ANY}v") or ""
        if kind == "s":
            index = _index(value, -1, first=0)
            value = self._texts[index] if 0 <= index < len(self._texts) else ""
        elif kind == "b":
            value = "TRUE" if value in TRUE else "FALSE"
        elif kind == "n" and value:
            code = self._codes[style] if style < len(self._codes) else None
            value = printed_number(value.strip(), code, since_1904=self._since_1904)
        return Square(value, ruled)


def _styles(root: etree._Element | None) -> tuple[list[str | None], list[bool]]:
    """By the index of a cell's style: the code of its number format, and whether it draws a rule."""
    if root is None:
        return [], []
    formats: dict[int, str] = dict(BUILT_IN)
    for one in root.iterfind(f"{ANY}numFmts/{ANY}numFmt"):
        formats[_index(one.get("numFmtId"), -1, first=0)] = one.get("formatCode", "")
    borders = [
        any(side.get("style", "none") != "none" for side in border)
        for border in root.iterfind(f"{ANY}borders/{ANY}border")
    ]
    styles = root.findall(f"{ANY}cellXfs/{ANY}xf")
    drawn = [_index(style.get("borderId"), 0, first=0) for style in styles]
    codes = [formats.get(_index(style.get("numFmtId"), 0, first=0)) for style in styles]
    return codes, [index < len(borders) and borders[index] for index in drawn]


def _text(item: etree._Element) -> str:
    """The text of a string in runs, without the readings that stand above it (`rPh`)."""
    return "".join(
        element.text or ""
        for element in item.iter(f"{ANY}t")
        if (parent := element.getparent()) is not None and etree.QName(parent).localname != "rPh"
    ).replace("_x000D_", "")


def _index(text: str | None, otherwise: int, *, first: int = 1) -> int:
    """A number that is counted from `first`, as one counted from 0."""
    return int(text) - first if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _place(reference: str | None) -> Place | None:
    match = REFERENCE.fullmatch(reference or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return max(0, int(match[2]) - 1), column - 1


def _merge(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last)
    if start is None or end is None or end < start:
        return None
    return Merge(*start, end[0] - start[0] + 1, max(1, end[1] - start[1] + 1))
