"""The 信息公开 module of JCMS: a shell whose scripts load search.jsp, and its answers, rows with data as attributes."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms import pager, rows
from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.concatenation import QUOTED, arguments, joined
from gipcrawler.cms.markup import Tree, absolute, base_of, tree_of
from gipcrawler.cms.records import whole

PROGRAMS = re.compile(r"/module/xxgk/(?:search\w*|subjectinfo|serviceinfo|ruleinfo)\.jsp", re.IGNORECASE)
CALL = re.compile(rf"loadDynamic\(((?:[^()'\"]|{QUOTED}|\((?:[^()]|\([^()]*\))*\))*)\)")
# What the page's script puts beside the address: loadDynamic(address, divid, '0', columnid, uid, webid, …)
DIVISION, WEB = 1, 5
MOST_CALLS = 5
XHR = (("X-Requested-With", "XMLHttpRequest"), ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"))


def searches(url: str, text: str) -> tuple[Fetch, ...]:
    """The lists that a shell of the module loads, each from its first page: `loadDynamic('/module/xxgk/search.jsp?…')`.

    The address is put together by the script; a value that the page gives to no variable is left empty, which is wider.
    """
    found: dict[Fetch, None] = {}
    for call in CALL.finditer(text):
        given = arguments(call[1])
        address = joined(given[0], text, {}, guess="") if given else None
        if address and PROGRAMS.search(address):
            found.setdefault(_search(url, unescape(address), [argument.strip("'\"") for argument in given]))
    return tuple(found)[:MOST_CALLS]


def frames(tree: Tree, base: str) -> tuple[Fetch, ...]:
    """The frames of a shell that belong to the module."""
    found = (absolute(base, frame.get("src")) for frame in tree.iter("iframe", "frame"))
    return tuple(
        Fetch(url, headers=(("Referer", base),)) for url in dict.fromkeys(found) if url and "/module/xxgk/" in url
    )


def answered(page: Page, text: str, details: re.Pattern[str]) -> Listing | None:
    """An answer of the module's programs: its rows, and the next page until one is empty; null for any other page."""
    if not PROGRAMS.search(urlsplit(page.url).path):
        return None
    tree = tree_of(text)
    found = rows.entries(tree, base_of(tree, page.url), details)
    return Listing(found, tuple(_next(page.url, text, found)))


def _search(url: str, address: str, given: list[str]) -> Fetch:
    program, _, query = urljoin(url, address).partition("?")
    names = {"divid": DIVISION, "jdid": WEB}
    beside = {name: given[place] for name, place in names.items() if len(given) > place}
    form = {**beside, "currpage": "1", "sortfield": "", **dict(parse_qsl(query, keep_blank_values=True))}
    return _post(program, form, url)


def _post(program: str, form: dict[str, str], referer: str) -> Fetch:
    sent = urlencode(form)
    return Fetch(f"{program}?{sent}", "POST", sent.encode(), (("Referer", referer), *XHR))


def _next(url: str, text: str, found: tuple[Entry, ...]) -> Iterator[Fetch]:
    asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    number = whole(asked.get("currpage", ""))
    script = pager.scripted(text)
    if found and number is not None and not (script and script.count <= number):
        yield _post(url.partition("?")[0], asked | {"currpage": str(number + 1)}, url)
