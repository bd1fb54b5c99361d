"""大汉 JPaaS publish server: the list is a unit of the page, which its script asks for and gets as HTML inside JSON."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms import rows
from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.markup import base_of, metas, text_of, tree_of
from gipcrawler.cms.static import read_static

# /art/2026/art_<32 hex>.html, /col/col<N>/art/<Y>/art_<hex>.html, <pinyin>/2023/szf/art/2024/art_<32 hex>.html
DETAILS = re.compile(r"/art/(?:20\d\d/)?(?:\d{1,2}/\d{1,2}/)?art_\w+\.html?|/col/\w+/art/[\w/]+\.html?")
UNIT = "/front/page/build/unit"
# The unit as an element's attributes, or as a script's: url="…/build/unit" queryData="{'webId':'…', …}"
QUERY_DATA = re.compile(r"queryData\s*[=:]\s*\\?(?:\"\{[^\"]*\}|'\{[^']*\}|\{[^{}]*\})", re.IGNORECASE)
ADDRESS = re.compile(r"[\"']([^\"'\s\\]*/front/page/build/unit[^\"'\s\\]*)\\?[\"']")
PAIR = re.compile(r"[\"']?(\w+)[\"']?\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))")
# Units that hold no list, by the labels that they go by
FURNITURE = re.compile(
    r"导航|位置|菜单|面包屑|头部|顶部|底部|尾部|页脚|页头|友情|链接|搜索|检索|轮播|广告|漂浮|统计|版权|banner|nav|head|foot",
    re.IGNORECASE,
)
COUNT = re.compile(r"\b(?:data-)?(?:total_?)?(?:count|records?|total)[\"']?\s*[:=]\s*[\"']?(\d{1,9})", re.IGNORECASE)
PAGE_SIZE = 15
MOST = 1_000_000
ASKED_BY_SCRIPT = ("X-Requested-With", "XMLHttpRequest")


@dataclass(frozen=True, slots=True)
class Jpaas:
    """A column of a JPaaS site at `url` (PORTALS 3.2b).

    GET /gk/nb/index.html          <div url="/api-gateway/jpaas-publish-server/front/page/build/unit"
                                        queryData="{'parseType':'bulidstatic','webId':'1','tagId':'信息列表', …}">
    GET …/build/unit?parseType=bulidstatic&webId=1&…&paramJson={"pageNo":1,"pageSize":15}   compact: a space gives 403
        {"success": true, "data": {"html": "<li><a href='/art/2025/art_….html'>…</a>2025-01-22</li> … count='52'"}}
    a label that is unknown        {"success": true, "data": {"html": "模板内容数据为空"}}
    """

    url: str

    MARKS = (
        re.compile(r"jpaas-publish-server|/front/page/build/unit"),
        re.compile(r"queryData\s*=\s*[\"']\s*\{|[\"']tplSetId[\"']", re.IGNORECASE),
        re.compile(r"/art/20\d\d/art_[0-9a-f]{32}\.html"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column page: what its units are called changes whenever the site gets a new skin."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries of a unit's answer, or of the page itself, and the units and pages that are to be asked for."""
        unit = read_unit(page, self.url)
        if unit is not None:
            return unit
        listing = read_static(page, DETAILS)
        if listing.itself or listing.gone:
            return listing
        return replace(listing, more=(*units(page), *listing.more))


def units(page: Page) -> tuple[Fetch, ...]:
    """The first page of each unit that the page names; those that are menus and frames only where there is no other."""
    text = text_of(page)
    if UNIT not in text:
        return ()
    base = base_of(tree_of(text), page.url)
    asked = list(_named(text, base))
    lists = [(address, query) for address, query in asked if not FURNITURE.search(query.get("tagId", ""))]
    found = {_unit(page.url, address, query, 1): None for address, query in lists or asked}
    return tuple(found)


def read_unit(page: Page, column: str) -> Listing | None:
    """A unit's answer, whose relative addresses are relative to `column`; null for any other page.

    A failure that the answer tells in words (`success` false) is gone; an unknown label is an empty list.
    """
    if UNIT not in urlsplit(page.url).path:
        return None
    answer = _json(text_of(page))
    data = answer.get("data")
    html = data.get("html") if isinstance(data, dict) else data
    if page.status >= 400 or answer.get("success") is False or not isinstance(html, str):
        return Listing(gone=True)
    tree = tree_of(f"<div>{html}</div>")
    base = page.url if UNIT in urlsplit(column).path else column
    listed = rows.entries(tree, base_of(tree, base), DETAILS)
    following = _next(page.url, base, html, len(listed)) if listed else None
    return Listing(listed, (following,) if following else (), column=metas(tree).get("columnname"))


def _named(text: str, base: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Address and query of each unit, wherever it stands: in attributes, in a script, escaped or not."""
    shown = unescape(text)
    addresses = [(match.start(), match[1]) for match in ADDRESS.finditer(shown)]
    for data in QUERY_DATA.finditer(shown):
        said = PAIR.findall(data[0].partition("{")[2])
        pairs = {name: double or single or bare for name, double, single, bare in said}
        nearest = min(addresses, key=lambda found: abs(found[0] - data.start()), default=None)
        if nearest and pairs.get("webId"):
            yield urljoin(base, nearest[1]), pairs


def _unit(referer: str, address: str, query: Mapping[str, str], number: int, size: int = PAGE_SIZE) -> Fetch:
    proxy, _, given = address.partition("?")
    numbers = json.dumps({"pageNo": number, "pageSize": size}, separators=(",", ":"))
    asked = urlencode({**dict(parse_qsl(given, keep_blank_values=True)), **query, "paramJson": numbers})
    return Fetch(f"{proxy}?{asked}", headers=(("Referer", referer), ASKED_BY_SCRIPT))


def _next(url: str, referer: str, html: str, shown: int) -> Fetch | None:
    """The unit's next page: while the count exceeds what was shown, and without one while pages come full.

    Where the first page is shorter than asked for, the site has a size of its own, which is asked for from then on.
    What counts pages on one site counts records on another, so a full page that the count does not end is followed.
    """
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    asked = _json(query.pop("paramJson", ""))
    number, size = _number(asked.get("pageNo"), 1), _number(asked.get("pageSize"), PAGE_SIZE)
    counted = COUNT.search(html)
    total = int(counted[1]) if counted else None
    if number == 1 and shown < (total or 0):
        size = min(size, shown)
    if total == number * size or not (shown >= size or number * size < (total or 0)):
        return None
    return _unit(referer, url.partition("?")[0], query, number + 1, size)


def _json(text: str) -> Mapping[str, Any]:
    """The object that a text is, or an empty one; values are whatever the server sent."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and 0 < value < MOST else otherwise
