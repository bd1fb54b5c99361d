"""Every carrier that the press prints on, and those that other programs wrote from its reports (`make.py` there)."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.press.doc import as_doc
from tests.press.docx import as_docx
from tests.press.html import as_html, as_page
from tests.press.mht import as_mht
from tests.press.ofd import as_ofd
from tests.press.paragraphs import as_paragraphs
from tests.press.pdf import as_pdf
from tests.press.rtf import as_rtf
from tests.press.sheet import Sheet
from tests.press.tabbed import as_tabbed
from tests.press.xlsx import as_xlsx

FIXTURES = Path(__file__).parents[1] / "fixtures" / "carriers"
Print = Callable[[str, Sheet], bytes]  # a report's name among the twelve, and the report


def written(carrier: str) -> Print:
    """A reader of the fixtures that other programs wrote (`tests/fixtures/carriers/make.py`)."""

    def body(name: str, _: Sheet) -> bytes:
        with zipfile.ZipFile(FIXTURES / f"{carrier}.zip") as held:
            return held.read(f"{name}.{carrier}")

    return body


def printed(press: Callable[[Sheet], bytes]) -> Print:
    return lambda _, sheet: press(sheet)


def zipped(*files: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, body in files:
            archive.writestr(name, body)
    return held.getvalue()


CARRIERS: dict[str, Print] = {
    "html": printed(as_html),
    "html-of-word": printed(lambda sheet: as_html(sheet, "word", "gb18030")),
    "page": printed(lambda sheet: as_page(sheet, "word")),
    "paragraphs": printed(as_paragraphs),
    "tabbed": printed(as_tabbed),
    "docx": printed(as_docx),
    "pdf": printed(as_pdf),
    "doc": written("doc"),
    "doc-of-word": printed(as_doc),
    "rtf": written("rtf"),
    "rtf-of-word": printed(as_rtf),
    "rtf-in-unicode": printed(lambda sheet: as_rtf(sheet, unicode=True)),
    "odt": written("odt"),
    "xls": written("xls"),
    "xlsx": printed(as_xlsx),
    "ofd": printed(as_ofd),
    "mht": printed(as_mht),
    "mht-base64": printed(lambda sheet: as_mht(sheet, "base64")),
    "zip": lambda name, sheet: zipped((f"{name}.docx", as_docx(sheet))),
}
