"""gkmlpt, Guangdong's platform for the disclosure of every organ: a shell of script, and an API that lists a column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.addresses import column_hash, host_of
from gipcrawler.cms.literals import Value, assigned
from gipcrawler.cms.markup import absolute, metas, text_of, tree_of
from gipcrawler.cms.navigation import is_annual
from gipcrawler.cms.records import entry_of, json_of, records, text_at, whole
from gipcrawler.cms.static import read_static

# /gkmlpt/content/4/4688/post_4688997.html, and what the site publishes beside the platform
DETAILS = re.compile(r"/content/(?:\d+/\d+/)?m?post_\d+\.html?$")
SHELL = re.compile(r"\b_CONFIG\b")
SID = re.compile(r"\bSID[\"']?\s*[:=](?!=)\s*[\"']?(\d{1,18})\b")
PLATFORM = re.compile(r"^https?://[^/]+(?:/[^#?]*)?/gkmlpt(?=/|$)")
# 政府信息公开年报, and beside it 部门政府信息公开年报, 镇街信息公开年报; only where there is none of these, plain 年报
OF_DISCLOSURE = re.compile(r"(?!.*(?:网站|法治|总结)).*(?:信息|政务)公开.*(?:年报|年度报告|工作报告)")
SCRIPT = re.compile(r"<script[^<>]+src\s*=\s*[\"']?([^\"'<>\s]*config[^\"'<>\s]*\.js[^\"'<>\s]*)", re.IGNORECASE)
MOST_PAGES = 100
NAME = "政府信息公开年报"
"""What the platform calls the column that is asked for; the API's answers do not repeat it."""


@dataclass(frozen=True, slots=True)
class Gkmlpt:
    """An organ on the gkmlpt platform at `url`: the platform's root, or an address under /gkmlpt/ (PORTALS 3.3).

    GET /gkmlpt/annualreport#2629  <script>window._CONFIG = {SID: 175, TREE: [{id: 2600, name, children: [{id: 2629,
                                   name: "政府信息公开年报", children: []}]}]}</script>
    GET /gkmlpt/api/all/2629?page=1&sid=175      page 0 is page 1; 100 articles a page
                                   {"total": 135, "articles": [{"id": 4688997, "title", "url", "post_url", "publisher",
                                    "display_publish_time": 1711814400, "attachments": [{…}]}]}

    `column` is the number after the hash of an address; where it or `sid` is null it is read from the shell: the
    column that the tree calls the annual reports, with what is below it.
    """

    url: str
    sid: int | None = None
    column: int | None = None

    MARKS = (
        re.compile(r"\b_CONFIG\b"),
        re.compile(r"\bSID[\"']?\s*[:=]\s*[\"']?\d+"),
        re.compile(r"(?:src|href)\s*=\s*[\"'][^\"']*/gkmlpt/(?:static|assets|js|css|dist|public)/"),
        re.compile(r"^\s*\{[\s\S]{0,2000}?\"articles\"\s*:"),
        re.compile(r"/gkmlpt/attachment/|\n\"https?://[^\"\s]+/gkmlpt/[^\"\s]*\"$"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page where site and column are known, else the shell."""
        column = self.column or column_hash(self.url)
        if self.sid and column:
            return (_page(self.url, column, self.sid),)
        shell = urlsplit(self.url).path.partition("/gkmlpt/")[2]
        return (Fetch(self.url if shell else f"{_platform(self.url)}/index"),)

    def read(self, page: Page) -> Listing:
        """Entries and further pages of an answer of the API; what to ask the API for, of a shell."""
        if page.status >= 400:
            return Listing(gone=True)
        answer = json_of(page)
        if answer is not None:
            return _articles(page, answer.get("articles"), answer.get("total"))
        text = text_of(page)
        if not SHELL.search(text):
            return _configured(page, text) or read_static(page, DETAILS, second=2)
        own, named = host_of(page.url) == host_of(self.url), SID.search(text)
        known = (self.column or column_hash(self.url) if own else None) or column_hash(page.url)
        columns = (known,) if known else tuple(dict.fromkeys(_annual(assigned(text, "TREE"))))
        sid = (self.sid if own else None) or (int(named[1]) if named else None)
        more = tuple(_page(page.url, column, sid) for column in columns)
        return Listing(more=more, column=metas(tree_of(text)).get("columnname"))


def _configured(page: Page, text: str) -> Listing | None:
    """What to ask where a shell keeps its configuration in a script of its own: that, with the hash of the shell."""
    source = SCRIPT.search(text) if PLATFORM.match(page.url) else None
    address = absolute(page.url, source[1]) if source else None
    if address is None:
        return None
    column = column_hash(page.url)
    return Listing(more=(Fetch(f"{address}#{column}" if column else address),))


def _platform(url: str) -> str:
    """The address of the platform: what stands before and in /gkmlpt; of a host without it, the host's own."""
    found = PLATFORM.match(url)
    return found[0] if found else urljoin(url, "/gkmlpt")


def _page(url: str, column: int, sid: int | None, number: int = 1) -> Fetch:
    query = {"page": number} | ({"sid": sid} if sid else {})
    return Fetch(f"{_platform(url)}/api/all/{column}?{urlencode(query)}")


def _annual(tree: Value) -> Iterator[int]:
    """The numbers of the columns named as annual reports, with all below them."""
    nodes = list(_nodes(tree))
    chosen = [node for node in nodes if OF_DISCLOSURE.match(text_at(node, "name"))]
    chosen = chosen or [node for node in nodes if is_annual(text_at(node, "name"))]
    for node in chosen:
        for below in _nodes(node):
            number = whole(text_at(below, "id"))
            if number is not None:
                yield number


def _nodes(tree: Value) -> Iterator[dict[str, Value]]:
    """The columns of a tree, from the top: whatever has a number and a name, at any depth."""
    if isinstance(tree, dict):
        if text_at(tree, "id") and text_at(tree, "name"):
            yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _articles(page: Page, listed: Value, total: Value) -> Listing:
    articles = records(listed)
    entries = tuple(entry for article in articles if (entry := _entry(page, article)))
    return Listing(entries, tuple(_others(page.url, len(articles), total)), column=NAME)


def _entry(page: Page, article: dict[str, Value]) -> Entry | None:
    """An article; one without an address has it from its number."""
    number = whole(text_at(article, "id"))
    built = None
    if not text_at(article, "url", "post_url") and number is not None:
        folder = f"{number // 1_000_000}/{number // 1_000}"
        built = f"{_platform(page.url)}/content/{folder}/post_{number}.html"
    return entry_of(page, article, built)


def _others(url: str, shown: int, total: Value) -> Iterator[Fetch]:
    """All pages after the first, once the first says how many articles there are and shows how many make a page."""
    query = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    count = whole(text_at({"total": total}, "total"))
    if not shown or count is None or query.get("page", "1") not in {"", "0", "1"}:
        return
    pages = min(-(-count // shown), MOST_PAGES)
    for number in range(2, pages + 1):
        yield Fetch(f"{url.partition('?')[0]}?{urlencode(query | {'page': str(number)})}")
