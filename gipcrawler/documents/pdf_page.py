"""Turn one page of a PDF into glyphs and ruled lines, in points from the upper left corner as a reader sees it."""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, degrees, hypot
from operator import itemgetter
from typing import Any

# pypdfium2 ships no types; its raw functions are those of PDFium's public headers
import pypdfium2.raw as pdfium

from gipcrawler.documents.pdf_rules import Rule, View, drawn
from gipcrawler.model import Box
from gipcrawler.text.spaces import RADICALS

# Degrees by which text may lean and still be a line of text; what leans more is a watermark
LEAN = 5.0
# The share of a page's characters that lie on their side where the page does, and so many of them; fewer are a label
MOSTLY, FEWEST = 0.8, 20
ASCENT, DESCENT = 0.85, 0.15
# What a font does not tell stands as this, for without it the rest of a figure would be another figure; what PDFium
# gives for it, and the codes below 32 that are spaces
UNREADABLE = 0xFFFD
UNKNOWN, SPACES = frozenset((0xFFFD, 0xFFFE, 0xFFFF)), frozenset((9, 10, 11, 12, 13))
# CJK Radicals Supplement and Kangxi Radicals
FIRST_RADICAL, LAST_RADICAL = "\u2e80", "\u2fdf"

Places = Callable[[float, float, float, float], Box]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character in its em box; `size` is the em in points, `turned` is 90 for text that runs upwards.

    It is -90 for text that runs downwards, and 0 for upright text. `confidence` is how sure the reader of a picture is
    of the line that it is on, and null where the text was given.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    turned: int = 0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page; `unreadable` counts glyphs without a character, `pictured` is the share under pictures.

    `places` gives the place on the page, in ten-thousandths of it, of a rectangle (x0, top, x1, bottom) in the
    coordinates of the glyphs, where the page is a picture that was read; else it is null.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    unreadable: int
    pictured: float
    places: Places | None = None


def read_page(document: Any, index: int) -> Page:  # noqa: ANN401 - a handle of PDFium
    """The page at a 0-based index of a `pypdfium2.PdfDocument`; one that cannot be loaded raises PdfiumError.

    A page on which nearly all text lies on its side, or upside down, is turned to be read.
    """
    page = document[index]
    text = page.get_textpage()
    try:
        view = View(page)
        glyphs, unreadable, leans = _glyphs(text.raw, view)
        turn, most = max(leans.items(), key=itemgetter(1), default=(0, 0))
        if turn and most >= max(FEWEST, MOSTLY * leans.total()):
            view = View(page, turn)
            glyphs, unreadable, _ = _glyphs(text.raw, view)
        if unreadable * 2 > len(glyphs):  # mostly in fonts that do not tell: what they do tell are marks and numbers
            glyphs = tuple(glyph for glyph in glyphs if glyph.text != chr(UNREADABLE))
        rules, pictured = drawn(page.raw, view)
        return Page(index + 1, view.width, view.height, glyphs, rules, unreadable, pictured)
    finally:
        text.close()
        page.close()


def _glyphs(text: Any, view: View) -> tuple[tuple[Glyph, ...], int, Counter[int]]:  # noqa: ANN401 - a handle of PDFium
    """The glyphs, how many have no character, and how many lean by each quarter of a turn."""
    found: list[Glyph] = []
    leans: Counter[int] = Counter()
    unreadable = 0
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(max(0, pdfium.FPDFText_CountChars(text))):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue  # a space or line end that PDFium infers: the geometry says more
        if code < 32 or code in UNKNOWN or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            if code in SPACES:
                continue
            unreadable += 1
            code = UNREADABLE
        if not (
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            and pdfium.FPDFText_GetLooseCharBox(text, index, box)
            and pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        ):
            continue
        lean = (degrees(atan2(matrix.b, matrix.a)) - view.turn + 180) % 360 - 180
        leans[round(lean / 90) * 90 % 360] += 1
        size = pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)
        character = mended(chr(code))
        if abs(lean) <= LEAN:
            (x0, _), (x1, _) = view.point(box.left, box.top), view.point(box.right, box.bottom)
            _, baseline = view.point(x.value, y.value)
            top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
            found.append(Glyph(character, min(x0, x1), max(x0, x1), top, bottom, size))
        elif abs(abs(lean) - 90) <= LEAN:
            (x0, y0), (x1, y1) = view.point(box.left, box.top), view.point(box.right, box.bottom)
            found.append(
                Glyph(character, min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1), size, 90 if lean > 0 else -90)
            )
    return once(found), unreadable, leans


def mended(character: str) -> str:
    """The character as meant, where a browser printed a CJK radical in its place; any other as it is."""
    if not FIRST_RADICAL <= character <= LAST_RADICAL:
        return character
    return unicodedata.normalize("NFKC", character).translate(RADICALS)


def once(glyphs: list[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs without those struck twice, a hair apart, to look bold."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        column, row = round(glyph.x0 / 4), round(glyph.bottom / 4)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((glyph.text, column + dx, row + dy), ())
        )
        hair = 0.15 * glyph.size
        if any(abs(other.x0 - glyph.x0) < hair and abs(other.bottom - glyph.bottom) < hair for other in near):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return tuple(kept)
