"""One module per carrier, each turning bytes into a Document: headings, paragraphs and grids in reading order."""

import re

from gipcrawler.documents.sniff import Kind, sniff
from gipcrawler.model import Document

CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';]+)", re.IGNORECASE)


def read_document(body: bytes, media_type: str | None = None) -> Document:
    """The document that `body` holds, whatever it was called.

    `media_type` is the Content-Type as a server sent it; only its charset is believed, and only where the bytes
    agree. Raises UnreadableError, in one sentence that says what the bytes are and what to do, when they are empty,
    damaged or of a kind that is not read.
    """
    declared = CHARSET.search(media_type or "")
    charset = declared[1] if declared else None
    kind = sniff(body)
    # each carrier's libraries load when its first document comes
    if kind is Kind.HTML:
        from gipcrawler.documents.html import read_html  # noqa: PLC0415 - lazily, as above

        return read_html(body, charset)
    if kind is Kind.DOCX:
        from gipcrawler.documents.docx import read_docx  # noqa: PLC0415

        return read_docx(body)
    if kind is Kind.PDF:
        from gipcrawler.documents.pdf import read_pdf  # noqa: PLC0415

        return read_pdf(body)
    from gipcrawler.documents.plain import read_plain  # noqa: PLC0415

    return read_plain(body, charset)
