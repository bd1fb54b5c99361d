"""Turn a Word package (.docx) into paragraphs and grids, as Word prints them."""

from collections.abc import Iterator

from lxml import etree

from gipcrawler.documents.carriers import read_document
from gipcrawler.documents.docx_numbering import Numbering
from gipcrawler.documents.docx_package import Package, W, open_package
from gipcrawler.documents.docx_styles import Styles
from gipcrawler.documents.docx_table import slots
from gipcrawler.documents.docx_text import Inline, branch, read_inline
from gipcrawler.documents.sniff import Kind, sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document, Grid, GridCell, Paragraph
from gipcrawler.text.spaces import tidy

# What is put into a Word file whole and read there, beside other Word files
CHUNKS = frozenset((Kind.HTML, Kind.MHT, Kind.PLAIN, Kind.RTF))
DEEPEST = 3  # Word files in Word files: one may hold itself
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What holds blocks and is none itself; whatever is deleted or moved away is not among them.
HOLDERS = {W + name for name in ("body", "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent")}


def read_docx(body: bytes) -> Document:
    """The document in a .docx file: paragraphs (headings marked by style or outline level) and grids with their spans.

    Text is what Word prints: numbers of automatic lists, inserted text and text boxes (after the paragraph that holds
    them, footnotes likewise) are there; deleted and hidden text, headers and footers are not. A table that lays out
    other tables is walked. The package's own title and dates are leftovers of templates and stay unread.
    Raises UnreadableError for what is encrypted, damaged, too large, no Word document, or empty.
    """
    return read_parts(open_package(body), MEDIA_TYPE)


def read_parts(package: Package, media_type: str) -> Document:
    """The document in the parts of a Word file, whatever carried them; raises UnreadableError where it has no text."""
    blocks = list(_Story(package).read())
    if package.pictures:
        from gipcrawler.documents.pictures_within import with_pictures  # noqa: PLC0415 - what most do not need

        blocks = with_pictures(blocks, package.pictures, what="a Word file of pictures")
    if not blocks:
        raise UnreadableError("The Word file holds no text: look whether it holds a picture of the report.")
    return Document(media_type, tuple(blocks))


class _Story:
    """One reading of a package; list numbers are counted on the way, so each paragraph is read once, in order."""

    def __init__(self, package: Package, depth: int = DEEPEST) -> None:
        self._package = package
        self._depth = depth
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._carried = ""  # the text of a paragraph whose end was deleted: it runs on into the next
        notes = package.footnotes if package.footnotes is not None else ()
        self._notes = {note.get(W + "id", ""): note for note in notes}  # each is printed once

    def read(self) -> Iterator[Block]:
        for body in self._package.document.iterchildren(W + "body"):
            yield from self._blocks(body)

    def _blocks(self, holder: etree._Element) -> Iterator[Block]:
        for child in branch(holder):
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._flush()
                yield from self._table(child)
            elif child.tag == W + "altChunk":
                yield from self._flush()
                yield from self._chunk(child)
            elif child.tag in HOLDERS:
                yield from self._blocks(child)
        yield from self._flush()

    def _chunk(self, element: etree._Element) -> Iterator[Block]:
        """What a page or text that is put in whole holds: programs that make Word files of web pages do so."""
        named = (str(value) for key, value in element.attrib.items() if etree.QName(str(key)).localname == "id")
        body = self._package.chunks.get(next(named, ""))
        kind = sniff(body) if body else None
        if body and kind in CHUNKS:
            yield from read_document(body).blocks
        elif body and kind is Kind.DOCX and self._depth:
            yield from _Story(open_package(body), self._depth - 1).read()

    def _flush(self) -> Iterator[Block]:
        if self._carried:
            yield Paragraph(self._carried)
            self._carried = ""

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(W + "pPr")
        inline: Inline = read_inline(element, self._styles)
        text = tidy(self._carried + self._numbering.printed(properties) + inline.text)
        self._carried = text if inline.runs_on else ""
        if text and not inline.runs_on:
            yield Paragraph(text, self._styles.heading(properties))
        for box in inline.boxes:
            yield from self._blocks(box)
        for note in inline.notes:
            for child in self._notes.pop(note, ()):
                if child.tag == W + "p":
                    yield from self._paragraph(child)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        cells = [(slot, list(self._blocks(slot.element))) for slot in slots(element)]
        nested = sum(len(block.cells) for _, blocks in cells for block in blocks if isinstance(block, Grid))
        plain = sum(all(isinstance(block, Paragraph) for block in blocks) for _, blocks in cells if blocks)
        # A table that holds more cells in tables of its own than beside them lays out a page.
        if nested > plain:
            for _, blocks in cells:
                yield from blocks
        elif any(blocks for _, blocks in cells):
            yield Grid(
                tuple(
                    GridCell("\n".join(_lines(blocks)), slot.row, slot.column, slot.row_span, slot.column_span)
                    for slot, blocks in cells
                )
            )


def _lines(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells if cell.text)
