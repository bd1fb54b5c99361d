"""Twelve reports as one press prints them in many ways: rules, text layers, pages and frames of other kinds."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gipcrawler.documents.pdf import read_pdf
from gipcrawler.reading import report_of
from tests.press import expected
from tests.press.pdf import HEIGHT, WIDTH, print_on
from tests.press.sheet import Sheet
from tests.press.twelve import reports

DOT = ImageReader(io.BytesIO(b"P6 1 1 255\n\0\0\0"))


class Thin(Canvas):
    """Rules as filled rectangles, one for each side of a cell."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        for side in ((x, y, width, 0.5), (x, y + height, width, 0.5), (x, y, 0.5, height), (x + width, y, 0.5, height)):
            self.side(*side)

    def side(self, x: float, y: float, width: float, height: float) -> None:
        super().rect(x, y, width, height, stroke=0, fill=1)


class Pictures(Thin):
    """Rules as pictures of one dot, drawn out."""

    def side(self, x: float, y: float, width: float, height: float) -> None:
        self.drawImage(DOT, x, y, width, height)


class Doubled(Canvas):
    """Every cell with a second frame inside the first."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        super().rect(x, y, width, height)
        super().rect(x + 1.5, y + 1.5, width - 3, height - 3)


class Dashed(Canvas):
    """Rules drawn in dashes."""

    def rect(self, x: float, y: float, width: float, height: float, **_: Any) -> None:
        self.setDash(3, 2)
        super().rect(x, y, width, height)


class Framed(Canvas):
    """A frame around all that stands on a page."""

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        super().rect(40, 50, WIDTH - 80, HEIGHT - 100)
        super().showPage()


class Headed(Canvas):
    """A running head on every page, a mark across it, and the heads of tables again."""

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self.setFont("STSong-Light", 9)
        self.drawCentredString(WIDTH / 2, HEIGHT - 40, "政府信息公开工作年度报告（网站下载）")
        self.saveState()
        self.translate(150, 300)
        self.rotate(45)
        self.drawString(0, 0, "仅供查阅 123")
        self.restoreState()
        super().showPage()


class Turned(Canvas):
    """Pages printed sideways and shown upright."""

    shown = 90

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._lay()

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        super().showPage()
        self._lay()

    def _lay(self) -> None:
        self.setPageSize((HEIGHT, WIDTH))
        self.setPageRotation(self.shown)
        self.translate(HEIGHT, 0)
        self.rotate(90)


class Sideways(Turned):
    """Pages printed sideways and shown so."""

    shown = 0


class Overturned(Turned):
    """Pages shown upside down."""

    shown = 270


class Shuffled(Canvas):
    """The text layer column by column: what stands farther left is written first, whatever its height."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._held: list[tuple[float, float, str, float]] = []

    def drawString(self, x: float, y: float, text: str, **_: Any) -> None:  # noqa: N802 - reportlab's name
        self._held.append((x, -y, text, self._fontsize))

    def drawCentredString(self, x: float, y: float, text: str, **_: Any) -> None:  # noqa: N802 - reportlab's name
        self.drawString(x - self.stringWidth(text, self._fontname, self._fontsize) / 2, y, text)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        for x, y, text, size in sorted(self._held):
            self.setFont("STSong-Light", size)
            super().drawString(x, -y, text)
        self._held = []
        super().showPage()


WAYS: tuple[Callable[..., Canvas], ...] = (
    Thin,
    Pictures,
    Doubled,
    Dashed,
    Framed,
    Headed,
    Turned,
    Sideways,
    Overturned,
    Shuffled,
)


def printed(way: Callable[..., Canvas], sheet: Sheet) -> bytes:
    file = io.BytesIO()
    print_on(way(file, pagesize=(WIDTH, HEIGHT), invariant=True), sheet, heads_again=way is Headed)
    return file.getvalue()


@pytest.mark.parametrize("way", WAYS)
def test_every_figure_is_read_however_it_is_printed(way):
    for name, sheet in reports.items():
        report = report_of(read_pdf(printed(way, sheet)))
        told = {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}
        assert told == {cell[:4]: cell[4] for cell in expected(sheet)}, name
        assert ["".join(section.text.split()) for section in report.sections] == [
            "".join("".join(section.paragraphs).split()) for section in sheet.sections
        ], name
