"""The searches that fill lists of TRS portals: WAS5, IGS and their JSONP kin, as far as a page names its request."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import etree

from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.concatenation import EXPRESSION, arguments, joined
from gipcrawler.cms.literals import Value, read_literal
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.records import entry_of, text_at, whole
from gipcrawler.cms.static import read_static

PROGRAM = re.compile(r"/was\d*/web/search|/igs/front/search[\w/.]*|/govsearch/[\w/.]+")
NAMED = re.compile(rf"(?=['\"][^'\"\s]*(?:{PROGRAM.pattern}))")
DATA = re.compile(r"\bdata\s*:\s*\{([^{}]*)\}")
MEMBER = re.compile(r"['\"]?([\w\[\].]+)['\"]?\s*:\s*(.+)", re.DOTALL)
NEARBY = 1500
"""Characters between the address of a request and its data, at most: both stand in one call."""
JSONP = re.compile(r"^\s*[\w$.]+\s*\(\s*(?=[\[{])")
WITHOUT_CHARSET = re.compile(r"^<\?xml[^>]*\?>")  # the text is decoded already
PAGES = ("page", "pageNumber", "pageNo", "curPage")
SIZES = ("prepage", "pageSize", "perpage", "pagesize")
# What the templates of the sites call address, title and date of a record, in small letters
ADDRESSES = ("docpuburl", "url", "puburl", "link", "docurl", "href")
TITLES = ("doctitle", "title", "name", "bt")
DATES = ("pubdate", "docpubtime", "docreltime", "publishtime", "pubtime", "date", "time", "crtime")
TOTALS = ("total", "totalElements", "recordCount", "count", "num")
MOST_SEARCHES = 3
MOST_NAMED = 20
"""Places of a page that name a search, at most: the pager of a list names it some times."""


def searches(url: str, text: str) -> tuple[Fetch, ...]:
    """The first page of each search that the scripts of the page at `url` call; values that they compute stay empty."""
    found: dict[str, None] = {}
    for place in islice(NAMED.finditer(text), MOST_NAMED):
        expression = EXPRESSION.match(text, place.start())
        address = joined(expression[0], text, {}, guess="") if expression else None
        if address:
            beside = DATA.search(text, place.start(), place.start() + NEARBY) if "?" not in address else None
            found.setdefault(_first(urljoin(url, address.replace("&amp;", "&")), dict(_data(beside, text))))
    return tuple(Fetch(one, headers=(("Referer", url),)) for one in found)[:MOST_SEARCHES]


def answered(page: Page, details: re.Pattern[str]) -> Listing | None:
    """An answer of a search, in JSON, JSONP, XML or HTML as its template has it; null for any other page."""
    if not PROGRAM.search(urlsplit(page.url).path):
        return None
    if page.status >= 400:
        return Listing(gone=True)
    text = text_of(page)
    value = _value(JSONP.sub("", text, count=1))
    if value is None:
        listing = read_static(page, details)
        return replace(listing, more=listing.more or tuple(_next(page.url, len(listing.entries), None)))
    rows, total = _records(value)
    found = (_entry(page, row) for row in rows)
    entries = {entry.url: entry for entry in found if entry}
    return Listing(tuple(entries.values()), tuple(_next(page.url, len(rows), total)))


def _data(beside: re.Match[str] | None, text: str) -> Iterator[tuple[str, str]]:
    """The members of the data object of a call."""
    for argument in arguments(beside[1]) if beside else ():
        member = MEMBER.match(argument)
        if member:
            yield member[1], joined(member[2].strip(), text, {}, guess="") or ""


def _first(address: str, data: dict[str, str]) -> str:
    program, _, query = address.partition("?")
    asked = dict(parse_qsl(query, keep_blank_values=True)) | data
    name = next((name for name in PAGES if name in asked), "pageNumber" if "/igs/" in program else "page")
    return f"{program}?{urlencode(asked | {name: '1'})}"


def _value(text: str) -> Value:
    """An answer in JSON or in XML as plain values, or null for HTML."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")):
        return read_literal(start)
    if start.startswith("<?xml") or re.match(r"<(?:results?|records?|root|data)\b", start):
        try:
            tree = etree.fromstring(WITHOUT_CHARSET.sub("", start).encode(), _parser())
        except etree.XMLSyntaxError:
            return None
        rows = [_children(element) for element in tree.iter() if len(element) > 1] if tree is not None else []
        return [dict(row) for row in rows if text_at(row, *row) and any(name in row for name in TITLES)]
    return None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(recover=True, resolve_entities=False, remove_comments=True, remove_pis=True)


def _children(element: etree._Element) -> dict[str, Value]:
    return {etree.QName(child).localname.lower(): str(child.xpath("string()")).strip() for child in element}


def _records(value: Value) -> tuple[list[dict[str, Value]], int | None]:
    """The list of records that an answer holds, wherever it nests, and how many there are in all."""
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        return (rows, None) if any(_named(row, TITLES) for row in rows) else ([], None)
    if not isinstance(value, dict):
        return [], None
    total = text_at(value, *TOTALS)
    for inner in value.values():
        rows, within = _records(inner)
        if rows:
            return rows, within if whole(total) is None else whole(total)
    return [], None


def _named(row: dict[str, Value], names: tuple[str, ...]) -> str:
    return text_at({name.lower(): value for name, value in row.items()}, *names)


def _entry(page: Page, row: dict[str, Value]) -> Entry | None:
    names = {"url": ADDRESSES, "title": TITLES, "date": DATES}
    return entry_of(page, {name: _named(row, offers) for name, offers in names.items()})


def _next(url: str, shown: int, total: int | None) -> Iterator[Fetch]:
    """The next page of a search, while its total or a full page says that there is one."""
    asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    page = next((name for name in PAGES if whole(asked.get(name, "")) is not None), None)
    size = next((size for name in SIZES if (size := whole(asked.get(name, "")))), 0)
    number = whole(asked[page]) if page else None
    if page is None or number is None or not shown:
        return
    if number * max(size, shown) < total if total is not None else shown >= max(size, 1):
        yield Fetch(f"{url.partition('?')[0]}?{urlencode(asked | {page: str(number + 1)})}")
