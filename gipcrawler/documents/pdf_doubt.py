"""Turn cells of which a page hides a part into cells that say so, for the rest of a figure is a wrong figure."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, product

from gipcrawler.documents.pdf_lattice import MEET, Region
from gipcrawler.documents.pdf_lines import Line
from gipcrawler.documents.pdf_page import Glyph
from gipcrawler.text.figures import State, read_figure

# What is put before the text of such a cell, so that no number is read there: it runs off the page, or two texts
# stand over each other, as where a row has a fixed height
CUT, OVERPRINTED = "（出页）", "（叠印）"
# Ems: the width of a digit
DIGIT = 0.5
# Ems that are between the middles of neighbours at least, on one baseline, where labels are set close, or on two
NEAREST_LEVEL, NEAREST, LEVEL = 0.25, 0.5, 0.05

Written = tuple[Line, ...]


def doubts(regions: Sequence[Region], texts: Sequence[Written], width: float) -> tuple[str, ...]:
    """For each cell of a table the mark that its text is to begin with, mostly none; labels need no mark.

    A program that prints a table wider than the page leaves out the characters that would stand outside, so a figure
    at the page's side is in doubt where one more digit would have had no room. So is a blank: at the right unless other
    figures there are seen whole, at the left in rows of figures only. Where a label is printed over, whose figures
    follow it nobody can tell.
    """
    table = _Table(list(zip(regions, texts, strict=True)), width)
    return tuple(table.mark(region, text) for region, text in zip(regions, texts, strict=True))


class _Table:
    """The cells of a table on a page of this width."""

    def __init__(self, cells: Sequence[tuple[Region, Written]], width: float) -> None:
        self._width = width
        right = [text for region, text in cells if text and region.x1 >= width - MEET and _is_figure(text)]
        self._fits = any(not self._is_cut(text) for text in right)
        labels = [(region, text) for region, text in cells if not _is_figure(text)]
        labelled = {row for region, _ in labels for row in _rows(region)}
        self._bare = {region.row for region, text in cells if text and _is_figure(text)} - labelled
        self._overprinted = {region.row for region, text in cells if region.row_span == 1 and _is_overprinted(text)}

    def mark(self, region: Region, text: Written) -> str:
        """What the text of a cell is to begin with."""
        if not _is_figure(text):
            return ""
        left, right = region.x0 <= MEET, region.x1 >= self._width - MEET
        if text and (left or right) and self._is_cut(text):
            return CUT
        if not text and ((right and not self._fits) or (left and not self._bare.isdisjoint(_rows(region)))):
            return CUT
        return OVERPRINTED if text and region.row in self._overprinted else ""

    def _is_cut(self, text: Written) -> bool:
        """Whether one more digit beside the text would stand outside the page."""
        return any(line.x0 < DIGIT * line.size or line.x1 + DIGIT * line.size > self._width for line in text)


def _rows(region: Region) -> Iterator[int]:
    yield from range(region.row, region.row + region.row_span)


def _is_figure(text: Written) -> bool:
    return read_figure("".join(line.text for line in text)).state is not State.TEXT


def _is_overprinted(text: Written) -> bool:
    level = [
        (one, two) for one, two in pairwise(text) if abs(one.baseline - two.baseline) < min(one.size, two.size) / 2
    ]
    pairs = chain(*(pairwise(line.glyphs) for line in text), *(product(one.glyphs, two.glyphs) for one, two in level))
    return any(_is_over(one, two) for one, two in pairs)


def _is_over(one: Glyph, two: Glyph) -> bool:
    if one.turned or one.text.isspace() or two.text.isspace():
        return False
    em = min(one.size, two.size)
    nearest = NEAREST_LEVEL if abs(one.bottom - two.bottom) < LEVEL * em else NEAREST
    return abs(one.x0 + one.x1 - two.x0 - two.x1) / 2 < nearest * em
