"""Turn the cells of a work sheet into what they were made to be: titles and prose as paragraphs, tables as grids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gipcrawler.documents.html_sheet import split_sheet
from gipcrawler.documents.html_text import squeeze
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Block, Grid, GridCell, Paragraph
from gipcrawler.text.spaces import tidy

# A report in sheets has some 600 cells, a province's collected table some ten thousand
MAX_CELLS = 100_000
MAX_ROWS, MAX_COLUMNS = 65_536, 1_024
# Words that head a part of the official form in a row of their own (FORMATS section 2)
ARTICLE = "第二十条"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of a sheet: its text as printed, and whether a rule is drawn around it."""

    text: str
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A rectangle of cells that are one: its upper left corner and what it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


class Allowance:
    """The cells that a file may still have; `what` names it in the sentence of the error."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._left = MAX_CELLS

    def take(self, cells: int) -> None:
        """Raises UnreadableError where a file holds more cells than any report."""
        self._left -= cells
        if self._left < 0:
            raise UnreadableError(f"The {self._what} holds more than {MAX_CELLS:,} cells: no report does.")


def sheet_blocks(squares: Mapping[Place, Square], merges: Iterable[Merge], allowance: Allowance) -> Iterator[Block]:
    """The blocks of one sheet, whose cells are given by row and column (from 0).

    Rows between which nothing is written or ruled are tables of their own. A row of one text before or after a
    table, or that spans it and names a section, is a paragraph. Cells that are merged stand once.
    """
    cells = _laid_out(squares, merges, allowance)
    lowest = max((cell.row for cell in cells), default=0)
    drawn = any(square.ruled for square in squares.values())
    live = {
        row
        for cell in cells
        if cell.text or (drawn and _ruled(squares, cell))
        for row in range(cell.row, min(cell.row + cell.row_span, lowest + 1))
    }
    for first, last in _runs(live, together=not drawn):
        inside = [cell for cell in cells if first <= cell.row <= last]
        kept = [cell for cell in inside if cell.text or not drawn or _ruled(squares, cell)]
        yield from _table(kept, drawn, squares, allowance)


def _laid_out(squares: Mapping[Place, Square], merges: Iterable[Merge], allowance: Allowance) -> list[GridCell]:
    """The cells in reading order, merged ones with their spans and without what they cover."""
    spans: dict[Place, Merge] = {}
    covered: set[Place] = set()
    for merge in merges:
        spans[merge.row, merge.column] = merge
        rows = range(merge.row, merge.row + min(merge.row_span, MAX_ROWS))
        columns = range(merge.column, merge.column + min(merge.column_span, MAX_COLUMNS))
        small = len(rows) * len(columns) <= len(squares)
        allowance.take(min(len(rows) * len(columns), len(squares)) // 10)  # a look costs less than a cell
        inside = (
            ((row, column) for row in rows for column in columns)
            if small
            else (place for place in squares if place[0] in rows and place[1] in columns)
        )
        covered.update(place for place in inside if place != (merge.row, merge.column))
    return [
        GridCell(tidy(square.text), *place, *_span(spans.get(place)))
        for place, square in sorted(squares.items())
        if place not in covered
    ]


def _span(merge: Merge | None) -> tuple[int, int]:
    return (merge.row_span, merge.column_span) if merge else (1, 1)


def _ruled(squares: Mapping[Place, Square], cell: GridCell) -> bool:
    return squares[cell.row, cell.column].ruled


def _runs(rows: set[int], *, together: bool) -> Iterator[tuple[int, int]]:
    """The first and last of rows that follow one on the other, or of all."""
    ordered = sorted(rows)
    if together and ordered:
        yield ordered[0], ordered[-1]
        return
    start = 0
    for at, row in enumerate(ordered):
        if at + 1 == len(ordered) or ordered[at + 1] > row + 1:
            yield ordered[start], row
            start = at + 1


def _table(
    cells: list[GridCell], drawn: bool, squares: Mapping[Place, Square], allowance: Allowance
) -> Iterator[Block]:
    """The blocks of rows that follow one on the other."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    numbers = sorted(rows)
    width = max(cell.column + cell.column_span for cell in cells) - min(cell.column for cell in cells)
    loose = [_is_loose(rows[number], width, drawn, squares) for number in numbers]
    top = next((at for at, free in enumerate(loose) if not free), len(loose))
    end = next((at for at in range(len(loose), top, -1) if not loose[at - 1]), top)
    yield from _paragraphs(rows, numbers[:top])
    kept = [cell for number in numbers[top:end] for cell in rows[number]]
    if kept:
        yield from split_sheet(_grid(kept, allowance))
    yield from _paragraphs(rows, numbers[end:])


def _is_loose(row: list[GridCell], width: int, drawn: bool, squares: Mapping[Place, Square]) -> bool:
    """Whether a row is no row of a table: one cell as wide, or outside of its rules, or, without any, a single text."""
    if len(row) == 1 and row[0].column_span == width > 1 and row[0].row_span == 1:
        return ARTICLE not in squeeze(row[0].text)
    if drawn:
        return not any(_ruled(squares, cell) for cell in row) and not any(cell.row_span > 1 for cell in row)
    written = [cell for cell in row if cell.text]
    return len(written) < 2 and not any(ARTICLE in squeeze(cell.text) for cell in written)


def _paragraphs(rows: Mapping[int, list[GridCell]], numbers: list[int]) -> Iterator[Block]:
    for number in numbers:
        text = " ".join(cell.text for cell in rows[number] if cell.text)
        if text:
            yield Paragraph(text)


def _grid(cells: list[GridCell], allowance: Allowance) -> Grid:
    """The cells as a grid that begins at its own corner, blank where nothing stands between them."""
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    # A merge may go on to the edge of the sheet: no further than where the last cell begins
    height = max(cell.row for cell in cells) + 1 - top
    width = max(cell.column for cell in cells) + 1 - left
    moved = [
        GridCell(
            cell.text,
            cell.row - top,
            cell.column - left,
            min(cell.row_span, height - cell.row + top),
            min(cell.column_span, width - cell.column + left),
        )
        for cell in cells
    ]
    allowance.take(height * width)
    taken = {
        (row, column)
        for cell in moved
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    blanks = (
        GridCell("", row, column) for row in range(height) for column in range(width) if (row, column) not in taken
    )
    return Grid(tuple(sorted((*moved, *blanks), key=lambda cell: (cell.row, cell.column))))
