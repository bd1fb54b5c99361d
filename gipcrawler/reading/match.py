"""Turn the lines of one table into the cells of one form's table, with a score that says how well the form fits."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from gipcrawler.forms import Table
from gipcrawler.model import Cell
from gipcrawler.reading.candidates import EXACT, Candidate, candidates
from gipcrawler.reading.lines import Line, Slot
from gipcrawler.text.figures import read_figure


@dataclass(slots=True)
class Match:
    """What a table of the form gave: cells, lines that no row takes, and the score among the forms.

    `perfect` is true where every cell of the form stands under its exact label and no figure is left.
    """

    table: Table
    cells: list[Cell] = field(default_factory=list)
    unmatched: list[Line] = field(default_factory=list)
    score: float = 0.0
    perfect: bool = False


def match_rows(lines: Sequence[Line], table: Table) -> Match:
    """Match by label within its group and by head; in order where labels are cut, by position where they are lost."""
    options = candidates(lines, table)
    chosen = _align(options, len(table.rows))
    _add_out_of_order(options, chosen)
    _add_unlabelled(lines, table, options, chosen)
    return _result(lines, table, options, chosen)


def _align(options: list[dict[int, Candidate]], rows: int) -> dict[int, int]:
    """The best matching of lines to rows in which both run in the same order (line → row)."""
    single = [(i, next(iter(found))) for i, found in enumerate(options) if len(found) == 1]
    if len(single) == sum(map(bool, options)) and all(a[1] < b[1] for a, b in itertools.pairwise(single)):
        return dict(single)  # one row for each line, and in order: nothing to weigh
    best = [[0.0] * (rows + 1) for _ in range(len(options) + 1)]
    for i, found in enumerate(options, 1):
        above, here = best[i - 1], best[i]
        for j in range(1, rows + 1):
            score = max(above[j], here[j - 1])
            one = found.get(j - 1)
            if one:
                before = above[j] if one.sub_row else above[j - 1]
                score = max(score, before + one.score)
            here[j] = score
    chosen: dict[int, int] = {}
    i, j = len(options), rows
    while i and j:
        one = options[i - 1].get(j - 1)
        if best[i][j] == best[i][j - 1] and not (one and one.sub_row and best[i][j] > best[i - 1][j]):
            j -= 1
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            chosen[i - 1] = j - 1
            i, j = i - 1, j if one and one.sub_row else j - 1
    return chosen


def _add_out_of_order(options: list[dict[int, Candidate]], chosen: dict[int, int]) -> None:
    """Rows that an issuer put elsewhere are taken where label and group leave no doubt."""
    taken = set(chosen.values())
    for i, found in enumerate(options):
        sure = [j for j, one in found.items() if j not in taken and one.sub_row is None and one.score >= EXACT]
        if i not in chosen and len(sure) == 1:
            chosen[i] = sure[0]
            taken.add(sure[0])


def _add_unlabelled(
    lines: Sequence[Line], table: Table, options: list[dict[int, Candidate]], chosen: dict[int, int]
) -> None:
    """Lines whose labels are lost or cut are the rows missing between their neighbours, where the number agrees."""
    anchors = [(-1, -1), *sorted(chosen.items()), (len(lines), len(table.rows))]
    for (i, j), (next_i, next_j) in itertools.pairwise(anchors):
        bare = [k for k in range(i + 1, next_i) if _is_bare(lines[k], table)]
        missing = range(j + 1, next_j)
        if not bare or len(bare) != len(missing):
            continue
        if not all(_may_be(lines[k], table, row) for k, row in zip(bare, missing, strict=True)):
            continue
        for k, row in zip(bare, missing, strict=True):
            columns = table.rows[row][1].columns
            slots = lines[k].slots[-len(columns) :]
            if len(slots) == len(columns):
                values = {column.key: slot for column, slot in zip(columns, slots, strict=True)}
                options[k][row] = Candidate((), values, None, 0.0)
                chosen[k] = row


def _is_bare(line: Line, table: Table) -> bool:
    """Whether a line has figures and no label that is known, but for the group that it stands in."""
    known = any(
        slot.core in table.row_index or slot.core in table.silent_cores - table.group_of.keys() for slot in line.slots
    )
    return line.has_number and not known


def _may_be(line: Line, table: Table, row: int) -> bool:
    """Whether what a line shows of a label is how a row's own begins or ends, for that is how labels are cut."""
    words = [slot.core for slot in line.slots if slot.core and slot.naming and slot.core not in table.group_of]
    return not words or any(
        label.startswith(words[-1]) or label.endswith(words[-1]) for label in table.rows[row][0].cores
    )


def _result(lines: Sequence[Line], table: Table, options: list[dict[int, Candidate]], chosen: dict[int, int]) -> Match:
    made = Match(table)
    for i, line in enumerate(lines):
        if i not in chosen:
            made.unmatched.append(line)
            continue
        row, block = table.rows[chosen[i]]
        one = options[i][chosen[i]]
        words = [slot for slot in one.labels if slot.core]
        printed = next((slot for slot in words if slot.core in row.cores), words[-1] if words else None)
        label = printed.raw if printed else row.label
        made.score += one.score
        made.cells += [
            cell_of(table, row.key, column.key, one.values[column.key], label, one.sub_row)
            for column in block.columns
            if column.key in one.values
        ]
    taken = set(chosen.values())
    made.score -= len(table.rows) - len(taken)
    left = sum(line.has_number for line in made.unmatched)
    made.score -= left
    exact = all(options[i][place].score >= EXACT for i, place in chosen.items())
    made.perfect = exact and not left and len(made.cells) == len(table.addresses)
    return made


def cell_of(table: Table, row: str, column: str, slot: Slot, label: str, sub_row: str | None = None) -> Cell:
    """The cell of the form that a slot fills."""
    figure = read_figure(slot.raw)
    return Cell(
        table.key,
        row,
        sub_row,
        column,
        label,
        slot.raw,
        figure.value,
        figure.state,
        figure.unit,
        slot.origin,
        slot.confidence,
    )
