"""Turn a program's answer in JSON into a Document: pages that scripts fill stand in one of its values."""

from gipcrawler.documents.answer_page import page_in
from gipcrawler.documents.charset import decode
from gipcrawler.documents.html import read_html
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document


def read_answer(body: bytes) -> Document:
    """The document inside an answer. Raises UnreadableError where none of its values is a page."""
    page = page_in(decode(body)[0])
    if page is None:
        raise UnreadableError("The document is data (JSON) without a page in it: read the page that it belongs to.")
    return read_html(page.encode(), "utf-8")
