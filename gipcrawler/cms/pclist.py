"""The "pc/list" family of Jiangxi and some cities: the list stands as JSON in a script of the page, with its files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from gipcrawler.cms import pager
from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.literals import Value, assigned, read_literal
from gipcrawler.cms.markup import absolute, base_of, metas, text_of, tree_of
from gipcrawler.cms.records import entry_of, records, text_at
from gipcrawler.cms.static import read_static
from gipcrawler.cms.subcolumns import lists_apart

DETAILS = re.compile(r"/(?:pc/)?content/content_\d{10,20}\.html?$")
LISTED = re.compile(r"\barticleList[\"']?\s*[:=](?!=)")


@dataclass(frozen=True, slots=True)
class PcList:
    r"""A column at `url`, its pc/list.html (PORTALS 3.6).

    GET /jxsrmzf/xxgkn142/pc/list.html           <script>var articleList = [{"id": "2007653864991363072", "title",
                                   "pubDate": "2025-03-31 10:00:00", "urls": "{\"pc\": \"/…/content_….html\"}",
                                   "articleFiles": [{"fileName", "filePath", "domainName"}]}]</script>
                                   or as a property, articleList: […]
    an article with empty urls     content/content_<id>.html beside the list
    """

    url: str

    MARKS = (
        LISTED,
        re.compile(r"/pc/(?:list|content/content_\d{10,20})\.html"),
        re.compile(r"[\"']articleFiles[\"']|\barticleFiles\s*:"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """The entries of the list in the script; a page that has none is read as any static page.

        How the family numbers further pages is not known (PORTALS section 10): the page's own pager is followed.
        """
        text = text_of(page)
        listed = records(assigned(text, "articleList")) if page.status < 400 else []
        entries = tuple(entry for row in listed if (entry := _entry(page, row)))
        if not entries:
            return lists_apart(read_static(page, DETAILS), page.url, DETAILS)
        tree = tree_of(text)
        script = pager.scripted(text)
        after = pager.linked(tree, base_of(tree, page.url)) or (pager.following(script, page.url) if script else ())
        return Listing(entries, tuple(Fetch(url) for url in after), column=metas(tree).get("columnname"))


def _entry(page: Page, row: dict[str, Value]) -> Entry | None:
    number = text_at(row, "id")
    named = _address(row.get("urls"))
    built = urljoin(page.url, f"content/content_{number}.html") if number.isdecimal() else None
    entry = entry_of(page, row, absolute(page.url, named) or absolute(page.url, text_at(row, "url")) or built)
    if entry is None or urlsplit(entry.url).path != urlsplit(page.url).path:
        return entry
    return replace(entry, url=built) if built else None


def _address(urls: Value) -> str:
    """The address for a desk's screen among those of an article; they come as a record, or as one in a string."""
    if isinstance(urls, str):
        unpacked = read_literal(urls)
        return text_at(unpacked, "pc", *unpacked) if isinstance(unpacked, dict) else urls if "/" in urls else ""
    return text_at(urls, "pc", *urls) if isinstance(urls, dict) else ""
