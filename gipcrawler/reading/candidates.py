"""Turn a table's lines into candidates: which row of the form could take which line, with which values, how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gipcrawler.forms import Block, Table
from gipcrawler.model.quick import quick
from gipcrawler.reading.heads import Heads
from gipcrawler.reading.lines import Line, Slot
from gipcrawler.text.labels import likeness

EXACT, CUT, HEADED, GROUPED, ELSEWHERE = 3.0, 2.0, 0.5, 0.5, 1.5
ALIKE = 0.74  # below it, two labels are two things; 其他法律行政止公开 for …行政法规禁止公开 has 0.78


@quick
@dataclass(frozen=True, slots=True)
class Candidate:
    """A line as one row of the form would take it; `sub_row` is the printed label of a part of that row."""

    labels: tuple[Slot, ...]
    values: dict[str, Slot]
    sub_row: str | None
    score: float


def candidates(lines: Sequence[Line], table: Table) -> list[dict[int, Candidate]]:
    """For each line the places of the rows that could take it."""
    heads = [Heads(block) for block in table.blocks]
    places = [range(first, first + len(block.rows)) for first, block in _blocks(table)]
    group: str | None = None
    parent: int | None = None
    found: list[dict[int, Candidate]] = []
    for line in lines:
        words = [slot for slot in line.slots if slot.core]
        group = _group(words, table, group)
        options: dict[int, Candidate] = {}
        named = {place for slot in words for place in table.row_index.get(slot.core, ())}
        for head, of_block in zip(heads, places, strict=True):
            head.see(line, words)
            if named and named.isdisjoint(of_block):
                continue
            parts = head.values(line)
            if parts:
                options |= {
                    place: candidate
                    for place, candidate in _of_block(parts, table, group, parent, HEADED if head.complete else 0.0)
                    if place in of_block
                }
        options = _best_only(options)
        parent = next((place for place, option in options.items() if option.sub_row), None)
        found.append(options)
    return found


def _blocks(table: Table) -> Iterator[tuple[int, Block]]:
    first = 0
    for block in table.blocks:
        yield first, block
        first += len(block.rows)


def _of_block(
    parts: tuple[tuple[Slot, ...], dict[str, Slot]], table: Table, group: str | None, parent: int | None, bonus: float
) -> Iterator[tuple[int, Candidate]]:
    """The rows that a line's labels name: whole rows, or parts of a row whose label stands before or above."""
    labels, values = parts
    named = (slot for slot in labels if slot.core and slot.core not in table.unit_cores)
    words = sorted(named, key=_is_own)  # a wrong span may put a group behind its row
    if not words:
        return
    last = words[-1]
    shown = next((table.group_of[slot.core] for slot in reversed(words[:-1]) if slot.core in table.group_of), None)
    scores = _scores(last.core, table)
    for place, score in scores.items():
        over = table.rows[place][0].group_core
        agrees = (GROUPED if group == over else -GROUPED) if group and over else 0.0
        elsewhere = ELSEWHERE if shown and shown != over and score + agrees > CUT else 0.0
        yield place, Candidate(labels, values, None, score + agrees - elsewhere + bonus)
    if last.core in table.silent_cores:
        return
    split = {place for slot in words[:-1] for place in table.row_index.get(slot.core, ())}
    if parent is not None and len(labels) > len(words) == 1 and last is labels[-1]:
        split.add(parent)
    for place in split - set(scores):
        yield place, Candidate(labels, values, last.raw, CUT + bonus)


def _is_own(slot: Slot) -> bool:
    return not slot.held


def _scores(label: str, table: Table) -> dict[int, float]:
    """The rows that a label names, or where it is no label that is known, the rows that it is like."""
    exact = table.row_index.get(label)
    if exact:
        return dict.fromkeys(exact, EXACT)
    if label in table.silent_cores:
        return {}
    alike = (
        (place, max(likeness(label, known, ALIKE) for known in row.cores)) for place, (row, _) in enumerate(table.rows)
    )
    return {place: CUT * score for place, score in alike if score >= ALIKE}


def _best_only(options: dict[int, Candidate]) -> dict[int, Candidate]:
    """An exact label leaves no room for rows that only look alike."""
    if any(option.score > CUT + HEADED and option.sub_row is None for option in options.values()):
        return {place: option for place, option in options.items() if option.score >= CUT}
    return options


def _group(words: Sequence[Slot], table: Table, before: str | None) -> str | None:
    """The group that a line stands in: the deepest group label on it, a cut one included, else the one before."""
    shown = [slot.core for slot in words]
    for label in reversed(shown):
        if label in table.group_of:
            return table.group_of[label]
    for label in shown[:-1]:
        cut = [
            group
            for group in set(table.group_of.values())
            if len(label) > 1 and (group.startswith(label) or group.endswith(label))
        ]
        if len(cut) == 1:
            return cut[0]
    return before
