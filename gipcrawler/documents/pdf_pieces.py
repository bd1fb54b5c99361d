"""Turn lines of text into the pieces that gaps part: what may be the cells of a table without rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gipcrawler.documents.pdf_lines import LATIN, Line, line
from gipcrawler.documents.pdf_page import Glyph
from gipcrawler.text.figures import State, read_figure

# Ems between the cells of one row; what a browser leaves between two is narrower, and shows where neighbours touch
GAP, NARROW, CLOSE = 0.6, 0.15, 0.08
# Ems between the characters of a word set wide (总 计), of which a line has one or two; four in a row are columns
SPACED, FEWEST_APART = 2.5, 4
# More than any page is high, so that what stands on two pages never stands together
PAGE = 100_000.0
# Words that stand in a cell for a figure
ANSWER = re.compile(r"无|没有|不适用|未发生|涉密不公开")
FIGURE = re.compile(r"(?<![!-~])[+-]?\d[\d.,]*$")
# What may stand off from the label after it, and how often labels of one line are cut
NUMBERING, MOST_CUTS = frozenset("、.．)）"), 2

NUMBER = re.compile(r"[(（][一二三四五六七八九十]{1,2}[)）]|\d{1,2}[、.．](?!\d)")

Span = tuple[float, float]


@dataclass(frozen=True)
class Piece:
    """A part of a line on a page; `y` is its baseline, counted through all pages."""

    line: Line
    page: int

    @cached_property
    def y(self) -> float:
        """Its baseline, so that pages follow each other."""
        return self.page * PAGE + self.line.baseline

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.line.x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.line.x1

    @property
    def middle(self) -> float:
        """Halfway between."""
        return (self.line.x0 + self.line.x1) / 2

    @property
    def size(self) -> float:
        """Its em."""
        return self.line.size

    @property
    def text(self) -> str:
        """What it says."""
        return self.line.text

    @cached_property
    def is_figure(self) -> bool:
        """Whether figures or dashes are in it, and nothing else."""
        return self.is_value and ANSWER.fullmatch(self.text) is None

    @cached_property
    def is_value(self) -> bool:
        """Whether it is a figure, or a word that stands for one; or several figures side by side."""
        return _is_value(self.text) or all(_is_value(part.text) for part in narrowly(self))

    @cached_property
    def is_close(self) -> bool:
        """Whether it is not two figures that only a narrow gap parts."""
        return sum(_is_value(part.text) for part in narrowly(self)) < 2

    def over(self, other: "Piece") -> float:
        """The share of the narrower one that both have in common from left to right."""
        common = min(self.x1, other.x1) - max(self.x0, other.x0)
        return max(0.0, common) / max(0.1, min(self.x1 - self.x0, other.x1 - other.x0))


def pieces(whole: Line, page: int, gap: float = GAP, places: Sequence[Span] = ()) -> list[Piece]:
    """The pieces of a line on a page, from left to right; single characters of a word that is set wide are one.

    They are not where they stand over figures in different places; there the narrowest gap parts neighbours.
    """
    found = [Piece(part, page) for piece in _parts(whole.glyphs, gap) for part in _parts_over(piece, page, places)]
    joined: list[list[Piece]] = []
    for piece in found:
        alone = len(piece.text) == 1 and not LATIN.match(piece.text) and not piece.is_value
        if alone and joined and _is_spaced(joined[-1][-1], piece, places):
            joined[-1].append(piece)
        else:
            joined.append([piece])
    return [one for group in joined for one in (group if len(group) >= FEWEST_APART else [together(group)])]


def narrowly(piece: Piece) -> list[Piece]:
    """A piece cut at narrow gaps too."""
    return [Piece(part, piece.page) for part in _parts(piece.line.glyphs, NARROW)]


def parted(piece: Piece, places: Sequence[Span]) -> list[Piece]:
    """A piece cut where figures at its end stand in places of figures, each in another, less than a gap apart."""
    if not places or not any(LATIN.match(glyph.text) for glyph in piece.line.glyphs[-1:]):
        return [piece]
    parts = narrowly(piece)
    if not parts[-1].is_value and (figure := FIGURE.search(parts[-1].text)):
        # The mark before a figure may be drawn in a box so wide that both overlap
        glyphs = parts[-1].line.glyphs
        cut = len(glyphs) - len(figure[0])
        parts[-1:] = [Piece(part, piece.page) for part in (line(glyphs[:cut]), line(glyphs[cut:])) if part]
    first, taken = len(parts), set[int]()
    while first and parts[first - 1].is_value:
        under = _under(parts[first - 1], places)
        if len(under) != 1 or under[0] in taken:
            break
        taken.add(under[0])
        first -= 1
    if first == len(parts):
        return [piece]
    cut = piece.line.glyphs.index(parts[first].line.glyphs[0])
    rest = line(piece.line.glyphs[:cut]) if first else None
    return [*([Piece(rest, piece.page)] if rest else []), *parts[first:]]


def parts_of_label(piece: Piece) -> list[Piece]:
    """A label cut where less than a gap parts two that stand side by side: nothing but its number stands off in one."""
    cuts = [
        at
        for at, (before, after) in enumerate(pairwise(piece.line.glyphs), 1)
        if after.x0 - before.x1 > NARROW * min(before.size, after.size)
        and (
            NUMBER.match(
                piece.line.glyphs[at].text + "".join(glyph.text for glyph in piece.line.glyphs[at + 1 : at + 4])
            )
            or not (LATIN.match(before.text) or before.text in NUMBERING or LATIN.match(after.text))
        )
    ]
    if not cuts or len(cuts) > MOST_CUTS:
        return [piece]
    found = (line(piece.line.glyphs[start:stop]) for start, stop in pairwise((0, *cuts, len(piece.line.glyphs))))
    return [Piece(part, piece.page) for part in found if part]


def together(group: Sequence[Piece]) -> Piece:
    """Pieces of one line as one."""
    if len(group) == 1:
        return group[0]
    whole = line([glyph for piece in group for glyph in piece.line.glyphs])
    return Piece(whole, group[0].page) if whole else group[0]


def _parts(glyphs: Sequence[Glyph], gap: float) -> Iterator[Line]:
    inked = [at for at, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    cuts = [
        two
        for one, two in pairwise(inked)
        if glyphs[two].x0 - glyphs[one].x1 > gap * min(glyphs[one].size, glyphs[two].size)
    ]
    for start, stop in pairwise((0, *cuts, len(glyphs))):
        part = line(glyphs[start:stop])
        if part is not None:
            yield part


def _is_spaced(last: Piece, piece: Piece, places: Sequence[Span]) -> bool:
    """Whether a character is the next one of a word that is set wide."""
    apart = piece.x0 - last.x1 > SPACED * piece.size
    other = _under(piece, places) and _under(piece, places) != _under(last, places)
    return len(last.text) == 1 and not last.is_value and not apart and not other


def _under(piece: Piece, places: Sequence[Span]) -> list[int]:
    return [at for at, (x0, x1) in enumerate(places) if piece.x0 < x1 and piece.x1 > x0]


def _parts_over(part: Line, page: int, places: Sequence[Span]) -> Iterator[Line]:
    """A part of a line cut where it stands over figures in different places and its characters do not touch."""
    parts = [Piece(one, page) for one in _parts(part.glyphs, CLOSE)] if places else []
    under = [tuple(_under(one, places)) for one in parts]
    if len(parts) > 1 and all(under) and len(set(under)) == len(parts):
        yield from (one.line for one in parts)
    else:
        yield part


def _is_value(text: str) -> bool:
    return read_figure(text).state in {State.NUMBER, State.DASH} or ANSWER.fullmatch(text) is not None
