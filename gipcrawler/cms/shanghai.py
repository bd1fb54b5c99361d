"""Shanghai's own software: numbered nodes, lists counted from 1, and a hub page for the reports of each year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.static import read_static
from gipcrawler.cms.subcolumns import lists_apart

# /nw12344/YYYYMMDD/<32 hex>.html; departments have pinyin names, migrated ones t0035_1372758.html (PORTALS 2.9)
DETAILS = re.compile(r"/20\d{6}/(?:[0-9a-fA-F]{32}|t\d+_\d+)\.s?html?$")

YEARS_HUB = re.compile(r"/20\d\dndbg/")


@dataclass(frozen=True, slots=True)
class Shanghai:
    """A node or a year's hub at `url` (PORTALS 2.9, 3.7); `{year}` in it stands for every report year.

    GET /nw12344/index.html        <ul class="tadaty-list list-date"><li>
                                   <a href="/nw12344/20240329/<32 hex>.html" title>…</a><span>2024-03-29</span></li>
    page two                       index_2.html
    GET /2025ndbg/index.html       links to the government's, the departments' and the districts' reports of one year,
                                   tabs or links 2024年, 2023年 … for the others
    """

    url: str

    MARKS = (
        re.compile(r"[\"'/](?:nw\d{4,6}|20\d\dndbg)/(?:index|20\d{6})"),
        re.compile(r"/20\d{6}/[0-9a-f]{32}\.html"),
        re.compile(r"tadaty-list|Article-title-zw|ivs_content|class=[\"']PBtime"),
    )

    def start(self) -> Iterable[Fetch]:
        """The node's first page, or the year's hub."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a list or hub; see `read_static`."""
        hub = YEARS_HUB.search(page.url) is not None
        return lists_apart(read_static(page, DETAILS, second=2, hub=hub), page.url, DETAILS)
