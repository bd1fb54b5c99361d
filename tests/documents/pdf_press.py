"""Print pages for the tests of PDFs, and say what of them was read."""

import io
from itertools import pairwise

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from gipcrawler.documents.pdf import read_pdf
from gipcrawler.model import Document, Grid, Paragraph

WIDTH, HEIGHT = A4
LEFT, FULL, SIZE, LEADING = 90.0, 34, 12.0, 24.0
RIGHT = LEFT + FULL * SIZE
registerFont(UnicodeCIDFont("STSong-Light"))


class Press:
    """Prints on A4, measured in points from the upper left corner."""

    def __init__(self, **options) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=A4, invariant=True, **options)
        self.y = 90.0

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def line(self, text: str, x: float = LEFT, size: float = SIZE) -> None:
        self.text(x, self.y, text, size)
        self.y += LEADING

    def prose(self, text: str, indent: int = 2) -> None:
        """A paragraph set in by two characters, its lines full."""
        room = FULL - indent
        x = LEFT + indent * SIZE
        while text:
            self.line(text[:room], x)
            text, room, x = text[room:], FULL, LEFT

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        self.canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)

    def box(self, x0: float, y0: float, x1: float, y1: float, *lines: str, size: float = 10) -> None:
        """A ruled cell with its lines of text in the middle of its height."""
        self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0)
        y = (y0 + y1) / 2 - len(lines) * size * 0.6 + size * 0.95
        for text in lines:
            self.text(x0 + 3, y, text, size)
            y += size * 1.2

    def table(self, x: list[float], y: float, *rows: list[str], height: float = 30) -> None:
        for number, row in enumerate(rows):
            for (x0, x1), text in zip(pairwise(x), row, strict=True):
                self.box(x0, y + number * height, x1, y + (number + 1) * height, *([text] if text else []))

    def turn(self) -> None:
        self.canvas.showPage()
        self.y = 90.0

    def document(self) -> Document:
        return read_pdf(self.bytes())

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def places(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]
