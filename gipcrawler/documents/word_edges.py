"""Turn the edges of the cells of all rows into the columns of their table: one for what is meant to be one edge."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

# Twips (1/20 pt) by which the edges of cells in different rows may differ and still be one: a column is wider
SAME_EDGE = 240


def common_edges(rows: Iterable[Iterable[int]]) -> list[int]:
    """The left ends of the edges that rows have in common, from left to right; `place` finds an edge among them.

    Tables that were drawn by hand have edges that differ from row to row; two edges of one row are never the same.
    """
    edges = sorted({(edge, row) for row, line in enumerate(rows) for edge in line})
    columns: list[int] = []
    inside: set[int] = set()
    before: int | None = None
    for edge, row in edges:
        if not columns or (edge != before and (row in inside or edge - columns[-1] > SAME_EDGE)):
            columns.append(edge)
            inside = set()
        inside.add(row)
        before = edge
    return columns


def place(columns: Sequence[int], edge: int) -> int:
    """Which of the columns begins at an edge."""
    return max(0, bisect_right(columns, edge) - 1)
