"""Epoint WebBuilder (上海's districts): lists are pages, a report is an answer in JSON to the frame that shows it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from gipcrawler.cms import rows
from gipcrawler.cms.adapter import Entry, Fetch, Listing, Page
from gipcrawler.cms.addresses import document_type
from gipcrawler.cms.literals import Value
from gipcrawler.cms.markup import absolute, text_of, tree_of
from gipcrawler.cms.records import json_of
from gipcrawler.cms.static import read_static
from gipcrawler.text.dates import find_dates
from gipcrawler.text.titles import read_title

UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
DETAILS = re.compile(rf"/\w*?info\w{{0,40}}\.html?\?[^#]*\binfo(?:Guid|Id)=|/20\d{{6}}/{UUID}\.html?$", re.IGNORECASE)
SHOWN = re.compile(r"\binfo(?:guid|id)=([\w-]+)", re.IGNORECASE)
PROGRAM = re.compile(r"[\"']([^\"'\s]*/rest/[^\"'\s]*getGovInfoDetail)[\"']", re.IGNORECASE)
FILE = re.compile(r"\S+\.\w{2,4}(?:\?\S*)?")
LONGEST_TITLE = 150
FORM = ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")


@dataclass(frozen=True, slots=True)
class Epoint:
    """A column of Epoint WebBuilder at `url`, or the page of one of its reports (PORTALS 3.8).

    GET /zwgk/nb/list.html             <li><a href="/xxgk/showinfo.html?infoGuid=<uuid>">…</a>2025-01-26</li>
    GET /xxgk/showinfo.html?infoGuid=… a frame without text; its script names …/rest/…/getGovInfoDetail
    POST …/getGovInfoDetail?infoGuid=… params={"infoid": "<uuid>"}
        {"custom": {"title": …, "infodate": …, "infocontent": "<p>…" or "", "attach": [{"name": …, "url": "….pdf"}]}}
    """

    url: str

    MARKS = (
        re.compile(r"info\w{0,40}\.html?\?[^\"'\s]*\binfo(?:Guid|Id)=", re.IGNORECASE),
        re.compile(r"getGovInfoDetail|/rest/[\w/]+/get\w*Info", re.IGNORECASE),
        re.compile(r"\bepoint|EpointWebBuilder|/webbuilder/", re.IGNORECASE),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's first page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a list; of a report's frame the request that fills it; of its answer the report."""
        answer = json_of(page)
        if answer is not None:
            return _answered(page, answer)
        filling = filled_by(page)
        return Listing(more=(filling,)) if filling else read_static(page, DETAILS)


def filled_by(page: Page) -> Fetch | None:
    """The request that fills the frame of a report, or null for any other page."""
    shown, program = SHOWN.search(urlsplit(page.url).query), PROGRAM.search(text_of(page))
    return _detail(page.url, program[1], shown[1]) if shown and program and page.status < 400 else None


def _detail(referer: str, program: str, guid: str) -> Fetch:
    """What fills the frame; the id stands in the address as well, which tells the answers of one program apart."""
    form = urlencode({"params": json.dumps({"infoid": guid}, separators=(",", ":"))})
    return Fetch(f"{urljoin(referer, program)}?infoGuid={guid}", "POST", form.encode(), (("Referer", referer), FORM))


def _answered(page: Page, answer: Mapping[str, Value]) -> Listing:
    """A report: the answer itself where it has a text, else its files; their names in the JSON are each site's own."""
    said = list(_strings(answer))
    title = next((text for text in said if len(text) < LONGEST_TITLE and read_title(text)), None)
    if title is None:
        return Listing(gone=page.status >= 400)
    dates = [day for text in said if len(text) < LONGEST_TITLE for day in find_dates(text)]
    published = dates[0] if dates else None
    texts = [text for text in said if "<" in text and len(text) >= LONGEST_TITLE]
    linked = [entry for text in texts for entry in rows.entries(tree_of(text), page.url, DETAILS)]
    # 年报.pdf alone is the name of a file, not its address
    paths = [text for text in said if "/" in text and FILE.fullmatch(text.strip())]
    named = [Entry(url, title) for text in paths if (url := absolute(page.url, text))]
    files = {entry.url: Entry(entry.url, title, published) for entry in (*linked, *named) if document_type(entry.url)}
    if texts:
        return Listing((Entry(page.url, title, published, tuple(files.values())),), itself=True)
    return Listing(tuple(files.values()))


def _strings(value: "Value | Mapping[str, Value]") -> Iterator[str]:
    """All strings of a JSON value, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _strings(inner)
