"""Turn a PDF with a text layer into paragraphs and the grids of its tables."""

import re
from collections.abc import Iterator, Sequence
from threading import Lock

# pypdfium2 ships no types
import pypdfium2 as pdfium

from gipcrawler.documents.pdf_bombs import is_bomb
from gipcrawler.documents.pdf_flow import bare, flow
from gipcrawler.documents.pdf_page import Page, read_page
from gipcrawler.documents.pdf_paragraphs import blocks
from gipcrawler.documents.pdf_spread import whole
from gipcrawler.documents.pdf_unruled import columned
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document

MEDIA_TYPE = "application/pdf"
# A report has 4 to 40 pages, a city's collected reports some hundred
MOST_PAGES = 1000
# A page is a scan where a picture covers this share of it and no more than a page number or a scanner's mark is text
SCANNED, FEW_GLYPHS = 0.5, 30
# The share of such pages that makes the document a scan
MOSTLY = 0.5
LINEARIZED = re.compile(rb"/Linearized\b.{0,300}?/L\s+(\d+)", re.DOTALL)
PASSWORD = "password"  # noqa: S105 - a word of PDFium's message
# PDFium keeps its state in the process: one document at a time
PDFIUM = Lock()


def read_pdf(body: bytes) -> Document:
    """The document in a PDF: paragraphs, joined from lines and over pages, and one grid for each table and page.

    Blocks and cells carry their page (from 1). Page numbers and running heads are left out. Tables without rules are
    known by their figures; frames around text are not tables. CJK radicals in place of characters are mended.
    Raises UnreadableError for what is encrypted, damaged, empty, enormous, or a scan without a text layer.
    """
    with PDFIUM:
        pages = list(_pages(body))
    glyphs = sum(len(page.glyphs) for page in pages)
    unreadable = sum(page.unreadable for page in pages)
    scans = sum(page.pictured >= SCANNED and len(page.glyphs) <= FEW_GLYPHS for page in pages)
    if scans > MOSTLY * len(pages) or (not glyphs and any(page.pictured for page in pages)):
        raise UnreadableError("The PDF is a scan without a text layer: recognise its text (OCR) and read the result.")
    if unreadable > glyphs:
        raise UnreadableError(
            "The PDF's fonts do not tell which characters they print: recognise its text (OCR) first."
        )
    found = blocks_of(pages)
    if not found:
        raise UnreadableError("The PDF holds no text.")
    return Document(MEDIA_TYPE, found)


def blocks_of(pages: Sequence[Page]) -> tuple[Block, ...]:
    """What is read on printed pages, one after the other, whatever file they are from."""
    return tuple(blocks(whole(columned(bare([flow(page) for page in pages])))))


def _pages(body: bytes) -> Iterator[Page]:
    linearized = LINEARIZED.search(body[:2048])
    if (linearized and int(linearized[1]) > len(body)) or not body.rstrip(b"\0\r\n\t "):
        raise UnreadableError("The PDF is truncated or empty: fetch it again.")
    if is_bomb(body):
        raise UnreadableError("The PDF unpacks to more than a report can hold.")
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if PASSWORD in str(error).lower():
            raise UnreadableError("The PDF is encrypted: it opens with a password only.") from error
        raise UnreadableError("The PDF is damaged or truncated: fetch it again.") from error
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise UnreadableError(f"The PDF has {len(document)} pages: a report has 1 to {MOST_PAGES}.")
        for index in range(len(document)):
            yield read_page(document, index)
    except pdfium.PdfiumError as error:
        raise UnreadableError("The PDF is damaged: one of its pages cannot be opened.") from error
    finally:
        document.close()
