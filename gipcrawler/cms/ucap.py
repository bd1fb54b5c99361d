"""开普 UCAP (and Sichuan's look-alike): a column is one template page, further pages carry _2 before the extension."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.markup import absolute, text_of, tree_of, words
from gipcrawler.cms.static import read_static
from gipcrawler.text.dates import find_dates

# 32 hexadecimal digits, c00_ID (黑龙江), 8 or 9 digits (甘肃), in YYYYMM or unpadded YYYY/M/D directories (四川)
DETAILS = re.compile(r"/(?:20\d{4}|20\d\d/\d{1,2}/\d{1,2})/(?:[0-9a-fA-F]{32}|c00_\d+|\d{5,10})\.s?html?$")
CHANNEL = re.compile(r"<meta[^>]+channelid\s*=\s*[\"']([0-9a-fA-F]{32})[\"']", re.IGNORECASE)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Ucap:
    """A column of UCAP at `url`, its template page (PORTALS 3.4); `{year}` in it stands for every report year.

    GET /hlj/c108463/zfxxgk.shtml  <li><a href="/hlj/c108463/202503/c00_31702478.shtml">title</a><span>2025-03-31</span>
    page two                       zfxxgk_2.shtml; the pager is links, or createPageHTML("id", 3, 1, "zfxxgk", "shtml")
    a channel without a page       < 1 KB: location.href = "/hlj/c108463/zfxxgk_gknb.shtml"
    GET /common/search/<32 hex>?_isAgg=true&_isJson=true&_pageSize=50&_template=index&page=1
                                   {"data": {"total": 52, "results": [{"title", "url", "publishedTimeStr", "resList"}]}}
    """

    url: str

    MARKS = (
        re.compile(r"<meta[^>]+(?:channelid|manuscriptid)\s*=", re.IGNORECASE),
        re.compile(
            r"UCAP-CONTENT|/cms-access-service/|gknbxq_|zfxxgk_(?:xxgkzn|gknbxq)|xxgkz[nd]_(?:detail|list)|gknr_list"
        ),
        re.compile(r"href=[\"'][^\"']*/(?:20\d{4}|20\d\d/\d{1,2}/\d{1,2})/(?:[0-9a-fA-F]{32}|c00_\d+|\d{8,9})\.shtml"),
        re.compile(r"href=[\"'][^\"']*/c\d{5,6}/\w+\.shtml"),
        re.compile(r"createPageHTML\(\s*[\"'][\w-]+[\"']\s*,\s*\d+\s*,"),
        re.compile(r"^\s*\{.*\"publishedTime(?:Str)?\"", re.DOTALL),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's template page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a template page or of a search answer.

        A retired channel answers 200 with the whole navigation and without a ColumnName of its own (PORTALS 2.8): that
        is gone. A page that names its channel and has no list of its own is filled by script from the search.
        """
        found = _json(page)
        if found is not None:
            return _results(page, found)
        listing = read_static(page, DETAILS, second=2)
        if listing.entries or listing.more or listing.gone:
            return listing
        text = text_of(page)
        channel = CHANNEL.search(text)
        if channel and ".shtml" in page.url:
            return replace(listing, more=(Fetch(_search(page.url, channel[1], 1)),))
        soft_404 = listing.column is None and len(words(tree_of(text))) > 0
        return replace(listing, gone=soft_404)


def _search(url: str, channel: str, number: int) -> str:
    query = {"_isAgg": "true", "_isJson": "true", "_pageSize": PAGE_SIZE, "_template": "index", "page": number}
    return urljoin(url, f"/common/search/{channel}?{urlencode(query)}")


def _json(page: Page) -> Mapping[str, Any] | None:
    """The `data` of a search answer, or null for any other page; values are whatever the server sent."""
    text = text_of(page).strip()
    if not text.startswith("{"):
        return None
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return None
    data = answer.get("data") if isinstance(answer, dict) else None
    return data if isinstance(data, dict) else {}


def _results(page: Page, data: Mapping[str, Any]) -> Listing:
    results = data.get("results")
    rows = [row for row in results if isinstance(row, dict)] if isinstance(results, list) else []
    entries = tuple(entry for row in rows if (entry := _entry(page.url, row)))
    query = dict(parse_qsl(urlsplit(page.url).query))
    number, size = _number(query.get("page"), 1), _number(query.get("_pageSize"), PAGE_SIZE)
    more: tuple[Fetch, ...] = ()
    if entries and number * size < _number(data.get("total"), 0):
        following = urlencode(query | {"page": str(number + 1)})
        more = (Fetch(f"{page.url.partition('?')[0]}?{following}"),)
    return Listing(entries, more)


def _entry(base: str, row: Mapping[str, Any]) -> Entry | None:
    url = absolute(base, str(row.get("url") or ""))
    title = words(tree_of(f"<p>{row.get('title') or ''}</p>"))  # the search marks its hits with <em>
    if not url or not title:
        return None
    dates = find_dates(str(row.get("publishedTimeStr") or ""))
    files = row.get("resList")
    listed = [file for file in files if isinstance(file, dict)] if isinstance(files, list) else []
    kept = tuple(
        Entry(address, str(file.get("fileName") or address.rpartition("/")[2]))
        for file in listed
        if (address := absolute(base, str(file.get("filePath") or "")))
    )
    return Entry(url, title, dates[0] if dates else None, kept)


def _number(value: object, otherwise: int) -> int:
    return int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdigit()) else otherwise
