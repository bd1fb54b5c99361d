"""eportal (河北's older system, 哈尔滨): pages of one program, whose pager hides its addresses in scripts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.program import read_program

DETAILS = re.compile(r"/eportal/ui\?[^#]*\barticleKey=|/\d{5,}/index\.html?$")


@dataclass(frozen=True, slots=True)
class Eportal:
    """A column of eportal at `url` (PORTALS 2.3, 3.8).

    GET /eportal/ui?pageId=412     <li><a href="/eportal/ui?pageId=412&articleKey=9138&columnId=45">…</a>2025-01-26</li>
    or  /hbgyhxxht/zfxxgk/zfxxgknb/index.html       <ul class="xxgkList"><li><a href="…">…</a><span>2025-01-26</span>
    its pager                      <a onclick="query(this,'/eportal/ui?pageId=412&currentPage=2&moduleId=7')">下一页</a>
    """

    url: str

    MARKS = (
        re.compile(r"/eportal/(?:ui|uiFramework|resources)\b|/eportal/ui\?"),
        re.compile(r"\bmoduleId=[\w-]+&(?:amp;)?[^\"'\s]*currentPage=|currentPage=\d+&(?:amp;)?[^\"'\s]*moduleId="),
        re.compile(r"\barticleKey=\d+"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages, with the pager's whole query; see `read_program`."""
        return read_program(page, DETAILS)
