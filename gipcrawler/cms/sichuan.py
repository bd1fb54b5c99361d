"""Sichuan's relative of UCAP: template pages under numbered nodes, and a POST with JSON that lists a channel."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from gipcrawler.cms.adapter import Fetch, Listing, Page
from gipcrawler.cms.entries import ours
from gipcrawler.cms.literals import Value, assigned
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.records import entry_of, json_of, records, text_at, whole
from gipcrawler.cms.ucap import Ucap

SEARCH = "/cms-scsrmzf/qryZFWJListByConditionsNew"
CALLED = re.compile(r"/cms-\w+/qry\w+")
CHANNEL = re.compile(r"\bchannelid\s*=\s*[\"'](\w+)[\"']", re.IGNORECASE)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Sichuan:
    """A column at `url`, a template page (PORTALS 2.23, 3.7); `{year}` in it stands for every report year.

    GET /10462/2025nb/xxgknbs.shtml              links with dates not padded, /10462/10778/2024/1/29/<32 hex>.shtml
    page two                                     xxgknbs_2.shtml
    POST /cms-scsrmzf/qryZFWJListByConditionsNew {"pageSize": 50, "pageNum": 1, "channelId": ["…"]}
                                                 {"total": 52, "results": [{"title", "url", "publishedTime"}]}
    """

    url: str

    MARKS = (
        re.compile(r"/cms-scsrmzf/"),
        re.compile(r"/20\d\d/\d{1,2}/\d{1,2}/(?:[0-9a-fA-F]{32}|\d{7,9})\.shtml"),
        re.compile(r"[\"'](?:https?://[\w.:-]+)?/\d{5}/(?:\w{1,60}/){1,8}\w{1,60}\.shtml"),
        re.compile(r"cmsArticleContent|yxgzul|zfgztit_ssdate"),
    )

    def start(self) -> Iterable[Fetch]:
        """The column's template page."""
        return (Fetch(self.url),)

    def read(self, page: Page) -> Listing:
        """Entries and next pages of a template page, or of an answer of the POST.

        The parameters of the POST stand in its address as well, which the server does not look at: so an answer, of
        which only the address is known, tells its own number.
        """
        text = text_of(page)
        answer = json_of(page)
        if answer is not None:
            return _results(page, answer)
        listing = Ucap(self.url).read(page)
        call = CALLED.search(text)
        shown = ours(listing.entries, at=page.url, column=listing.column)  # links of the frame are entries, too
        channels = _channels(text)
        if shown or page.status >= 400 or call is None or not channels:
            return listing
        # what leads to other years; UCAP's searches are not this family's
        pages = [fetch for fetch in listing.more if urlsplit(fetch.url).path.endswith("html")]
        return replace(listing, more=(_post(page.url, channels, 1, call[0]), *pages), gone=False)


def _channels(text: str) -> tuple[str, ...]:
    """The channels that the page's script asks for, else the page's own."""
    given: Value = assigned(text, "channelId")
    listed = given if isinstance(given, list) else [given]
    named = tuple(str(one) for one in listed if isinstance(one, str | int) and str(one).isalnum())
    own = CHANNEL.search(text)
    return named or ((own[1],) if own else ())


def _post(url: str, channels: Iterable[str], number: int, path: str = SEARCH) -> Fetch:
    asked = {"pageSize": PAGE_SIZE, "pageNum": number, "channelId": list(channels)}
    headers = (("Referer", url), ("Content-Type", "application/json;charset=UTF-8"))
    return Fetch(f"{urljoin(url, path)}?{urlencode(asked, doseq=True)}", "POST", json.dumps(asked).encode(), headers)


def _results(page: Page, answer: object) -> Listing:
    data = answer.get("data") if isinstance(answer, dict) else None
    holder = data if isinstance(data, dict) and "results" in data else answer
    rows = records(holder.get("results")) if isinstance(holder, dict) else []
    entries = tuple(entry for row in rows if (entry := entry_of(page, row)))
    query = parse_qsl(urlsplit(page.url).query)
    number = whole(dict(query).get("pageNum", ""))
    channels = [value for name, value in query if name == "channelId"]
    total = whole(text_at(holder, "total", "totalCount", "count")) if isinstance(holder, dict) else None
    full = len(rows) >= PAGE_SIZE if total is None else (number or 0) * PAGE_SIZE < total
    more = (_post(page.url, channels, number + 1, urlsplit(page.url).path),) if number and rows and full else ()
    return Listing(entries, more, gone=page.status >= 400)
