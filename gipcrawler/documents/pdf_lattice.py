"""Turn the ruled lines of a page into lattices: rectangles with rows, columns and spans, and no text yet."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from gipcrawler.documents.pdf_rules import Rule

# Points: what is nearer is one rule (double lines, cells with a gap between them); no line of text fits between
SNAP = 4.0
# Points between the pieces of one rule: a browser's dashes stand up to four apart
GAP = 5.0
# Points by which rules may miss each other and still meet
MEET = 3.0
# The share of a cell's side that a rule must cover to close it
CLOSES = 0.6
# Many more rules than this on a page are a map or a picture: no table
MOST_RULES = 600


@dataclass(frozen=True, slots=True)
class Region:
    """One cell of a lattice: its rectangle in points, its place and what it spans.

    `open` is true where the rule above or below is missing: the end of the page cuts the table there.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    row: int
    column: int
    row_span: int
    column_span: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """Ruled lines that hang together, as regions in reading order."""

    regions: tuple[Region, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The rectangle around all regions: x0, top, x1, bottom."""
        return (
            min(region.x0 for region in self.regions),
            min(region.top for region in self.regions),
            max(region.x1 for region in self.regions),
            max(region.bottom for region in self.regions),
        )

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return max(region.column + region.column_span for region in self.regions)


def lattices(rules: Iterable[Rule], width: float = inf) -> list[Lattice]:
    """The lattices that the rules of one page form, from top to bottom; a single box is a lattice of one region.

    `width` is the page's: its sides close the cells of a table that runs off it.
    """
    rules = list(rules)
    across = _joined(rule for rule in rules if not rule.vertical)
    upright = _joined(rule for rule in rules if rule.vertical)
    found: list[Lattice] = []
    if len(across) * len(upright) > MOST_RULES**2:
        return found
    for horizontals, verticals in _components(across, upright):
        if len(horizontals) + len(verticals) > 2 and len(horizontals) + len(verticals) <= MOST_RULES:
            regions = tuple(_regions(_snapped(horizontals), _snapped(verticals), width))
            if regions:
                found.append(Lattice(regions))
    return sorted(found, key=lambda lattice: (lattice.box[1], lattice.box[0]))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """The rules drawn in pieces (a piece a cell), or twice, as one each."""
    joined: list[Rule] = []
    for line in _clusters(rules):
        pieces: list[Rule] = []
        end = 0.0
        for piece in sorted(line, key=lambda rule: rule.start):
            if pieces and piece.start - end > GAP:
                joined.append(_one(pieces))
                pieces = []
            end = max(end, piece.end) if pieces else piece.end
            pieces.append(piece)
        joined.append(_one(pieces))
    return sorted(joined, key=lambda rule: rule.at)


def _one(pieces: list[Rule]) -> Rule:
    middle = sum(rule.at for rule in pieces) / len(pieces)
    return Rule(pieces[0].vertical, middle, pieces[0].start, max(rule.end for rule in pieces))


def _snapped(rules: list[Rule]) -> list[Rule]:
    """The rules of one table, those that all but stand in line put there."""
    return [replace(rule, at=sum(other.at for other in line) / len(line)) for line in _clusters(rules) for rule in line]


def _clusters(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    cluster: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if cluster and rule.at - cluster[0].at > SNAP:
            yield cluster
            cluster = []
        cluster.append(rule)
    if cluster:
        yield cluster


def _components(across: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules that meet, directly or through others: horizontal and vertical ones."""
    rules = across + upright
    parent = list(range(len(rules)))
    for v, vertical in enumerate(upright, len(across)):
        first = bisect_left(across, vertical.start - MEET, key=lambda rule: rule.at)
        for h in range(first, len(across)):
            horizontal = across[h]
            if horizontal.at > vertical.end + MEET:
                break
            if horizontal.start - MEET <= vertical.at <= horizontal.end + MEET:
                parent[_root(parent, h)] = _root(parent, v)
    groups: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate(rules):
        groups[_root(parent, index)][rule.vertical].append(rule)
    tables = [group for group in groups.values() if all(group)]
    for horizontals, verticals in tables:
        # A label cell as high as the page leaves the rule at its side without any rule that meets it.
        start, end = min(rule.start for rule in verticals), max(rule.end for rule in verticals)
        lone = (rule for other, sides in groups.values() if not other for rule in sides)
        beside = [rule for rule in lone if abs(rule.start - start) <= MEET and abs(rule.end - end) <= MEET]
        yield horizontals, verticals + beside


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _regions(horizontals: list[Rule], verticals: list[Rule], width: float) -> Iterator[Region]:
    ys = _lines(horizontals, verticals)
    xs = _lines(verticals, horizontals)
    rows, columns = len(ys) - 1, len(xs) - 1
    # ruled[i][j]: does a rule run along line i beside box j
    ruled_y, ruled_x = _covered(horizontals, ys, xs), _covered(verticals, xs, ys)
    for line in {0, columns} - {at for at, x in enumerate(xs) if MEET < x < width - MEET}:
        ruled_x[line] = [True] * rows
    boxes = _merged(rows, columns, ruled_y, ruled_x)
    kept = [box for box in boxes if _closed(box, ruled_y, ruled_x)]
    # Lines at which no region begins or ends divide nothing
    row_of = _ranks(edge for top, bottom, _, _ in kept for edge in (top, bottom))
    column_of = _ranks(edge for _, _, left, right in kept for edge in (left, right))
    for top, bottom, left, right in kept:
        yield Region(
            xs[left],
            ys[top],
            xs[right],
            ys[bottom],
            row_of[top],
            column_of[left],
            row_of[bottom] - row_of[top],
            column_of[right] - column_of[left],
            not all(ruled_y[line][column] for line in (top, bottom) for column in range(left, right)),
        )


def _ranks(values: Iterable[int]) -> dict[int, int]:
    return {value: rank for rank, value in enumerate(sorted(set(values)))}


def _lines(along: list[Rule], crossing: list[Rule]) -> list[float]:
    """The places of the rules, and of the ends of those that cross them where a side of the table is not drawn."""
    places = sorted({rule.at for rule in along})
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if places[0] - first > SNAP:
        places.insert(0, first)
    if last - places[-1] > SNAP:
        places.append(last)
    return places


def _covered(rules: list[Rule], places: list[float], stops: list[float]) -> list[list[bool]]:
    index = {place: at for at, place in enumerate(places)}
    covered = [[False] * (len(stops) - 1) for _ in places]
    for rule in rules:
        line = covered[index[rule.at]]
        for at, (start, end) in enumerate(pairwise(stops)):
            if min(end, rule.end) - max(start, rule.start) >= CLOSES * (end - start):
                line[at] = True
    return covered


Box = tuple[int, int, int, int]


def _merged(rows: int, columns: int, ruled_y: list[list[bool]], ruled_x: list[list[bool]]) -> list[Box]:
    """Boxes without a rule between them as one: (top, bottom, left, right) in lines, in reading order."""
    parent = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not ruled_x[column + 1][row]:
                parent[_root(parent, here + 1)] = _root(parent, here)
            if row + 1 < rows and not ruled_y[row + 1][column]:
                parent[_root(parent, here + columns)] = _root(parent, here)
    owner = [_root(parent, box) for box in range(rows * columns)]
    taken: set[int] = set()
    merged: list[Box] = []
    for box in range(rows * columns):
        if box in taken:
            continue
        row, column = divmod(box, columns)

        def free(top: int, bottom: int, left: int, right: int, owned: int = owner[box]) -> bool:
            inside = [r * columns + c for r in range(top, bottom) for c in range(left, right)]
            return all(owner[at] == owned and at not in taken for at in inside)

        # A group that is no rectangle (a piece of a rule is missing) is cut into rectangles, widest first.
        right, bottom = column + 1, row + 1
        while right < columns and free(row, row + 1, right, right + 1):
            right += 1
        while bottom < rows and free(bottom, bottom + 1, column, right):
            bottom += 1
        taken.update(r * columns + c for r in range(row, bottom) for c in range(column, right))
        merged.append((row, bottom, column, right))
    return merged


def _closed(box: Box, ruled_y: list[list[bool]], ruled_x: list[list[bool]]) -> bool:
    """Whether two opposite sides are ruled: tables open at the sides, or cut by the end of a page, have no more."""
    top, bottom, left, right = box
    sides = all(ruled_x[left][row] and ruled_x[right][row] for row in range(top, bottom))
    return sides or all(ruled_y[top][column] and ruled_y[bottom][column] for column in range(left, right))
