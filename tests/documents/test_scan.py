"""Scans: pictures of pages are read with their tables, and what is not sure says so."""

import io
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw

from gipcrawler.check import check
from gipcrawler.documents import read_document
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Cell, Grid, Paragraph, Report
from gipcrawler.reading import read
from tests.press import expected
from tests.press.scan import FIGURES, bound, kept, saved, table
from tests.press.twelve import reports

Key = tuple[str, str, str | None, str]


@pytest.fixture(scope="module")
def good() -> Report:
    """A report at 150 dots an inch, as a PDF of pictures."""
    return read(bound(kept("made_4"), "PDF"))


@pytest.fixture(scope="module")
def poor() -> Report:
    """A report at 100 dots an inch, one degree askew, as one TIFF."""
    return read(bound(kept("made_0"), "TIFF"))


def wrong(report: Report, name: str) -> list[Key]:
    """The cells that are not as they were printed."""
    found = {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}
    truth = {(*place, column): value for *place, column, value in expected(reports[name])}
    assert found.keys() <= truth.keys()
    return [key for key, value in truth.items() if key not in found or found[key] != value]


def test_every_cell_of_a_good_scan(good):
    assert wrong(good, "made_4") == []
    assert good.title == reports["made_4"].title
    assert good.year == reports["made_4"].year
    assert good.issuer == reports["made_4"].issuer


def test_the_sections_and_their_prose(good):
    sheet = reports["made_4"]
    assert [section.key for section in good.sections] == [section.key for section in sheet.sections]
    printed = "".join(text for section in sheet.sections for text in section.paragraphs)
    seen = "".join(section.text for section in good.sections)
    same = sum(character in seen for character in set(printed))
    assert same >= 0.98 * len(set(printed))


def test_a_coarse_scan_askew_has_its_wrong_cells_marked(poor):
    found = wrong(poor, "made_0")
    assert len(found) <= 2
    marked = {finding.where for finding in check(poor)}
    assert all("/".join(filter(None, key)) in marked for key in found)


def test_few_right_cells_are_doubtful(good):
    doubtful = [finding for finding in check(good) if finding.rule == "doubtful"]
    assert len(doubtful) <= 0.02 * len(good.cells)


def test_a_cell_knows_its_page_and_its_place_there(good):
    fees = next(cell for cell in good.cells if cell.row == "administrative_fees")
    assert fees.origin.page == 2
    x0, top, x1, bottom = fees.origin.box or (0, 0, 0, 0)
    page = Image.open(io.BytesIO(kept("made_4")[1]))
    sides = [round(at * side / 10_000) for at, side in zip((x0, top, x1, bottom), page.size * 2, strict=True)]
    inside = np.asarray(page.crop((sides[0] + 6, sides[1] + 6, sides[2] - 6, sides[3] - 6)))
    around = np.asarray(page.crop((sides[0] - 4, sides[1] - 4, sides[2] + 4, sides[3] + 4)))
    assert (around < 100).any(axis=0).sum() > 0.9 * around.shape[1]  # the rules of the cell are there
    assert 0 < (inside < 100).mean() < 0.2  # and its figure inside


def test_places_are_those_of_the_page_as_it_lies(poor):
    boxes = [cell.origin.box for cell in poor.cells if cell.table == "active_disclosure" and cell.origin.box]
    assert len(boxes) == sum(cell[0] == "active_disclosure" for cell in expected(reports["made_0"]))
    for x0, top, x1, bottom in boxes:
        assert 0 < x0 < x1 < 10_000
        assert 0 < top < bottom < 10_000


def test_confidence_is_only_told_of_pictures(good):
    assert all(isinstance(cell.confidence, float) for cell in good.cells)
    text = read(b"\n".join(f"{name}\t0\t0".encode() for name in ("\u89c4\u7ae0", "\u884c\u653f\u8bb8\u53ef") * 9))
    assert all(cell.confidence is None for cell in text.cells)


ALL = [figure for line in FIGURES for figure in line]


def grid_of(body: bytes) -> Grid:
    return next(block for block in read_document(body).blocks if isinstance(block, Grid))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"])
def test_a_picture_of_any_kind_is_known_by_its_bytes(kind):
    document = read_document(saved(table(FIGURES[:2]), kind), "text/html")
    assert document.media_type == f"image/{kind.lower()}"
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    assert [cell.text for cell in grid.cells] == [*FIGURES[0], *FIGURES[1]]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_turned(quarters):
    page = Image.open(io.BytesIO(kept("made_4")[1])).rotate(90 * quarters, expand=True)
    document = read_document(saved(page))
    texts = [cell.text for block in document.blocks if isinstance(block, Grid) for cell in block.cells]
    assert "行政事业性收费" in texts


def test_white_on_white_is_no_table():
    with pytest.raises(UnreadableError, match="no text"):
        read_document(saved(Image.new("L", (600, 800), 255)))


def test_a_red_seal_over_figures_hides_none():
    page = table(FIGURES).convert("RGB")
    seal = Image.new("RGB", page.size, "white")
    ImageDraw.Draw(seal).ellipse((200, 50, 420, 240), outline=(230, 60, 60), width=9)
    levels = np.minimum(np.asarray(page), np.asarray(seal))
    assert [cell.text for cell in grid_of(saved(Image.fromarray(levels))).cells] == ALL


def test_a_table_that_fills_its_picture_is_read_to_the_edge():
    page = table(FIGURES).crop((60, 60, 812, 242))
    assert [cell.text for cell in grid_of(saved(page)).cells] == ALL


def test_one_high_picture_of_a_whole_report_is_cut_where_nothing_stands():
    pieces = [table(FIGURES) for _ in range(6)]
    high = Image.new("L", (900, 300 * len(pieces)), 255)
    for at, piece in enumerate(pieces):
        high.paste(piece, (0, 300 * at))
    grids = [block for block in read_document(saved(high)).blocks if isinstance(block, Grid)]
    assert [len(grid.cells) for grid in grids] == [15] * 6
    assert len({grid.page for grid in grids}) > 1


def test_what_is_smudged_is_not_taken_for_a_blank():
    page = table(FIGURES)
    draw = ImageDraw.Draw(page)
    for at in range(40):
        draw.line((120 + at, 204, 150 - at, 228), fill=0, width=1)
    smudged = next(cell for cell in grid_of(saved(page)).cells if (cell.row, cell.column) == (2, 0))
    assert smudged.text
    assert smudged.confidence is not None
    assert smudged.confidence < 0.9


@pytest.mark.parametrize("size", [(30_000, 30_000), (9_000, 9_000)])
def test_an_enormous_picture_is_refused_unopened(size):
    body = saved(Image.new("1", size, 1), "PNG")
    with pytest.raises(UnreadableError, match="enormous"):
        read_document(body)


def test_a_damaged_picture_is_refused():
    body = saved(table(FIGURES), "JPEG")
    with pytest.raises(UnreadableError, match="damaged"):
        read_document(body[: len(body) // 2])


def test_pages_of_text_and_pictures_are_read_in_their_order():
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - only here
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.drawString(72, 700, "The report begins with a page of text, longer than the mark of a scanner.")
    canvas.showPage()
    canvas.drawImage(ImageReader(table(FIGURES)), 0, 400, 595, 300)
    canvas.save()
    first, *others = read_document(file.getvalue()).blocks
    assert isinstance(first, Paragraph)
    assert [cell.text for grid in others if isinstance(grid, Grid) for cell in grid.cells] == ALL
    assert {block.page for block in others} == {2}


def test_without_the_extra_one_line_names_it(monkeypatch):
    monkeypatch.setattr("gipcrawler.documents.scan.find_spec", lambda _name: None)
    for body in (saved(table(FIGURES)), bound(kept("made_4")[:1], "PDF")):
        with pytest.raises(UnreadableError, match=r"pip install 'gipcrawler\[ocr\]'"):
            read_document(body)


def test_a_page_of_the_web_does_not_load_what_reads_pictures():
    program = "import sys, gipcrawler.reading as r; r.read(b'<html><body><p>x</p></body></html>'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"cv2", "onnxruntime", "rapidocr", "numpy", "PIL"} & set(loaded)


def test_equal_bytes_give_an_equal_reading():
    body = saved(table(FIGURES), "JPEG", quality=40)
    assert read_document(body) == read_document(body)


def test_a_doubtful_figure_is_a_finding(good):
    from dataclasses import replace  # noqa: PLC0415 - only here

    first: Cell = good.cells[0]
    cells = (replace(first, confidence=0.41), *good.cells[1:])
    (finding,) = [
        one for one in check(replace(good, cells=cells)) if one.rule == "doubtful" and one.where.endswith(first.column)
    ][:1]
    assert finding.where == f"{first.table}/{first.row}/{first.column}"
    assert finding.verdict == "unassessable"
    assert finding.left == first.value
    assert "41%" in finding.says
