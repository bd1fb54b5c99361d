"""Turn the flat stream of paragraphs, cells and rows that .doc and .rtf keep into the tree that .docx has.

Both old carriers print a table as paragraphs, of which some end a cell and some a row, and describe the row afterwards
or before by the edges of its cells. Put into WordprocessingML, they are read as every .docx is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from gipcrawler.documents.docx_package import W
from gipcrawler.documents.word_edges import common_edges, place
from gipcrawler.errors import UnreadableError

# What XML cannot hold
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DEEPEST = 24  # tables in tables
MOST_PIECES = 200_000


@dataclass(frozen=True, slots=True)
class CellShape:
    """One cell of a row: its right edge in twips, and whether it goes on from its left or upper neighbour.

    `restart` marks the first of cells that are merged downwards.
    """

    right: int
    from_left: bool = False
    from_above: bool = False
    restart: bool = False


@dataclass(frozen=True, slots=True)
class RowShape:
    """The edges of a row's cells, from its left edge on."""

    left: int
    cells: tuple[CellShape, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph at a depth of tables (0: none); `ends_cell`: a cell ends with it."""

    paragraph: etree._Element
    depth: int = 0
    ends_cell: bool = False


@dataclass(frozen=True, slots=True)
class RowEnd:
    """The end of a row of the table at a depth (from 1); the shape is null where the carrier lost it."""

    depth: int
    shape: RowShape | None


@dataclass(slots=True)
class _Level:
    """A table that is open: its rows, the cells of its last row, and what stands in the last cell."""

    rows: list[tuple[RowShape | None, list[list[etree._Element]]]] = field(default_factory=list)
    cells: list[list[etree._Element]] = field(default_factory=list)
    content: list[etree._Element] = field(default_factory=list)


def paragraph(text: str, outline: int | None = None, listing: tuple[int, int] | None = None) -> etree._Element:
    """A `w:p`; `outline` is its level from 0, `listing` the number of its list and its level there."""
    made = etree.Element(W + "p")
    if outline is not None or listing:
        properties = etree.SubElement(made, W + "pPr")
        if listing:
            numbering = etree.SubElement(properties, W + "numPr")
            setting(numbering, "ilvl", listing[1])
            setting(numbering, "numId", listing[0])
        if outline is not None:
            setting(properties, "outlineLvl", outline)
    if text:
        etree.SubElement(etree.SubElement(made, W + "r"), W + "t").text = FORBIDDEN.sub("", text)
    return made


def setting(parent: etree._Element, name: str, value: object) -> etree._Element:
    """A new child of `parent` with `w:val`."""
    made = etree.SubElement(parent, W + name)
    made.set(W + "val", FORBIDDEN.sub("", str(value)))
    return made


def tree(pieces: Iterable[Piece | RowEnd]) -> etree._Element:
    """The `w:document` that a flat stream describes; raises UnreadableError for one that is longer than any report."""
    levels = [_Level()]
    for count, piece in enumerate(pieces):
        if count > MOST_PIECES:
            raise UnreadableError(f"The Word file is enormous: no report has more than {MOST_PIECES:,} paragraphs.")
        depth = min(piece.depth, DEEPEST)
        while len(levels) - 1 > depth:
            _close(levels)
        while len(levels) - 1 < depth:
            levels.append(_Level())
        level = levels[-1]
        if isinstance(piece, RowEnd):
            if level.content:
                level.cells.append(level.content)
            if level.cells:
                level.rows.append((piece.shape, level.cells))
            level.cells, level.content = [], []
        else:
            level.content.append(piece.paragraph)
            if piece.ends_cell:
                level.cells.append(level.content)
                level.content = []
    while len(levels) > 1:
        _close(levels)
    document = etree.Element(W + "document")
    body = etree.SubElement(document, W + "body")
    body.extend(levels[0].content)
    return document


def _close(levels: list[_Level]) -> None:
    """End the deepest table and put it where it stands: into the open cell, or the text, around it."""
    level = levels.pop()
    if level.content:
        level.cells.append(level.content)
    if level.cells:
        level.rows.append((None, level.cells))
    if level.rows:
        levels[-1].content.append(_table(level.rows))


def _table(rows: list[tuple[RowShape | None, list[list[etree._Element]]]]) -> etree._Element:
    columns = common_edges([shape.left, *(cell.right for cell in shape.cells)] for shape, _ in rows if shape)
    table = etree.Element(W + "tbl")
    for shape, cells in rows:
        row = etree.SubElement(table, W + "tr")
        if shape is None or len(shape.cells) < len(cells):
            for content in cells:
                etree.SubElement(row, W + "tc").extend(content)
            continue
        before = place(columns, shape.left)
        if before:
            setting(etree.SubElement(row, W + "trPr"), "gridBefore", before)
        for cell, start, end in _merged(shape, cells, columns):
            made = etree.SubElement(row, W + "tc")
            properties = etree.SubElement(made, W + "tcPr")
            setting(properties, "gridSpan", max(1, end - start))
            if cell.shape.from_above or cell.shape.restart:
                setting(properties, "vMerge", "continue" if cell.shape.from_above else "restart")
            made.extend(cell.content)
    return table


@dataclass(slots=True)
class _Cell:
    shape: CellShape
    content: list[etree._Element]


def _merged(
    shape: RowShape, contents: list[list[etree._Element]], columns: list[int]
) -> Iterator[tuple[_Cell, int, int]]:
    """The cells of a row, those merged sideways as one, with the columns between which they stand."""
    cells: list[tuple[_Cell, int, int]] = []
    left = shape.left
    for described, content in zip(shape.cells, contents, strict=False):
        start, end = place(columns, left), place(columns, described.right)
        if described.from_left and cells:
            first, begin, _ = cells[-1]
            first.content += content
            cells[-1] = (first, begin, end)
        else:
            cells.append((_Cell(described, list(content)), start, end))
        left = described.right
    yield from cells
