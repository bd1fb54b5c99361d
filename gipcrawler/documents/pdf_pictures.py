"""Turn a page of a PDF whose text is a picture, or in fonts that do not tell it, into that picture."""

import ctypes
from typing import TYPE_CHECKING, Any

# pypdfium2 ships no types; its raw functions are those of PDFium's public headers
import pypdfium2.raw as pdfium

from gipcrawler.documents.pdf_page import Page

if TYPE_CHECKING:
    from gipcrawler.documents.scan_engine import Gray

# A page is a scan where pictures cover this share of it and no more than a page number, a heading over a table or a
# scanner's mark is text
PICTURED, FEW_GLYPHS = 0.1, 30
# Pixels of the longer side: a page is drawn as large as its picture is, within these (A4 at 150 and at 300 dpi)
SMALLEST, LARGEST = 1754, 3508


def is_picture(page: Page) -> bool:
    """Whether a page has to be looked at to be read."""
    return (page.pictured >= PICTURED and len(page.glyphs) <= FEW_GLYPHS) or page.unreadable > len(page.glyphs)


def picture_of(document: Any, index: int) -> "Gray":  # noqa: ANN401 - a handle of PDFium
    """The page at a 0-based index of a `pypdfium2.PdfDocument` as a picture, in grey; needs the extra `ocr`."""
    from gipcrawler.documents.picture_frames import without_seals  # noqa: PLC0415 - with its extra

    page = document[index]
    try:
        longer = max(page.get_size())
        pixels = min(LARGEST, max(SMALLEST, _pixels(page)))
        bitmap = page.render(scale=pixels / longer, rev_byteorder=True)
        try:
            return without_seals(bitmap.to_numpy()[..., :3])
        finally:
            bitmap.close()
    finally:
        page.close()


def _pixels(page: Any) -> int:  # noqa: ANN401 - a handle of PDFium
    """The pixels of the longest side of the pictures on a page."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    longest = 0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        if pdfium.FPDFImageObj_GetImagePixelSize(item.raw, width, height):
            longest = max(longest, width.value, height.value)
    return longest
