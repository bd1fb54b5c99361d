"""Draw a page of a PDF, or of a file of pictures, as a PNG with a frame around one place, from the archived bytes."""

import struct
import zlib
from dataclasses import replace
from typing import NamedTuple

# pypdfium2 ships no types
import pypdfium2 as pdfium

from gipcrawler.documents.pdf import MOST_PAGES, PDFIUM, blocks_of
from gipcrawler.documents.pdf_page import Page, Places, read_page
from gipcrawler.documents.pdf_pictures import is_picture
from gipcrawler.documents.scan import can_read
from gipcrawler.documents.sniff import PICTURES, Kind, sniff
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Box, Grid, Origin

# Pixels of the longer side of a page: text of 9 points can be read
LONGER = 1500
# The frame's colour, its thickness in pixels, and how far it keeps from what it frames
FRAME, THICK, AWAY = bytes((217, 72, 15)), 3, 4
WHOLE = 10_000  # a box is in ten-thousandths of the page (`model.Box`)
# A page that is read turned on its side has other proportions than the one that is drawn, and is left without a frame
SAME_SHAPE = 0.01


class Pixels(NamedTuple):
    """A picture: three bytes a pixel, line after line."""

    width: int
    height: int
    colours: bytearray


def has_page(body: bytes, page: int) -> bool:
    """Whether a page (from 1) of a document can be drawn here; of a PDF it is taken to be there.

    Of a document whose pages are files of pictures, each file has its own pages alone.
    """
    try:
        kind = sniff(body)
        return kind is Kind.PDF or (
            kind in PICTURES and can_read() and (page == 1 or _of_pictures(body, page).width > 0)
        )
    except UnreadableError:
        return False


def page_picture(body: bytes, page: int, box: Box | None = None) -> bytes:
    """The page of a number (from 1) as a PNG; raises UnreadableError for what has no such page or is damaged."""
    pixels = _of_pdf(body, page) if sniff(body) is Kind.PDF else _of_pictures(body, page)
    if box is not None:
        _frame(pixels, box)
    return _png(pixels)


def box_in(body: bytes, origin: Origin) -> Box | None:
    """Where a cell stands on its page in a PDF whose text is no picture: the document is read again for it.

    Null for any other document, and where the table has no such cell on that page.
    """
    if sniff(body) is not Kind.PDF:
        return None
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(body)
        except pdfium.PdfiumError as error:
            raise UnreadableError("The PDF cannot be opened.") from error
        try:
            pages = [_placed(document, index) for index in range(min(len(document), MOST_PAGES))]
        except pdfium.PdfiumError as error:
            raise UnreadableError("A page of the PDF cannot be opened.") from error
        finally:
            document.close()
    if any(map(is_picture, pages)):
        return None
    blocks = blocks_of(pages)
    grid = blocks[origin.block] if origin.block < len(blocks) else None
    if not isinstance(grid, Grid):
        return None
    spot = origin.row, origin.column, origin.page
    return next((cell.box for cell in grid.cells if (cell.row, cell.column, cell.page) == spot), None)


def _placed(document: pdfium.PdfDocument, index: int) -> Page:
    """A page that knows where its rectangles are, as far as it is read as it is drawn."""
    page = read_page(document, index)
    width, height = document.get_page_size(index)
    is_drawn_so = abs(page.width / page.height - width / height) < SAME_SHAPE * width / height
    return replace(page, places=_places(page)) if is_drawn_so else page


def _places(page: Page) -> Places:
    def place(x0: float, top: float, x1: float, bottom: float) -> Box:
        return (
            _share(x0, page.width),
            _share(top, page.height),
            _share(x1, page.width),
            _share(bottom, page.height),
        )

    return place


def _share(length: float, whole: float) -> int:
    return min(WHOLE, max(0, round(WHOLE * length / whole)))


def _of_pdf(body: bytes, page: int) -> Pixels:
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(body)
        except pdfium.PdfiumError as error:
            raise UnreadableError("The PDF cannot be opened.") from error
        try:
            if not 0 < page <= min(len(document), MOST_PAGES):
                raise UnreadableError(f"The PDF has no page {page}.")
            return _drawn(document[page - 1])
        except pdfium.PdfiumError as error:
            raise UnreadableError(f"Page {page} of the PDF cannot be drawn.") from error
        finally:
            document.close()


def _drawn(page: pdfium.PdfPage) -> Pixels:
    bitmap = page.render(scale=LONGER / max(1.0, *page.get_size()), rev_byteorder=True, prefer_bgrx=False)
    try:
        used, given = bitmap.width * bitmap.n_channels, memoryview(bitmap.buffer).cast("B")
        lines = (given[at * bitmap.stride : at * bitmap.stride + used] for at in range(bitmap.height))
        colours = bytearray(b"".join(lines))
        if bitmap.n_channels == 1:
            colours = _in_colours(bytes(colours))
        return Pixels(bitmap.width, bitmap.height, colours)
    finally:
        bitmap.close()
        page.close()


def _of_pictures(body: bytes, page: int) -> Pixels:
    """A page as the reader of pictures sees it: grey, and cut where a picture is much higher than wide."""
    from gipcrawler.documents.picture_frames import frames_in  # noqa: PLC0415 - with the extra `ocr`

    for number, frame in enumerate(frames_in(body), 1):
        if number == page:
            height, width = frame.shape
            return Pixels(width, height, _in_colours(frame.tobytes()))
    raise UnreadableError(f"There is no picture {page} in the file.")


def _in_colours(grey: bytes) -> bytearray:
    colours = bytearray(3 * len(grey))
    for channel in range(3):
        colours[channel::3] = grey
    return colours


def _frame(pixels: Pixels, box: Box) -> None:
    """Draw a frame around a box, within the page."""
    width, height, colours = pixels
    sides = (width, height, width, height)
    left, top, right, bottom = (round(edge * side / WHOLE) for edge, side in zip(box, sides, strict=True))
    outer, inner = AWAY + THICK, AWAY
    for y in range(max(0, top - outer), min(height, bottom + outer)):
        is_edge = not top - inner <= y < bottom + inner
        runs = (
            ((left - outer, right + outer),)
            if is_edge
            else ((left - outer, left - inner), (right + inner, right + outer))
        )
        for begins, ends in runs:
            from_x, to_x = max(0, begins), min(width, ends)
            if from_x < to_x:
                colours[3 * (y * width + from_x) : 3 * (y * width + to_x)] = FRAME * (to_x - from_x)


def _png(pixels: Pixels) -> bytes:
    """PNG (ISO/IEC 15948): signature, header, lines each without a filter, end."""
    width, height, colours = pixels
    lines = b"".join(b"\0" + colours[3 * width * at : 3 * width * (at + 1)] for at in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
