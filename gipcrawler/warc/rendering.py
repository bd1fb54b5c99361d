"""What a browser made of a page into the `resource` records that are tied to the response of its document."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote

from gipcrawler.warc.build import URI, Built, build_record, date_of

DOM: Final = "urn:dom:"
SCREENSHOT: Final = "urn:fullPage:"
"""Before the page's address; the second as Browsertrix names its pictures of whole pages."""


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
