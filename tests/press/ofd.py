"""Print a sheet as an OFD document (GB/T 33190): the pages of the PDF, with text objects, offsets and ruled paths."""

import io
import zipfile
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.press.pdf import HEIGHT, WIDTH, print_on
from tests.press.sheet import Sheet

EPOCH = (1980, 1, 1, 0, 0, 0)
POINT = 72 / 25.4
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def as_ofd(sheet: Sheet) -> bytes:
    """The report as an .ofd of a few pages, the same to the byte each time."""
    canvas = _Canvas()
    print_on(canvas, sheet)
    return canvas.packed(sheet.title)


class _Canvas:
    """Draws as reportlab's canvas does, in millimetres from the upper left corner."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]
        self._font, self._size = "", 0.0
        self._ids = 100

    def setFont(self, name: str, size: float) -> None:  # noqa: N802 - reportlab's name
        self._font, self._size = name, size

    def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        """One text object; its steps are told one by one, or in short where all are equal."""
        if not text:
            return
        steps = [stringWidth(character, self._font, self._size) / POINT for character in text[:-1]]
        told = f"g {len(steps)} {steps[0]:.3f}" if len(set(steps)) == 1 and len(steps) > 2 else _numbers(*steps)
        size, left, top = self._size / POINT, x / POINT, (HEIGHT - y - self._size) / POINT
        box = _numbers(left, top, stringWidth(text, self._font, self._size) / POINT, size * 1.2)
        delta = f' DeltaX="{told}"' if steps else ""
        self._add(
            f'<ofd:TextObject ID="{self._id()}" Boundary="{box}" Font="2" Size="{size:.3f}">'
            f'<ofd:TextCode X="0" Y="{size:.3f}"{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )

    def drawCentredString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        self.drawString(x - stringWidth(text, self._font, self._size) / 2, y, text)

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        wide, high = width / POINT, height / POINT
        box = _numbers(x / POINT, (HEIGHT - y - height) / POINT, wide, high)
        path = f"M 0 0 L {wide:.3f} 0 L {wide:.3f} {high:.3f} L 0 {high:.3f} C"
        self._add(
            f'<ofd:PathObject ID="{self._id()}" Boundary="{box}" LineWidth="0.25">'
            f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def showPage(self) -> None:  # noqa: N802
        self._pages.append([])

    def save(self) -> None:
        self._pages = [page for page in self._pages if page]

    def packed(self, title: str) -> bytes:
        """The package: its entry, the document, and each page."""
        pages = "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(self._pages))
        )
        parts = {
            "OFD.xml": f'<ofd:OFD {NAMESPACE} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:Title>'
            f"{escape(title)}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>"
            f"<ofd:PageArea><ofd:PhysicalBox>{_numbers(0, 0, WIDTH / POINT, HEIGHT / POINT)}</ofd:PhysicalBox>"
            f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
        }
        for number, items in enumerate(self._pages):
            parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
                f'<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="{self._id()}" Type="Body">'
                f"{''.join(items)}</ofd:Layer></ofd:Content></ofd:Page>"
            )
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as package:
            for name, xml in parts.items():
                package.writestr(zipfile.ZipInfo(name, EPOCH), HEAD + xml, zipfile.ZIP_DEFLATED)
        return held.getvalue()

    def _add(self, item: str) -> None:
        self._pages[-1].append(item)

    def _id(self) -> int:
        self._ids += 1
        return self._ids


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.3f}" for value in values)
