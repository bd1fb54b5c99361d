"""博达 VSB: a column is one page, its further pages stand in a directory of its name and count downwards."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.static import read_static

DETAILS = re.compile(r"/info/\d+/\d+\.html?$|/content\.jsp\?[^#]*\bwbnewsid=\d+")


@dataclass(frozen=True, slots=True)
class Vsb:
    """A column of VSB at `url` (PORTALS 3.8).

    GET /zfxxgk/zfxxgknb.htm       <li><a href="../info/2956/34000.htm" title="full">cut…</a>2025-01-26</li>
    its pager, of four pages       <a href="zfxxgknb/3.htm">下页</a><a href="zfxxgknb/1.htm">尾页</a>
    the page after it, 3.htm       <a href="../zfxxgknb.htm">首页</a><a href="2.htm">下页</a>
    not yet made static            list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1049, content.jsp?…&wbnewsid=34000
    """

    url: str

    MARKS = (
        re.compile(r"_sitegray|/system/resource/(?:js|code|style)/|Visual SiteBuilder|_vsl_|\bvsb[A-Z_]"),
        re.compile(r"href=[\"'][^\"']*info/\d+/\d+\.htm[\"']"),
        re.compile(r"\bwb(?:tree|news)id=\d+|vsb_content|v_news_content|/system/_content/download\.jsp"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages, which only the pager's links tell: how many there are is in none of the names."""
        return read_static(page, DETAILS)
