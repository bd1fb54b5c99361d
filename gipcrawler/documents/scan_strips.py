"""Turn the ink of a cell or of a line into strips: cut out, a line of text each, as the network reads them best."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from gipcrawler.documents.scan_engine import HEIGHT, Gray

# Ems: the height of a printed line, and of more than one; what is smaller is dust, unless a character is so near
LINE, TWO_LINES, DUST, FINE_DUST, NEAR = 1.12, 1.65, 0.33, 0.22, 0.3
# Ems between the pieces of a thin stroke
BROKEN = 0.08
# Ems: from one line to the next where both touch; how far the grey around ink goes
LEADING, EDGE = 1.25, 0.12


@dataclass(frozen=True, slots=True)
class Cut:
    """How a strip is cut out: its height in ems, the white before and behind it in ems, how far it is widened.

    `blur` is the spread, in pixels of what the network sees, by which the steps of a coarse picture are smoothed.
    """

    height: float
    margin: float
    widened: float = 1.0
    blur: float = 0.0


# How text is read; and how figures are, for narrow digits on a coarse picture are read better wide and smooth: chosen
# by measurement at 100 dots an inch (docs/documents.md)
TEXT = Cut(1.3, 0.4)
FIGURE = (Cut(1.3, 0.5, 1.4, 1.5), Cut(1.0, 0.5, 1.8, 1.5), Cut(1.15, 0.5, 1.4, 2.0))


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of text: where its ink is, in pixels, and its em."""

    x0: int
    top: int
    x1: int
    bottom: int
    em: float

    def reach(self, way: Cut) -> tuple[int, int]:
        """From where to where on the page a strip goes that is cut out in a way, in pixels."""
        margin = way.margin * self.em
        return round(self.x0 - margin), round(self.x1 + margin)

    def cut_from(self, white: Gray, way: Cut) -> Gray:
        """The strip on white, without what stands beside it."""
        half = max(way.height * self.em, self.bottom - self.top + 0.2 * self.em) / 2
        middle = (self.top + self.bottom) / 2
        top, bottom = round(middle - half), round(middle + half)
        x0, x1 = self.reach(way)
        strip = np.full((bottom - top, x1 - x0), 255, np.uint8)
        edge = round(EDGE * self.em)
        rows = slice(max(0, top, self.top - edge), min(bottom, self.bottom + edge, white.shape[0]))
        columns = slice(max(0, x0, self.x0 - edge), min(x1, self.x1 + edge, white.shape[1]))
        here = white[rows, columns]
        strip[rows.start - top : rows.stop - top, columns.start - x0 : columns.stop - x0] = here
        if not way.blur:
            return strip
        scale = HEIGHT / strip.shape[0]
        seen = cv2.resize(strip, None, fx=scale * way.widened, fy=scale, interpolation=cv2.INTER_CUBIC)
        smooth: Gray = cv2.GaussianBlur(seen, (0, 0), way.blur).astype(np.uint8)
        return smooth


def strips_in(ink: Gray, left: int, top: int, em: float) -> Iterator[Strip]:
    """The lines of text in the ink of a cell, whose corner on the page is given in pixels, from top to bottom.

    In a cell that would be blank, what is nearly large enough for a character is looked at rather than called dust.
    """
    clean = without_dust(ink, em, DUST)
    if not clean.any():
        clean = without_dust(ink, em, FINE_DUST)
    for first, last in _bands(clean, em):
        columns = np.flatnonzero(clean[first:last].any(axis=0))
        yield Strip(left + int(columns[0]), top + first, left + int(columns[-1]) + 1, top + last, em)


def without_dust(ink: Gray, em: float, dust: float) -> Gray:
    """The ink without what is too small for a character and has none beside it; thin strokes may be broken."""
    broken = max(1, round(BROKEN * em))
    whole = cv2.dilate(ink, np.ones((2 * broken + 1,) * 2, np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    sizes = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) - 2 * broken
    large = sizes >= dust * em
    large[0] = False
    near = cv2.dilate(large[labels].astype(np.uint8), np.ones((2 * round(NEAR * em) + 1,) * 2, np.uint8))
    kept = np.isin(labels, np.unique(labels[near > 0])) & (ink > 0)
    return kept.astype(np.uint8)


def _bands(ink: Gray, em: float) -> list[tuple[int, int]]:
    """The rows, from and to, of each line of text."""
    rows = ink.any(axis=1).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows, [0]))))
    bands = [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]
    while True:
        joined = _nearest(bands, em)
        if joined is None:
            break
        bands[joined : joined + 2] = [(bands[joined][0], bands[joined + 1][1])]
    return [part for band in bands for part in _parted(band, ink, em)]


def _nearest(bands: list[tuple[int, int]], em: float) -> int | None:
    """The band that is nearest to the next, of those that are no more than a line with it."""
    gaps = [
        (bands[at + 1][0] - bands[at][1], at)
        for at in range(len(bands) - 1)
        if bands[at + 1][1] - bands[at][0] <= LINE * em
    ]
    return min(gaps)[1] if gaps else None


def _parted(band: tuple[int, int], ink: Gray, em: float) -> Iterator[tuple[int, int]]:
    """A band as high as several lines that touch, cut where there is least ink."""
    first, last = band
    if last - first <= TWO_LINES * em:
        yield band
        return
    count = max(2, round((last - first) / (LEADING * em)))
    sums = ink[first:last].sum(axis=1)
    cuts = [first]
    for part in range(1, count):
        middle = (last - first) * part / count
        low, high = round(middle - em / 4), round(middle + em / 4) + 1
        cuts.append(first + low + int(sums[low:high].argmin()))
    cuts.append(last)
    yield from ((one, two) for one, two in pairwise(cuts) if two > one)
