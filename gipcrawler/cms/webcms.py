"""Liaoning's "/web" software: an article is a directory with an index page, and list pages are named by a key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.pager import MOST_PAGES, is_numbered, scripted
from gipcrawler.cms.static import read_static
from gipcrawler.cms.subcolumns import lists_apart

# <17 digits and a serial>/index.shtml, migrated <32 HEX>/index.shtml; before the migration it was TRS (PORTALS 2.6)
DETAILS = re.compile(r"/(?:\d{17,24}|[0-9a-fA-F]{32})/(?:index\.s?html?)?$|/t20\d{6}_\d+\.s?html?$")
KEY = re.compile(r"[0-9a-f]{8}", re.IGNORECASE)
NUMBERED = re.compile(r"(?<![\w-])([0-9a-f]{8})-(\d{1,4})\.s?html?", re.IGNORECASE)
BEFORE = re.compile(r"[^\s\"'<>()]*$")
LONGEST = 300
"""Characters of an address, at most, before the name of its page."""


@dataclass(frozen=True, slots=True)
class WebCms:
    """A column at `url`, a directory under /web (PORTALS 2.6, 3.7).

    GET /web/zwgkx/zfxxgk1/2010zfxxgk_148535/2025/index.shtml    directories of years and of organs
    an article of a list           <a href="/web/…/bmzfxxgkgzndbg/2025012309210578912/index.shtml">title</a>
    the pages of a list            3f2a91bc-1.shtml, 3f2a91bc-2.shtml beside it; the number is always in the name
    """

    url: str

    MARKS = (
        re.compile(r"/(?:\d{17,24}|[0-9A-F]{32})/index\.shtml"),
        re.compile(r"[\"'/][0-9a-f]{8}-\d{1,4}\.shtml"),
        re.compile(r"/web/(?:\w{1,60}/){1,12}(?:index|[0-9a-f]{8}-\d{1,4})\.shtml"),
        re.compile(r"id\s*=\s*[\"']TITLETEXT[\"']"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's index page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries of a list, and the list pages that its pager names."""
        listing = lists_apart(read_static(page, DETAILS), page.url, DETAILS)
        if page.status >= 400 or listing.gone or listing.itself:
            return listing
        pages = tuple(_pages(page.url, text_of(page)))
        others = (fetch.url for fetch in listing.more if not (pages and is_numbered(fetch.url)))
        return replace(listing, more=tuple(map(Fetch, dict.fromkeys((*pages, *others)))))


def _pages(url: str, text: str) -> Iterable[str]:
    """The list's other pages: those that links name, and those that a pager's script counts; the index page is one."""
    folder, _, own = urlsplit(url).path.rpartition("/")
    script = scripted(text)
    named = [script.stem] if script and script.stem else []
    for page in NUMBERED.finditer(f"{text} {own}"):
        before = BEFORE.search(page.string[max(0, page.start() - LONGEST) : page.start()])
        target = urljoin(url, f"{before[0] if before else ''}{page[0]}")
        if urlsplit(target).path.rpartition("/")[0] == folder:
            named.append(page[1])
            if int(page[2]) > 1 and not target.endswith(f"/{own}"):
                yield target
    key = next((name for name in named if KEY.fullmatch(name)), None)
    for number in range(2, min(script.count, MOST_PAGES) + 1 if script and key else 2):
        if not own.startswith(f"{key}-{number}."):
            yield urljoin(url, f"{key}-{number}.shtml")
