"""Turn two texts into hunks, word by word, joined so that people can read them, and say how alike they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gipcrawler.diff.change import Hunk, Piece
from gipcrawler.diff.matching import Edit, match_words
from gipcrawler.diff.words import Word, split_words
from gipcrawler.text.dates import find_year
from gipcrawler.text.labels import NUMBER

SPECK = 8  # characters: as many equal ones between two changes that are as long are read with them, not apart
ALIKE = 0.25  # of the longer text: with less in common, one was not written from the other
REMOVED: Piece = "removed"
ADDED: Piece = "added"
YEAR = re.compile(r"20[0-4][0-9]|二[〇○零O][〇○零O一二三四五六七八九]{2}")
PRINTED_ON = re.compile(rf"(?:{YEAR.pattern})年[0-9一二三四五六七八九十]{{1,3}}月.{{1,3}}日")


def compare_text(left: str, right: str, years: int = 0) -> tuple[float, tuple[Hunk, ...]]:
    """`compare_words` of the words of two texts."""
    return compare_words(split_words(left), split_words(right), years)


def compare_words(old: Sequence[Word], new: Sequence[Word], years: int = 0) -> tuple[float, tuple[Hunk, ...]]:
    """How alike two texts are (0 to 1, by characters that both have) and what differs; spacing does not count.

    `years` is how much later the right report's year is: a year in the text that counts on with it is cosmetic. The
    left texts of all hunks put together are the left text, and the right ones the right text.
    """
    edits = match_words([word.key for word in old], [word.key for word in new])
    both = sum(_size(old[edit.i : edit.i_end]) for edit in edits if edit.equal)
    sizes = _size(old), _size(new)
    if both < ALIKE * max(sizes) and old and new:
        edits = [Edit(False, 0, len(old), 0, len(new))]
        both = 0
    edits = _joined(edits, old, new)
    hunks = tuple(_pieces(edits, old, new, _Trivial(old, new, years)))
    return (round(2 * both / sum(sizes), 4) if sum(sizes) else 1.0), hunks


def size_of(text: str) -> int:
    """The characters of a text without its spaces: what similarity and weight are counted in."""
    return len("".join(text.split()))


def _size(words: Sequence[Word]) -> int:
    return sum(len(word.key) for word in words)


def _told(words: Sequence[Word]) -> int:
    """The characters of words without marks."""
    return sum(len(word.key) for word in words if not word.is_mark)


def _joined(edits: list[Edit], old: Sequence[Word], new: Sequence[Word]) -> list[Edit]:
    """The edits without specks of equal words between longer changes, which nobody can read."""
    kept: list[Edit] = []
    for edit in edits:
        kept.append(edit)
        while len(kept) > 2 and not kept[-1].equal:
            before, speck, after = kept[-3:]
            size = _told(old[speck.i : speck.i_end])
            if size > SPECK or size > min(_length(before, old, new), _length(after, old, new)):
                break
            kept[-3:] = [Edit(False, before.i, after.i_end, before.j, after.j_end)]
    return kept


def _length(edit: Edit, old: Sequence[Word], new: Sequence[Word]) -> int:
    """How long a change is to a reader: a figure of any length is one glance."""
    sides = (old[edit.i : edit.i_end], new[edit.j : edit.j_end])
    return max(sum(1 if word.is_figure else len(word.key) for word in side if not word.is_mark) for side in sides)


class _Trivial:
    """Which changes between two texts say nothing."""

    def __init__(self, old: Sequence[Word], new: Sequence[Word], years: int) -> None:
        keys = ["".join(word.key for word in side) for side in (old, new)]
        self._dated = all(PRINTED_ON.fullmatch(key) for key in keys)
        self._numbers = [match.end() if (match := NUMBER.match(key)) else 0 for key in keys]
        self._years = years

    def __call__(self, before: Sequence[Word], after: Sequence[Word], start: tuple[int, int]) -> bool:
        """Whether `before` becoming `after` says nothing; `start` is where they stand, in characters."""
        if self._dated or all(word.is_mark for word in (*before, *after)):
            return True
        sides = zip((before, after), start, self._numbers, strict=True)
        return all(at + _size(side) <= end for side, at, end in sides) or self._counts_on(before, after)

    def _counts_on(self, before: Sequence[Word], after: Sequence[Word]) -> bool:
        return len(before) == len(after) and all(
            one.key == other.key or self._is_next(one.key, other.key) for one, other in zip(before, after, strict=True)
        )

    def _is_next(self, one: str, other: str) -> bool:
        if not (self._years and YEAR.fullmatch(one) and YEAR.fullmatch(other)):
            return False
        before, after = find_year(one), find_year(other)
        return before is not None and after is not None and after - before == self._years


def _pieces(edits: list[Edit], old: Sequence[Word], new: Sequence[Word], trivial: _Trivial) -> Iterator[Hunk]:
    places = _starts(old), _starts(new)
    for equal, i, i_end, j, j_end in edits:
        before, after = old[i:i_end], new[j:j_end]
        if equal:
            pairs = zip(before, after, strict=True)
            for flag, run in groupby(pairs, key=lambda pair: pair[0].dictated and pair[1].dictated):
                lefts, rights = zip(*run, strict=True)
                yield Hunk("same", _text(lefts), _text(rights), boilerplate=flag)
            continue
        says_nothing = trivial(before, after, (places[0][i], places[1][j]))
        if before and after:
            flag = all(word.dictated for word in (*before, *after))
            yield Hunk("changed", _text(before), _text(after), flag, says_nothing)
            continue
        for flag, words in groupby(before or after, key=lambda word: word.dictated):
            text = _text(words)
            left, right, change = (text, "", REMOVED) if before else ("", text, ADDED)
            yield Hunk(change, left, right, flag, says_nothing)


def _starts(words: Sequence[Word]) -> list[int]:
    """Where each word begins, in characters without spaces, and where the last one ends."""
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word.key))
    return starts


def _text(words: Iterable[Word]) -> str:
    return "".join(word.text for word in words)
