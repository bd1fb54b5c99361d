"""Name the family behind an unknown page, with the arguments that read it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Adapter, Fetch, Listing, Page
from gipcrawler.cms.hub import Hub
from gipcrawler.cms.jcms import Jcms
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.pager import other_second
from gipcrawler.cms.shells import shell_target
from gipcrawler.cms.trs import Trs
from gipcrawler.cms.ucap import Ucap

FAMILIES: tuple[type[Jcms] | type[Ucap] | type[Trs], ...] = (Jcms, Ucap, Trs)
"""The families with marks; of two with as many, the first."""


def identify(page: Page) -> Adapter | None:
    """The family of a listing page, with `page.url` as its column, or null.

    The family with most of its marks on the page is named; a page without any that lists reports or leads to a column
    of them is a Hub; anything else, error pages and empty ones included, is null.
    """
    if page.status >= 400:
        return None
    text = text_of(page)
    found = max(FAMILIES, key=lambda family: _marks(family.MARKS, text))
    if _marks(found.MARKS, text):
        return found(page.url)
    listing = Hub(page.url).read(page)
    return Hub(page.url) if listing.more or listing.entries else None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Any page at `url`: every answer is identified anew, and read as what it is; a report's page is its only entry."""

    url: str

    MARKS = ()

    def start(self) -> Iterable[Fetch]:
        """The page itself."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages as the family of this page gives them; nothing where none is recognised."""
        target = shell_target(page.url, text_of(page)) if page.status < 400 else None
        if target and not other_second(page.url):
            return Listing(more=(Fetch(target),))
        adapter = identify(page) or Hub(page.url)
        return adapter.read(page)


def _marks(marks: tuple[re.Pattern[str], ...], text: str) -> int:
    return sum(bool(mark.search(text)) for mark in marks)
