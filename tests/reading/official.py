"""The official tables as grids of our own, with a different figure in every cell, for tests that then damage them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from gipcrawler.forms import Table, form
from gipcrawler.model import Block, Document, Grid, GridCell, Paragraph, Report
from gipcrawler.reading import report_of

Address = tuple[str, str, str]


def table_of(form_id: str, key: str) -> Table:
    found = form(form_id).table(key)
    assert found
    return found


def figures(form_id: str, key: str) -> dict[Address, int]:
    """A figure for each cell, all of them different, so that none can be in the wrong place unseen."""
    return {
        (key, row.key, column.key): 100 + number
        for number, (row, column) in enumerate(table_of(form_id, key).addresses)
    }


def applications(form_id: str = "2021") -> Grid:
    """The applications table, 10 columns wide, as FORMATS section 4 has it."""
    table, values = table_of(form_id, "applications"), figures(form_id, "applications")
    cells = [
        GridCell("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 0, 3, 3),
        GridCell("申请人情况", 0, 3, 1, 7),
        GridCell("自然人", 1, 3, 2, 1),
        GridCell("法人或其他组织", 1, 4, 1, 5),
        GridCell("总计", 1, 9, 2, 1),
    ]
    columns = table.blocks[0].columns
    cells += [GridCell(column.label, 2, 4 + n) for n, column in enumerate(columns[1:-1])]
    rows = [row for row, _ in table.rows]
    inside = [row for row in rows if row.group]
    cells.append(GridCell("三、本年度办理结果", 5, 0, len(inside), 1))
    groups: list[str] = []
    for number, row in enumerate(rows, start=3):
        if row.group is None:
            cells.append(GridCell(row.label, number, 0, 1, 3))
        elif row.group.startswith("三、"):
            cells.append(GridCell(row.label, number, 1, 1, 2))
        else:
            if row.group not in groups:
                groups.append(row.group)
                cells.append(GridCell(row.group, number, 1, sum(one.group == row.group for one in rows), 1))
            cells.append(GridCell(row.label, number, 2))
        cells += [
            GridCell(str(values["applications", row.key, column.key]), number, 3 + n)
            for n, column in enumerate(columns)
        ]
    return sorted_grid(cells)


def active(form_id: str = "2021") -> Grid:
    """The table of active disclosure: article heads over all columns, then a head and rows for each block."""
    table, values = table_of(form_id, "active_disclosure"), figures(form_id, "active_disclosure")
    width = 12
    articles = ["一", "五", "六", "八", "九"]
    cells: list[GridCell] = []
    number = 0
    for article, block in zip(articles, table.blocks, strict=False):
        cells.append(GridCell(f"第二十条第（{article}）项", number, 0, 1, width + 3))
        span = width // len(block.columns)
        cells.append(GridCell("信息内容", number + 1, 0, 1, 3))
        cells += [GridCell(column.label, number + 1, 3 + n * span, 1, span) for n, column in enumerate(block.columns)]
        number += 2
        for row in block.rows:
            cells.append(GridCell(row.label, number, 0, 1, 3))
            cells += [
                GridCell(str(values["active_disclosure", row.key, column.key]), number, 3 + n * span, 1, span)
                for n, column in enumerate(block.columns)
            ]
            number += 1
    return sorted_grid(cells)


def review() -> Grid:
    """The review and litigation table: three rows of heads over fifteen figures."""
    table, values = table_of("2021", "review_litigation"), figures("2021", "review_litigation")
    columns = table.blocks[0].columns
    cells = [GridCell("行政复议", 0, 0, 1, 5), GridCell("行政诉讼", 0, 5, 1, 10)]
    cells += [GridCell(column.label, 1, n, 2, 1) for n, column in enumerate(columns)]
    cells += [GridCell("未经复议直接起诉", 1, 5, 1, 5), GridCell("复议后起诉", 1, 10, 1, 5)]
    cells += [GridCell(columns[n % 5].label, 2, 5 + n) for n in range(10)]
    cells += [GridCell(str(value), 3, n) for n, value in enumerate(values.values())]
    return sorted_grid(cells)


def sorted_grid(cells: Iterable[GridCell]) -> Grid:
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def changed(grid: Grid, change: Callable[[GridCell], GridCell | None]) -> Grid:
    """The grid with every cell changed; null drops a cell."""
    return sorted_grid(cell for one in grid.cells if (cell := change(one)))


def relabelled(grid: Grid, labels: dict[str, str]) -> Grid:
    return changed(grid, lambda cell: replace(cell, text=labels.get(cell.text, cell.text)))


def without_row(grid: Grid, row: int) -> Grid:
    """The grid with one row cut out, as a clerk deletes it: what spans it shrinks."""

    def change(cell: GridCell) -> GridCell | None:
        last = cell.row + cell.row_span - 1
        if cell.row == row == last:
            return None
        shrunk = cell.row_span - (cell.row <= row <= last)
        return replace(cell, row=cell.row - (cell.row > row), row_span=shrunk)

    return changed(grid, change)


def with_row(grid: Grid, row: int, texts: list[str], *, start: int = 0) -> Grid:
    """The grid with a row put in before row number `row`; cells that span the place grow."""
    moved = changed(
        grid,
        lambda cell: replace(
            cell,
            row=cell.row + (cell.row >= row),
            row_span=cell.row_span + (cell.row < row < cell.row + cell.row_span),
        ),
    )
    own = [GridCell(text, row, start + n) for n, text in enumerate(texts)]
    return sorted_grid([*moved.cells, *own])


def split(grid: Grid, row: int) -> tuple[Grid, Grid]:
    """The grid as two, cut before a row; a cell over the cut is in both, its text above."""
    upper = [replace(cell, row_span=min(cell.row_span, row - cell.row)) for cell in grid.cells if cell.row < row]
    lower = [
        replace(
            cell,
            row=max(cell.row - row, 0),
            row_span=cell.row + cell.row_span - max(cell.row, row),
            text=cell.text if cell.row >= row else "",
        )
        for cell in grid.cells
        if cell.row + cell.row_span > row
    ]
    return sorted_grid(upper), sorted_grid(lower)


def read_grids(*grids: Block, before: str = "") -> Report:
    blocks = (Paragraph(before), *grids) if before else grids
    return report_of(Document("text/html", blocks))


def got(report: Report) -> dict[Address, int | None]:
    return {
        (cell.table, cell.row, cell.column): None if cell.value is None else int(cell.value)
        for cell in report.cells
        if cell.sub_row is None
    }
