"""NFCMS, the software of Guangdong's portals: static lists counted from 1, details post_<id>.html under content/."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.static import read_static
from gipcrawler.cms.subcolumns import lists_apart

# mpost_ is the mobile address; lists of this software also lead to pages of the gkmlpt platform (PORTALS 2.19)
DETAILS = re.compile(r"/content/(?:\d+/\d+/)?m?post_\d+\.html?$")


@dataclass(frozen=True, slots=True)
class Nfcms:
    """A column of NFCMS at `url`, a directory or its index page (PORTALS 3.3).

    GET /zwgk/xxgknb/szf/          <div class="viewList"><ul><li><span class="name">
                                   <a href="http://www.gd.gov.cn/zwgk/xxgknb/szf/content/post_4145007.html">title</a>
                                   </span><span class="wh">…</span><span class="date">2023-03-31</span></li>
    page two                       index_2.html
    mobile alias                   /zwgk/xxgknb/szf/content/mpost_4145007.html
    """

    url: str

    MARKS = (
        re.compile(r"/content/m?post_\d+\.html?[\"']"),
        re.compile(r"class\s*=\s*[\"']viewList[\"']|wzades\s*=|news_cont_d_wrap|\bNFCMS\b"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a listing page; see `read_static`."""
        return lists_apart(read_static(page, DETAILS, second=2), page.url, DETAILS)
