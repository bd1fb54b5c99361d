"""Turn a PDF into paragraphs and the grids of its tables, ruled or not."""

import re
from collections.abc import Iterator, Sequence
from threading import Lock

# pypdfium2 ships no types
import pypdfium2 as pdfium

from gipcrawler.documents.pdf_bombs import is_bomb
from gipcrawler.documents.pdf_flow import bare, flow
from gipcrawler.documents.pdf_page import Page, read_page
from gipcrawler.documents.pdf_paragraphs import blocks
from gipcrawler.documents.pdf_pictures import is_picture, picture_of
from gipcrawler.documents.pdf_spread import opened, whole
from gipcrawler.documents.pdf_unruled import columned
from gipcrawler.documents.scan import MOST_PAGES as MOST_PICTURES
from gipcrawler.documents.scan import can_read, need_reader, scanned
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document

MEDIA_TYPE = "application/pdf"
# A report has 4 to 40 pages, a city's collected reports some hundred
MOST_PAGES = 1000
# The share of pages that are pictures that makes the document a scan
MOSTLY = 0.5
LINEARIZED = re.compile(rb"/Linearized\b.{0,300}?/L\s+(\d+)", re.DOTALL)
PASSWORD = "password"  # noqa: S105 - a word of PDFium's message
# PDFium keeps its state in the process: one call at a time
PDFIUM = Lock()


def read_pdf(body: bytes) -> Document:
    """The document in a PDF: paragraphs, joined from lines and over pages, and one grid for each table and page.

    Blocks and cells carry their page (from 1). Page numbers and running heads are left out. Tables without rules are
    known by their figures; frames around text are not tables. CJK radicals in place of characters are mended. Pages
    that are pictures are read as such (`picture.py`). Raises UnreadableError for what is encrypted, damaged, empty,
    enormous, or mostly pictures that cannot be read for want of the extra `ocr`.
    """
    found = blocks_of(list(_pages(body)))
    if not found:
        raise UnreadableError("The PDF holds no text.")
    return Document(MEDIA_TYPE, found)


def blocks_of(pages: Sequence[Page]) -> tuple[Block, ...]:
    """What is read on printed pages, one after the other, whatever file they are from."""
    return tuple(blocks(whole(columned(opened(bare([flow(page) for page in pages]))))))


def _pages(body: bytes) -> Iterator[Page]:
    linearized = LINEARIZED.search(body[:2048])
    if (linearized and int(linearized[1]) > len(body)) or not body.rstrip(b"\0\r\n\t "):
        raise UnreadableError("The PDF is truncated or empty: fetch it again.")
    if is_bomb(body):
        raise UnreadableError("The PDF unpacks to more than a report can hold.")
    with PDFIUM:
        document = _opened(body)
    try:
        with PDFIUM:
            pages = [read_page(document, index) for index in range(len(document))]
        pictures = sum(map(is_picture, pages))
        if pictures > MOSTLY * len(pages):
            need_reader("a scanned PDF")
        if pictures > MOST_PICTURES:
            raise UnreadableError(f"The PDF has {pictures} scanned pages: a report has 1 to {MOST_PICTURES}.")
        for page in pages:
            if not is_picture(page) or not can_read():
                yield page
                continue
            with PDFIUM:
                picture = picture_of(document, page.number - 1)
            yield scanned(picture, page.number)
    except pdfium.PdfiumError as error:
        raise UnreadableError("The PDF is damaged: one of its pages cannot be opened.") from error
    finally:
        with PDFIUM:
            document.close()


def _opened(body: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if PASSWORD in str(error).lower():
            raise UnreadableError("The PDF is encrypted: it opens with a password only.") from error
        raise UnreadableError("The PDF is damaged or truncated: fetch it again.") from error
    if not 0 < len(document) <= MOST_PAGES:
        count = len(document)
        document.close()
        raise UnreadableError(f"The PDF has {count} pages: a report has 1 to {MOST_PAGES}.")
    return document
