"""大汉 Hanweb JCMS: the list is XML inside a script of the column page, the rest of it comes from dataproxy.jsp."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms import jcms_module, jpaas, navigation
from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.literals import assigned, read_literal
from gipcrawler.cms.markup import base_of, text_of, tree_of
from gipcrawler.cms.records import whole
from gipcrawler.cms.static import read_static

# /art/Y/M/D/art_<column>_<id>.html, not padded; newer builds /art/<Y>/art_<32 hex>.html, /col/<N>/art/<id>/<id>.html
DETAILS = re.compile(
    r"/art/20\d\d/(?:\d{1,2}/\d{1,2}/)?art_\w+\.html?|/col/\w+/art/[\w/]+\.html?|xxgkAnnualReport\.jsp\?"
)
CDATA = re.compile(r"^\s*<!\[CDATA\[|\]\]>\s*$")
HREF = re.compile(r"\bhref\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
IN_JAVASCRIPT = re.compile(r"\bdataStore\s*=\s*\[")
TOTAL = re.compile(r"total_?record[\"']?\s*[:=]\s*[\"']?(\d{1,9})|<totalrecord>\s*(\d{1,9})", re.IGNORECASE)
PER_PAGE = re.compile(r"\bper_?page[\"']?\s*[:=]\s*[\"']?(\d{1,9})", re.IGNORECASE)
PROXY = re.compile(r"\bproxyUrl[\"']?\s*:\s*[\"']([^\"']*dataproxy\.jsp[^\"']*)[\"']", re.IGNORECASE)
PARAMETERS = re.compile(r"\bparams[\"']?\s*:\s*(?=\{)")
FRAME = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
PAGES_IN_A_GROUP = 3
MOST_GROUPS = 100
REFUSED = frozenset((405, 501))


@dataclass(frozen=True, slots=True)
class Jcms:
    """A column of JCMS at `url`, with its whole query: it may choose the organisation (PORTALS 3.2, 2.15).

    GET /col/col93261/index.html?vc_xxgkarea=1137…&jh=264       <script type="text/xml"><datastore>
        <nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=93261&unitid=7">]]></nextgroup>
        <record><![CDATA[<li><a href="/art/2025/1/22/art_78726_11.html" title="…">…</a>2025-01-22</li>]]></record>
    then the pager                                              totalRecord: 135, perPage: 15
    POST dataproxy.jsp?startrecord=46&endrecord=90&perpage=15   the same XML, or totalRecord=135;dataStore=["<li>…", …]
    POST /module/xxgk/search.jsp?area=1137…&currpage=1          <tr class="tr_main_value_odd"><a mc="name" rq="date" …>
    """

    url: str

    MARKS = (
        re.compile(r"<datastore>|\bdataStore\s*=\s*\[", re.IGNORECASE),
        re.compile(r"/module/(?:web/|xxgk/|jslib/|download/)|/jpage/"),
        re.compile(r"[\"'/]art/20\d\d/\d{1,2}/\d{1,2}/art_\d+_\d+\.html?|/col/\d+_\d+/art/"),
        re.compile(r"/col/(?:col\d+|\d+_\d+)/index\.html?"),
        re.compile(r"default_pgContainer|bt_content|tr_main_value_", re.IGNORECASE),
    )

    def start(self) -> Iterable[Fetch]:
        """The column page, its query kept."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and further groups of a column page, or of what answers its requests.

        Where the totals are known, all groups are asked for by POST as the page's own script does; where only a next
        group is named, that is followed. A page with neither is a shell of the 信息公开 module or of JPaaS units, an
        ordinary page of links, or itself the report.
        """
        if page.status >= 400:
            # servers that know dataproxy.jsp by GET only refuse the POST; its parameters stand in the address as well
            refused = "startrecord=" in page.url and page.status in REFUSED
            return Listing(more=(Fetch(page.url),) if refused else (), gone=True)
        text = text_of(page)
        answer = jpaas.read_unit(page, self.url) or jcms_module.answered(page, text, DETAILS)
        if answer is not None:
            return answer
        records = list(_records(text))
        if records or "<datastore>" in text.lower() or "<nextgroup>" in text.lower():
            return self._stored(page, text, records)
        listing = read_static(page, DETAILS)
        tree = tree_of(text)
        if listing.itself:  # xxgkAnnualReport.jsp shows one year and names the others
            return replace(listing, more=tuple(map(Fetch, navigation.years(tree, base_of(tree, page.url)))))
        asked = jcms_module.searches(page.url, text) or jcms_module.frames(tree, base_of(tree, page.url))
        called = () if asked else tuple(_called(page.url, text))
        return replace(listing, more=(*asked, *called, *jpaas.units(page), *listing.more))

    def _stored(self, page: Page, text: str, records: list[str]) -> Listing:
        """A page whose list stands in scripts: read as if it stood in the page, and the groups that are not on it."""
        answer = "dataproxy" in page.url
        base = f'<base href="{self.url}">' if answer and "dataproxy" not in self.url else ""
        frame = FRAME.sub("", _without(text, "script")) if FRAME.search(text) else ""
        shown = base + frame + "".join(f"<div>{record}</div>" for record in records)
        listing = read_static(replace(page, body=shown.encode(), charset="utf-8"), DETAILS, hub=answer)
        groups = tuple(_numbered(page.url, text) if IN_JAVASCRIPT.search(text) else _further(page.url, text))
        return replace(listing, more=(*groups, *jpaas.units(page), *listing.more), gone=False)


def _records(text: str) -> Iterator[str]:
    """The fragments of HTML that a page's or an answer's scripts hold, one for each line of the list."""
    for element in _elements(text, "record"):
        record = CDATA.sub("", element[0])
        yield unescape(record) if record.lstrip().startswith("&lt;") else record
    if IN_JAVASCRIPT.search(text):
        stored = assigned(text, "dataStore")
        yield from (item for item in stored if isinstance(item, str)) if isinstance(stored, list) else ()


def _further(url: str, text: str) -> Iterator[Fetch]:
    """The groups of each datastore that are not on the page."""
    if "startrecord=" in url:
        return
    stores = list(_elements(text, "datastore")) or [(text, 0, len(text))]
    per_pages = list(PER_PAGE.finditer(text))
    # a datastore's own total counts unless the pager after it repeats it: one total a list
    repeated = per_pages[-1].start() if per_pages else -1
    told = [match for match in TOTAL.finditer(text) if not any(a <= match.start() < b < repeated for _, a, b in stores)]
    totals, sizes = [int(match[1] or match[2]) for match in told], [int(match[1]) for match in per_pages]
    for place, (store, _, _) in enumerate(stores):
        group = next((HREF.search(inside) for inside, _, _ in _elements(store, "nextgroup")), None)
        total, size = (numbers[place] if place < len(numbers) else None for numbers in (totals, sizes))
        shown = sum(1 for _ in _elements(store, "record"))
        if group:
            yield from _groups(url, unescape(group[1]), shown, total, size)
        elif len(stores) == 1:
            yield from _called(url, text, shown)


def _elements(text: str, name: str) -> Iterator[tuple[str, int, int]]:
    """The inside of each element of a name, and where it begins and ends; one that is not closed ends the search."""
    opening, closing = re.compile(rf"<{name}\b[^>]*>", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE)
    start = opening.search(text)
    while start:
        end = closing.search(text, start.end())
        if end is None:
            return
        yield text[start.end() : end.start()], start.start(), end.end()
        start = opening.search(text, end.end())


def _without(text: str, name: str) -> str:
    """A text without the elements of a name."""
    ends = [(begin, end) for _, begin, end in _elements(text, name)]
    kept = zip([0, *(end for _, end in ends)], [*(begin for begin, _ in ends), len(text)], strict=True)
    return "".join(text[begin:end] for begin, end in kept)


def _called(url: str, text: str, shown: int = 0) -> Iterator[Fetch]:
    """What the page's jpage call names, where no next group does: `proxyUrl`, `params`, `totalRecord`, `perPage`."""
    proxy, parameters = PROXY.search(text), PARAMETERS.search(text)
    given = read_literal(text, parameters.end()) if parameters else None
    totals, size = TOTAL.findall(_without(text, "datastore")), PER_PAGE.search(text)
    if proxy and isinstance(given, Mapping) and totals and size:
        form = {name: str(value) for name, value in given.items() if not isinstance(value, list | dict | None)}
        total = int(totals[0][0] or totals[0][1])
        yield from _groups(url, f"{proxy[1].partition('?')[0]}?{urlencode(form)}", shown, total, int(size[1]))


def _groups(url: str, address: str, shown: int, total: int | None, size: int | None) -> Iterator[Fetch]:
    """The remaining groups: by POST where the totals are known, else the next one as the page names it."""
    proxy, _, query = urljoin(url, address).partition("?")
    headers = (("Referer", url), *jcms_module.XHR)
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
    number = whole(query.get("page", ""))
    if "startrecord" in query or number is None or not total or not size:
        return
    if (number + 1) * PAGES_IN_A_GROUP * int(size[1]) < int(total[1] or total[2]):
        yield Fetch(f"{url.partition('?')[0]}?{urlencode(query | {'page': number + 1})}")
