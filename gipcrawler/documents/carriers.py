"""Turn bytes into a Document by the reader of the carrier that they are."""

import re
from importlib import import_module
from typing import TYPE_CHECKING, cast

from gipcrawler.documents.sniff import PICTURES, Kind, sniff
from gipcrawler.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable

CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';]+)", re.IGNORECASE)
# The module of each carrier, whose reader bears its name; its libraries load when its first document comes
MODULES = {
    Kind.HTML: "html",
    Kind.PLAIN: "plain",
    Kind.MHT: "mht",
    Kind.DOCX: "docx",
    Kind.DOC: "doc",
    Kind.RTF: "rtf",
    Kind.ODT: "odt",
    Kind.XLSX: "xlsx",
    Kind.XLS: "xls",
    Kind.XMLSS: "xmlss",
    Kind.PDF: "pdf",
    Kind.OFD: "ofd",
    Kind.ZIP: "archive",
    Kind.RAR: "archive",
    Kind.JSON: "answer",
    **dict.fromkeys(PICTURES, "picture"),
}
# Those that do not say by themselves in which charset they are written
CHARSET_ASKED = frozenset((Kind.HTML, Kind.PLAIN))


def read_document(body: bytes, media_type: str | None = None) -> Document:
    """The document that `body` holds, whatever it was called.

    `media_type` is the Content-Type as a server sent it; only its charset is believed, and only where the bytes
    agree. Raises UnreadableError, in one sentence that says what the bytes are and what to do, when they are empty,
    damaged or of a kind that is not read.
    """
    kind = sniff(body)
    name = MODULES[kind]
    read = cast("Callable[..., Document]", getattr(import_module(f"gipcrawler.documents.{name}"), f"read_{name}"))
    if kind in CHARSET_ASKED:
        declared = CHARSET.search(media_type or "")
        return read(body, declared[1] if declared else None)
    return read(body)
