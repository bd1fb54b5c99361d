"""Turn the pictures on a page into their bytes, where the page holds them, or else into their addresses."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_to_bytes

from lxml.html import HtmlElement

EMBEDDED = re.compile(r"\s*data:image/[\w.+-]+(?P<base64>;base64)?,(?P<data>.*)", re.IGNORECASE | re.DOTALL)
# Signs beside links, of the site and for telephones, and not pictures of a report
SIGN = re.compile(r"icon|logo|qr_?code|ewm|erweima|file_?type|spacer|blank|\.(?:gif|svg|ico)(?:\?|$)", re.IGNORECASE)
# Pixels: what is said to be smaller is a sign, too
SMALLEST = 200
SOURCES = ("src", "data-src", "data-original")


def pictures_on(region: HtmlElement, saved: Mapping[str, bytes]) -> tuple[list[bytes], list[str]]:
    """The pictures in the main text: those on the page itself or `saved` with it, and the addresses of the others."""
    held: list[bytes] = []
    elsewhere: list[str] = []
    for address in _addresses(region):
        found = _embedded(address) or saved.get(address) or saved.get(address.rpartition("/")[2])
        if found:
            held.append(found)
        elif not address.startswith("data:") and not SIGN.search(address):
            elsewhere.append(address)
    return held, list(dict.fromkeys(elsewhere))


def _addresses(region: HtmlElement) -> Iterator[str]:
    for image in region.iter("img"):
        sides = [str(image.get(side, "")).removesuffix("px") for side in ("width", "height")]
        if any(side.isdecimal() and int(side) < SMALLEST for side in sides):
            continue
        address = next((str(image.get(source)).strip() for source in SOURCES if image.get(source)), "")
        if address:
            yield address


def _embedded(address: str) -> bytes | None:
    """The bytes in an address that holds them (RFC 2397); null for any other."""
    match = EMBEDDED.match(address)
    if match is None:
        return None
    data = unquote_to_bytes(match["data"])
    try:
        return base64.b64decode(data) if match["base64"] else data
    except (binascii.Error, ValueError):
        return None
