"""Turn a picture of a report (JPEG, PNG, GIF, TIFF, BMP or WebP, also several in one file) into what it shows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gipcrawler.documents.pdf import blocks_of
from gipcrawler.documents.scan import MOST_PAGES, need_reader, scanned
from gipcrawler.documents.sniff import sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Document

if TYPE_CHECKING:
    from gipcrawler.documents.pdf_page import Page


def read_picture(body: bytes) -> Document:
    """The document that a picture shows: paragraphs, and a grid for each table and page, as in a PDF.

    Each picture of a file of several is a page; one much higher than wide is read as several, too. Cells know their
    page, their place on it, and how sure their text is. Raises UnreadableError for what is damaged, enormous, shows no
    text, or cannot be read for want of the extra `ocr`.
    """
    return Document(sniff(body).value, pictured([body]))


def pictured(bodies: Sequence[bytes]) -> tuple[Block, ...]:
    """What the pictures of pages, given in their order, show; raises UnreadableError as `read_picture` does."""
    need_reader("a picture" if len(bodies) == 1 else f"{len(bodies)} pictures")
    from gipcrawler.documents.picture_frames import frames_in  # noqa: PLC0415 - with its extra

    pages: list[Page] = []
    for body in bodies:
        for frame in frames_in(body):
            if len(pages) == MOST_PAGES:
                raise UnreadableError(f"The document has more than {MOST_PAGES} pictures of pages: no report has.")
            pages.append(scanned(frame, len(pages) + 1))
    found = blocks_of(pages)
    if not found:
        raise UnreadableError("The picture shows no text.")
    return found
