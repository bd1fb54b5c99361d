"""Turn the likelihood of text on a sheet and its ink into lines of text, in the cells of its tables and around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from gipcrawler.documents.pdf_lattice import Region
from gipcrawler.documents.scan_engine import Floats, Gray
from gipcrawler.documents.scan_strips import Strip, strips_in

# The probability from which a pixel is in the middle of a line, and how much higher than that middle the line's em is
IN_LINE, MIDDLE = 0.3, 2.0
# So many times wider than high is a line of several characters
LONG = 3.0
# Points: what the text of most reports has; lengths on a picture are told by it, for pictures know no size
EM = 10.5
# The width of A4 in points, and the fewest pixels of an em that can be read
PAGE_WIDTH, SMALLEST = 595.0, 6.0
# The share of the em that the ink of characters fills; a line so many times longer than high has some that do
FILLED, TELLING = 0.93, 4.0
# Sizes nearer than this share are one
SAME_SIZE = 0.2
# Ems from the middle of a line: as far beside it, and above and below it, its ink is looked for
BESIDE, ABOVE = 0.8, 0.75
# Ems: less ink than a square of this side is dust
DUST = 0.15
Marks = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """The ink of a sheet without its rules, in pixels; `em` is the size of most text, `unit` a point."""

    ink: Gray
    em: float

    @property
    def unit(self) -> float:
        """Pixels a point, were most text of its usual size."""
        return self.em / EM


def em_of(likely: Floats) -> float:
    """The size of most text, in pixels, by how likely each pixel is in a line; without any, as if it were a page."""
    heights = [height for _, _, width, height in marks(likely) if width > LONG * height]
    return max(SMALLEST, MIDDLE * median(heights) if heights else min(likely.shape) / PAGE_WIDTH * EM)


def marks(likely: Floats) -> list[Marks]:
    """The middles of the lines of text, from top to bottom: left, top, width and height."""
    count, _, stats, _ = cv2.connectedComponentsWithStats((likely > IN_LINE).astype(np.uint8))
    return [(int(stat[0]), int(stat[1]), int(stat[2]), int(stat[3])) for stat in stats[1:count]]


def lines_of(likely: Floats, regions: Sequence[Region], scene: Scene) -> list[Strip]:
    """The lines in the regions of tables and then those outside of them; `likely` is changed."""
    found: list[Strip] = []
    for region in regions:
        rows, columns = (
            slice(*(max(0, round(at * scene.unit)) for at in side))
            for side in ((region.top, region.bottom), (region.x0, region.x1))
        )
        likely[rows, columns] = 0.0
        cell = scene.ink[rows, columns]
        if int(cell.sum()) > (DUST * scene.em) ** 2:
            found += strips_in(np.ascontiguousarray(cell), columns.start, rows.start, scene.em)
    return found + list(_around(likely, scene))


def _around(likely: Floats, scene: Scene) -> Iterator[Strip]:
    for left, top, width, height in marks(likely):
        em = MIDDLE * min(width, height)
        if height > width and height > LONG * scene.em:  # written from top to bottom
            ink = np.ascontiguousarray(scene.ink[top : top + height, left : left + width])
            yield from strips_in(ink, left, top, em)
            continue
        strip = line_at((left, top, width, height), scene)
        if strip:
            yield strip


def line_at(mark: Marks, scene: Scene) -> Strip | None:
    """The line with this middle, as far as its ink goes; null where there is none."""
    left, top, width, height = mark
    em = MIDDLE * min(width, height)
    middle = top + height // 2
    x0, y0 = max(0, left - round(BESIDE * em)), max(0, middle - round(ABOVE * em))
    ink = scene.ink[y0 : middle + round(ABOVE * em), x0 : left + width + round(BESIDE * em)]
    rows = _grown(np.asarray(ink.any(axis=1)), middle - y0, round(0.1 * em))
    columns = np.flatnonzero(ink[rows].any(axis=0))
    if not columns.size:
        return None
    first, last, high = int(columns[0]), int(columns[-1]) + 1, rows.stop - rows.start
    size = high / FILLED
    if abs(size - scene.em) < SAME_SIZE * scene.em or (last - first < TELLING * high and size < scene.em):
        size = scene.em
    return Strip(x0 + first, y0 + rows.start, x0 + last, y0 + rows.stop, size)


def _grown(inked: NDArray[np.bool_], middle: int, gap: int) -> slice:
    """The rows of a line around its middle, up to gaps above and below."""
    top = bottom = min(middle, len(inked) - 1)
    while top > 0 and inked[max(0, top - gap - 1) : top].any():
        top -= 1
    while bottom < len(inked) and inked[bottom : bottom + gap + 1].any():
        bottom += 1
    return slice(top, max(bottom, top + 1))
