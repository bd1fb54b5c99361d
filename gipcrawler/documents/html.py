"""Turn the bytes of a web page into a Document: the report's paragraphs and grids, and what the page says of itself."""

from collections.abc import Mapping

from gipcrawler.documents.cellrun import settle_blanks
from gipcrawler.documents.html_metadata import read_metadata
from gipcrawler.documents.html_page import parse
from gipcrawler.documents.html_pictures import pictures_on
from gipcrawler.documents.html_region import find_region
from gipcrawler.documents.html_table import Tables
from gipcrawler.documents.html_walk import walk
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Document

MOST_TAGS = 300_000  # a report made with Word has forty thousand


def read_html(body: bytes, charset: str | None = None, saved: Mapping[str, bytes] | None = None) -> Document:
    """The document that a page's bytes hold; `charset` is what HTTP declared, believed where the bytes agree.

    `saved` are pictures that came with it, by their addresses. Pictures are read where the main text has no table.

    The main text stands in a known container (PORTALS section 5) or where trafilatura finds it; paragraphs and grids
    are then read from that element itself, so that short paragraphs and spans survive. Raises UnreadableError where
    the page prints no text (a picture of a report, a page that a script fills, a challenge page), or is enormous.
    """
    if len(body) > MOST_TAGS and body.count(b"<") > MOST_TAGS:
        raise UnreadableError(f"The page is enormous: it has more than {MOST_TAGS:,} tags, which no report has.")
    try:
        root, name = parse(body, charset)
        tables = Tables(root)
        region = find_region(root, tables)
        blocks = settle_blanks(walk(region, tables))
        metadata = read_metadata(root, region, name)
        held, elsewhere = pictures_on(region, saved or {})
    except RecursionError:
        raise UnreadableError(
            "The page is nested too deeply to be read: open it in a browser and save its text."
        ) from None
    if held or (elsewhere and blocks):
        from gipcrawler.documents.pictures_within import with_pictures  # noqa: PLC0415 - what most pages do not need

        blocks = tuple(with_pictures(blocks, held, elsewhere, what="a page of pictures"))
    if not blocks and elsewhere:
        raise UnreadableError(
            f"The page prints no text, only {len(elsewhere)} pictures ({elsewhere[0]} …): fetch them and read those."
        )
    if not blocks:
        raise UnreadableError(
            "The page prints no text: it is filled by a script, holds only pictures, or asks who visits it; "
            "look for an attachment or fetch it again with a browser."
        )
    return Document("text/html", blocks, metadata)
