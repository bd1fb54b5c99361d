"""Turn an OpenDocument text (.odt) into paragraphs and grids, as LibreOffice and WPS print them (ODF 1.2, part 1)."""

from collections.abc import Iterator

from lxml import etree

from gipcrawler.documents.docx import read_parts
from gipcrawler.documents.docx_package import Package, W
from gipcrawler.documents.odt_lists import Lists
from gipcrawler.documents.odt_names import DRAW, OFFICE, STYLE, TABLE, TEXT, count, twips
from gipcrawler.documents.sheet import Allowance
from gipcrawler.documents.word_tree import DEEPEST, paragraph, setting
from gipcrawler.documents.zipped import Zipped
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
WHAT = "OpenDocument file"
# What holds paragraphs and is none itself
HOLDERS = frozenset(
    f"{TEXT}{name}"
    for name in (
        "section",
        "index-body",
        "index-title",
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "user-index",
        "bibliography",
        "numbered-paragraph",
    )
)
# What stands in a paragraph and is not printed there
UNPRINTED = frozenset(
    {TEXT + name for name in ("note-citation", "ruby-text", "tracked-changes", "hidden-text", "hidden-paragraph")}
    | {OFFICE + name for name in ("annotation", "annotation-end", "forms")}
)
MARKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
MAX_REPEATED = 1_000  # rows or columns that one element stands for
ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"


def read_odt(body: bytes) -> Document:
    """The document in an OpenDocument text: paragraphs with the numbers of their lists, and grids with their spans.

    Text boxes and notes come after the paragraph that holds them; deleted and hidden text, headers and footers are
    left out. Raises UnreadableError for what is encrypted, damaged, enormous, no text document, or empty.
    """
    package = Zipped(body, WHAT)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(ENCRYPTED), None) is not None:
        raise UnreadableError("The OpenDocument file is encrypted: it opens with a password only.")
    content = package.xml("content.xml")
    text = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or text is None:
        raise UnreadableError("The OpenDocument file holds no text document: convert it to .docx or PDF.")
    reading = _Reading(content, package.xml("styles.xml"))
    document = etree.Element(W + "document")
    etree.SubElement(document, W + "body").extend(reading.blocks(text))
    return read_parts(Package(document, numbering=reading.lists.root), MEDIA_TYPE)


class _Reading:
    """One reading of a document, from its elements to those of WordprocessingML."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        self._roots = (content,) if styles is None else (content, styles)
        self.lists = Lists(self._roots)
        self._allowance = Allowance(WHAT)
        self._widths = {
            style.get(STYLE + "name"): twips(one.get(STYLE + "column-width"))
            for style in content.iter(STYLE + "style")
            for one in style.iterchildren(STYLE + "table-column-properties")
        }
        self._hidden = {
            style.get(STYLE + "name")
            for root in self._roots
            for style in root.iter(STYLE + "style")
            if any(part.get(TEXT + "display") == "none" for part in style.iter(STYLE + "text-properties"))
        }

    def blocks(
        self, holder: etree._Element, listing: tuple[int, int] | None = None, depth: int = 0
    ) -> Iterator[etree._Element]:
        """The paragraphs and tables in an element; `listing` is the list and level of the item that it is."""
        number = listing
        for child in holder:
            if child.tag in (TEXT + "p", TEXT + "h"):
                yield from self._paragraph(child, number, depth)
                number = None  # it stands before an item's first paragraph only
            elif child.tag == TEXT + "list" and depth < DEEPEST:
                yield from self._list(child, listing, depth)
            elif child.tag == TABLE + "table" and depth < DEEPEST:
                yield self._table(child, depth)
            elif child.tag in HOLDERS and depth < DEEPEST:
                yield from self.blocks(child, None, depth + 1)
            elif isinstance(child.tag, str) and child.tag.startswith(DRAW):
                yield from self._boxes(child, depth)

    def _list(self, element: etree._Element, outer: tuple[int, int] | None, depth: int) -> Iterator[etree._Element]:
        number = self.lists.begin(element, outer)
        for item in element:
            if item.tag == TEXT + "list-item":
                yield from self.blocks(item, number, depth + 1)
            elif item.tag == TEXT + "list-header":
                yield from self.blocks(item, None, depth + 1)

    def _paragraph(
        self, element: etree._Element, listing: tuple[int, int] | None, depth: int
    ) -> Iterator[etree._Element]:
        outline = count(element.get(TEXT + "outline-level")) if element.tag == TEXT + "h" else 0
        aside: list[etree._Element] = []
        text = "".join(self._text(element, aside))
        yield paragraph(text, outline - 1 if 0 < outline < 10 else None, listing)
        for holder in aside:
            yield from self.blocks(holder, None, depth + 1) if depth < DEEPEST else ()

    def _text(self, element: etree._Element, aside: list[etree._Element]) -> Iterator[str]:
        """The printed text of an element; what has paragraphs of its own is put aside."""
        if element.get(TEXT + "style-name") in self._hidden:
            return
        yield _collapsed(element.text)
        for child in element:
            if child.tag == TEXT + "s":
                yield " " * min(count(child.get(TEXT + "c"), 1), 100)
            elif child.tag in MARKS:
                yield MARKS[child.tag]
            elif child.tag == TEXT + "note":
                aside.extend(child.iterchildren(TEXT + "note-body"))
            elif isinstance(child.tag, str) and child.tag.startswith(DRAW):
                aside.append(child)
            elif child.tag not in UNPRINTED and isinstance(child.tag, str):
                yield from self._text(child, aside)
            yield _collapsed(child.tail)

    def _boxes(self, element: etree._Element, depth: int) -> Iterator[etree._Element]:
        """The paragraphs in the text boxes of a drawing."""
        if depth < DEEPEST:
            yield from self.blocks(element, None, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> etree._Element:
        table = etree.Element(W + "tbl")
        grid = etree.SubElement(table, W + "tblGrid")
        for column in element.iterchildren(TABLE + "table-column"):
            width = self._widths.get(column.get(TABLE + "style-name"), 0)
            for _ in range(min(count(column.get(TABLE + "number-columns-repeated"), 1), MAX_REPEATED)):
                etree.SubElement(grid, W + "gridCol").set(W + "w", str(width))
        below: dict[int, tuple[int, int]] = {}  # by column: how many rows a cell still covers, and columns
        for row in _rows(element):
            for _ in range(min(count(row.get(TABLE + "number-rows-repeated"), 1), MAX_REPEATED)):
                below = self._row(etree.SubElement(table, W + "tr"), row, below, depth)
        return table

    def _row(
        self, made: etree._Element, row: etree._Element, above: dict[int, tuple[int, int]], depth: int
    ) -> dict[int, tuple[int, int]]:
        below: dict[int, tuple[int, int]] = {}
        at = 0
        for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
            repeated = min(count(cell.get(TABLE + "number-columns-repeated"), 1), MAX_REPEATED)
            self._allowance.take(repeated)
            for column in range(at, at + repeated):
                if cell.tag == TABLE + "table-cell":
                    width = min(count(cell.get(TABLE + "number-columns-spanned"), 1), MAX_REPEATED)
                    height = count(cell.get(TABLE + "number-rows-spanned"), 1)
                    if height > 1:
                        below[column] = (height - 1, width)
                    _cell(made, width, "restart" if height > 1 else None).extend(self.blocks(cell, None, depth + 1))
                elif column in above:
                    left, width = above[column]
                    _cell(made, width, "continue")
                    if left > 1:
                        below[column] = (left - 1, width)
            at += repeated
        return below


def _cell(row: etree._Element, width: int, merge: str | None) -> etree._Element:
    cell = etree.SubElement(row, W + "tc")
    properties = etree.SubElement(cell, W + "tcPr")
    setting(properties, "gridSpan", max(1, width))
    if merge:
        setting(properties, "vMerge", merge)
    return cell


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == TABLE + "table-row":
            yield child
        elif child.tag in (TABLE + "table-header-rows", TABLE + "table-rows", TABLE + "table-row-group"):
            yield from _rows(child)


def _collapsed(text: str | None) -> str:
    """Text without the line ends of the source, which stand for one space (6.1.2)."""
    return " ".join((text or "").replace("\t", " ").replace("\r", " ").split("\n"))
