"""Hebei's own software: columns named by UUIDs, whose further pages are fragments of the block that shows the list."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms import pager
from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.entries import ours
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.records import whole
from gipcrawler.cms.static import read_static
from gipcrawler.cms.subcolumns import lists_apart

UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
DETAILS = re.compile(rf"/columns/{UUID}/20\d{{4}}/\d{{2}}/{UUID}\.html?$")
BLOCK = re.compile(rf"(?:https?://[\w.:-]+)?/columns/{UUID}/templates/{UUID}/blocks/{UUID}")
COLUMN = re.compile(rf"/columns/({UUID})")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A column at `url` (PORTALS 2.3, 3.7).

    GET /columns/<uuid>/index.html               the first page, with <a href="/columns/<uuid>/YYYYMM/DD/<uuid>.html">
    further pages, as fragments                  /columns/<uuid>/templates/<uuid>/blocks/<uuid>?page=2&fix=0
    """

    url: str

    MARKS = (
        re.compile(rf"/columns/{UUID}/(?:index\.html|20\d{{4}}/|[\"'])"),
        re.compile(rf"/templates/{UUID}/blocks/{UUID}"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries of a column's page or of a fragment, and the list's next fragment.

        A column's page names the block of its list, among those of its menus: a block of the page's own column is the
        list's. Fragments do not say how many there are: the next one is asked for as long as one has reports.
        """
        listing = lists_apart(read_static(page, DETAILS), page.url, DETAILS)
        if page.status >= 400 or listing.gone or listing.itself:
            return listing
        text = text_of(page)
        script = pager.scripted(text)
        pages = script.count if script else None
        if BLOCK.search(page.url):
            following = _next(page.url, pages) if ours(listing.entries, at=page.url, column=listing.column) else ()
            return replace(listing, more=tuple(following))
        if listing.entries and pages == 1:
            return listing
        shown = ours(listing.entries, at=page.url, column=listing.column)
        # entries that are no reports may be the list's first page, or the menus of a list that a script loads
        numbers = (2,) if shown else (1, 2) if listing.entries else (1,)
        blocks = tuple(fetch for number in numbers for fetch in _blocks(page.url, text, number))
        # the pager's own links to fragments are among these, and other families' names of page two are none here
        others = (
            fetch
            for fetch in listing.more
            if not BLOCK.search(fetch.url) and not (blocks and pager.is_numbered(fetch.url))
        )
        return replace(listing, more=(*others, *blocks))


def _blocks(url: str, text: str, number: int) -> Iterator[Fetch]:
    named = dict.fromkeys(urljoin(url, found) for found in BLOCK.findall(text))
    own = COLUMN.search(urlsplit(url).path)
    matching = [block for block in named if own and own[1].lower() in block.lower()]
    for block in matching or named:
        yield Fetch(f"{block}?page={number}&fix=0")


def _next(url: str, pages: int | None) -> Iterator[Fetch]:
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    number = whole(query.get("page", "1"))
    if number is not None and (pages is None or number < pages):
        yield Fetch(f"{url.partition('?')[0]}?{urlencode(query | {'page': str(number + 1)})}")
