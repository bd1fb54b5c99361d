"""Mend rows that a page break cut in two, and rows that a dump of narrow columns wrapped over several lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line, Slot, slot_of
from gipcrawler.text.figures import State

OPENED, CLOSED = re.compile(r"[(（]"), re.compile(r"[)）]")
DIGITS = re.compile(r"[+-]?[\d.,，\n]*[\d.]|[+-]")  # a figure, or what a narrow column shows of one
BARE = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[、.．)）]+")
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
    """The first line with those after it that make known labels, remarks or figures whole, and how many that took."""
    first = line = lines[0]
    if first.aligned:
        return first, 1
    pieces = any(map(_is_piece, first.slots))
    best, most = (first, 1), 0
    known = _known(first)
    for taken, lower in enumerate(lines[1:], 2):
        if lower.grid != first.grid or len(lower.slots) != len(first.slots):
            break
        broken = _breaks(line, lower)
        if not broken and (not pieces or (line.has_number and lower.has_number)):
            break
        slots = tuple(_join(a, b) for a, b in zip(line.slots, lower.slots, strict=True))
        line = replace(line, slots=slots)
        known += _known(lower)
        remark = taken == best[1] + 1 and [slot.core for slot in slots] == [slot.core for slot in best[0].slots]
        if broken or _known(line) - known > most or (remark and any(slot.wordy for slot in lower.slots)):
            best, most = (line, taken), _known(line) - known
    return best


def _breaks(upper: Line, lower: Line) -> bool:
    """Whether figures of a line go on in the next, as in columns two digits wide: all of them are as long as that.

    The next line has no label but the rest of this one's, and a nought goes on nowhere. What is put together is no
    figure that can be told, and stays text: `20` over `62` may as well be two.
    """
    pairs = list(zip(upper.slots, lower.slots, strict=True))
    going_on = [(a, b) for a, b in pairs if DIGITS.fullmatch(b.raw)]
    words = [(a, b) for a, b in pairs if b.wordy and not DIGITS.fullmatch(b.raw)]
    widths = {len(a.raw.split("\n")[-1]) if DIGITS.fullmatch(a.raw) and a.raw != "0" else 0 for a, _ in going_on}
    longest = max(
        (len(slot.raw.split("\n")[-1]) for pair in pairs for slot in pair if DIGITS.fullmatch(slot.raw)), default=0
    )
    rest = all(lexicon().knows(_join(a, b).core) and not lexicon().knows(a.core) for a, b in words)
    return (
        rest
        and longest > 0
        and widths == {longest}
        and (any(map(_is_label, upper.slots)) or len(going_on) < len(pairs))
    )


def _is_label(slot: Slot) -> bool:
    return slot.wordy and not DIGITS.fullmatch(slot.raw)


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
    # No label begins after its own number: what stands there is the rest, its figures too (44 over 7 stays text)
    numbered = second in rows and _is_bare(upper) and not _is_bare(lower)
    joins = numbered or (halves and _goes_on(upper, lower)) or _are_heads(upper, lower, joined)
    return replace(upper, slots=joined) if joins else None


def _are_heads(upper: Line, lower: Line, joined: Sequence[Slot]) -> bool:
    """Whether two lines are a row of heads that is cut: 结果维 over 持 beside 结果纠 over 正."""
    cut = [
        lexicon().knows(whole.core) and not lexicon().knows(a.core)
        for a, b, whole in zip(upper.slots, lower.slots, joined, strict=True)
        if b.raw
    ]
    return len(cut) > 1 and all(cut) and not (upper.has_number or lower.has_number)


def _goes_on(upper: Line, lower: Line) -> bool:
    """Whether the figures of two halves of a row are one row's: on one side only, or each lower one the rest of one."""
    if not (upper.has_number and lower.has_number):
        return True
    pairs = list(zip(upper.slots, lower.slots, strict=True))
    figures = [DIGITS.fullmatch(a.raw) is not None for a, b in pairs if DIGITS.fullmatch(b.raw)]
    return all(figures) and any(DIGITS.fullmatch(a.raw) and b.state is State.BLANK for a, b in pairs)


def _is_bare(line: Line) -> bool:
    """Whether of a row's own label only its number is left, as 6. or （二）."""
    own = [slot.raw for slot in line.slots if slot.raw and not slot.held]
    labels = [raw for raw in own if not DIGITS.fullmatch(raw) or raw.endswith(".")]
    return bool(labels) and BARE.fullmatch(labels[-1]) is not None


def _join(upper: Slot, lower: Slot) -> Slot:
    figure = upper if lower.state is State.BLANK else lower
    between = "\n" if DIGITS.fullmatch(upper.raw) and DIGITS.fullmatch(lower.raw) else ""
    sure = [one for one in (upper.confidence, lower.confidence) if one is not None]
    joined = slot_of(upper.raw + between + lower.raw, upper.start, upper.stop, figure.at, min(sure, default=None))
    return joined._replace(held=upper.held)


def _label(slots: Sequence[Slot]) -> str:
    return next((slot.core for slot in reversed(slots) if slot.core and not DIGITS.fullmatch(slot.raw)), "")
