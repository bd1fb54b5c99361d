"""龙讯 Lonsun, the software of Anhui: columns of an organ told apart by `type`, lists as fragments of a label."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms import rows
from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.entries import ours
from gipcrawler.cms.literals import Value, read_literal
from gipcrawler.cms.markup import address_of, base_of, text_of, tree_of
from gipcrawler.cms.pager import is_numbered
from gipcrawler.cms.records import entry_of, json_of, records, text_at, whole
from gipcrawler.cms.static import read_static
from gipcrawler.cms.subcolumns import lists_apart

# /public/<organ>/<article>.html; old host /UserData/DocHtml/731/2018/3/26/3618558579887.html (PORTALS 2.12)
DETAILS = re.compile(r"/public/\d+/\d+\.html?$|/UserData/DocHtml/[\d/]+\.html?$|/content/(?:article|detail)/\d+$")
LIST = "publicInfoList"
ADDRESS = r"(?:https?://[\w.:-]+)?/(?:\w{1,40}/){0,4}site/label/\d+"
LABEL = re.compile(ADDRESS + r"\?[^\"'<>\s]{0,400}labelName=" + LIST + r"[^\"'<>\s]{0,900}", re.IGNORECASE)
CALL = re.compile(r"[\"'](" + ADDRESS + r")[\"']\s*,\s*(?:data\s*:\s*)?(?=\{)", re.IGNORECASE)
JOINED = re.compile(r"[\"']\s*\+\s*[\w.$()]+\s*\+\s*[\"']")
LISTS = re.compile(r"/(?:index\.html?)?$|^/site/tpl/\d+$|^/public/column/\d+$")
ORGAN = re.compile(r"/public/(?:column/)?(\d+)")
NAMED = r"\b{}[\"']?\s*[:=]\s*[\"']?(\d{{1,18}})"
SITE = re.compile(NAMED.format("siteId"), re.IGNORECASE)
ORGAN_NAMED = re.compile(NAMED.format("organId"), re.IGNORECASE)
PAGES = re.compile(NAMED.format("(?:pageCount|totalPages?|pageTotal)") + r"|共\s*(\d{1,6})\s*页", re.IGNORECASE)
ANNUAL, NAME = "3", "政府信息公开年报"
"""The `type` of the annual reports and what the vendor calls it; 1 rules, 2 guide, 4 catalogue, 5 requests."""
PAGE_SIZE = 15
MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class Lonsun:
    """A column at `url`: a year's page, or the column of an organ (PORTALS 2.12, 3.5).

    GET /site/tpl/7931?nav=4&year=2024           a page a year; <a class="title" href="/public/1681/565412321.html">
    GET /public/column/1681?type=3&nav=4&action=list             type 3: the annual reports of organ 1681
    GET /site/label/8888?labelName=publicInfoList&siteId=6781961&organId=1681&type=3&pageIndex=1&pageSize=15&…
        a fragment       <div class="xxgk_navli"><a class="title" href title>…</a><span class="date">2025-03-31</span>
        or JSON          {"data": [{"title", "link", "publishDate"}], "pageCount": 2}
    """

    url: str

    MARKS = (
        re.compile(r"/site/(?:tpl|label)/\d+"),
        re.compile(r"/public/(?:column/)?\d+(?:\?|/\d+\.html)"),
        re.compile(r"\bxxgk_navli\b|j-fontContent|labelName\s*[=:]|lonsun", re.IGNORECASE),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a page, or of a label's answer.

        A page whose list its script loads leads to the label: as the script names it, else as the vendor's own pages
        ask for it, with the organ of the address.
        """
        if page.status >= 400:
            return Listing(gone=True)
        if "/site/label/" in urlsplit(page.url).path:
            return _label(page)
        listing = lists_apart(read_static(page, DETAILS), page.url, DETAILS, LISTS)
        if listing.itself or listing.gone:
            return listing
        text = text_of(page)
        shown = len(ours(listing.entries, at=page.url, column=listing.column))
        more = [fetch for fetch in listing.more if not is_numbered(fetch.url)]  # made from the count: not this family's
        if not any("pageIndex=" in fetch.url for fetch in more):
            more += _named(page, text, shown)
        asked = shown or any("/site/label/" in fetch.url for fetch in more)
        if not asked and ("/public/column/" in page.url or LIST in text):
            more += (*_annual_links(page, text), *_built(page, text))
        return replace(listing, more=tuple({fetch.url: fetch for fetch in more}.values()))


def _named(page: Page, text: str, shown: int) -> Iterator[Fetch]:
    """The label that a script asks for: as one address, also joined from pieces, or with a record of parameters.

    Where the page shows reports itself, they are the first page or some of it: the second is asked for at once.
    """
    address = LABEL.search(JOINED.sub("", text))
    call = CALL.search(text)
    given = read_literal(text, call.end()) if call else None
    label = None
    if address:
        label = urljoin(page.url, unescape(address[0]))
    elif call and isinstance(given, dict) and given.get("labelName") == LIST:
        label = f"{urljoin(page.url, call[1])}?{urlencode({name: text_at(given, name) for name in given})}"
    if label:
        # what the script puts in from the page's address is blank in its text
        organ = ORGAN.search(urlsplit(page.url).path)
        known = {"type": ANNUAL, "organId": organ[1] if organ else ""} | _query(page.url)
        known |= {name: value for name, value in _query(label).items() if value}
        asked = {name: known.get(name, "") for name in _query(label)}
        said = PAGES.search(text)
        pages = int(said[1] or said[2]) if said else 2 if shown else 1
        complete = shown and (pages == 1 or shown >= _size(asked))
        for number in range(2 if complete else 1, min(pages, MOST_PAGES) + 1):
            query = urlencode(asked | {"pageIndex": str(number)})
            yield Fetch(f"{label.partition('?')[0]}?{query}", headers=(("Referer", page.url),))


def _annual_links(page: Page, text: str) -> Iterator[Fetch]:
    """From a page of another type of the same organ to that of the annual reports."""
    tree = tree_of(text)
    for link in tree.iter("a"):
        url = address_of(link, base_of(tree, page.url))
        if (
            url
            and urlsplit(url).path == urlsplit(page.url).path
            and _query(url).get("type") == ANNUAL != _query(page.url).get("type")
        ):
            yield Fetch(url)


def _built(page: Page, text: str) -> Iterator[Fetch]:
    organ, site = ORGAN.search(urlsplit(page.url).path) or ORGAN_NAMED.search(text), SITE.search(text)
    if organ:
        asked = {"labelName": LIST} | ({"siteId": site[1]} if site else {}) | {"organId": organ[1], "type": ANNUAL}
        asked |= {"catId": _query(page.url).get("catId", ""), "pageIndex": "1", "pageSize": str(PAGE_SIZE)}
        asked |= {"action": "list", "isDate": "true", "dateFormat": "yyyy-MM-dd", "length": "50"}
        yield Fetch(urljoin(page.url, f"/site/label/8888?{urlencode(asked)}"), headers=(("Referer", page.url),))


def _label(page: Page) -> Listing:
    """A label's answer, and its next page: by the number of pages where it is said, else while pages are full."""
    text = text_of(page)
    answer = json_of(page)
    if answer is None:
        tree = tree_of(f"<div>{text}</div>")
        entries = rows.entries(tree, base_of(tree, page.url), DETAILS)
        shown, said = len(entries), PAGES.search(text)
        pages = int(said[1] or said[2]) if said else None
    else:
        data = answer.get("data")
        holder = data if isinstance(data, dict) else dict(answer)
        listed = _list_of(holder)
        entries = tuple(entry for row in listed if (entry := entry_of(page, row)))
        shown, pages = len(listed), whole(text_at(holder, "pageCount", "totalPage", "totalPages"))
    number = whole(_query(page.url).get("pageIndex", ""))
    column = NAME if _query(page.url).get("type") == ANNUAL else None
    if not shown or number is None:
        return Listing(entries, column=column)
    goes_on = number < pages if pages is not None else shown >= _size(_query(page.url))
    following = urlencode(_query(page.url) | {"pageIndex": str(number + 1)})
    more = (Fetch(f"{page.url.partition('?')[0]}?{following}"),) if goes_on else ()
    return Listing(entries, more, column=column)


def _size(query: Mapping[str, str]) -> int:
    return whole(query.get("pageSize", "")) or PAGE_SIZE


def _list_of(holder: Value) -> list[dict[str, Value]]:
    """The records of an answer, under whatever of its names holds any."""
    values = holder.values() if isinstance(holder, dict) else ()
    return next((found for value in values if isinstance(value, list) and (found := records(value))), [])


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
