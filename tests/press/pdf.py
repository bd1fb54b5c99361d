"""Print a sheet as a PDF with a text layer: wrapped prose, ruled tables, page numbers, table three over two pages."""

import io
from itertools import count
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.press.layout import Layout, table_of
from tests.press.pdf_table import CENTRED, FONT, Band, Setting, bands, draw, wrap
from tests.press.sheet import Sheet

registerFont(UnicodeCIDFont(FONT))

WIDTH, HEIGHT = A4
MARGIN = 72.0
TEXT = WIDTH - 2 * MARGIN
SIZE, LEADING = 12.0, 22.0
TITLE = 18.0
# The page turns in the middle of （四）无法提供, so that the group's label is cut in two.
TURNS_BEFORE = {"applications": "2.没有现成信息需要另行制作"}
# The rows of heads above the figures, where a table has them once
HEADS = {"applications": 3}


def as_pdf(sheet: Sheet) -> bytes:
    """The report as a PDF of a few pages, the same to the byte each time."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    canvas.setTitle(sheet.title)
    print_on(canvas, sheet)
    return file.getvalue()


def print_on(canvas: Any, sheet: Sheet, *, heads_again: bool = False, setting: Setting = CENTRED) -> None:
    """Print the report on a canvas that draws as reportlab's does, and finish it.

    `heads_again` repeats the heads of a table on each page that it goes on to; `setting` is that of the tables' text.
    """
    press = _Press(canvas, setting, heads_again=heads_again)
    for line in sheet.title_lines:
        press.line(line, TITLE, centred=True)
    for text in sheet.preamble:
        press.paragraph(text)
    for section in sheet.sections:
        if section.key in TURNS_BEFORE:
            press.turn()
        press.line("　　" + section.heading)
        if layout := table_of(sheet, section):
            press.table(layout)
        for text in section.paragraphs:
            press.paragraph(text)
    for line in sheet.signature:
        press.line("　" * 20 + line)
    press.close()


class _Press:
    """A canvas and the height that is left on its page."""

    def __init__(self, canvas: Any, setting: Setting, *, heads_again: bool) -> None:
        self.canvas = canvas
        self.setting = setting
        self.heads_again = heads_again
        self.numbers = count(1)
        self.y = HEIGHT - MARGIN

    def line(self, text: str, size: float = SIZE, *, centred: bool = False) -> None:
        """One line of text, on the next page where this one is full."""
        if self.y - LEADING < MARGIN:
            self.turn()
        self.y -= LEADING
        self.canvas.setFont(FONT, size)
        left = (WIDTH - stringWidth(text, FONT, size)) / 2 if centred else MARGIN
        self.canvas.drawString(left, self.y, text)

    def paragraph(self, text: str) -> None:
        """A paragraph with its first line set in by two characters."""
        for line in wrap("　　" + text, TEXT, SIZE):
            self.line(line)

    def table(self, layout: Layout) -> None:
        """A table, its rows carried over to the next page where this one is full or the plan turns it."""
        self.y -= LEADING / 2
        rows: list[Band] = []
        for band in bands(layout, TEXT):
            turns = any(box.text == TURNS_BEFORE.get(layout.key) for box in layout.row(band.row))
            if turns or self.y - sum(row.height for row in rows) - band.height < MARGIN:
                if rows:  # else the table begins on the next page
                    self.draw(layout, rows)
                self.turn()
                if rows and self.heads_again and layout.key in HEADS:
                    heads = list(bands(layout, TEXT))[: HEADS[layout.key]]
                    self.y = self.draw(layout, heads)
                rows = []
            rows.append(band)
        self.y = self.draw(layout, rows) - LEADING / 2

    def draw(self, layout: Layout, rows: list[Band]) -> float:
        """Some rows of a table from here on; gives back where they end."""
        return draw(self.canvas, layout, rows, MARGIN, self.y, TEXT, self.setting)

    def turn(self) -> None:
        """Number this page and begin the next."""
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawCentredString(WIDTH / 2, MARGIN / 2, f"— {next(self.numbers)} —")
        self.canvas.showPage()
        self.y = HEIGHT - MARGIN

    def close(self) -> None:
        """Number the last page and finish the file."""
        self.turn()
        self.canvas.save()
