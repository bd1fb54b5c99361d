"""Turn the paragraphs of two reports into what stands for what: in its place, joined or split, or moved elsewhere."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from gipcrawler.diff.matching import in_order
from gipcrawler.diff.words import Word, split_words

STRONG = 0.7  # the likeness from which a paragraph is found again wherever it stands
WEAK = 0.3  # the same for one that stands in its place
PART = 0.7  # the share of a paragraph that stands in another, from which it was joined to it or split off it
MOVABLE = 12  # characters: 无。 is no paragraph that wanders
TELLING = 4  # pairs of words: fewer stand in another paragraph by chance
BETWEEN = 3  # paragraphs that may stand between a band and what belongs to it
COMMON = 6  # paragraphs of one side: a pair of words that more of them have does not suggest a match

Gram = tuple[str, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the break after it; `home` is its pair of sections, `number` its place in its section."""

    home: int
    number: int
    text: str

    @cached_property
    def words(self) -> list[Word]:
        """Its words."""
        return split_words(self.text)

    @cached_property
    def key(self) -> str:
        """What it says, without spaces."""
        return "".join(word.key for word in self.words)

    @cached_property
    def grams(self) -> frozenset[Gram]:
        """Its pairs of neighbouring words, marks left out and every figure alike: its likeness is told by them."""
        told = ["0" if word.is_figure else word.key for word in self.words if not word.is_mark]
        return frozenset(pairwise(told)) if len(told) > 1 else frozenset((word,) for word in told)


@dataclass
class Band:
    """Paragraphs that stand for each other in place, by index; each side has at least one."""

    left: list[int]
    right: list[int]


@dataclass(frozen=True, slots=True)
class Pairing:
    """`bands` in order on both sides; `moved` from left to right: what stands for each other out of place."""

    bands: list[Band]
    moved: dict[int, int]


def pair_paragraphs(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> Pairing:
    """What stands for what; in place only what has one home and keeps the order, as much of it as there can be."""
    found = _equal(left, right)
    scores = _scores(left, right, found)
    taken = set(found.values())
    for i, j in sorted(scores, key=lambda pair: (-scores[pair], left[pair[0]].home != right[pair[1]].home, pair)):
        if scores[i, j] >= STRONG and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    weak = [(i, j) for (i, j), score in scores.items() if score >= WEAK and i not in found and j not in taken]
    homes: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for i, j in [*found.items(), *weak]:
        if left[i].home == right[j].home:
            homes[left[i].home].append((i, j, scores.get((i, j), 1.0) * len(left[i].key)))
    placed = dict(pair for home in sorted(homes) for pair in in_order(homes[home]))
    held = set(placed.values())
    moved = {
        i: j
        for i, j in found.items()
        if i not in placed and j not in held and min(len(left[i].key), len(right[j].key)) >= MOVABLE
    }
    bands = [Band([i], [j]) for i, j in sorted(placed.items())]
    _join(bands, [band.left for band in bands], left, right, set(moved))
    _join(bands, [band.right for band in bands], right, left, set(moved.values()))
    return Pairing(bands, moved)


def _equal(left: Sequence[Paragraph], right: Sequence[Paragraph]) -> dict[int, int]:
    """Paragraphs that say the same, in one home first, then anywhere if they are long enough to have moved."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for j, paragraph in enumerate(right):
        waiting[paragraph.key].append(j)
    found: dict[int, int] = {}
    for anywhere in (False, True):
        for i, paragraph in enumerate(left):
            if i in found or (anywhere and len(paragraph.key) < MOVABLE):
                continue
            places = waiting.get(paragraph.key, [])
            match = next((j for j in places if anywhere or right[j].home == paragraph.home), None)
            if match is not None:
                found[i] = match
                places.remove(match)
    return found


def _scores(
    left: Sequence[Paragraph], right: Sequence[Paragraph], found: dict[int, int]
) -> dict[tuple[int, int], float]:
    """The likeness of paragraphs that are not equal to any, where they share words that few others have."""
    taken = set(found.values())
    indexes: list[dict[Gram, list[int]]] = []
    for side, known in ((left, set(found)), (right, taken)):
        index: dict[Gram, list[int]] = defaultdict(list)
        for place, paragraph in enumerate(side):
            if place not in known:
                for gram in paragraph.grams:
                    index[gram].append(place)
        indexes.append(index)
    pairs = {
        pair
        for gram, places in indexes[0].items()
        if len(places) <= COMMON and len(indexes[1].get(gram, ())) <= COMMON
        for pair in product(places, indexes[1].get(gram, ()))
    }
    return {(i, j): _likeness(left[i].grams, right[j].grams) for i, j in pairs}


def _likeness(one: frozenset[Gram], other: frozenset[Gram]) -> float:
    """0 to 1: the share of pairs of words that both have, or half the share of the shorter one that the other holds."""
    shared = len(one & other)
    shorter = min(len(one), len(other))
    held = shared / shorter if shorter >= TELLING else 0.0
    return max(2 * shared / (len(one) + len(other)), held / 2 if held >= PART else 0.0)


def _join(
    bands: list[Band],
    sides: list[list[int]],
    ours: Sequence[Paragraph],
    theirs: Sequence[Paragraph],
    moved: set[int],
) -> None:
    """Put into each band the neighbours on one side that stand in its other side as well: split or joined there.

    What stands between them and the band goes with them: a short heading tells too little to be found by itself.
    """
    free = set(range(len(ours))).difference(moved, *sides)
    for band, side in zip(bands, sides, strict=True):
        other = [theirs[place] for place in (band.right if side is band.left else band.left)]
        for step in (1, -1):
            place = (side[-1] if step > 0 else side[0]) + step
            between: list[int] = []
            while place in free and ours[place].home == ours[side[0]].home and len(between) <= BETWEEN:
                between.append(place)
                said = [ours[one] for one in side]
                if _stands_in(ours[place], said, other) or _heads(ours[place], other, last=step > 0):
                    side.extend(between)
                    side.sort()
                    free.difference_update(between)
                    between = []
                place += step


def _stands_in(paragraph: Paragraph, said: Sequence[Paragraph], other: Sequence[Paragraph]) -> bool:
    """Whether the other side of a band says what a paragraph does, beyond what this side says already."""
    known: frozenset[Gram] = frozenset().union(*(one.grams for one in said))
    rest = frozenset().union(*(one.grams for one in other)) - known
    return len(paragraph.grams) >= TELLING and len(paragraph.grams & rest) >= PART * len(paragraph.grams)


def _heads(paragraph: Paragraph, other: Sequence[Paragraph], *, last: bool) -> bool:
    """Whether the other side begins (or ends) with a short paragraph: a heading that stands in its line there."""
    words = [word.key for word in paragraph.words]
    told = "".join(words[:-1] if words and paragraph.words[-1].is_mark else words)
    whole = "".join(one.key for one in other)
    return len(words) > 1 and (whole.rstrip("。;.").endswith(told) if last else whole.startswith(told))
