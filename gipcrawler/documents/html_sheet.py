"""Turn a grid in which a whole report was written, headings and prose in rows of their own, into headings and grids."""

import re
from collections.abc import Iterator
from itertools import groupby

from gipcrawler.documents.html_text import squeeze
from gipcrawler.model import Block, Grid, GridCell, Paragraph

# Titles that stand above a table or prose and are no row of any official table (FORMATS section 1)
TITLE = re.compile(
    r"[一二三四五六七八九十\d]{1,2}[、.．](?:总体情况|(?:行政机关)?主动公开政府信息情况|(?:行政机关)?收到和处理|.{0,16}行政复议.{0,8}行政诉讼情况"
    r"|.{0,8}存在的?(?:主要)?(?:问题|不足)|其[他它]需要)"
)
PROSE = 60  # characters; a remark under a table is cut off too, and nothing of it is lost


def split_sheet(grid: Grid) -> Iterator[Block]:
    """The grid itself, or what it is made of where a row that spans it holds a section title or prose."""
    width = max((cell.column + cell.column_span for cell in grid.cells), default=0)
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
