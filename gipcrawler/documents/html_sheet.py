"""Turn a grid in which a whole report was written, headings and prose in rows of their own, into headings and grids."""

from collections.abc import Iterator
from itertools import groupby

from gipcrawler.documents.html_text import squeeze
from gipcrawler.documents.section_titles import TITLE
from gipcrawler.model import Block, Grid, GridCell, Paragraph

PROSE = 60  # characters; a remark under a table is cut off too, and nothing of it is lost


def split_sheet(grid: Grid) -> Iterator[Block]:
    """The grid itself, or what it is made of where a row that spans it holds a section title or prose."""
    width = max([cell.column + cell.column_span for cell in grid.cells], default=0)
    spanning = {cell.row: cell for cell in grid.cells if cell.column_span == width and cell.row_span == 1}
    loose = {row: cell for row, cell in spanning.items() if _is_loose(cell.text)}
    if not loose:
        yield grid
        return
    for number, cells in groupby(
        grid.cells, lambda cell: None if cell.row in loose else sum(r < cell.row for r in loose)
    ):
        part = tuple(cells)
        if number is None:
            for cell in part:
                yield from (Paragraph(line) for line in cell.text.split("\n") if line)
        else:
            yield Grid(tuple(_raised(cell, part[0].row) for cell in part))


def _is_loose(text: str) -> bool:
    squeezed = squeeze(text)
    return bool(TITLE.match(squeezed)) or (len(squeezed) > PROSE and "。" in squeezed)


def _raised(cell: GridCell, rows: int) -> GridCell:
    return GridCell(cell.text, cell.row - rows, cell.column, cell.row_span, cell.column_span)
