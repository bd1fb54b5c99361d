"""What a browser made of a page into the `resource` records that are tied to the response of its document, and back."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import quote

from gipcrawler.warc.build import RESPONSE, URI, Built, build_record, date_of
from gipcrawler.warc.read import Record

DOM: Final = "urn:dom:"
SCREENSHOT: Final = "urn:fullPage:"
"""Before the page's address; the second as Browsertrix names its pictures of whole pages."""
SHOWN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Rendering:
    """The page at `url` as it was shown at a moment (aware): `dom` is HTML in UTF-8, `screenshot` a PNG, if any.

    `document` is the record id of the response that the page began with.
    """

    url: str
    document: str
    moment: datetime
    dom: bytes
    screenshot: bytes | None = None


def build_rendering(rendering: Rendering, warcinfo_id: str) -> tuple[Built, ...]:
    """The records of a rendering, that of its DOM first.

    WARC-Concurrent-To names the document; WARC-Refers-To is not for resources (WARC/1.1, section 5.10).
    """
    parts = [(DOM, "text/html; charset=utf-8", rendering.dom)]
    if rendering.screenshot is not None:
        parts.append((SCREENSHOT, "image/png", rendering.screenshot))
    common = [
        ("WARC-Date", date_of(rendering.moment)),
        ("WARC-Warcinfo-ID", warcinfo_id),
        ("WARC-Concurrent-To", rendering.document),
    ]
    return tuple(
        build_record("resource", block, [*common, ("WARC-Target-URI", target + quote(rendering.url, safe=URI))], kind)
        for target, kind, block in parts
    )


def document_of(record: Record) -> str | None:
    """The record id of the document that a browser made this DOM of; null for all other records."""
    is_dom = record.type == "resource" and record.url.startswith(DOM)
    return record.header("WARC-Concurrent-To") if is_dom else None


def as_shown(document: Record, dom: Record) -> Record:
    """A document as if its server had sent what a browser made of it: an answer 200 with the DOM as its payload."""
    named = (("WARC-Type", "response"), ("WARC-Target-URI", dom.url.removeprefix(DOM)))
    changed = {name for name, _ in named} | {"WARC-Payload-Digest", "WARC-Block-Digest", "Content-Type"}
    others = tuple(pair for pair in document.headers if pair[0] not in changed)
    headers = (*named, ("Content-Type", RESPONSE), *others)
    return replace(document, headers=headers, block=SHOWN + dom.block)
