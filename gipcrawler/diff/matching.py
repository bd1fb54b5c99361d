"""Turn two sequences of words into what both share in order, in time that grows with their length."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

SMALL = 60_000  # words times words: what may be compared word by word
ANCHOR = 3  # words in a row that must be alike, and there once on each side, to part a long text


Run = tuple[int, int, int, int]  # words i to i_end of the left, j to j_end of the right


class Edit(NamedTuple):
    """Words `left[i:i_end]` became `right[j:j_end]`; `equal` where they are the same."""

    equal: bool
    i: int
    i_end: int
    j: int
    j_end: int


def match_words(left: Sequence[str], right: Sequence[str]) -> list[Edit]:
    """What is equal and what is not, in order, covering both sequences; equal and unequal take turns."""
    edits: list[Edit] = []
    for i, i_end, j, j_end in [*_runs(left, right), (len(left), len(left), len(right), len(right))]:
        _, _, at, _, to = edits[-1] if edits else Edit(True, 0, 0, 0, 0)
        if (i, j) != (at, to):
            edits.append(Edit(False, at, i, to, j))
        if i_end > i and edits and edits[-1].equal:
            edits[-1] = Edit(True, edits[-1].i, i_end, edits[-1].j, j_end)
        elif i_end > i:
            edits.append(Edit(True, i, i_end, j, j_end))
    return edits


def in_order(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest of the (left, right, weight) that keep their order on both sides, each place once, in order.

    n log n: of all chains so far, those stay that none beats by ending earlier and weighing as much.
    """
    ends: list[int] = []
    best: list[tuple[float, int]] = []  # the weight of the chain, and its last link
    links: list[tuple[int, int, int]] = []  # left, right, the link before or -1
    for i, j, weight in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        place = bisect_left(ends, j)
        before, link = best[place - 1] if place else (0.0, -1)
        total = before + weight
        if place < len(ends) and ends[place] == j and best[place][0] >= total:
            continue
        links.append((i, j, link))
        drop = place
        while drop < len(ends) and best[drop][0] <= total:
            drop += 1
        ends[place:drop] = [j]
        best[place:drop] = [(total, len(links) - 1)]
    found: list[tuple[int, int]] = []
    at = best[-1][1] if best else -1
    while at >= 0:
        i, j, at = links[at]
        found.append((i, j))
    return found[::-1]


def _runs(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    """Runs of equal words, in order, none inside another."""
    waiting: list[tuple[bool, Run]] = [(False, (0, len(left), 0, len(right)))]
    while waiting:
        is_equal, gap = waiting.pop()
        if is_equal:
            yield gap
            continue
        head, inner, tail = _trimmed(left, right, gap)
        yield head
        waiting.append((True, tail))
        i, i_end, j, j_end = inner
        before, after = left[i:i_end], right[j:j_end]
        if len(before) * len(after) <= SMALL:
            blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
            waiting += [(True, (i + a, i + a + size, j + b, j + b + size)) for a, b, size in reversed(blocks)]
        elif anchors := _anchors(before, after):
            corners = [(0, 0), *anchors, (len(before), len(after))]
            parts = [(i + a, i + a_end, j + b, j + b_end) for (a, b), (a_end, b_end) in pairwise(corners)]
            waiting += [(False, part) for part in reversed(parts)]  # the first is taken first


def _trimmed(left: Sequence[str], right: Sequence[str], gap: Run) -> tuple[Run, Run, Run]:
    """A gap as what both sides begin with, what is left, and what both end with."""
    i, i_end, j, j_end = gap
    while i < i_end and j < j_end and left[i] == right[j]:
        i, j = i + 1, j + 1
    head = (gap[0], i, gap[2], j)
    while i < i_end and j < j_end and left[i_end - 1] == right[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    return head, (i, i_end, j, j_end), (i_end, gap[1], j_end, gap[3])


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Where both have the same few words in a row, which stand nowhere else."""
    places = [_once(words) for words in (left, right)]
    shared = places[0].keys() & places[1].keys()
    return in_order((places[0][gram], places[1][gram], 1.0) for gram in shared)


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    grams = list(zip(*(words[k:] for k in range(ANCHOR)), strict=False))
    counts = Counter(grams)
    return {gram: place for place, gram in enumerate(grams) if counts[gram] == 1}
