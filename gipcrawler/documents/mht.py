"""Turn a saved web page (.mht, .mhtml; also what Word saves as such under the name .doc) into its document."""

from email import message_from_bytes, policy
from email.message import Message

from gipcrawler.documents.html import read_html
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document

MAX_BYTES = 64 * 1024 * 1024
MAX_PARTS = 2_000
PAGES = frozenset(("text/html", "application/xhtml+xml"))


def read_mht(body: bytes) -> Document:
    """The document on the saved page, which is the first one with text: a frame set comes before its pages.

    Raises UnreadableError for what is too large, damaged, or holds no page with text.
    """
    if len(body) > MAX_BYTES:
        raise UnreadableError(f"The web archive has more than {MAX_BYTES >> 20} MB: no report does.")
    try:
        pages = _pages(message_from_bytes(body.lstrip(), policy=policy.compat32))
    except RecursionError:
        raise UnreadableError("The web archive is nested too deeply: it is damaged; fetch it again.") from None
    reason = "look for another copy of the report."
    for part in pages:
        page = part.get_payload(decode=True)
        if not isinstance(page, bytes):
            continue
        try:
            return read_html(page, part.get_content_charset())
        except UnreadableError as error:
            reason = str(error)
    raise UnreadableError(f"The web archive (.mht) holds no page with text: {reason}")


def _pages(message: Message) -> list[Message]:
    """The pages of an archive, that with which it begins (RFC 2387, `start`) before the others."""
    pages = [part for at, part in enumerate(message.walk()) if at < MAX_PARTS and part.get_content_type() in PAGES]
    start = str(message.get_param("start") or "")
    return sorted(pages, key=lambda part: not start or part.get("Content-ID", "") != start)
