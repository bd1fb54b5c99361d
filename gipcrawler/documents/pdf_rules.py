"""Turn what is drawn on a page of a PDF, paths and pictures as thin as a line, into straight rules."""

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import Any

# pypdfium2 ships no types; its raw functions are those of PDFium's public headers
import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Bounds = tuple[ctypes.c_float, ctypes.c_float, ctypes.c_float, ctypes.c_float]

# A filled shape or picture is a drawn line, not an area, up to this thickness (points)
THICKEST = 4.0
# What is shorter is the corner between two rules or a dot of a dotted one
SHORTEST = 1.0
# A filled shape is a rule where it is this many times longer than thick
OBLONG = 3.0
# Points: the size of a dot, and how far the next one in its row may be; so many make a rule
DOT, DOTS_APART, FEWEST_DOTS = 1.6, 5.0, 6
# A rule's slope may be this many points over its whole length
SLOPE = 1.0
# A page with more than this drawn on it is a map or a picture: its rules are not asked for
MOST_SEGMENTS = 20_000
DEEPEST_FORM = 8


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line: at `at` (y, or x for a vertical one) from `start` to `end`."""

    vertical: bool
    at: float
    start: float
    end: float


class View:
    """From PDF coordinates (origin anywhere, y upwards) to those of the page as shown, /Rotate applied.

    `turned` turns it further, by a multiple of 90 degrees clockwise.
    """

    def __init__(self, page: Any, turned: int = 0) -> None:  # noqa: ANN401 - a handle of PDFium
        left, bottom, right, top = page.get_bbox()
        self.turn = (page.get_rotation() + turned) % 360
        places: dict[int, Callable[[float, float], Point]] = {
            0: lambda x, y: (x - left, top - y),
            90: lambda x, y: (y - bottom, x - left),
            180: lambda x, y: (right - x, y - bottom),
            270: lambda x, y: (top - y, right - x),
        }
        self.point = places[self.turn]
        sides = (right - left, top - bottom)
        self.width, self.height = sides if self.turn % 180 == 0 else sides[::-1]


def drawn(page: Any, view: View) -> tuple[tuple[Rule, ...], float]:  # noqa: ANN401 - a handle of PDFium
    """The rules on a page, and the share of it that pictures cover."""
    rules: list[Rule] = []
    covered = 0.0
    segments = 0
    dots: list[Point] = []
    bounds = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
    for item, kind, outer in _objects(page, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), DEEPEST_FORM):
        if kind == pdfium.FPDF_PAGEOBJ_PATH and (dot := _dot(item, outer, view, bounds)):
            dots.append(dot)
        elif (matrix := _placed(item, outer)) is None:
            continue
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [view.point(*_apply(matrix, x, y)) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))]
            x0, top, x1, bottom = _bounds(corners)
            covered += max(0.0, min(x1, view.width) - max(x0, 0.0)) * max(0.0, min(bottom, view.height) - max(top, 0.0))
            rules.extend(thin(corners))
        else:
            segments += max(0, pdfium.FPDFPath_CountSegments(item))
            if segments <= MOST_SEGMENTS:
                rules.extend(_rules_of(item, matrix, view))
    rules.extend(dotted(dots))
    if segments > MOST_SEGMENTS:
        rules = []
    return tuple(rules), min(1.0, covered / max(1.0, view.width * view.height))


def dotted(dots: Iterable[Point]) -> Iterator[Rule]:
    """The rules that dots in a row are, across or upright: browsers print a square for each dot of a border."""
    dots = list(dots)
    for vertical in (False, True):
        rows: defaultdict[int, list[float]] = defaultdict(list)
        for x, y in dots:
            along, at = (y, x) if vertical else (x, y)
            rows[round(at / DOT)].append(along)
        for row, places in rows.items():
            places.sort()
            ends = [at for at, (one, two) in enumerate(pairwise(places), 1) if two - one > DOTS_APART]
            for first, last in pairwise((0, *ends, len(places))):
                if last - first >= FEWEST_DOTS:
                    yield Rule(vertical, row * DOT, places[first], places[last - 1])


def _dot(path: Any, outer: Matrix, view: View, bounds: Bounds) -> Point | None:  # noqa: ANN401 - a handle of PDFium
    """The middle of a shape as small as a dot; `bounds` are left, bottom, right and top, written anew each time."""
    if not pdfium.FPDFPageObj_GetBounds(path, *bounds):
        return None
    left, bottom, right, top = (bound.value for bound in bounds)
    if (right - left) * (top - bottom) * abs(outer[0] * outer[3] - outer[1] * outer[2]) > DOT * DOT:
        return None
    (x0, y0), (x1, y1) = (view.point(*_apply(outer, x, y)) for x, y in ((left, bottom), (right, top)))
    return ((x0 + x1) / 2, (y0 + y1) / 2) if abs(x1 - x0) <= DOT and abs(y1 - y0) <= DOT else None


def _objects(holder: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:  # noqa: ANN401 - handles of PDFium
    """The paths and pictures of a page, those in form XObjects as well, each with its kind.

    The matrix is the way to page coordinates of what holds it.
    """
    in_form = depth < DEEPEST_FORM
    count = (pdfium.FPDFFormObj_CountObjects if in_form else pdfium.FPDFPage_CountObjects)(holder)
    get = pdfium.FPDFFormObj_GetObject if in_form else pdfium.FPDFPage_GetObject
    for index in range(max(0, count)):
        drawn = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(drawn) if drawn else None
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield drawn, kind, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth and (placed := _placed(drawn, matrix)):
            yield from _objects(drawn, placed, depth - 1)


def _placed(drawn: Any, outer: Matrix) -> Matrix | None:  # noqa: ANN401 - a handle of PDFium
    """The way from an object's own coordinates to those of the page."""
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, own):
        return None
    return _multiply((own.a, own.b, own.c, own.d, own.e, own.f), outer)


def _rules_of(path: Any, matrix: Matrix, view: View) -> Iterator[Rule]:  # noqa: ANN401 - a handle of PDFium
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    outlines = [[view.point(*_apply(matrix, x, y)) for x, y in outline] for outline in _outlines(path)]
    if stroke.value and width.value * hypot(matrix[0], matrix[1]) <= THICKEST:
        for outline in outlines:
            yield from edges(outline)
    if fill.value:
        for outline in outlines:
            yield from thin(outline)
        for outer, inner in pairwise(outlines):
            if _is_frame(_bounds(outer), _bounds(inner)):
                x0, top, x1, bottom = _bounds(outer)
                yield from edges([(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)])


def _outlines(path: Any) -> Iterator[list[Point]]:  # noqa: ANN401 - a handle of PDFium
    """The outlines of a path, each closed one ending where it began; a curve breaks the outline in two."""
    x, y = ctypes.c_float(), ctypes.c_float()
    outline: list[Point] = []
    for index in range(max(0, pdfium.FPDFPath_CountSegments(path))):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(outline) > 1:
                yield outline
            outline = []
        outline.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(outline) > 2:
            outline.append(outline[0])
    if len(outline) > 1:
        yield outline


def edges(outline: list[Point]) -> Iterator[Rule]:
    """The straight rules that an outline is drawn with."""
    for (x0, y0), (x1, y1) in pairwise(outline):
        if abs(y1 - y0) <= SLOPE and abs(x1 - x0) >= SHORTEST:
            yield Rule(vertical=False, at=(y0 + y1) / 2, start=min(x0, x1), end=max(x0, x1))
        elif abs(x1 - x0) <= SLOPE and abs(y1 - y0) >= SHORTEST:
            yield Rule(vertical=True, at=(x0 + x1) / 2, start=min(y0, y1), end=max(y0, y1))


def thin(outline: list[Point]) -> Iterator[Rule]:
    """The rule that a thin filled shape or picture is."""
    x0, top, x1, bottom = _bounds(outline)
    width, height = x1 - x0, bottom - top
    if height <= THICKEST and width >= max(SHORTEST, OBLONG * height):
        yield Rule(vertical=False, at=(top + bottom) / 2, start=x0, end=x1)
    elif width <= THICKEST and height >= max(SHORTEST, OBLONG * width):
        yield Rule(vertical=True, at=(x0 + x1) / 2, start=top, end=bottom)


def _is_frame(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    """Whether a filled outline with this hole in it is a frame: browsers print a box's four borders so."""
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return all(0 <= gap <= THICKEST for gap in gaps) and any(gap > 0 for gap in gaps)


def _bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    a, b = _apply(then, first[0], first[1]), _apply(then, first[2], first[3])
    e = _apply(then, first[4], first[5])
    return (a[0] - then[4], a[1] - then[5], b[0] - then[4], b[1] - then[5], e[0], e[1])
