"""Turn the labels beside figures into rows: which lines are one label, which row is its, which labels span rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from gipcrawler.documents.pdf_pieces import Piece, together

# Ems between the baselines of two lines of one label; of one that is a character a line
LEADING, UPRIGHT = 1.7, 2.6
# Ems by which baselines differ on one level; by which bands of text that overlap do
LEVEL, BESIDE = 0.35, 0.9
# Ems that a column's edge may be missed by
EDGE = 0.15
MOST_LINES = 20
# What an arrangement costs, in ems that a label stands off its row: a label without figures, figures without one, a
# line in a label that begins with a number, a label that a page's end may cut; and most that one stands off
LONE, NAMELESS, NUMBERED, CUT, AWAY = 0.4, 2.0, 1.0, 0.1, 8.0
# Ems by which no label stands off its row: half of the longest, in the narrowest column
ASTRAY = 20.0
NUMBERS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）]"),
)


@dataclass(slots=True)
class Row:
    """One row: the lines of its own label from top to bottom, and the figures beside it from left to right."""

    label: list[Piece] = field(default_factory=list)
    values: list[Piece] = field(default_factory=list)

    @property
    def page(self) -> int:
        """The page that it stands on."""
        return (self.values or self.label)[0].page

    @property
    def top(self) -> float:
        """The upper edge of what is printed in it, on its page."""
        return min(piece.line.top for piece in (*self.label, *self.values))

    @property
    def bottom(self) -> float:
        """The lower edge of what is printed in it."""
        return max(piece.line.bottom for piece in (*self.label, *self.values))


def stacks(pieces: Iterable[Piece], leading: float = LEADING) -> list[list[Piece]]:
    """Pieces below each other that are lines of one text."""
    made: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y, piece.x0)):
        above = next((stack for stack in reversed(made) if _goes_on(stack, piece, leading)), None)
        if above is None:
            made.append([piece])
        else:
            above.append(piece)
    return made


def _goes_on(stack: Sequence[Piece], piece: Piece, leading: float) -> bool:
    last = stack[-1]
    upright = len(last.text) == len(piece.text) == 1
    near = LEVEL * piece.size < piece.y - last.y <= (UPRIGHT if upright else leading) * piece.size
    return near and last.over(piece) >= 1 / 2 and rank(piece) is None


def rank(piece: Piece) -> int | None:
    """How deep the number is that a label begins with: 0 for 一、, 1 for （一）, 2 for 1.; null without one."""
    return _rank(piece.text)


@lru_cache(maxsize=1024)
def _rank(text: str) -> int | None:
    return next((at for at, number in enumerate(NUMBERS) if number.match(text)), None)


def label_rows(values: Sequence[list[Piece]], labels: Sequence[Piece]) -> tuple[list[Row], list[Piece]]:
    """The rows of figures with the labels beside them, rows without figures among them, and labels that span rows.

    `values` are the figures of each row, `labels` all that stands left of them. Whether figures are level with the
    first line of a label, its middle or its last is asked of all rows together.
    """
    own, over = _apart(labels)
    lines = _lines(own)
    heights = [sum(piece.y for piece in row) / len(row) for row in values]
    _, blocks = min((_arranged(lines, heights, place) for place in PLACES), key=lambda pair: pair[0])
    rows = [Row(lines[start:stop], values[at] if at is not None else []) for start, stop, at in blocks]
    return rows, over


def _first(ys: Sequence[float]) -> float:
    return ys[0]


def _middle(ys: Sequence[float]) -> float:
    return (ys[0] + ys[-1]) / 2


def _last(ys: Sequence[float]) -> float:
    return ys[-1]


Place = Callable[[Sequence[float]], float]
# Where a row's figures stand beside its label
PLACES: tuple[Place, ...] = (_middle, _first, _last)


def _apart(labels: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The labels of rows, and those that span rows: others stand at their right, or above and below there."""
    outer = [
        piece
        for piece in labels
        if not any(
            other.x0 >= piece.x1 - EDGE * piece.size and abs(other.y - piece.y) < BESIDE * piece.size
            for other in labels
        )
    ]
    outer.sort(key=lambda piece: piece.y)
    own = [
        piece
        for at, piece in enumerate(outer)
        if not (_is_left(piece, outer[at + 1 :]) and _is_left(piece, outer[:at][::-1]))
    ]
    return own, [piece for piece in labels if piece not in own]


def _is_left(piece: Piece, others: Iterable[Piece]) -> bool:
    """Whether the next of the others that reaches farther to the right stands at the right of it as a whole."""
    for other in others:
        if other.page != piece.page:
            return False
        if other.x1 > piece.x1 + EDGE * piece.size:
            return other.x0 >= piece.x1 - EDGE * piece.size
    return False


def _lines(own: Sequence[Piece]) -> list[Piece]:
    rows: list[list[Piece]] = []
    for piece in sorted(own, key=lambda piece: piece.y):
        if rows and piece.y - rows[-1][0].y <= LEVEL * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [together(sorted(row, key=lambda piece: piece.x0)) for row in rows]


Step = tuple[int, int]
Block = tuple[int, int, int | None]


def _arranged(lines: Sequence[Piece], heights: Sequence[float], place: Place) -> tuple[float, list[Block]]:
    """The cheapest cut of label lines into blocks, each the label of the next row or of one without figures."""
    # For so many lines and rows: the cost, and how many of both there were one step before
    best: dict[Step, tuple[float, Step]] = {(0, 0): (0.0, (0, 0))}
    for at in range(len(lines) + 1):
        for row in range(len(heights) + 1):
            if (at, row) not in best or _is_astray(lines, heights, at, row):
                continue
            cost = best[at, row][0]
            for step, more in _steps(lines, heights, place, (at, row)):
                if step not in best or cost + more < best[step][0]:
                    best[step] = (cost + more, (at, row))
    step = (len(lines), len(heights))
    cost = best[step][0]
    blocks: list[Block] = []
    while step != (0, 0):
        _, before = best[step]
        blocks.append((before[0], step[0], before[1] if step[1] > before[1] else None))
        step = before
    return cost, blocks[::-1]


def _is_astray(lines: Sequence[Piece], heights: Sequence[float], at: int, row: int) -> bool:
    """Whether of lines or rows many more are taken than of the others."""
    rows_ahead = row > 0 and at < len(lines) and heights[row - 1] - lines[at].y > ASTRAY * lines[at].size
    lines_ahead = at > 0 and row < len(heights) and lines[at - 1].y - heights[row] > ASTRAY * lines[at - 1].size
    return rows_ahead or lines_ahead


def _steps(lines: Sequence[Piece], heights: Sequence[float], place: Place, step: Step) -> Iterator[tuple[Step, float]]:
    """What may come next, and its cost: figures without a label, a label with figures or one without."""
    at, row = step
    if row < len(heights):
        yield (at, row + 1), NAMELESS
    for stop, inside in _blocks(lines, at):
        block = lines[at:stop]
        ys = [piece.y for piece in block]
        if row < len(heights):
            off = abs(place(ys) - heights[row])
            if stop < len(lines) and lines[stop].page != block[0].page:  # the rest of it is on the next page
                off = min(off, CUT * block[0].size + min(abs(any_(ys) - heights[row]) for any_ in PLACES))
            yield (stop, row + 1), inside + min(off / block[0].size, AWAY)
        before = row == len(heights) or place(ys) < heights[row]
        after = row == 0 or place(ys) > heights[row - 1]
        yield (stop, row), inside + (LONE if before and after else AWAY)


def _blocks(lines: Sequence[Piece], start: int) -> Iterator[tuple[int, float]]:
    """Where a label that begins at a line may end, and what speaks against it."""
    cost = 0.0
    for stop in range(start + 1, min(start + MOST_LINES, len(lines)) + 1):
        if stop > start + 1:
            above, line = lines[stop - 2], lines[stop - 1]
            if line.y - above.y > LEADING * line.size:
                return
            cost += NUMBERED * (rank(line) is not None)
        yield stop, cost
