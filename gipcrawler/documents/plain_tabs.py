r"""Turn lines with tabs into grids: one cell a line behind a tab with a blank line between rows, or `a\tb\tc` rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gipcrawler.documents.plain_grid import Region, is_prose, ragged
from gipcrawler.model import Paragraph
from gipcrawler.text.spaces import tidy

# A numbered heading never continues a cell (the labels that are numbered so begin one)
HEADING = re.compile(
    r"\s*(?:#{1,6}\s|[一二三四五六七八九十]{1,3}\s*[、.．,，:：]|[(（][一二三四五六七八九十]{1,3}[)）](?!\s*项)|\d{1,2}\s*[、.．])\s*\S"
)
FIGURE = re.compile(r"\s*[+\-−]?[\d０-９][\d０-９.,，．\s]*")
UNIT = re.compile(r"\s*(?:万元|亿元|元|件|条|项|个|次|宗|起|人|篇|[(（].*[)）])\s*|\s*\d+\s*")
LONGEST_PIECE = 30  # of a label broken over lines; prose after a table is longer or ends with a full stop


@dataclass(slots=True)
class _Piece:
    """A written line of a table: `gap` counts the blank lines before it, `cell` is whether it begins a cell."""

    text: str
    gap: int
    cell: bool
    line: int


def read_tabs(lines: Sequence[str], start: int) -> Region | None:
    """The table that begins at `lines[start]`, or null where no table does; prose indented by tabs is none."""
    if "\t" not in lines[start].rstrip(" "):
        return None
    if _is_row(lines[start]):
        return _read_rows(lines, start)
    return _read_cells(lines, start) if _begins_cell(lines[start]) else None


def _is_row(line: str) -> bool:
    """Whether a line holds more than one cell; empty ones may follow the only one that is filled."""
    return "\t" in line.strip() or (line.endswith("\t\t") and bool(line.strip()))


def _begins_cell(line: str) -> bool:
    return line.startswith("\t") or (line.endswith("\t") and bool(line.strip()))


def _read_rows(lines: Sequence[str], start: int) -> Region | None:
    r"""Rows of `a\tb\tc`; a single cell on a line of its own between two of them is a row that spans the table."""
    rows, end, at = [lines[start]], start + 1, start + 1
    while at < len(lines) and at - end < 2:
        if _is_row(lines[at]):
            rows += [line for line in lines[end:at] if line.strip()] + [lines[at]]
            end = at + 1
        elif lines[at].strip() and (HEADING.match(lines[at]) or is_prose(lines[at])):
            break
        at += 1
    if len(rows) < 2 or any(is_prose(row) for row in rows[:2]):
        return None
    if all(row.startswith("\t") for row in rows if _is_row(row)):
        rows = [row.removeprefix("\t") for row in rows]
    if all(row.endswith("\t") for row in rows if _is_row(row)):
        rows = [row.removesuffix("\t") for row in rows]
    return Region((ragged([row.split("\t") for row in rows]),), end)


def _read_cells(lines: Sequence[str], start: int) -> Region | None:
    pieces, row_gap = _pieces(lines, start)
    rows: list[list[str]] = [[]]
    end = start
    for index, piece in enumerate(pieces):
        if piece.cell:
            if index and piece.gap >= row_gap:
                rows.append([])
            rows[-1].append(piece.text.strip("\t"))
        else:
            rows[-1][-1] += "\n" + piece.text
        end = piece.line + 1
    cells = [cell for row in rows for cell in row]
    if max(map(len, rows)) < 2 and not any("|" in cell for cell in cells):  # lines, and none of them begins a table
        return Region(tuple(Paragraph(cell) if cell else None for cell in map(tidy, cells)), end)
    if max(map(len, rows)) < 2 or sum(map(is_prose, cells)) * 2 > len(cells):
        return None
    return Region((ragged(rows),), end)


def _pieces(lines: Sequence[str], start: int) -> tuple[list[_Piece], int]:
    """The lines of one table and the number of blank lines between its rows."""
    written = _written(lines, start)
    gaps = [piece.gap for piece in written[1:] if piece.cell]
    least = min(gaps, default=0)
    row_gap = min((gap for gap in gaps if gap > least), default=1)
    taken = [written[0]]
    at = 1
    while at < len(written):
        piece = written[at]
        if piece.cell:
            if piece.gap > row_gap:
                break
            taken.append(piece)
            at += 1
            continue
        loose = next((index for index in range(at, len(written)) if written[index].cell), len(written))
        if not _continues(taken[-1], written[at:loose], written[loose : loose + 1], row_gap):
            break
        taken += written[at:loose]
        at = loose
    return taken, row_gap


def _written(lines: Sequence[str], start: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    gap = 0
    for at in range(start, len(lines)):
        line = lines[at]
        cell = _begins_cell(line)
        if not cell and not line.strip():
            gap += 1
            continue
        if not cell and (is_prose(line) or (pieces and len(line) > 2 * LONGEST_PIECE)):
            break
        pieces.append(_Piece(line, gap, cell, at))
        gap = 0
    return pieces


def _continues(cell: _Piece, loose: list[_Piece], after: list[_Piece], row_gap: int) -> bool:
    """Whether lines without a tab belong to the cell above them, or stand below or between tables.

    A label may be broken anywhere, also by a blank line; a figure is not continued but by its unit; an empty cell
    not across a blank line; and where a blank line parts the pieces, a cell must follow to prove the table goes on.
    """
    if any(piece.gap > row_gap or HEADING.match(piece.text) or len(piece.text) > LONGEST_PIECE for piece in loose):
        return False
    above = cell.text.strip()
    if FIGURE.fullmatch(above) and not (len(loose) == 1 and not loose[0].gap and UNIT.fullmatch(loose[0].text)):
        return False
    if not any(piece.gap for piece in loose):
        return bool(above or after)
    return bool(above) and bool(after) and after[0].gap <= row_gap
