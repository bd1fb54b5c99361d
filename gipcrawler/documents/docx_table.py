"""Turn the rows of a Word table into cells at their places: spans, vertical merges, gaps, and lost spans regained."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from gipcrawler.documents.docx_package import W
from gipcrawler.documents.docx_styles import number, value
from gipcrawler.documents.word_edges import common_edges, place

# Word's own limit on the columns of a table is 63; a span beyond this is an error of the writer.
MAX_SPAN = 64
# Twips (1/20 pt) by which rows may differ and still be equally wide
EDGE = 60
# Twips; a table that says it is narrower does not know its widths
NARROWEST = 3000
CONTENT = {W + "sdt", W + "sdtContent", W + "customXml", W + "ins"}


@dataclass(slots=True)
class Slot:
    """One cell to be: where it starts, what it spans, and the `w:tc` that holds its content."""

    element: etree._Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class _Raw:
    """A `w:tc` as it stands in its row; `merge` is its vMerge: restart, continue or null."""

    element: etree._Element
    start: int
    span: int
    width: int | None
    merge: str | None


@dataclass(slots=True)
class _Row:
    cells: list[_Raw]
    before: int | None
    columns: int


def slots(table: etree._Element) -> Iterator[Slot]:
    """The cells of a `w:tbl` in reading order, each once, without deleted rows and continuations of merged cells."""
    rows = [_read_row(element) for element in _children(table, "tr") if element.find(f"{W}trPr/{W}del") is None]
    rows = [row for row in rows if row.cells]
    if len({row.columns for row in rows}) > 1:
        _align_by_width(rows)
    else:
        _align_by_grid(rows, table.findall(f"{W}tblGrid/{W}gridCol"))
    found: list[Slot] = []
    above: dict[int, Slot] = {}
    for index, row in enumerate(rows):
        here: dict[int, Slot] = {}
        for cell in row.cells:
            upper = above.get(cell.start)
            if cell.merge == "continue" and upper and upper.column_span == cell.span:
                upper.row_span += 1
                here[cell.start] = upper
                continue
            slot = Slot(cell.element, index, cell.start, 1, cell.span)
            found.append(slot)
            if cell.merge:  # a continuation with nothing to continue begins a merged cell of its own
                here[cell.start] = slot
        above = here
    yield from found


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, those inside content controls as well."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in CONTENT:
            yield from _children(child, name)


def _read_row(element: etree._Element) -> _Row:
    properties = element.find(W + "trPr")
    at = _gap(value(properties, "gridBefore"))
    cells: list[_Raw] = []
    for cell in _children(element, "tc"):
        about = cell.find(W + "tcPr")
        if about is not None and about.find(W + "cellDel") is not None:
            continue
        span = max(1, min(number(value(about, "gridSpan")) or 1, MAX_SPAN))
        if _merge(about, "hMerge") == "continue" and cells:  # the merge of Word 97, which some converters still write
            cells[-1].span += span
        else:
            cells.append(_Raw(cell, at, span, _width(about, "tcW"), _merge(about, "vMerge")))
        at += span
    before = _width(properties, "wBefore") if value(properties, "gridBefore") else 0
    return _Row(cells, before, at + _gap(value(properties, "gridAfter")))


def _gap(text: str | None) -> int:
    return max(0, min(number(text) or 0, MAX_SPAN))


def _merge(properties: etree._Element | None, name: str) -> str | None:
    element = properties.find(W + name) if properties is not None else None
    return None if element is None else element.get(W + "val", "continue")


def _width(properties: etree._Element | None, name: str) -> int | None:
    element = properties.find(W + name) if properties is not None else None
    if element is None or element.get(W + "type", "dxa") != "dxa":
        return None
    return number(element.get(W + "w"))


def _align_by_width(rows: list[_Row]) -> None:
    """Find the columns from the cells' widths, where rows of equal width count different numbers of columns.

    Converters that write no `gridSpan` leave the widths as the only trace of a merge. Where widths are missing or
    the rows are not equally wide (a short row is then meant to be short), the spans stay as they are written.
    """
    edges: list[list[int]] = []
    for row in rows:
        at = row.before
        line = []
        for cell in row.cells:
            if at is None or not cell.width or cell.width < 0:
                return
            line.append(at)
            at += cell.width
        edges.append([*line, at or 0])
    widest = max(line[-1] for line in edges)
    if any(widest - line[-1] > EDGE for line in edges):
        return
    _align(rows, edges)


def _align_by_grid(rows: list[_Row], grid: list[etree._Element]) -> None:
    """Take the columns of the grid as one that only stand for edges drawn a little apart, row by row."""
    widths = [number(column.get(W + "w")) or 0 for column in grid]
    if sum(widths) < NARROWEST or len(widths) != max((row.columns for row in rows), default=0):
        return
    at = [0, *accumulate(widths)]
    spans = [[(cell.start, cell.start + cell.span) for cell in row.cells] for row in rows]
    if all(end < len(at) for line in spans for _, end in line):
        _align(rows, [[at[line[0][0]], *(at[end] for _, end in line)] for line in spans])


def _align(rows: list[_Row], edges: list[list[int]]) -> None:
    columns = common_edges(edges)
    for row, line in zip(rows, edges, strict=True):
        places = [place(columns, edge) for edge in line]
        for cell, start, end in zip(row.cells, places, places[1:], strict=False):
            cell.start, cell.span = start, max(1, end - start)
