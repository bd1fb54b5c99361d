"""开普 UCAP: a column is one template page, further pages carry _2 before the extension, a search lists a channel."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.entries import ours
from gipcrawler.cms.literals import Value
from gipcrawler.cms.markup import absolute, text_of, tree_of, words
from gipcrawler.cms.records import entry_of, json_of, records, text_at, whole
from gipcrawler.cms.shells import shell_target
from gipcrawler.cms.static import read_static
from gipcrawler.text.dates import find_dates

# 32 hexadecimal digits, c00_ID (黑龙江), 8 or 9 digits (甘肃), in YYYYMM or unpadded YYYY/M/D directories (四川)
DETAILS = re.compile(r"/(?:20\d{4}|20\d\d/\d{1,2}/\d{1,2})/(?:[0-9a-fA-F]{32}|c00_\d+|\d{5,10})\.s?html?$")
CHANNEL = re.compile(r"<meta[^<>]+channelid\s*=\s*[\"']([0-9a-fA-F]{32})[\"']", re.IGNORECASE)
CODE = re.compile(r"/(c\d{4,7})/")
# What the page's script asks, if it says so: /common/search/<32 hex>?_isAgg=true&…
NAMED = re.compile(r"[\"']((?:https?://[\w.:-]+)?/(?:\w+/)*(?:search|searchList)/[0-9a-fA-F]{32}(?:\?[^\"'\s]*)?)[\"']")
SEARCHES = ("/common/search/", "/searchList/", "/search/")
"""The programs under which sites have the search, the commonest first."""
CHANNELS = "/getChannelList"
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Ucap:
    """A column of UCAP at `url`, its template page (PORTALS 3.4); `{year}` in it stands for every report year.

    GET /hlj/c108463/zfxxgk.shtml  <li><a href="/hlj/c108463/202503/c00_31702478.shtml">title</a><span>2025-03-31</span>
    page two                       zfxxgk_2.shtml; the pager is links, or createPageHTML("id", 3, 1, "zfxxgk", "shtml")
    a channel without a page       < 1 KB: location.href = "/hlj/c108463/zfxxgk_gknb.shtml"
    GET /common/search/<32 hex>?_isAgg=true&_isJson=true&_pageSize=50&_template=index&page=1
                                   {"data": {"total": 52, "results": [{"title", "url", "publishedTimeStr", "resList"}]}}
    GET /getChannelList?channelCode=c108463        {"results": {"channelId": "<32 hex>"}}
    """

    url: str

    MARKS = (
        re.compile(r"<meta[^<>]+(?:channelid|manuscriptid)\s*=", re.IGNORECASE),
        re.compile(
            r"UCAP-CONTENT|/cms-access-service/|gknbxq_|zfxxgk_(?:xxgkzn|gknbxq)|xxgkz[nd]_(?:detail|list)|gknr_list"
        ),
        re.compile(r"href=[\"'][^\"']*/(?:20\d{4}|20\d\d/\d{1,2}/\d{1,2})/(?:[0-9a-fA-F]{32}|c00_\d+|\d{8,9})\.shtml"),
        re.compile(r"[\"'](?:https?://[\w.:-]+)?(?:/\w+)*/c\d{5,6}/\w+\.shtml"),
        re.compile(r"createPageHTML\(\s*[\"'][\w-]+[\"']\s*,\s*\d+\s*,"),
        re.compile(r"^\s*\{.*\"publishedTime(?:Str)?\"|^\s*\{.*\"channelId\"", re.DOTALL),
        re.compile(r"/(?:common/search|searchList|search)/[0-9a-fA-F]{32}\b|/getChannelList\?"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's template page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a template page, or of an answer of the search, in JSON or in HTML.

        A page that names its channel and lists no reports is filled by script from the search. A retired channel
        answers 200 with the whole navigation and without a name of its own (PORTALS 2.8): that is gone, though what
        its navigation leads to is followed.
        """
        answer = json_of(page)
        if answer is not None:
            return _channel(page, answer) or _results(page, answer)
        if page.status >= 400 and _program(page.url):
            return Listing(more=tuple(_elsewhere(page.url)), gone=True)
        listing = read_static(page, DETAILS, second=2)
        if _program(page.url):
            return replace(listing, more=listing.more or tuple(_next(page.url, len(listing.entries), None)))
        text = text_of(page)
        reports = ours(listing.entries, at=page.url, column=listing.column)
        if listing.itself or listing.gone or listing.columns or reports or shell_target(page.url, text):
            return listing
        search = _search(page.url, text) if ".shtml" in page.url else None
        if search:
            return replace(listing, more=(Fetch(search), *listing.more))
        return replace(listing, gone=listing.column is None and bool(words(tree_of(text))))


def _search(url: str, text: str) -> str | None:
    """The request that fills a template page, as the page names it, else by the channel of its meta tags."""
    named, channel = NAMED.search(text), CHANNEL.search(text)
    if named:
        address, _, given = urljoin(url, named[1].replace("&amp;", "&")).partition("?")
        return _asked(address, dict(parse_qsl(given, keep_blank_values=True)), 1)
    if channel:
        return _asked(urljoin(url, SEARCHES[0] + channel[1]), {}, 1)
    code = CODE.search(url)
    if code and CHANNELS in text:
        return urljoin(url, f"{CHANNELS}?channelCode={code[1]}")
    return None


def _asked(address: str, given: Mapping[str, str], number: int) -> str:
    defaults = {"_isAgg": "true", "_isJson": "true", "_pageSize": str(PAGE_SIZE), "_template": "index"}
    return f"{address}?{urlencode({**defaults, **given, 'page': str(number)})}"


def _program(url: str) -> str | None:
    """The program of the search that answered, or null where another page did."""
    path = urlsplit(url).path
    return next((name for name in SEARCHES if name in path and not path.endswith(".shtml")), None)


def _elsewhere(url: str) -> Iterator[Fetch]:
    """After a search that a site does not have: the same under the next of its names."""
    program = _program(url)
    if program and program != SEARCHES[-1]:
        yield Fetch(url.replace(program, SEARCHES[SEARCHES.index(program) + 1], 1))


def _channel(page: Page, answer: Mapping[str, Value]) -> Listing | None:
    """The search of the channel that getChannelList named; null for any other answer."""
    if CHANNELS not in page.url:
        return None
    found: Value = answer.get("results") or answer.get("data") or dict(answer)
    named = next((text_at(one, "channelId") for one in (*records(found), found) if text_at(one, "channelId")), "")
    search = _asked(urljoin(page.url, SEARCHES[0] + named), {}, 1)
    return Listing(more=(Fetch(search),) if named else (), gone=not named)


def _results(page: Page, answer: Mapping[str, Value]) -> Listing:
    data = answer.get("data")
    rows = records(data.get("results")) if isinstance(data, dict) else []
    entries = tuple(entry for row in rows if (entry := _entry(page, row)))
    following = _next(page.url, len(rows), whole(text_at(data, "total")))
    return Listing(entries, tuple(following), gone=page.status >= 400)


def _entry(page: Page, row: dict[str, Value]) -> Entry | None:
    """A record of the search; a date that is not beside the title stands among its domains, files beside its page."""
    url = absolute(page.url, text_at(row, "url"))
    beside = replace(page, url=f"{url.rpartition('.')[0]}/") if url and ".shtml" in url else page
    entry = entry_of(beside, row, url)
    if entry is None or entry.published:
        return entry
    domains = (text for name, text in _domains(row.get("domainMetaList")) if "date" in name.lower() or "日期" in name)
    dates = [day for text in domains for day in find_dates(text)]
    return replace(entry, published=dates[0]) if dates else entry


def _domains(value: Value) -> Iterator[tuple[str, str]]:
    """Names and values of a record's domains, which stand in lists of lists."""
    for one in records(value):
        yield text_at(one, "key", "name", "fieldName"), text_at(one, "value", "text")
        for inner in one.values():
            yield from _domains(inner)


def _next(url: str, shown: int, total: int | None) -> Iterator[Fetch]:
    """The search's next page, while its total or a full page says that there is one.

    A site that gives less than asked for on the first page has a size of its own, which is asked for from then on.
    """
    asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    number, size = _number(asked.get("page"), 1), _number(asked.get("_pageSize"), PAGE_SIZE)
    if number == 1 and total is not None and shown < min(size, total):
        size = shown
    if shown and (number * size < total if total is not None else shown >= size):
        yield Fetch(_asked(url.partition("?")[0], asked | {"_pageSize": str(size)}, number + 1))


def _number(value: str | None, otherwise: int) -> int:
    return whole(value or "") or otherwise
