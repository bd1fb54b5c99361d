"""Turn lines whose figures stand below each other without rules between them into tables with rows and columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import inf

from gipcrawler.documents.pdf_bands import Segment, Text, bands, segments, text_of
from gipcrawler.documents.pdf_doubt import doubts
from gipcrawler.documents.pdf_flow import Flow, Item
from gipcrawler.documents.pdf_groups import Group, groups_of
from gipcrawler.documents.pdf_heads import Columns, clusters_of, columns_of, heads_of, places_of
from gipcrawler.documents.pdf_labels import LEADING, Row, label_rows, rank
from gipcrawler.documents.pdf_lattice import Lattice, Region
from gipcrawler.documents.pdf_lines import Line
from gipcrawler.documents.pdf_pieces import NARROW, Piece, narrowly, parts_of_label, pieces
from gipcrawler.documents.pdf_spread import aligned
from gipcrawler.documents.pdf_tables import Table

# What is put before figures of which nobody can tell in which column they stand
BESIDE = "（并列）"
# Ems between the baselines of two rows at least
CLOSEST = 0.95


def columned(flows: Sequence[Flow]) -> list[Flow]:
    """The flows with tables in place of the lines that are such, a table that goes on over pages in pieces."""
    kept: list[list[Item | None]] = [list(flow.items) for flow in flows]
    for run in _runs(flows):
        texts = [text_of(line, page) for page, _, line in run]
        for band in bands(texts):
            made = {table.page: table for table in _tables(texts[band.start : band.stop], flows)}
            for page, at, _ in run[band.start : band.stop] if made else ():
                kept[page][at] = made.pop(flows[page].number, None)
    return [
        replace(flow, items=tuple(item for item in items if item is not None))
        for flow, items in zip(flows, kept, strict=True)
    ]


def _runs(flows: Sequence[Flow]) -> Iterator[list[tuple[int, int, Line]]]:
    """Upright lines one after the other, over pages, up to the next table: each with its page and place."""
    run: list[tuple[int, int, Line]] = []
    for page, flow in enumerate(flows):
        for at, item in enumerate(flow.items):
            if isinstance(item, Line):
                if not item.glyphs[0].turned:
                    run.append((page, at, item))
            else:
                yield run
                run = []
    yield run


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell to be: its row among those of all pages, how many it spans, and from where to where it goes."""

    row: int
    row_span: int
    x0: float
    x1: float
    lines: tuple[Line, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Band:
    """The upper and lower edge of a row, and its page."""

    page: int
    top: float
    bottom: float


def _tables(texts: Sequence[Text], flows: Sequence[Flow]) -> list[Table]:
    """The table in some lines, a piece for each page; none where a character of them would be lost."""
    draft = _Draft(min(text.line.x0 for text in texts), max(text.line.x1 for text in texts))
    for segment in segments(texts):
        draft.add(segment)
    whole = sum(len(piece.line.glyphs) for text in texts for piece in text.pieces)
    if whole != sum(len(line.glyphs) for cell in draft.cells for line in cell.lines):
        return []
    return aligned(list(draft.tables(flows)))


class _Draft:
    """A table of so many points from left to right, segment by segment."""

    def __init__(self, x0: float, x1: float) -> None:
        self.cells: list[_Cell] = []
        self._bands: list[_Band] = []
        self._x0, self._x1 = x0, x1

    def add(self, segment: Segment) -> None:
        """Add the heads, groups and rows of a segment."""
        places = places_of(text.values for text in segment.rows)
        texts = [text_of(text.line, text.page, places) for text in segment.rows]
        if not any(text.values for text in texts):
            return
        labels = [
            part
            for text in texts
            for piece in (text.labels if text.values else text.pieces)
            for part in parts_of_label(piece)
        ]
        figures = clusters_of((one.x0, one.x1) for text in texts for piece in text.values for one in narrowly(piece))
        end = max((piece.x1 for piece in labels if piece.x1 <= figures[0][0]), default=-inf)
        heads = heads_of([pieces(text.line, text.page, NARROW, figures) for text in segment.heads], end)
        values = list(_values(texts, len(heads.leaves)))
        columns = columns_of(values, heads)
        rows, over = label_rows(values, labels)
        edges = self._edges(columns, labels)
        self._add_heads(columns, edges)
        self._add_rows(rows, groups_of(rows, over), columns, edges)

    def tables(self, flows: Sequence[Flow]) -> Iterator[Table]:
        """What there is now, page by page."""
        pages = sorted({band.page for band in self._bands})
        for page in pages:
            cells = [cell for cell in self.cells if self._bands[cell.row].page == page]
            cells.sort(key=lambda cell: (cell.row, cell.x0))
            first = min(cell.row for cell in cells)
            regions = tuple(
                Region(
                    cell.x0,
                    self._bands[cell.row].top,
                    cell.x1,
                    self._bands[cell.row + cell.row_span - 1].bottom,
                    cell.row - first,
                    0,
                    cell.row_span,
                    1,
                )
                for cell in cells
            )
            texts = tuple(cell.lines for cell in cells)
            found = doubts(regions, texts, flows[page].width)
            marks = tuple(mark or cell.mark for mark, cell in zip(found, cells, strict=True))
            yield Table(flows[page].number, Lattice(regions), texts, marks, flows[page].places)

    def _edges(self, columns: Columns, labels: Sequence[Piece]) -> list[float]:
        """Where each column of figures begins, and the last one ends."""
        spans = columns.spans
        ends = [piece.x1 for piece in labels if piece.x1 <= spans[0][0]]
        begin = (max([self._x0, *ends]) + spans[0][0]) / 2 if labels else self._x0
        return [begin, *((one[1] + two[0]) / 2 for one, two in pairwise(spans)), max(self._x1, spans[-1][1])]

    def _add_heads(self, columns: Columns, edges: Sequence[float]) -> None:
        start = len(self._bands)
        for head in columns.heads:
            x0, x1 = (edges[head.first], edges[head.stop]) if head.first >= 0 else (self._x0, edges[0])
            self.cells.append(_Cell(start + head.row, 1, x0, x1, _lines(head.lines)))
        for _, members in groupby(columns.heads, key=lambda head: head.row):
            self._add_band([piece for head in members for piece in head.lines])

    def _add_rows(self, rows: Sequence[Row], groups: Sequence[Group], columns: Columns, edges: Sequence[float]) -> None:
        start = len(self._bands)
        ends = [
            max(piece.x1 for group in groups if group.depth == depth for piece in group.lines)
            for depth in range(max((group.depth + 1 for group in groups), default=0))
        ]
        sides = [self._x0, *ends, edges[0]]
        for group in groups:
            x0, x1 = sides[group.depth], sides[group.depth + 1]
            span = group.last - group.first + 1
            self.cells.append(_Cell(start + group.first, span, x0, x1, _lines(group.lines)))
        for at, row in enumerate(rows):
            self._add_band([*row.label, *row.values])
            own = sides[max((group.depth + 1 for group in groups if group.first <= at <= group.last), default=0)]
            if edges[0] > own:
                self.cells.append(_Cell(start + at, 1, own, edges[0], _lines(row.label)))
            held: list[list[Piece]] = [[] for _ in columns.spans]
            for piece in row.values:
                held[columns.at(piece)].append(piece)
            for (x0, x1), found in zip(pairwise(edges), held, strict=True):
                self.cells.append(_Cell(start + at, 1, x0, x1, _lines(found), "" if _is_one(found) else BESIDE))

    def _add_band(self, held: Sequence[Piece]) -> None:
        top, bottom = min(piece.line.top for piece in held), max(piece.line.bottom for piece in held)
        self._bands.append(_Band(held[0].page, top, bottom))


def _lines(found: Sequence[Piece]) -> tuple[Line, ...]:
    return tuple(piece.line for piece in found)


def _is_one(found: Sequence[Piece]) -> bool:
    """Whether what stands in a column is one figure at most, as far as can be told."""
    return len(found) < 2 and all(piece.is_close for piece in found)


def _values(texts: Sequence[Text], count: int) -> Iterator[list[Piece]]:
    """The figures of each row; as many as `count` heads where they stand less than a gap apart.

    Lines that stand closer than lines can are those of one row, whose columns are too narrow for its figures; so are
    figures alone under longer ones that fill their columns.
    """
    row: list[Piece] = []
    for text in texts:
        if not text.values:
            continue
        narrow = [part for piece in text.values for part in narrowly(piece)]
        values = narrow if len(narrow) == count else list(text.values)
        if row and values[0].y - row[-1].y >= CLOSEST * values[0].size and not _goes_on(row, text):
            yield row
            row = []
        row += values
    if row:
        yield row


def _goes_on(row: Sequence[Piece], text: Text) -> bool:
    """Whether each figure of a line may be the rest of one in the row above it: those are the longest there."""
    if any(rank(piece) is not None for piece in text.labels):
        return False
    above = [[piece for piece in row if piece.over(value) > 0] for value in text.values]
    longest = max(len(piece.text) for piece in row)
    full = all(len(over) == 1 and len(over[0].text) == longest > 1 for over in above)
    near = 0 < text.values[0].y - row[-1].y <= LEADING * text.line.size
    return near and full and len(text.values) < len(row)
