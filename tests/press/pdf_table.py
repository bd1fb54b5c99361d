"""Draw a table's rows on one page of a PDF: rules, wrapped labels, and labels cut where the page cuts their span."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.press.layout import FIGURE, Box, Layout

FONT = "STSong-Light"
SIZE, LEADING, PADDING = 9.0, 11.0, 3.0
# Shares of the width: table three has narrow label columns, so 三、本年度办理结果 runs downwards as it does in print.
SHARES = {"applications": (16, 44, 116, *(40,) * 7)}
NEVER_FIRST = "，。、；：）”》！？"  # a line does not begin with these: they hang on the one before


@dataclass(frozen=True, slots=True)
class Setting:
    """Where text stands in its cell: words and figures left, centre or right; lines at the top, middle or bottom."""

    words: str = "centre"
    figures: str = "centre"
    level: str = "middle"


CENTRED = Setting()


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a table and its height in points."""

    row: int
    height: float


def bands(layout: Layout, width: float) -> Iterator[Band]:
    """Each row with the height that its own cells need; cells over several rows take what the rows give."""
    edges = _edges(layout, width)
    for row in range(layout.height):
        own = (box for box in layout.row(row) if box.row_span == 1)
        most = max((len(_lines(box, edges)) for box in own), default=1)
        yield Band(row, most * LEADING + 2 * PADDING)


def draw(
    canvas: Any, layout: Layout, rows: list[Band], left: float, top: float, width: float, setting: Setting = CENTRED
) -> float:
    """Draw some rows of a table from `top` downwards; gives back where they end."""
    edges = _edges(layout, width)
    first, last = rows[0].row, rows[-1].row
    tops = {rows[0].row: top}
    for band in rows:
        tops[band.row + 1] = tops[band.row] - band.height
    canvas.setFont(FONT, SIZE)
    seen = {box for row in range(first, last + 1) for box in layout.row(row)}
    for box in sorted(seen, key=lambda box: (box.row, box.column)):
        start, end = max(box.row, first), min(box.row + box.row_span, last + 1)
        x0, x1 = edges[box.column], edges[box.column + box.column_span]
        canvas.rect(left + x0, tops[end], x1 - x0, tops[start] - tops[end])
        lines = _share(_lines(box, edges), box, start, end)
        room = tops[start] - tops[end] - len(lines) * LEADING
        above = {"top": PADDING, "middle": room / 2, "bottom": room - PADDING}[setting.level]
        y = tops[start] - above + (LEADING - SIZE) / 2
        place = setting.figures if box.kind == FIGURE else setting.words
        for line in lines:
            y -= LEADING
            if place == "centre":
                canvas.drawCentredString(left + (x0 + x1) / 2, y, line)
            else:
                end = x1 - PADDING - stringWidth(line, FONT, SIZE)
                canvas.drawString(left + (x0 + PADDING if place == "left" else end), y, line)
    return tops[last + 1]


def wrap(text: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than `width` points, but for a mark of punctuation that may hang over."""
    lines = [""]
    for character in text:
        if character not in NEVER_FIRST and stringWidth(lines[-1] + character, FONT, size) > width:
            lines.append("")
        lines[-1] += character
    return lines


def _lines(box: Box, edges: list[float]) -> list[str]:
    width = edges[box.column + box.column_span] - edges[box.column]
    return wrap(box.text, width - 2 * PADDING, SIZE)


def _share(lines: list[str], box: Box, start: int, end: int) -> list[str]:
    """The lines that fall on the rows from `start` to `end`; a cut label leaves at least one on either side."""
    if len(lines) == 1:
        return lines if start == box.row else []

    def cut(row: int) -> int:
        if row in {box.row, box.row + box.row_span}:
            return len(lines) if row > box.row else 0
        return min(max(round(len(lines) * (row - box.row) / box.row_span), 1), len(lines) - 1)

    return lines[cut(start) : cut(end)]


def _edges(layout: Layout, width: float) -> list[float]:
    shares = SHARES.get(layout.key, (1,) * layout.width)
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + width * share / sum(shares))
    return edges
