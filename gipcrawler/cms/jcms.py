"""大汉 Hanweb JCMS: the list is XML inside a script of the column page, the rest of it comes from dataproxy.jsp."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms import rows
from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.markup import base_of, metas, text_of, tree_of
from gipcrawler.cms.static import read_static

# /art/Y/M/D/art_<column>_<id>.html, not padded; newer builds /art/<Y>/art_<32 hex>.html, /col/<N>/art/<id>/<id>.html
DETAILS = re.compile(
    r"/art/20\d\d/(?:\d{1,2}/\d{1,2}/)?art_\w+\.html?|/col/\w+/art/[\w/]+\.html?|xxgkAnnualReport\.jsp\?"
)
RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL | re.IGNORECASE)
NEXT_GROUP = re.compile(r"<nextgroup>.*?href\s*=\s*[\"']([^\"']+)[\"'].*?</nextgroup>", re.DOTALL | re.IGNORECASE)
DATASTORE = re.compile(r"<datastore>.*?</datastore>", re.DOTALL | re.IGNORECASE)
IN_JAVASCRIPT = re.compile(r"\bdataStore\s*=\s*\[(.*)\]", re.DOTALL)
LITERAL = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
TOTAL = re.compile(r"total_?record[\"']?\s*[:=]\s*[\"']?(\d+)|<totalrecord>\s*(\d+)", re.IGNORECASE)
PER_PAGE = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d+)", re.IGNORECASE)
SEARCH = re.compile(r"loadDynamic\(\s*(['\"])(?P<address>[^,]*?/module/xxgk/search\w*\.jsp\?.*?)\1\s*,", re.DOTALL)
JOINED = re.compile(r"'\s*\+[^,;]*?\+\s*'")
ROW = re.compile(r"tr_main_value_|<a[^>]+\bmc=", re.IGNORECASE)
PAGES_IN_A_GROUP = 3
MOST_GROUPS = 100
XHR = (("X-Requested-With", "XMLHttpRequest"), ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"))


@dataclass(frozen=True, slots=True)
class Jcms:
    """A column of JCMS at `url`, with its whole query: it may choose the organisation (PORTALS 3.2, 2.15).

    GET /col/col93261/index.html?vc_xxgkarea=1137…&jh=264       <script type="text/xml"><datastore>
        <nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=93261&unitid=7">]]></nextgroup>
        <record><![CDATA[<li><a href="/art/2025/1/22/art_78726_11.html" title="…">…</a>2025-01-22</li>]]></record>
    then the pager                                              totalRecord: 135, perPage: 15
    POST dataproxy.jsp?startrecord=46&endrecord=90&perpage=15   the same XML, or totalRecord=135;dataStore=["<li>…", …]
    """

    url: str

    MARKS = (
        re.compile(r"<datastore>|\bdataStore\s*=\s*\[", re.IGNORECASE),
        re.compile(r"/module/(?:web/|xxgk/|jslib/|download/)|/jpage/"),
        re.compile(r"[\"'/]art/20\d\d/\d{1,2}/\d{1,2}/art_\d+_\d+\.html?"),
        re.compile(r"/col/col\d+/index\.html?"),
        re.compile(r"default_pgContainer|bt_content", re.IGNORECASE),
    )

    def start(self) -> Iterable[Fetch]:
        """The column page, its query kept."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and further groups of a column page or of a dataproxy answer.

        Where the totals are known, all groups are asked for by POST as the page's own script does; where only a next
        group is named, that is followed. A page with neither is a list of the 信息公开 module, an ordinary page of
        links, or itself the report.
        """
        text = text_of(page)
        if page.status >= 400:
            # servers that know dataproxy.jsp by GET only refuse the POST; its parameters stand in the address as well
            return Listing(
                more=(Fetch(page.url),) if "startrecord=" in page.url and page.status == 405 else (), gone=True
            )
        scripted = IN_JAVASCRIPT.search(text)
        if scripted:
            return Listing(_entries(page, " ".join(_literals(scripted[1]))), tuple(_numbered(page.url, text)))
        stores = DATASTORE.findall(text)
        if stores or "<nextgroup>" in text:
            return self._stored(page, text, stores or [text])
        module = _module(page, text)
        if module:
            return module
        listing = read_static(page, DETAILS)
        search = _search(page.url, text)
        return replace(listing, more=(*listing.more, search)) if search else listing

    def _stored(self, page: Page, text: str, stores: list[str]) -> Listing:
        entries: list[Entry] = []
        more: list[Fetch] = []
        per_pages = [int(found) for found in PER_PAGE.findall(text)]
        totals = [int(first or second) for first, second in TOTAL.findall(DATASTORE.sub(_totals_only, text))]
        for place, store in enumerate(stores):
            records = RECORD.findall(store)
            entries += _entries(page, "".join(records))
            group = NEXT_GROUP.search(store)
            if group and "startrecord=" not in page.url:
                total, size = (numbers[place] if place < len(numbers) else None for numbers in (totals, per_pages))
                more += _groups(page.url, unescape(group[1]), len(records), total, size)
        tree = tree_of(text)
        return Listing(
            tuple({entry.url: entry for entry in entries}.values()), tuple(more), column=metas(tree).get("columnname")
        )


def _totals_only(store: re.Match[str]) -> str:
    """A datastore's own total, unless the pager after it repeats it: one total a list."""
    return "" if PER_PAGE.search(store.string, store.end()) else store[0]


def _entries(page: Page, fragment: str) -> tuple[Entry, ...]:
    tree = tree_of(f"<div>{fragment}</div>")
    return rows.entries(tree, base_of(tree, page.url), DETAILS)


def _groups(url: str, address: str, shown: int, total: int | None, size: int | None) -> Iterator[Fetch]:
    """The remaining groups: by POST where the totals are known, else the next one as the page names it."""
    proxy, _, query = urljoin(url, address).partition("?")
    headers = (("Referer", url), *XHR)
    if total is None or not size:
        yield Fetch(f"{proxy}?{query}", headers=headers[:2])
        return
    form = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "page"])
    group = max(shown, PAGES_IN_A_GROUP * size)
    for start in range(shown + 1, min(total, shown + MOST_GROUPS * group) + 1, group):
        records = {"startrecord": start, "endrecord": min(total, start + group - 1), "perpage": size}
        yield Fetch(f"{proxy}?{urlencode(records)}&{form}", "POST", form.encode(), headers)


def _numbered(url: str, text: str) -> Iterator[Fetch]:
    """After a JavaScript answer that was asked for by `page=`: the next one, while the total says there is one."""
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    total, size = TOTAL.search(text), PER_PAGE.search(text)
    number = query.get("page", "")
    if "startrecord" in query or not number.isdigit() or not total or not size:
        return
    if (int(number) + 1) * PAGES_IN_A_GROUP * int(size[1]) < int(total[1] or total[2]):
        yield Fetch(f"{url.partition('?')[0]}?{urlencode(query | {'page': int(number) + 1})}")


def _literals(array: str) -> Iterator[str]:
    for double, single in LITERAL.findall(array):
        yield ESCAPED.sub(
            lambda mark: chr(int(mark[1], 16)) if mark[1] else {"n": "\n", "t": "\t"}.get(mark[2], mark[2]),
            double or single,
        )


def _search(url: str, text: str) -> Fetch | None:
    """The list that a shell of the 信息公开 module loads: `loadDynamic('/module/xxgk/search.jsp?…'+id+'…', …)`."""
    call = SEARCH.search(text)
    if call is None:
        return None
    address = unescape(JOINED.sub("", call["address"]).replace("'", ""))
    target = urljoin(url, address)
    if "currpage=" not in target:
        target += "&currpage=1"
    return Fetch(target, "POST", urlsplit(target).query.encode(), (("Referer", url), *XHR))


def _module(page: Page, text: str) -> Listing | None:
    """An answer of search.jsp: rows whose links carry name and date as attributes; page by page until one is empty."""
    if "/module/xxgk/" not in urlsplit(page.url).path or "xxgkAnnualReport" in page.url:
        return None
    found = _entries(page, text) if ROW.search(text) else ()
    current = re.search(r"\bcurrpage=(\d+)", page.url)
    if not found or current is None:
        return Listing(found)
    target = f"{page.url[: current.start(1)]}{int(current[1]) + 1}{page.url[current.end(1) :]}"
    return Listing(found, (Fetch(target, "POST", urlsplit(target).query.encode(), XHR),))
