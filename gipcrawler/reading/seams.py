"""Mend rows that a page break cut in two: the last line of one grid and the first of the next become one line."""

from collections.abc import Sequence
from dataclasses import replace

from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line, Slot, slot_of
from gipcrawler.text.figures import State


def mend(lines: Sequence[Line]) -> list[Line]:
    """The lines with cut rows joined; a pair is one row where only both halves together make a label that is known."""
    mended: list[Line] = []
    for line in lines:
        whole = _whole(mended[-1], line) if mended and mended[-1].grid != line.grid else None
        if whole:
            mended[-1] = whole
        else:
            mended.append(line)
    return mended


def _whole(upper: Line, lower: Line) -> Line | None:
    if len(upper.slots) != len(lower.slots) or not (upper.aligned and lower.aligned):
        return None
    joined = tuple(_join(a, b) for a, b in zip(upper.slots, lower.slots, strict=True))
    label, first, second = (_label(slots) for slots in (joined, upper.slots, lower.slots))
    rows = lexicon().rows
    halves = label in rows and first not in rows and second not in rows
    return replace(upper, slots=joined) if halves and not _both_have_figures(upper, lower) else None


def _join(upper: Slot, lower: Slot) -> Slot:
    figure = upper if lower.state is State.BLANK else lower
    return slot_of(upper.raw + lower.raw, upper.start, upper.stop, figure.at)._replace(held=upper.held)


def _label(slots: Sequence[Slot]) -> str:
    return next((slot.core for slot in reversed(slots) if slot.core), "")


def _both_have_figures(upper: Line, lower: Line) -> bool:
    return all(any(slot.state is State.NUMBER for slot in line.slots) for line in (upper, lower))
