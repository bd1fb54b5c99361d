"""Pages drawn with a frame: the frame is where the figure is, as another reader of PDFs finds it."""

import struct
import zlib
from io import BytesIO

import pdfplumber
import pytest

from gipcrawler.documents.page_picture import FRAME, box_in, has_page, page_picture
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Origin
from gipcrawler.reading import read
from tests.press import as_html, as_pdf, synthetic
from tests.press.pictures import png
from tests.press.scan import kept

SHEET = synthetic("山东省高青县人民政府", 2022, "2021", 5)
BODY = as_pdf(SHEET)
CELLS = read(BODY, "application/pdf").cells


def pixels(picture: bytes) -> tuple[int, int, bytes]:
    """Width, height and colours of a PNG that has no filters."""
    width, height = struct.unpack(">II", picture[16:24])
    length = struct.unpack(">I", picture[33:37])[0]
    assert picture[37:41] == b"IDAT"
    lines = zlib.decompress(picture[41 : 41 + length])
    step = 3 * width + 1
    return width, height, b"".join(lines[at * step + 1 : (at + 1) * step] for at in range(height))


@pytest.mark.parametrize("number", range(0, len(CELLS), 19))
def test_the_box_of_a_figure_holds_it_and_nothing_else(number):
    cell = CELLS[number]
    box = box_in(BODY, cell.origin)
    assert box
    with pdfplumber.open(BytesIO(BODY)) as document:
        page = document.pages[(cell.origin.page or 1) - 1]
        left, top, right, bottom = (
            edge / 10_000 * side for edge, side in zip(box, (page.width, page.height) * 2, strict=True)
        )
        assert page.crop((left, top, right, bottom)).extract_text().replace("\n", "") == cell.raw


def test_a_frame_stands_around_its_box_and_covers_nothing_in_it():
    box = (2000, 1000, 4000, 1500)
    width, height, framed = pixels(page_picture(BODY, 1, box))
    _, _, plain = pixels(page_picture(BODY, 1))
    changed = [at for at in range(width * height) if framed[3 * at : 3 * at + 3] != plain[3 * at : 3 * at + 3]]
    assert {framed[3 * at : 3 * at + 3] for at in changed} == {FRAME}
    across, down = ({at % width for at in changed}, {at // width for at in changed})
    assert abs(min(across) - 0.2 * width) < 10 > abs(max(across) - 0.4 * width)
    assert abs(min(down) - 0.1 * height) < 10 > abs(max(down) - 0.15 * height)
    inside = (at for at in changed if 0.2 * width < at % width < 0.4 * width - 1)
    assert not [at for at in inside if 0.1 * height < at // width < 0.15 * height - 1]


@pytest.mark.parametrize("box", [(0, 0, 10_000, 10_000), (9990, 9990, 10_000, 10_000), (0, 0, 0, 0)])
def test_a_box_at_the_edge_of_a_page_is_no_fault(box):
    width, height, colours = pixels(page_picture(BODY, 1, box))
    assert len(colours) == 3 * width * height


@pytest.mark.parametrize("page", [0, -1, 99])
def test_a_page_that_is_not_there_is_told(page):
    with pytest.raises(UnreadableError, match="no page"):
        page_picture(BODY, page)


@pytest.mark.parametrize("body", [BODY[:200], b"%PDF-1.7\nnothing"])
def test_a_broken_document_is_told(body):
    with pytest.raises(UnreadableError):
        page_picture(body, 1)


@pytest.mark.parametrize(
    "origin", [Origin(9999), Origin(0, 0, 0, 1), Origin(CELLS[0].origin.block, 999, 0, CELLS[0].origin.page)]
)
def test_what_stands_nowhere_has_no_box(origin):
    assert box_in(BODY, origin) is None


def test_only_documents_with_pages_have_pictures():
    assert has_page(BODY, 1)
    assert not has_page(as_html(SHEET), 1)
    assert not has_page(b"", 1)
    assert box_in(png(), Origin(0)) is None


def test_a_scan_in_many_files_has_one_page_in_each():
    (first, *_) = kept("made_0")
    assert has_page(first, 1)
    assert not has_page(first, 2)
    width, height, _ = pixels(page_picture(first, 1, (100, 100, 900, 900)))
    assert 100 < width < height
