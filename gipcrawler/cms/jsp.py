"""JSP programs of counties (绵竹): one program lists, the query chooses node, category and page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.program import read_program

DETAILS = re.compile(r"/\w*(?:show|view|detail|content|info|news|article)\w*\.jsp\?[^#]*\bid=\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Jsp:
    """A column of a JSP program at `url` (PORTALS 3.8); pages are counted from 1.

    GET /iList.jsp?node_id=GKmzs&cat_id=11170&cur_page=1  <li><a href="iDetail.jsp?id=5120">…</a><span>2025-01-26</span>
    its pager                                             <a href="iList.jsp?node_id=…&cat_id=…&cur_page=2">下一页</a>
    """

    url: str

    MARKS = (
        re.compile(r"\bi(?:List|Detail|Index)\.jsp\?"),
        re.compile(r"\.jsp\?[^\"'\s]*\b(?:node_id|cat_id|cur_page)="),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages, those too that the pager asks for by a form; see `read_program`."""
        return read_program(page, DETAILS)
