"""Turn labels that span rows into groups: around the middle of which rows, or from which row on, each stands."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gipcrawler.documents.pdf_labels import EDGE, Row, rank, stacks
from gipcrawler.documents.pdf_pieces import Piece

FIRST = re.compile(r"[(（]?1[、.．)）](?!\d)")
# What an arrangement costs, in ems that a group stands off its rows: a row in it whose number begins anew, and a row
# that no group takes
RESTART, FREE = 1.0, 0.3

Stack = list[Piece]
Cost = Callable[[Stack, int, int], float]


@dataclass(frozen=True, slots=True)
class Group:
    """A label over several rows, `first` to `last`; `depth` counts the columns of such labels from the left.

    It has no lines where rows stand beside such a column and no label of it is theirs.
    """

    lines: tuple[Piece, ...]
    first: int
    last: int
    depth: int


def groups_of(rows: Sequence[Row], over: Sequence[Piece]) -> list[Group]:
    """The groups that some labels make of rows, those without a label included; none of the labels is lost."""
    found = [group for depth, column in enumerate(_columns(over)) for group in _groups(rows, column, depth)]
    taken = {id(group.lines[0]) for group in found if group.lines}
    for depth, column in enumerate(_columns(over)):
        for stack in column:
            if id(stack[0]) not in taken:
                heights = [abs((row.values or row.label)[0].y - stack[0].y) for row in rows]
                nearest = heights.index(min(heights))
                found.append(Group(tuple(stack), nearest, nearest, depth))
    return found


def _columns(over: Sequence[Piece]) -> list[list[Stack]]:
    """The groups that stand below each other, from the left."""
    columns: list[list[Stack]] = []
    for stack in sorted(stacks(over), key=lambda stack: min(piece.x0 for piece in stack)):
        left = min(piece.x0 for piece in stack)
        beside = columns[-1] if columns else None
        if beside and left < max(piece.x1 for other in beside for piece in other):
            beside.append(stack)
        else:
            columns.append([stack])
    return columns


def _groups(rows: Sequence[Row], column: Sequence[Stack], depth: int) -> Iterator[Group]:
    x0 = min(piece.x0 for stack in column for piece in stack)
    x1 = max(piece.x1 for stack in column for piece in stack)
    deepest = max((found for stack in column if (found := rank(stack[0])) is not None), default=-1)
    for run in _runs(rows, x0, x1, deepest):
        inside = sorted((stack for stack in column if _is_in(stack, rows, run)), key=lambda stack: stack[0].y)
        done = run.start
        for stack, taken in zip(inside, _shared(rows, run, inside), strict=False):
            if taken.start > done:
                yield Group((), done, taken.start - 1, depth)
            yield Group(tuple(stack), taken.start, taken.stop - 1, depth)
            done = taken.stop
        if run.stop > done:
            yield Group((), done, run.stop - 1, depth)


def _runs(rows: Sequence[Row], x0: float, x1: float, deepest: int) -> Iterator[range]:
    """Rows on one page, one after the other, whose own labels leave a column of groups free."""
    start = 0
    for at, row in enumerate(rows):
        crosses = any(piece.x0 < x1 - EDGE * piece.size and piece.x1 > x0 for piece in row.label)
        own = rank(row.label[0]) if row.label else None
        barred = crosses or (own is not None and own <= deepest)
        if barred or (at and rows[at - 1].page != row.page):
            if at > start:
                yield range(start, at)
            start = at + barred
    if len(rows) > start:
        yield range(start, len(rows))


def _is_in(stack: Stack, rows: Sequence[Row], run: range) -> bool:
    middle = (stack[0].line.top + stack[-1].line.bottom) / 2
    top, bottom, em = rows[run[0]].top, rows[run[-1]].bottom, stack[0].size
    return stack[0].page == rows[run[0]].page and top - em < middle < bottom + em


def _shared(rows: Sequence[Row], run: range, inside: Sequence[Stack]) -> list[range]:
    """Which of the rows each group takes: around its middle, or from its first line on, as fits them all best."""
    edges = [rows[run[0]].top, *((rows[a].bottom + rows[b].top) / 2 for a, b in pairwise(run)), rows[run[-1]].bottom]
    firsts = [(rows[at].label or rows[at].values)[0].line.baseline for at in run]

    def centred(stack: Stack, start: int, stop: int) -> float:
        middle = (stack[0].line.top + stack[-1].line.bottom) / 2
        return abs((edges[start] + edges[stop]) / 2 - middle) / stack[0].size

    def hanging(stack: Stack, start: int, _: int) -> float:
        return abs(firsts[start] - stack[0].line.baseline) / stack[0].size

    anew = [bool(rows[at].label and FIRST.match(rows[at].label[0].text)) for at in run]
    _, best = min((_cut(anew, inside, cost) for cost in (centred, hanging)), key=lambda pair: pair[0])
    return [range(run[0] + taken.start, run[0] + taken.stop) for taken in best]


def _cut(anew: Sequence[bool], inside: Sequence[Stack], cost: Cost) -> tuple[float, list[range]]:
    """The cheapest way to give each group rows, one after the other; `anew` tells where numbers of rows begin anew."""
    count = len(anew)
    # What the first groups cost on the first rows, and which rows they took
    best: list[tuple[float, list[range]]] = [(FREE * stop, []) for stop in range(count + 1)]
    for stack in inside:
        here: list[tuple[float, list[range]]] = [(float("inf"), [])]
        for stop in range(1, count + 1):
            free = (here[-1][0] + FREE, here[-1][1])
            taken = [
                (
                    best[start][0] + cost(stack, start, stop) + RESTART * sum(anew[start + 1 : stop]),
                    [*best[start][1], range(start, stop)],
                )
                for start in range(stop)
            ]
            here.append(min([free, *taken], key=lambda pair: pair[0]))
        best = here
    return best[-1]
