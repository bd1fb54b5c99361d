"""Name the vocabularies of OpenDocument, and read the numbers and lengths in its attributes."""

import re

URN = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, STYLE, TEXT, TABLE, DRAW, FO = (
    f"{{{URN}:{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing", "xsl-fo-compatible")
)

LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(cm|mm|in|pt|pc)")
TWIPS = {"cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0}


def count(text: str | None, otherwise: int = 0) -> int:
    """The number of an attribute; what is missing or no number is `otherwise`."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def twips(text: str | None) -> int:
    """The length of an attribute in twips (1/20 pt); what is missing or no length is 0."""
    match = LENGTH.fullmatch(text or "")
    return round(float(match[1]) * TWIPS[match[2]]) if match else 0
