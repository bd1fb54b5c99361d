"""Print reports onto every carrier: documents with real structure and real figures, and prose of our own."""

from tests.press.docx import as_docx
from tests.press.html import as_html, as_page, body_html
from tests.press.library import sheets
from tests.press.paragraphs import as_paragraphs
from tests.press.pdf import as_pdf
from tests.press.sheet import Figures, Section, Sheet, expected
from tests.press.synthetic import synthetic
from tests.press.tabbed import as_tabbed

__all__ = [
    "Figures",
    "Section",
    "Sheet",
    "as_docx",
    "as_html",
    "as_page",
    "as_paragraphs",
    "as_pdf",
    "as_tabbed",
    "body_html",
    "expected",
    "sheets",
    "synthetic",
]
