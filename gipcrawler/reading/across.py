"""Turn the lines of the review and litigation table, one row of figures under repeated heads, into its cells."""

from collections.abc import Sequence
from itertools import dropwhile

from gipcrawler.forms import Table
from gipcrawler.model import State
from gipcrawler.reading.lines import Line, Slot
from gipcrawler.reading.match import Match, cell_of


def match_across(lines: Sequence[Line], table: Table) -> Match:
    """Match by position, since the head's words repeat; blank columns that have no head are passed over."""
    made = Match(table)
    addresses = table.addresses
    leaves = _leaves(lines, table)
    figures = [line for line in lines if _is_figures(line, table)]
    filled = [line for line in figures if any(slot.state is not State.BLANK for slot in line.slots)] or figures[:1]
    found = _joined(filled, leaves, len(addresses))
    used: set[int] = set()
    if found:
        used, slots = found
        made.cells = [
            cell_of(table, row.key, column.key, slot, row.label)
            for (row, column), slot in zip(addresses, slots, strict=True)
        ]
        made.score = float(len(slots))
        made.perfect = True
    made.unmatched = [line for line in lines if id(line) not in used and line not in figures]
    made.unmatched += [line for line in filled if id(line) not in used]
    return made


def _joined(figures: Sequence[Line], leaves: list[tuple[int, int]], size: int) -> tuple[set[int], list[Slot]] | None:
    """The slots of the official cells: from one line, or from lines that only together have as many."""
    for line in figures:
        slots = _fitting(line, leaves, size)
        if slots:
            return {id(line)}, slots
    together = [slot for line in figures for slot in _values(line)]
    return ({id(line) for line in figures}, together) if len(together) == size else None


def _fitting(line: Line, leaves: list[tuple[int, int]], size: int) -> list[Slot] | None:
    values = _values(line)
    if len(values) == size:
        return values
    if line.aligned and len(leaves) == size:
        under = [_under(line, start, stop) for start, stop in leaves]
        if all(under) and len({id(slot) for slot in under}) == size:
            return [slot for slot in under if slot]
    filled = [slot for slot in values if slot.state is not State.BLANK]
    return filled if len(filled) == size else None


def _values(line: Line) -> list[Slot]:
    """The cells of a line without the labels in front of them."""
    return list(dropwhile(_names, line.slots))


def _names(slot: Slot) -> bool:
    return slot.naming


def _under(line: Line, start: int, stop: int) -> Slot | None:
    return next((slot for slot in line.slots if slot.start < stop and slot.stop > start), None)


def _leaves(lines: Sequence[Line], table: Table) -> list[tuple[int, int]]:
    """The columns of the heads that stand directly over figures, from left to right."""
    cores = {core for column in table.column_of.values() for core in column.cores}
    return sorted({(slot.start, slot.stop) for line in lines for slot in line.slots if slot.core in cores})


def _is_figures(line: Line, table: Table) -> bool:
    """Whether a line holds figures or blanks only, but for a label in front and words such as 无."""
    own = [slot for slot in line.slots if not slot.held]
    values = list(dropwhile(_names, own))
    words = [slot for slot in values if slot.naming]
    whole = len(values) >= len(table.addresses)
    telling = words if whole else [*words, *own[: len(own) - len(values)]]  # 总计 may be the label of a whole row
    few = len(words) * 2 < len(values)
    return len(own) > 1 and few and not any(slot.core in table.silent_cores for slot in telling)
