"""Name the vocabularies of OpenDocument, and read the numbers in its attributes."""

URN = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, STYLE, TEXT, TABLE, DRAW, FO = (
    f"{{{URN}:{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing", "xsl-fo-compatible")
)


def count(text: str | None, otherwise: int = 0) -> int:
    """The number of an attribute; what is missing or no number is `otherwise`."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
