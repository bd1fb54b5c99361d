"""Find out what fills a detail page that is an empty frame: the request that its script names, else a browser."""

from gipcrawler.cms import epoint
from gipcrawler.cms.adapter import Fetch, Page
from gipcrawler.cms.markup import text_of, tree_of, words
from gipcrawler.cms.shells import EMPTY_ROOT, PUT_TOGETHER

FEW_WORDS = 400
"""Characters that the frame of a skin shows by itself, at most; a report has thousands."""


def filled_by(page: Page) -> Fetch | None:
    """What to ask for in place of a detail page, or null for one that has its text (PORTALS 3.8: Epoint, SPA, CMS)."""
    if page.status >= 400:
        return None
    known = epoint.filled_by(page)
    if known:
        return known
    text = text_of(page)
    body = tree_of(text).find(".//body")
    bare = body is None or len(words(body)) < FEW_WORDS
    frame = PUT_TOGETHER.search(text) or EMPTY_ROOT.search(text)
    return Fetch(page.url, browser=True) if bare and frame else None
