"""TRS WCM (拓尔思), the software of about half of the provincial portals: listings are static pages in a directory."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.static import read_static

# tYYYYMMDD_ID; Guangxi writes tNNNNNNN (PORTALS 2.20); files beside the page are P0… and W0…
DETAILS = re.compile(r"/t(?:20\d{6}_\d+|\d{6,9})(?:_wap)?\.s?html?$|/[PW]0\d{15,21}\.\w+$")


@dataclass(frozen=True, slots=True)
class Trs:
    """A column of TRS WCM at `url`, a directory or its index page (PORTALS 3.1).

    GET /zwgk/zfxxgknb/            <li><a href="./202503/t20250331_4050078.html" title="full">cut…</a>2025-03-31</li>
    its pager, a script            createPageHTML(3, 0, "index", "html")   or   var currentPage = 0; var countPage = 3;
    page two                       index_1.html, on some portals index_2.html, index_11287_1.shtml with the channel's id
    past the end                   404, or 200 with a meta refresh to the first page
    a root without a list          <meta http-equiv="refresh" content="0;url=./ghxx/"> or location.replace("./ghxx/")
    """

    url: str

    MARKS = (
        re.compile(r"TRS_(?:Editor|UEDITOR|PreAppend|key4format)|trs_(?:editor_view|paper_default|web)", re.IGNORECASE),
        re.compile(r"createPageHTML\(\s*\d+\s*,\s*\d+\s*,\s*[\"'][^\"']+[\"']\s*,\s*[\"']s?html?[\"']\s*\)"),
        re.compile(r"\bcountPage\s*=\s*\d+"),
        re.compile(r"href=[\"'][^\"']*/t(?:20\d{6}_\d+|\d{7,9})\.s?html?[\"']"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a listing page; see `read_static`."""
        return read_static(page, DETAILS)
