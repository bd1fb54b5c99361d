"""Turn what stands over figures into columns: where each begins and ends, and which head stands over which."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from gipcrawler.documents.pdf_labels import EDGE, stacks
from gipcrawler.documents.pdf_pieces import Piece, Span, narrowly

Stack = list[Piece]

# The share of its width by which a head stands over another, or over a column
OVER = 0.2
# The share of its height by which a head stands beside another
BESIDE = 0.4
# Ems by which the lines of one head may begin or end apart
LEVEL = 0.1


@dataclass(frozen=True, slots=True)
class Head:
    """A head of one or more lines; columns are half-open, and both null where it stands over the labels."""

    lines: tuple[Piece, ...]
    row: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of figures: where each of them is printed from and to, heads included, from left to right."""

    spans: tuple[tuple[float, float], ...]
    heads: tuple[Head, ...]

    def at(self, piece: Piece) -> int:
        """The column that a figure stands in: that in which most of it does."""
        return max(
            range(len(self.spans)), key=lambda at: min(piece.x1, self.spans[at][1]) - max(piece.x0, self.spans[at][0])
        )


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands over rows: all heads over figures, those of them right over figures, and what heads the labels."""

    over: tuple[Stack, ...]
    leaves: tuple[Stack, ...]
    named: tuple[Stack, ...]


def heads_of(above: Sequence[Sequence[Piece]], end: float) -> Heads:
    """The heads in the lines above rows whose labels end at `end`."""
    above = list(_apart(above))
    over = list(_stacks([[piece for piece in line if piece.x0 > end - piece.size * EDGE] for line in above]))
    leaves = [stack for stack in over if not any(_is_over(stack, other) for other in over)]
    named = stacks(piece for line in above for piece in line if piece.x0 <= end - piece.size * EDGE)
    return Heads(tuple(over), tuple(sorted(leaves, key=_span)), tuple(named))


def columns_of(rows: Sequence[Sequence[Piece]], heads: Heads) -> Columns:
    """The columns under some heads that the figures of rows stand in.

    A column without any figure is one where its head stands apart from those of the others.
    """
    clusters = clusters_of((piece.x0, piece.x1) for row in rows for piece in row)
    leaves = [_span(leaf) for leaf in heads.leaves]
    placed = _placed(heads.leaves, clusters)
    spans, where = clusters, {}
    if placed is not None:
        widened = _widened([clusters[at] if at is not None else None for at in placed], leaves)
        if all(one[1] <= two[0] for one, two in pairwise(widened)):
            spans, where = widened, {id(leaf): at for at, leaf in enumerate(heads.leaves)}
    found = [*((stack, where.get(id(stack))) for stack in heads.over), *((stack, -1) for stack in heads.named)]
    return Columns(tuple(spans), tuple(_rowed(found, spans)))


def _apart(lines: Sequence[Sequence[Piece]]) -> Iterator[list[Piece]]:
    """The lines with pieces cut at narrow gaps where they stand over or under several: characters of several heads."""
    for at, line in enumerate(lines):
        near = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
        yield [
            part
            for piece in line
            for part in (
                narrowly(piece)
                if any(sum(piece.over(other) > OVER for other in others) > 1 for others in near)
                else [piece]
            )
        ]


def places_of(rows: Iterable[Sequence[Piece]]) -> list[Span]:
    """Where figures stand from left to right, as those tell that no gap parts further."""
    return clusters_of((piece.x0, piece.x1) for row in rows for piece in row if piece.is_close)


def clusters_of(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap as one."""
    found: list[Span] = []
    for x0, x1 in sorted(spans):
        if found and x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _stacks(over: Sequence[Sequence[Piece]]) -> Iterator[Stack]:
    """Heads of several lines; what stands over two heads side by side is none of theirs."""
    wide = {
        id(piece)
        for line, below in pairwise(over)
        for piece in line
        if sum(piece.over(other) > OVER for other in below) > 1
    }
    yield from stacks(piece for line in over for piece in line if id(piece) not in wide)
    yield from stacks(piece for line in over for piece in line if id(piece) in wide)


def _span(stack: Sequence[Piece]) -> Span:
    return min(piece.x0 for piece in stack), max(piece.x1 for piece in stack)


def _is_over(stack: Stack, other: Stack) -> bool:
    return other[0].y > stack[-1].y and any(a.over(b) > OVER for a in stack for b in other)


def _placed(stacks_: Sequence[Stack], clusters: Sequence[Span]) -> list[int | None] | None:
    """For each of the lowest heads the figures under it, or null for none; null as a whole where nobody can tell.

    Where some have no figures, each head must stand over its own, or beside them in a column that begins, or ends,
    with the lines of the heads.
    """
    leaves = [_span(stack) for stack in stacks_]
    if len(leaves) < len(clusters) or any(one[1] > two[0] for one, two in pairwise(leaves)):
        return None
    if len(leaves) == len(clusters):
        over = [{at for at, (a, b) in enumerate(leaves) if a < x1 and x0 < b} for x0, x1 in clusters]
        return list(range(len(clusters))) if all(at in own or not own for at, own in enumerate(over)) else None
    begins = [x0 for x0, _ in leaves]
    ends = [x1 for _, x1 in leaves]
    rooms: list[list[Span]] = [leaves]
    if _is_level(stacks_, lambda piece: piece.x0):
        rooms.append(list(zip(begins, [*begins[1:], inf], strict=True)))
    elif _is_level(stacks_, lambda piece: piece.x1):
        rooms.append(list(zip([-inf, *ends[:-1]], ends, strict=True)))
    return next((found for room in rooms if (found := _under(room, clusters)) is not None), None)


def _under(rooms: Sequence[Span], clusters: Sequence[Span]) -> list[int | None] | None:
    """For each room the figures in it, where all are in one, and in another each."""
    found: list[int | None] = [None] * len(rooms)
    for at, (x0, x1) in enumerate(clusters):
        under = [room for room, (a, b) in enumerate(rooms) if a < x1 and x0 < b]
        if len(under) != 1 or found[under[0]] is not None:
            return None
        found[under[0]] = at
    return found


def _is_level(stacks_: Sequence[Stack], edge: Callable[[Piece], float]) -> bool:
    """Whether the lines of heads begin below each other (or end), for several lines of several lengths."""
    pairs = [(one, two) for stack in stacks_ for one, two in pairwise(stack)]
    telling = [(one, two) for one, two in pairs if abs((one.x1 - one.x0) - (two.x1 - two.x0)) > one.size / 2]
    return bool(telling) and all(abs(edge(one) - edge(two)) < LEVEL * one.size for one, two in telling)


def _widened(figures: Sequence[Span | None], leaves: Sequence[Span]) -> list[Span]:
    """Each column as wide as its figures and its head, or as its figures where heads would overlap."""
    spans = [
        leaf if figure is None else (min(figure[0], leaf[0]), max(figure[1], leaf[1]))
        for figure, leaf in zip(figures, leaves, strict=True)
    ]
    if any(one[1] > two[0] for one, two in pairwise(spans)):
        spans = [figure or leaf for figure, leaf in zip(figures, leaves, strict=True)]
    return spans


def _rowed(found: Sequence[tuple[Stack, int | None]], spans: Sequence[Span]) -> Iterator[Head]:
    """The heads with the row that each stands in, from the uppermost, and the columns that it stands over."""
    row, bottom = -1, float("-inf")
    taken: set[int] = set()
    for stack, column in sorted(found, key=lambda pair: (pair[0][0].page, pair[0][0].line.top)):
        x0, x1 = _span(stack)
        if column is None:
            over = [at for at, (a, b) in enumerate(spans) if a < x1 and x0 < b] or [
                min(range(len(spans)), key=lambda at: abs(sum(spans[at]) - x0 - x1))
            ]
            places = range(over[0], over[-1] + 1)
        else:
            places = range(column, column + 1)
        top = stack[0].y - stack[0].size * (1 - BESIDE)
        if top > bottom or not taken.isdisjoint(places):
            row, bottom, taken = row + 1, stack[-1].y, set()
        bottom = min(bottom, stack[-1].y)
        taken.update(places)
        yield Head(tuple(stack), row, places[0], places[-1] + 1)
