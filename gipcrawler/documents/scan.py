"""Turn the pictures of pages, one after the other, into pages of glyphs and rules, where the extra `ocr` is there."""

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gipcrawler.documents.pdf_page import Page
from gipcrawler.errors import UnreadableError

if TYPE_CHECKING:
    from gipcrawler.documents.scan_engine import Gray

log = logging.getLogger(__name__)

# What the extra brings that is used here
NEEDED = ("rapidocr", "onnxruntime", "cv2")
# A scanned report has 4 to 40 pages; a page takes a second or two
MOST_PAGES = 200


def can_read() -> bool:
    """Whether pictures can be read here."""
    return all(find_spec(name) is not None for name in NEEDED)


def need_reader(what: str) -> None:
    """Raise UnreadableError where pictures cannot be read; `what` names the document."""
    if not can_read():
        raise UnreadableError(
            f"The document is {what}: install what reads pictures (pip install 'gipcrawler[ocr]') and read it again."
        )


def scanned(picture: "Gray", number: int) -> Page:
    """What stands on the picture of page `number` (from 1); a line of the log says so before, for it takes a while."""
    from gipcrawler.documents.scan_page import page_of  # noqa: PLC0415 - takes a second to load, with its extra

    log.info("reading the picture of page %d", number)
    return page_of(picture, number)
