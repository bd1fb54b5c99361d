"""Turn a saved web page (.mht, .mhtml; also what Word saves as such under the name .doc) into its document."""

from email import message_from_bytes, policy
from email.message import Message
from itertools import islice

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
        message = message_from_bytes(body.lstrip(), policy=policy.compat32)
        pages, saved = _pages(message), _pictures(message)
    except RecursionError:
        raise UnreadableError("The web archive is nested too deeply: it is damaged; fetch it again.") from None
    reason = "look for another copy of the report."
    for part in pages:
        page = part.get_payload(decode=True)
        if not isinstance(page, bytes):
            continue
        try:
            return read_html(page, part.get_content_charset(), saved)
        except UnreadableError as error:
            reason = str(error)
    raise UnreadableError(f"The web archive (.mht) holds no page with text: {reason}")


def _pictures(message: Message) -> dict[str, bytes]:
    """The pictures of an archive by the addresses that a page may name them with (RFC 2557): place, name and id."""
    found: dict[str, bytes] = {}
    for part in islice(message.walk(), MAX_PARTS):
        body = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if isinstance(body, bytes):
            place = str(part.get("Content-Location", "")).strip()
            names = (place, place.rpartition("/")[2], "cid:" + str(part.get("Content-ID", "")).strip("<> "))
            found.update((name, body) for name in names if name not in {"", "cid:"})
    return found


def _pages(message: Message) -> list[Message]:
    """The pages of an archive, that with which it begins (RFC 2387, `start`) before the others."""
    pages = [part for at, part in enumerate(message.walk()) if at < MAX_PARTS and part.get_content_type() in PAGES]
    start = str(message.get_param("start") or "")
    return sorted(pages, key=lambda part: not start or part.get("Content-ID", "") != start)
