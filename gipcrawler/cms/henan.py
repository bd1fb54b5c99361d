"""Henan's own software: lists under pinyin directories, details at the root by day of publication, a JSON search."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.entries import ours
from gipcrawler.cms.records import entry_of, json_of, records, whole
from gipcrawler.cms.static import read_static
from gipcrawler.cms.subcolumns import lists_apart

DETAILS = re.compile(r"/20\d\d/\d\d-\d\d/\d+\.html?$")


@dataclass(frozen=True, slots=True)
class Henan:
    """A column at `url`, a directory (PORTALS 2.16, 3.7).

    GET /zwgk/zfxxgk/zfxxgknb/     <div class="con-box"><ul><li><a href="/2025/03-31/3143202.html">title</a>
                                   <span>2025-03-31</span></li>
    page two                       index_1.html
    GET searchapi.henan.gov.cn/open/api/external?siteId=4500000001&channelMarkId=…&pageNumber=1
                                   {"data": {"datas": [{"selfUrl", "title", "pubDate"}]}}
    """

    url: str

    MARKS = (
        re.compile(r"[\"'/=]20\d\d/\d\d-\d\d/\d{4,}\.html"),
        re.compile(r"^\s*\{[\s\S]*?\"selfUrl\""),
        re.compile(r"searchapi\.henan\.gov\.cn"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a listing page or of an answer of the search."""
        answer = json_of(page)
        if answer is None:
            return lists_apart(read_static(page, DETAILS), page.url, DETAILS)
        data = answer.get("data")
        rows = records(data.get("datas")) if isinstance(data, dict) else []
        entries = tuple(entry for row in rows if (entry := entry_of(page, row)))
        return Listing(entries, _next(page.url, entries), gone=page.status >= 400)


def _next(url: str, entries: tuple[Entry, ...]) -> tuple[Fetch, ...]:
    """The search's next page, as long as this one has reports: how many there are it does not say."""
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    number = whole(query.get("pageNumber", ""))
    if number is None or not ours(entries, at=url):
        return ()
    return (Fetch(f"{url.partition('?')[0]}?{urlencode(query | {'pageNumber': str(number + 1)})}"),)
