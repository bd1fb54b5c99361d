"""Turn the lines of all grids into lines per official table, by the labels that only one table bears."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line
from gipcrawler.text.figures import State

REVIEW, APPLICATIONS = "review_litigation", "applications"


def route(lines: Sequence[Line]) -> tuple[dict[str, list[Line]], list[Line]]:
    """Lines per table key, in order, and the lines of grids that no form knows.

    Lines without a telling label go with the line before them in the same grid, else with the one after.
    """
    routed: dict[str, list[Line]] = {}
    strangers: list[Line] = []
    last = ""
    for _, members in groupby(lines, key=lambda line: line.grid):
        grid = list(members)
        for line, table in zip(grid, _tables(grid, routed, last), strict=True):
            if table:
                routed.setdefault(table, []).append(line)
                last = table
            else:
                strangers.append(line)
    return routed, strangers


def _tables(grid: list[Line], routed: dict[str, list[Line]], last: str) -> list[str | None]:
    votes = [_vote(line) for line in grid]
    if not any(votes):
        shared = any(last in lexicon().tables_of(slot.core) for line in grid for slot in line.slots if slot.core)
        return [last if shared else _by_shape(grid, routed)] * len(grid)
    for index, vote in enumerate(votes):
        if vote is None and index:
            votes[index] = votes[index - 1]
    first = next(vote for vote in votes if vote)
    return [vote or first for vote in votes]


def _vote(line: Line) -> str | None:
    """The table for which most labels of a line speak; a label that two tables share says nothing."""
    known = [tables for slot in line.slots if slot.core and len(tables := lexicon().tables_of(slot.core)) == 1]
    if len(set(known)) < 2:  # no label that tells, or all of one table
        return next(iter(known[0])) if known else None
    (best, most), (_, next_most) = Counter(known).most_common(2)
    return next(iter(best)) if most > next_most else None


def _by_shape(grid: list[Line], routed: dict[str, list[Line]]) -> str | None:
    """The table of a grid whose labels are lost or stand on the page before, by the number of its figures."""
    figures = [sum(slot.state is not State.TEXT for slot in line.slots) for line in grid]
    if any(slot.wordy for line in grid for slot in line.slots):
        return None
    if len(grid) in {23, 25} and set(figures) == {7}:
        return APPLICATIONS
    if figures == [15]:
        return REVIEW
    last = REVIEW in routed and not any(line.has_number for line in routed[REVIEW])
    return REVIEW if last and sum(figures) >= 15 else None
