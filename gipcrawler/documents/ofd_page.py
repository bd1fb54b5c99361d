"""Turn the objects on a page of an OFD document into glyphs and ruled lines, in points from the upper left corner.

GB/T 33190-2016: 7.7 pages, 8.5 coordinates, 9 paths, 10 pictures, 11 text. Lengths are millimetres, y goes down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from math import atan2, degrees, hypot

from lxml import etree

from gipcrawler.documents.pdf_page import ASCENT, DESCENT, LEAN, Glyph, Page, mended, once
from gipcrawler.documents.pdf_rules import MOST_SEGMENTS, THICKEST, Matrix, Point, Rule, edges, thin
from gipcrawler.errors import UnreadableError

POINT = 72 / 25.4  # points in a millimetre
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
LINE_WIDTH = 0.353  # millimetres, where a path says nothing (9.1)
# How many numbers follow each operator of a path (9.3)
OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
MOST_GLYPHS = 500_000
DEEPEST = 20
UNKNOWN = frozenset("\0\ufffd¤")
NARROW = "\u02ff"  # characters up to here are half as wide as high, as far as a file does not tell


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is stored: its box as text, and what is drawn on it."""

    box: str
    contents: tuple[etree._Element, ...]


def drawn(sheet: Sheet, number: int) -> Page:
    """The page of that number, as a reader sees it; raises UnreadableError for one with more glyphs than print."""
    left, top, width, height = _numbers(sheet.box, 4)
    origin = (1.0, 0.0, 0.0, 1.0, -left, -top)
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    unreadable = segments = 0
    covered = 0.0
    for item, matrix in chain.from_iterable(_objects(content, origin, DEEPEST) for content in sheet.contents):
        kind = etree.QName(item).localname
        if kind == "TextObject":
            for glyph in _glyphs(item, matrix):
                if glyph.text in UNKNOWN or "\ue000" <= glyph.text <= "\uf8ff":
                    unreadable += 1
                else:
                    glyphs.append(glyph)
            if len(glyphs) > MOST_GLYPHS:
                raise UnreadableError("The OFD document is enormous: a page holds more characters than can be printed.")
        elif kind == "PathObject":
            outlines = list(_outlines(item, matrix))
            segments += sum(map(len, outlines))
            rules += _rules(item, outlines) if segments <= MOST_SEGMENTS else ()
        else:
            x0, y0, x1, y1 = _box(item, matrix)
            covered += max(0.0, min(x1, width * POINT) - max(x0, 0)) * max(0.0, min(y1, height * POINT) - max(y0, 0))
    area = max(1.0, width * POINT * height * POINT)
    shown = tuple(rules) if segments <= MOST_SEGMENTS else ()
    return Page(number, width * POINT, height * POINT, once(glyphs), shown, unreadable, min(1.0, covered / area))


def _objects(holder: etree._Element, matrix: Matrix, depth: int) -> Iterator[tuple[etree._Element, Matrix]]:
    """The texts, paths and pictures in layers and blocks, each with the way from its own coordinates to the page's."""
    for child in holder:
        if not isinstance(child.tag, str) or child.get("Visible") == "false":
            continue
        kind = etree.QName(child).localname
        if kind in ("Layer", "PageBlock") and depth:
            yield from _objects(child, matrix, depth - 1)
        elif kind in ("TextObject", "PathObject", "ImageObject"):
            x, y, _, _ = _numbers(child.get("Boundary"), 4)
            a, b, c, d, e, f = _numbers(child.get("CTM"), 6) if child.get("CTM") else PLAIN
            yield child, (a, b, c, d, e + x + matrix[4], f + y + matrix[5])


def _glyphs(item: etree._Element, matrix: Matrix) -> Iterator[Glyph]:
    """The characters of a text, each where its offsets put it (11.3)."""
    a, b, c, d, _, _ = matrix
    size = _number(item.get("Size"), 3.5) * POINT * hypot(c, d)
    wide = size * hypot(a, b) / (hypot(c, d) or 1.0) * _number(item.get("HScale"), 1.0)
    lean = degrees(atan2(b, a)) + _number(item.get("CharDirection"), 0.0)
    turned = 0 if abs(lean) <= LEAN else -90 if abs(lean - 90) <= LEAN else 90 if abs(lean + 90) <= LEAN else None
    if turned is None or not size or not wide:
        return  # a watermark
    x = y = 0.0
    for code in item.iterfind("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        right, down = _offsets(code.get("DeltaX")), _offsets(code.get("DeltaY"))
        at_x, at_y = x, y
        for character, told_x, told_y in zip((code.text or "").strip("\r\n\t"), right, down, strict=False):
            text = mended(character)
            page_x, page_y = _apply(matrix, at_x, at_y)
            advance = wide if character > NARROW else wide / 2
            step_x, step_y = told_x or 0.0, told_y or 0.0
            if told_x is None and told_y is None:  # a file that tells no steps leaves them to the font
                step_x = advance / (POINT * hypot(a, b))
            elif step_x and character <= NARROW:
                advance = min(advance, abs(step_x) * POINT * hypot(a, b))
            if not turned:
                yield Glyph(
                    text, page_x, page_x + advance, page_y - ASCENT * size, page_y + DESCENT * size, size, turned
                )
            else:
                ends = (page_y, page_y - advance * turned / 90)
                across = (page_x - DESCENT * size, page_x + ASCENT * size)
                if turned > 0:
                    across = (page_x - ASCENT * size, page_x + DESCENT * size)
                yield Glyph(text, across[0], across[1], min(ends), max(ends), size, turned)
            at_x, at_y = at_x + step_x, at_y + step_y


def _offsets(told: str | None) -> Iterator[float | None]:
    """The steps from one character to the next, with those that are told in short (`g 3 6.35`), then null (11.3)."""
    words = iter((told or "").split())
    for word in words:
        if word == "g":
            times = int(_number(next(words, "0"), 0))
            yield from repeat(_number(next(words, "0"), 0.0), max(0, min(times, MOST_GLYPHS)))
        else:
            yield _number(word, 0.0)
    yield from repeat(None)


def _outlines(item: etree._Element, matrix: Matrix) -> Iterator[list[Point]]:
    """The outlines of a path in points; a curve breaks an outline in two."""
    words = (item.findtext("{*}AbbreviatedData") or "").split()
    outline: list[Point] = []
    at = 0
    while at < len(words):
        operator = words[at]
        count = OPERANDS.get(operator)
        at += 1
        if count is None:
            continue
        numbers = [_number(word, 0.0) for word in words[at : at + count]]
        at += count
        if operator == "C" and len(outline) > 2:
            outline.append(outline[0])
        if operator != "L" and outline:
            if len(outline) > 1:
                yield outline
            outline = outline[-1:] if operator == "C" else []
        if len(numbers) == count and count:
            outline.append(_apply(matrix, *numbers[-2:]))
    if len(outline) > 1:
        yield outline


def _rules(item: etree._Element, outlines: list[list[Point]]) -> Iterator[Rule]:
    stroked, filled = item.get("Stroke", "true") == "true", item.get("Fill", "false") == "true"
    if stroked and _number(item.get("LineWidth"), LINE_WIDTH) * POINT <= THICKEST:
        for outline in outlines:
            yield from edges(outline)
    if filled:
        for outline in outlines:
            yield from thin(outline)


def _box(item: etree._Element, matrix: Matrix) -> tuple[float, float, float, float]:
    """The rectangle that a picture fills: the unit square by its own matrix, or its boundary where it has none."""
    _, _, width, height = _numbers(item.get("Boundary"), 4)
    across, down = (1.0, 1.0) if item.get("CTM") else (width, height)
    corners = [_apply(matrix, x, y) for x in (0.0, across) for y in (0.0, down)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINT, (b * x + d * y + f) * POINT


def _numbers(told: str | None, count: int) -> list[float]:
    found = [_number(word, 0.0) for word in (told or "").split()[:count]]
    return found + [0.0] * (count - len(found))


def _number(told: str | None, otherwise: float) -> float:
    try:
        number = float(told) if told else otherwise
    except ValueError:
        return otherwise
    return number if abs(number) < 1e6 else otherwise
