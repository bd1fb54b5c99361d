"""TRS WCM (拓尔思), the software of about half of the provincial portals: listings are static pages in a directory."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gipcrawler.cms import trs_search
from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.entries import ours
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.static import read_static

# tYYYYMMDD_ID; Guangxi writes tNNNNNNN or YYYYMMDD-ID (PORTALS 2.20), Shanghai t0035_ID; files beside are P0… and W0…
DETAILS = re.compile(r"/t(?:\d{4,8}_\d+|\d{5,10})(?:_wap)?\.s?html?$|/20\d{6}-\d+\.s?html?$|/[PW]0\d{15,21}\.\w+$")


@dataclass(frozen=True, slots=True)
class Trs:
    """A column of TRS WCM at `url`, a directory or its index page (PORTALS 3.1).

    GET /zwgk/zfxxgknb/            <li><a href="./202503/t20250331_4050078.html" title="full">cut…</a>2025-03-31</li>
    its pager, a script            createPageHTML(3, 0, "index", "html")   or   var currentPage = 0; var countPage = 3;
    page two                       index_1.html, on some portals index_2.html, index_11287_1.shtml with the channel's id
    past the end                   404, or 200 with a meta refresh to the first page
    a root without a list          <meta http-equiv="refresh" content="0;url=./ghxx/"> or location.replace("./ghxx/")
    a list that a search fills     "/was5/web/search?channelid=229105&templet=docs.jsp&prepage=10&page=" + page
    """

    url: str

    MARKS = (
        re.compile(r"TRS_(?:Editor|UEDITOR|PreAppend|key4format)|trs_(?:editor_view|paper_default|web)", re.IGNORECASE),
        re.compile(r"createPageHTML\(\s*\d+\s*,\s*\d+\s*,\s*[\"'][^\"']+[\"']\s*,\s*[\"']s?html?[\"']\s*\)"),
        re.compile(r"\bcountPage\s*=\s*\d+"),
        re.compile(r"[\"'][^\"']*/t(?:20\d{6}_\d+|\d{7,9})(?:_wap)?\.s?html?[\"']"),
        re.compile(r"/was\d/web/search|/igs/front/search"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a listing page, or of an answer of its search; see `read_static`."""
        answer = trs_search.answered(page, DETAILS)
        if answer is not None:
            return answer
        listing = read_static(page, DETAILS)
        if listing.itself or listing.gone or ours(listing.entries, at=page.url, column=listing.column):
            return listing
        return replace(listing, more=(*trs_search.searches(page.url, text_of(page)), *listing.more))
