"""Turn glyphs into lines of text, and tell whether a line was broken because it was full."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gipcrawler.documents.pdf_page import DESCENT, Glyph
from gipcrawler.text.spaces import INVISIBLE

# Ems by which baselines may differ on one line: half of a superscript's lift, less than any leading
SAME_LINE = 0.35
# Ems between two glyphs that are printed apart: more than Word's quarter-em between 年 and 2024, and than the
# gaps of justified Chinese; between letters or figures a space is narrower.
APART, APART_LATIN = 1.2, 0.18
# Ems within which the neighbours in one figure stand; over a rule between two cells there is more
TOUCHING = 0.08
# Ems between the columns of a table without rules
COLUMN_GAP = 1.8
LATIN = re.compile(r"[!-~\u00a1-\u024f]")
# What cannot end a line, and what cannot begin one (GB/T 15834): both move to the next line with their neighbour.
OPENING = frozenset("（《〈“‘【〔「『([{<")
CLOSING = frozenset("，。、；：？！）》〉”’】〕」』,.;:?!)]}>%％…—～·")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its glyphs in reading order without the spaces around them, and where they stand.

    `size` is the em of most of them, `baseline` where they stand upon; `opening` is the width of the first unbreakable
    piece, which the line above had no room for if it was full; `columns` counts the pieces that wide gaps part.
    """

    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    baseline: float
    opening: float
    columns: int


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that upright glyphs form, from top to bottom; those of spaces only are none."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=_baseline):
        row = rows[-1] if rows else None
        if row and _baseline(glyph) - _baseline(row[-1]) <= SAME_LINE * max(glyph.size, row[-1].size):
            row.append(glyph)
        else:
            rows.append([glyph])
    made = (line(sorted(row, key=lambda glyph: glyph.x0)) for row in rows)
    return [found for found in made if found is not None]


def line(glyphs: Sequence[Glyph]) -> Line | None:
    """The line of these glyphs in their order, or null where they are spaces."""
    printed = [at for at, glyph in enumerate(glyphs) if not glyph.text.isspace() and not INVISIBLE.match(glyph.text)]
    if not printed:
        return None
    inked = tuple(glyphs[printed[0] : printed[-1] + 1])
    text, columns = inked[0].text, 1
    end = inked[0].x1
    for before, after in pairwise(inked):
        text += (" " if _apart(before, after) else "") + after.text
        if not after.text.isspace():
            columns += after.x0 - end > COLUMN_GAP * after.size
            end = after.x1
    return Line(
        inked,
        text,
        x0=min(glyph.x0 for glyph in inked),
        x1=max(glyph.x1 for glyph in inked),
        top=min(glyph.top for glyph in inked),
        bottom=max(glyph.bottom for glyph in inked),
        size=median(glyph.size for glyph in inked),
        baseline=median(_baseline(glyph) for glyph in inked),
        opening=_opening(inked),
        columns=columns,
    )


def columns(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of turned glyphs: from right to left where they run downwards, from left to right where upwards."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.turned, (glyph.x0 + glyph.x1) * (glyph.turned or 1))):
        row = rows[-1] if rows else None
        if row and row[-1].turned == glyph.turned and abs(_middle(glyph) - _middle(row[-1])) <= glyph.size / 2:
            row.append(glyph)
        else:
            rows.append([glyph])
    made = (line(sorted(row, key=lambda glyph: -glyph.turned * glyph.top)) for row in rows)
    return [found for found in made if found is not None]


def same_word(before: Glyph, after: Glyph) -> bool:
    """Whether two glyphs, printed one after the other, are neighbours in one figure or word of Latin letters."""
    near = abs(after.x0 - before.x1) <= TOUCHING * before.size
    return near and _level(before, after) and bool(LATIN.match(before.text) and LATIN.match(after.text))


def run_on(before: str, after: str) -> str:
    """Two pieces of one sentence as one text: words of letters get a space between them, nothing else does."""
    letters = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return before + (" " if letters else "") + after


def _baseline(glyph: Glyph) -> float:
    return glyph.bottom - DESCENT * glyph.size


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _opening(glyphs: Sequence[Glyph]) -> float:
    end = 1
    while end < len(glyphs) and _sticks(glyphs[end - 1], glyphs[end]):
        end += 1
    # Glyph by glyph: justified lines are stretched between them.
    return sum(min(glyph.x1 - glyph.x0, glyph.size) for glyph in glyphs[:end])


def _level(before: Glyph, after: Glyph) -> bool:
    return before.turned == after.turned and abs(_baseline(before) - _baseline(after)) <= SAME_LINE * before.size


def _apart(before: Glyph, after: Glyph) -> bool:
    if before.turned or before.text.isspace() or after.text.isspace():
        return False
    latin = LATIN.match(before.text) and LATIN.match(after.text)
    return after.x0 - before.x1 > (APART_LATIN if latin else APART) * min(before.size, after.size)


def _sticks(before: Glyph, after: Glyph) -> bool:
    """Whether a line cannot be broken between two neighbours."""
    if before.text in OPENING or after.text in CLOSING:
        return True
    return bool(LATIN.match(before.text) and LATIN.match(after.text)) and not _apart(before, after)
