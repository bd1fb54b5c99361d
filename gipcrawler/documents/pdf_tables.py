"""Turn a page's lattices and glyphs into tables with their text, and the glyphs that stand outside them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from gipcrawler.documents.pdf_doubt import doubts
from gipcrawler.documents.pdf_lattice import MEET, Lattice, Region, lattices
from gipcrawler.documents.pdf_lines import LATIN, Line, columns, lines, run_on, same_word
from gipcrawler.documents.pdf_page import Glyph, Page, Places
from gipcrawler.model import Grid, GridCell
from gipcrawler.text.spaces import tidy

# A box up to this height may be the beginning or end of a table on a neighbouring page; a taller one frames a page.
PIECE_HEIGHT = 120.0
# The share of steps from one character to the next that go down where text is written in columns
DOWNWARDS = 0.7
# Word's own cell margin (points), where a table does not show a smaller one
PADDING = 5.4


@dataclass(frozen=True, slots=True)
class Table:
    """A lattice and the lines of text in each of its regions, in the order of its regions, with the marks of doubt.

    `places` gives the place of a region on its page where that is a picture (`Page.places`), else it is null.
    """

    page: int
    lattice: Lattice
    texts: tuple[tuple[Line, ...], ...]
    marks: tuple[str, ...]
    places: Places | None = None

    @property
    def top(self) -> float:
        """Its upper edge on the page, in points."""
        return self.lattice.box[1]

    @property
    def whole(self) -> bool:
        """Whether it is a table by itself, with text in two cells side by side or above each other in two columns."""
        return self.lattice.columns > 1 and sum(bool(text) for text in self.texts) > 1

    def as_wide_as(self, other: "Table") -> bool:
        """Whether both are equally wide, so that one may go on where the other ends; left pages may stand elsewhere."""
        (left, _, right, _), (its_left, _, its_right, _) = self.lattice.box, other.lattice.box
        return abs((right - left) - (its_right - its_left)) <= PADDING

    def grid(self) -> Grid:
        """The table as the model has it; lines that only the width of their cell broke are one."""
        padding = _padding(self.lattice.regions, self.texts)
        return Grid(
            tuple(
                GridCell(
                    mark + tidy(_text(texts, region.x1 - region.x0 - 2 * padding)),
                    region.row,
                    region.column,
                    region.row_span,
                    region.column_span,
                    self.page,
                    self.places(region.x0, region.top, region.x1, region.bottom) if self.places else None,
                    _confidence(texts) if self.places else None,
                )
                for region, texts, mark in zip(self.lattice.regions, self.texts, self.marks, strict=True)
            ),
            page=self.page,
        )


def tables(page: Page) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page, from top to bottom, and the glyphs outside them.

    A frame around text is none; a box that is no whole table is given where it may belong to one on the next page.
    """
    found = outermost(lattices(page.rules, page.width))
    holdings: list[dict[int, list[Glyph]]] = [{} for _ in found]
    places = [_Places(lattice, page.width) for lattice in found]
    rest: list[Glyph] = []
    for word in _words(page.glyphs):
        x, y = (word[0].x0 + word[-1].x1) / 2, (word[0].top + word[0].bottom) / 2
        spots = ((at, place.region_at(x, y)) for at, place in enumerate(places))
        at, region = next(((at, region) for at, region in spots if region is not None), (0, None))
        if region is None:
            rest.extend(word)
        else:
            holdings[at].setdefault(region, []).extend(word)
    kept: list[Table] = []
    for lattice, held in zip(found, holdings, strict=True):
        written = [(region, tuple(_lines(held.get(at, ())))) for at, region in enumerate(lattice.regions)]
        _, top, _, bottom = lattice.box
        regions, texts = zip(*_without_fringe(written, page.number), strict=True)
        table = Table(page.number, Lattice(regions), texts, _marks(page, regions, texts), page.places)
        if table.whole or (any(texts) and (bottom - top <= PIECE_HEIGHT or table.lattice.columns > 1)):
            kept.append(table)
        else:
            rest.extend(glyph for glyphs in held.values() for glyph in glyphs)
    return kept, rest


def _marks(page: Page, regions: Sequence[Region], texts: Sequence[tuple[Line, ...]]) -> tuple[str, ...]:
    """The marks of doubt; a picture shows itself where it ends, and what stands over each other is not read apart."""
    return ("",) * len(regions) if page.places else doubts(regions, texts, page.width)


def _confidence(texts: Sequence[Line]) -> float:
    """How sure a cell on a picture is: as its least sure character; where no ink is, that it is blank is sure."""
    sure = (glyph.confidence for line in texts for glyph in line.glyphs)
    return min((one for one in sure if one is not None), default=1.0)


def _without_fringe(
    held: Sequence[tuple[Region, tuple[Line, ...]]], number: int
) -> list[tuple[Region, tuple[Line, ...]]]:
    """Without a blank first or last row that a page's end cuts open: browsers draw the sides of a table down there.

    The number of the page is all that may stand in it.
    """
    kept = list(held)
    empty: tuple[list[str], ...] = ([], [str(number)])
    for row in (max(region.row + region.row_span for region, _ in held) - 1, 0):
        alone = [(region, text) for region, text in kept if region.row == row and region.row_span == 1]
        said = [line.text for _, text in alone for line in text]
        if alone and len(alone) < len(kept) and all(region.open for region, _ in alone) and said in empty:
            kept = [(_without_row(region, row), text) for region, text in kept if (region, text) not in alone]
    return kept


def _without_row(region: Region, row: int) -> Region:
    if region.row > row:
        return replace(region, row=region.row - 1)
    return replace(region, row_span=region.row_span - 1) if region.row + region.row_span > row else region


def outermost(found: list[Lattice]) -> list[Lattice]:
    """The lattices without frames and layout around others, and without boxes inside a cell."""
    dropped: set[int] = set()
    for outer, holder in enumerate(found):
        x0, top, x1, bottom = holder.box
        for inner, held in enumerate(found):
            a, b, c, d = held.box
            if inner == outer or not (x0 <= a and top <= b and c <= x1 and d <= bottom):
                continue
            lays_out = held.columns > 1 and len(held.regions) > len(holder.regions)
            dropped.add(outer if lays_out else inner)
    return [lattice for at, lattice in enumerate(found) if at not in dropped]


class _Places:
    """Finds the region of a point; a table at the page's side goes on outside of it."""

    def __init__(self, lattice: Lattice, width: float) -> None:
        self._xs = sorted({edge for region in lattice.regions for edge in (region.x0, region.x1)})
        if self._xs[0] <= MEET:
            self._xs[0] = -inf
        if self._xs[-1] >= width - MEET:
            self._xs[-1] = inf
        self._ys = sorted({edge for region in lattice.regions for edge in (region.top, region.bottom)})
        self._owner = {
            (row, column): at
            for at, region in enumerate(lattice.regions)
            for row in range(region.row, region.row + region.row_span)
            for column in range(region.column, region.column + region.column_span)
        }

    def region_at(self, x: float, y: float) -> int | None:
        return self._owner.get((bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1))


def _words(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs, those of one figure or word together: where it is wider than its cell, it belongs there wholly."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and not same_word(word[-1], glyph):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _lines(glyphs: Iterable[Glyph]) -> list[Line]:
    upright, turned = _parted(glyphs)
    return lines(upright) + columns(turned)


def _parted(glyphs: Iterable[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """A cell's upright glyphs, and those that stand in columns, because they are turned or written so."""
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in glyphs:
        (turned if glyph.turned else upright).append(glyph)
    if _in_columns(upright):
        turned += [replace(glyph, turned=-90) for glyph in upright]
        upright = []
    return upright, turned


def _in_columns(glyphs: Sequence[Glyph]) -> bool:
    """Whether upright characters are written from top to bottom, in several columns, as the order of printing tells.

    One column is as well a line a character; a mark beside it (三、) is no column.
    """
    steps = list(pairwise(glyphs))
    down = sum(
        abs(after.x0 - before.x0) < before.size / 3 and 0 < after.top - before.top < 2 * before.size
        for before, after in steps
    )
    if down <= DOWNWARDS * len(steps):
        return False
    found = columns(replace(glyph, turned=-90) for glyph in glyphs)
    return len(found) > 1 and all(len(column.glyphs) > 1 for column in found)


def _padding(regions: Sequence[Region], texts: Sequence[Sequence[Line]]) -> float:
    """The margin between rules and text in this table: what its closest lines keep."""
    margins = sorted(line.x0 - region.x0 for region, written in zip(regions, texts, strict=True) for line in written)
    return min(PADDING, max(0.0, margins[len(margins) // 20])) if margins else PADDING


def _text(texts: Sequence[Line], room: float) -> str:
    """The lines of a cell as text: a line break where the next word would still have had room.

    Room is what the widest line takes; for figures, two of which may stand above each other, what the cell has.
    """
    widest = max((line.x1 - line.x0 for line in texts), default=0.0)
    text = ""
    for before, line in zip((None, *texts), texts, strict=False):
        if before is None:
            text = line.text
        elif _is_full(before, line, room if LATIN.match(line.text) else min(room, widest)) or _is_upright(line):
            text = run_on(text, line.text)
        else:
            text += "\n" + line.text
    return text


def _is_full(before: Line, line: Line, room: float) -> bool:
    return before.x1 - before.x0 + line.opening > room + before.size / 10


def _is_upright(line: Line) -> bool:
    """Whether a line is one character of a label that is written from top to bottom."""
    return len(line.text) == 1 and not LATIN.match(line.text)
