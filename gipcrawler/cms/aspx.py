"""ASP.NET disclosure programs (云南's departments): one program lists, the query chooses column and page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.program import read_program

DETAILS = re.compile(r"/\w*(?:show|view|detail|content|info|news|article)\w*\.aspx\?[^#]*\bid=\w+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Aspx:
    """A column of an ASP.NET program at `url` (PORTALS 2.25, 3.8); pages are counted from 1.

    GET /InfoPublic.aspx?cid=1019&pid=971&page=1&kw=      <li><a href="NewsView.aspx?id=5120">…</a>2025/1/26
    its pager                                             <a href="?cid=1019&pid=971&page=2&kw=">下一页</a>
    """

    url: str

    MARKS = (
        re.compile(r"\b\w+\.aspx\?(?:[^\"'\s]*&(?:amp;)?)?cid=\d+", re.IGNORECASE),
        re.compile(r"href=[\"'][^\"']*\.aspx\?[^\"']*\b(?:id|page|cid)=", re.IGNORECASE),
        re.compile(r"__VIEWSTATE|__doPostBack|aspnetForm"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages, those too that the pager asks for by a form; see `read_program`."""
        return read_program(page, DETAILS)
