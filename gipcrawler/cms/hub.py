"""A hub: a static page of any software, whose links to reports may lead to hundreds of other hosts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.static import read_static

DETAILS = re.compile(r"(?!)")  # of other families nothing is known: title and date decide


@dataclass(frozen=True, slots=True)
class Hub:
    """A list or a collection of links at `url`, whose software does not matter (PORTALS 6.6).

    GET /zwgk/xxgknb/              <a href="http://fgw.example.gov.cn/…/post_1.html">省发展改革委2024年政府信息公开工作年度报告</a>
    and by organ                   <a href="http://czt.example.gov.cn/">省财政厅</a>: its column, its portal, its report
    dates                          where there are any, they stand in the link's row
    further pages                  <a href="index_2.html">2</a> … or ?page=2, or the numbers in a pager script

    `browser` is true where only a script fills the list: it is read as a browser shows it.
    """

    url: str
    browser: bool = False

    MARKS = ()

    def start(self) -> Iterable[Fetch]:
        """The hub itself."""
        return (Fetch(self.url, browser=self.browser),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages; see `read_static`."""
        listing = read_static(page, DETAILS, hub=True)
        more = tuple(replace(fetch, browser=self.browser) for fetch in listing.more)
        return replace(listing, more=more)
