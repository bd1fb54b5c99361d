"""Turn the sections of two reports into what changed in each, paragraph by paragraph and word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gipcrawler.diff.change import Hunk, Part, Passage, Place, SectionChange
from gipcrawler.diff.paragraphs import Pairing, Paragraph, pair_paragraphs
from gipcrawler.diff.text import compare_words, size_of
from gipcrawler.diff.words import Word
from gipcrawler.model import Section
from gipcrawler.text.labels import core, likeness

TITLED_ALIKE = 0.75  # the likeness of two headings that no form knows from which they head one section

Pair = tuple[Section | None, Section | None]


def compare_sections(left: Sequence[Section], right: Sequence[Section], years: int = 0) -> tuple[SectionChange, ...]:
    """Sections in the order of the right side, each left one that has gone after the one that it followed.

    Paragraphs are looked for in all sections: one that stands elsewhere is moved, not removed and added. `years` is
    how much later the right report's year is.
    """
    pairs = pair_sections(left, right)
    old, new = (
        [paragraph for home, pair in enumerate(pairs) for paragraph in _paragraphs(home, pair[side])] for side in (0, 1)
    )
    pairing = pair_paragraphs(old, new)
    passages = list(_passages(pairs, old, new, pairing, years))
    return tuple(_section(pair, [passage for of, passage in passages if of == home]) for home, pair in enumerate(pairs))


def pair_sections(left: Sequence[Section], right: Sequence[Section]) -> list[Pair]:
    """Sections with one key, then those with like headings; the second of a key is paired with the second."""
    partner: dict[int, int] = {}
    keyed: dict[str, list[int]] = {}
    for i, section in enumerate(left):
        keyed.setdefault(name_of(section), []).append(i)
    for j, section in enumerate(right):
        if waiting := keyed.get(name_of(section)):
            partner[j] = waiting.pop(0)
    loose = [i for i in range(len(left)) if i not in partner.values()]
    for j, section in enumerate(right):
        scores = {i: _alike(left[i], section) for i in loose} if j not in partner else {}
        best = max(scores, key=lambda i: scores[i], default=None)
        if best is not None and scores[best] >= TITLED_ALIKE:
            partner[j] = best
            loose.remove(best)
    pairs: list[tuple[int, int]] = [(partner.get(j, -1), j) for j in range(len(right))]
    for i in loose:
        after = next((place for place, pair in enumerate(pairs) if i > 0 and pair[0] == i - 1), -1 if i == 0 else None)
        pairs.insert(len(pairs) if after is None else after + 1, (i, -1))
    return [(left[i] if i >= 0 else None, right[j] if j >= 0 else None) for i, j in pairs]


def name_of(section: Section) -> str:
    """What a section is known by: its key, or its heading where no form knows it."""
    return section.key or f"heading {core(section.title)}"


def _alike(one: Section, other: Section) -> float:
    """How alike two headings are that no form knows; a canonical section is only itself."""
    return 0.0 if one.key or other.key else likeness(core(one.title), core(other.title))


def _paragraphs(home: int, section: Section | None) -> Iterator[Paragraph]:
    """The lines of a section, each with its break and the empty ones after it."""
    lines: list[str] = []
    for line in section.text.splitlines(keepends=True) if section else ():
        if lines and (not line.strip() or not lines[-1].strip()):
            lines[-1] += line
        else:
            lines.append(line)
    return (Paragraph(home, number, line) for number, line in enumerate(lines, start=1))


def _passages(
    pairs: Sequence[Pair], old: Sequence[Paragraph], new: Sequence[Paragraph], pairing: Pairing, years: int
) -> Iterator[tuple[int, Passage]]:
    """Passages with their homes: between two bands first what the left side has alone, then the right side."""
    went = {i: _moved(pairs, old[i], new[j], years) for i, j in pairing.moved.items()}
    came = {j: went[i][1] for i, j in pairing.moved.items()}
    in_band = {i for band in pairing.bands for i in band.left}, {j for band in pairing.bands for j in band.right}
    for home in range(len(pairs)):
        lefts = [i for i, paragraph in enumerate(old) if paragraph.home == home and i not in in_band[0]]
        rights = [j for j, paragraph in enumerate(new) if paragraph.home == home and j not in in_band[1]]
        bands = [band for band in pairing.bands if old[band.left[0]].home == home]
        for band in [*bands, None]:
            while lefts and (band is None or lefts[0] < band.left[0]):
                i = lefts.pop(0)
                yield home, went[i][0] if i in went else _alone(old[i].words, [], years)
            while rights and (band is None or rights[0] < band.right[0]):
                j = rights.pop(0)
                yield home, came[j] if j in came else _alone([], new[j].words, years)
            if band:
                before = [word for i in band.left for word in old[i].words]
                after = [word for j in band.right for word in new[j].words]
                similarity, hunks = compare_words(before, after, years)
                same = all(hunk.change == "same" for hunk in hunks)
                yield home, Passage("same" if same else "changed", similarity, hunks)


def _alone(left: Sequence[Word], right: Sequence[Word], years: int) -> Passage:
    return Passage("removed" if left else "added", 0.0, compare_words(left, right, years)[1])


def _moved(pairs: Sequence[Pair], old: Paragraph, new: Paragraph, years: int) -> tuple[Passage, Passage]:
    """The same paragraph at its old place and at its new one, each with what that side says."""
    similarity, hunks = compare_words(old.words, new.words, years)
    left = [_one_side(hunk, "left") for hunk in hunks if hunk.left]
    right = [_one_side(hunk, "right") for hunk in hunks if hunk.right]
    return (
        Passage("moved", similarity, tuple(left), Place(_title(pairs[new.home][1]), new.number)),
        Passage("moved", similarity, tuple(right), Place(_title(pairs[old.home][0]), old.number)),
    )


def _one_side(hunk: Hunk, side: str) -> Hunk:
    if side == "left":
        return replace(hunk, change="moved" if hunk.change == "same" else "removed", right="")
    return replace(hunk, change="moved" if hunk.change == "same" else "added", left="")


def _title(section: Section | None) -> str:
    return section.title if section else ""


def _section(pair: Pair, passages: list[Passage]) -> SectionChange:
    before, after = pair
    titles = before.title if before else None, after.title if after else None
    change: Part
    if before is None or after is None:
        change, similarity = ("added" if before is None else "removed"), 0.0
    else:
        change = "same" if all(passage.change == "same" for passage in passages) else "changed"
        similarity = _similarity(passages)
    shown = after or before
    key = shown.key if shown else None
    return SectionChange(key, titles[1] or titles[0] or "", change, similarity, tuple(passages), *titles)


def _similarity(passages: list[Passage]) -> float:
    """The share of characters that both sides have; what moved into or out of the section only one side has."""
    shared = total = 0
    sides = {"left": 0, "right": 0}
    for passage in passages:
        for hunk in passage.hunks:
            size = size_of(hunk.left) + size_of(hunk.right)
            total += size
            shared += size if hunk.change == "same" else 0
            if hunk.change == "moved":
                sides["left" if hunk.left else "right"] += size
    shared += 2 * min(sides.values())
    return round(shared / total, 4) if total else 1.0
