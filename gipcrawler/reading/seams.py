"""Mend rows that a page break cut in two, and rows that a dump of narrow columns wrapped over several lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line, Slot, slot_of
from gipcrawler.text.figures import State

OPENED, CLOSED = re.compile(r"[(（]"), re.compile(r"[)）]")
MOST_LINES = 12  # that one row takes where its label stands in a column of four characters


def mend(lines: Sequence[Line]) -> list[Line]:
    """The lines with cut rows joined; lines are one row where only together they make a label that is known."""
    mended: list[Line] = []
    at = 0
    while at < len(lines):
        line, taken = _unwrapped(lines[at : at + MOST_LINES])
        whole = _whole(mended[-1], line) if mended and mended[-1].grid != line.grid else None
        if whole:
            mended[-1] = whole
        else:
            mended.append(line)
        at += taken
    return mended


def _unwrapped(lines: Sequence[Line]) -> tuple[Line, int]:
    """The first line with those after it that make known labels or remarks whole, and how many lines that took."""
    first = line = lines[0]
    if first.aligned or not any(map(_is_piece, first.slots)):
        return first, 1
    best, most = (first, 1), 0
    known = _known(first)
    for taken, lower in enumerate(lines[1:], 2):
        together = (
            lower.grid == first.grid
            and len(lower.slots) == len(first.slots)
            and not (line.has_number and lower.has_number)
        )
        if not together:
            break
        slots = tuple(_join(a, b) for a, b in zip(line.slots, lower.slots, strict=True))
        line = replace(line, slots=slots)
        known += _known(lower)
        remark = taken == best[1] + 1 and [slot.core for slot in slots] == [slot.core for slot in best[0].slots]
        if _known(line) - known > most or (remark and any(slot.wordy for slot in lower.slots)):
            best, most = (line, taken), _known(line) - known
    return best


def _is_piece(slot: Slot) -> bool:
    """Whether a cell's words may go on: a label that is not known, or a remark that is not closed."""
    return bool(slot.core) and (
        not lexicon().knows(slot.core) or len(OPENED.findall(slot.raw)) > len(CLOSED.findall(slot.raw))
    )


def _known(line: Line) -> int:
    return sum(lexicon().knows(slot.core) for slot in line.slots if slot.core)


def _whole(upper: Line, lower: Line) -> Line | None:
    if len(upper.slots) != len(lower.slots) or not (upper.aligned and lower.aligned):
        return None
    joined = tuple(_join(a, b) for a, b in zip(upper.slots, lower.slots, strict=True))
    label, first, second = (_label(slots) for slots in (joined, upper.slots, lower.slots))
    rows = lexicon().rows
    halves = label in rows and first not in rows and second not in rows
    return replace(upper, slots=joined) if halves and not (upper.has_number and lower.has_number) else None


def _join(upper: Slot, lower: Slot) -> Slot:
    figure = upper if lower.state is State.BLANK else lower
    return slot_of(upper.raw + lower.raw, upper.start, upper.stop, figure.at)._replace(held=upper.held)


def _label(slots: Sequence[Slot]) -> str:
    return next((slot.core for slot in reversed(slots) if slot.core), "")
