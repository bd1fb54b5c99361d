"""Ask one source for one listing and one report, and tell how it stands; a dozen requests at most."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urljoin

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from gipcrawler.cms import Adapter, Entry, Fetch, Hub, Listing, Unknown, canonical, identify, ours, report_year
from gipcrawler.crawl.answers import is_file, page_of, reason_of
from gipcrawler.crawl.declare import Source
from gipcrawler.crawl.outcome import judge
from gipcrawler.crawl.probe_report import newest_of, read_report
from gipcrawler.crawl.probed import Probed, ProbedReport, Standing
from gipcrawler.model import Outcome

Ask = Callable[[Request], Awaitable[Response]]

MOST_PAGES = 8
"""Pages on the way to a list: shells, the columns of some years, the request that fills it."""
MOST_COLUMNS = 2
"""Organs of a hub that are asked for a report."""
YEARS_BACK = 4
"""A column of this year is opened in spring, may be named after either year, and some are late by years."""
REFUSED = frozenset((Standing.BLOCKED, Standing.UNREACHABLE))


@dataclass(slots=True)
class Look:
    """What an answer holds for a family, and how its source stands by it."""

    standing: Standing
    why: str
    at: str
    answer: Response | None = None
    listing: Listing = field(default_factory=Listing)
    reports: tuple[Entry, ...] = ()
    moved: bool = False

    @property
    def lists(self) -> bool:
        """Whether there is more to be found by it."""
        return bool(self.reports or self.listing.columns)

    @property
    def newest(self) -> int | None:
        """The latest report year that it lists."""
        years = (report_year(one.title, one.published, self.listing.column) for one in self.reports)
        return max(filter(None, years), default=None)


class Probe:
    """One source under probe: `download` gives a response, or raises as Scrapy's downloader does."""

    def __init__(self, spider: str, source: Source, download: Ask) -> None:
        self._spider = spider
        self._source = source
        self._download = download
        self._asked = 0

    async def probed(self) -> Probed:
        """How the source stands; never raises for what a server says."""
        look = await self._walk(self._source.adapter, self._first())
        report, newest = await self._report(look)
        proposal = None
        if not look.lists and look.standing not in REFUSED:
            proposal = await self._elsewhere(look)
        elif look.moved and look.lists:
            proposal = _declared(self._source, look)
        recognised = identify(page_of(look.answer)) if look.answer is not None and not is_file(look.answer) else None
        return Probed(
            spider=self._spider,
            source=self._source,
            standing=look.standing,
            why=look.why,
            at=look.at,
            asked=self._asked,
            recognised=type(recognised).__name__ if recognised else None,
            entries=len(look.reports),
            columns=len(look.listing.columns),
            newest=newest,
            report=report,
            proposal=proposal,
        )

    def _first(self) -> list[Fetch]:
        """The pages to begin with; of a column for every year the latest ones."""
        last = min(self._source.until or 9999, datetime.now(UTC).year)
        years = range(last, last - YEARS_BACK - 1, -1)
        fetches = self._source.adapter.start()
        return [
            replace(fetch, url=fetch.url.replace("{year}", str(year)))
            for fetch in fetches
            for year in (years if "{year}" in fetch.url else (last,))
        ]

    async def _walk(self, adapter: Adapter, first: Iterable[Fetch]) -> Look:
        """Follow a family to the first page that lists something; what the way ends at where there is none."""
        waiting, seen = deque(first), set[tuple[str, str, bytes]]()
        best: Look | None = None
        moved = False
        while waiting and len(seen) < MOST_PAGES:
            fetch = waiting.popleft()
            if (fetch.method, fetch.url, fetch.body) in seen:
                continue
            seen.add((fetch.method, fetch.url, fetch.body))
            look = await self._look(fetch, adapter)
            moved = look.moved = moved or look.moved
            if look.lists or look.standing in REFUSED:
                return look
            if best is None or best.standing is Standing.GONE:
                best = look
            waiting.extendleft(reversed(look.listing.more))
        return best or Look(Standing.EMPTY, "its family asks for nothing", self._source.label)

    async def _look(self, fetch: Fetch, adapter: Adapter) -> Look:
        """Ask for a listing page, and read it."""
        request = Request(
            fetch.url,
            method=fetch.method,
            body=fetch.body,
            headers=dict(fetch.headers),
            meta={"browser": True} if fetch.browser else {},
            dont_filter=True,
        )
        try:
            response = await self._ask(request)
        except Exception as error:  # noqa: BLE001  # as the collector: whatever it is, it is told
            refused = isinstance(error, IgnoreRequest)
            return Look(Standing.BLOCKED if refused else Standing.UNREACHABLE, reason_of(error), fetch.url)
        return _read(response, fetch, adapter)

    async def _report(self, look: Look) -> tuple[ProbedReport | None, int | None]:
        """One report of what was found, and the latest year; of a hub that of the first organ that lists any."""
        entry = newest_of(look.reports, look.listing.column)
        if entry is not None:
            return await read_report(self._ask, entry, self._source.place), look.newest
        report = None
        for column in look.listing.columns[:MOST_COLUMNS]:
            there = await self._walk(Unknown(column.url), [Fetch(column.url)])
            entry = newest_of(there.reports, there.listing.column)
            if entry is None:
                report = ProbedReport(column.url, column.title, None, 0, there.why or "lists no report", answered=False)
                continue
            report = await read_report(self._ask, entry, self._source.place)
            return report, there.newest
        return report, None

    async def _elsewhere(self, look: Look) -> Source | None:
        """A source that lists reports where this one does not: the same page in another family, else by the menus."""
        if look.answer is not None and look.standing is not Standing.GONE:
            here = Unknown(look.answer.url)
            again = _read(look.answer, Fetch(look.answer.url), here)
            if not again.lists and again.listing.more:
                again = await self._walk(here, again.listing.more)
            if again.lists:
                return _declared(self._source, again)
        root = urljoin(look.at, "/")
        found = await self._walk(Unknown(root), [Fetch(root)])
        return _declared(self._source, found) if found.lists else None

    async def _ask(self, request: Request) -> Response:
        self._asked += 1
        return await self._download(request)


def _read(response: Response, fetch: Fetch, adapter: Adapter) -> Look:
    outcome, why = judge(response.status, response.body)
    moved = canonical(response.url) != canonical(fetch.url) and bool(response.meta.get("redirect_urls"))
    if outcome is None or (outcome is Outcome.BLOCKED and response.status != 405):  # 405: POST is not known here
        standing = Standing.BLOCKED if outcome else Standing.UNREACHABLE
        return Look(standing, why, response.url, response, moved=moved)
    if outcome is Outcome.ANSWERED and is_file(response):
        listing = Listing((Entry(response.url, ""),), itself=True)
    else:
        listing = adapter.read(page_of(response))
    reports = listing.entries if listing.itself else ours(listing.entries, at=response.url, column=listing.column)
    if reports or listing.columns:
        standing = Standing.MOVED if moved else Standing.ANSWERED if reports else Standing.LEADS_ON
    elif listing.gone or outcome is not Outcome.ANSWERED:
        standing, why = Standing.GONE, why or "says that it is missing"
    else:
        standing, why = Standing.EMPTY, "lists no report"
    return Look(standing, why, response.url, response, listing, reports, moved)


def _declared(source: Source, look: Look) -> Source | None:
    """The source with the address and the family of what was found; null where that is the source as it stands."""
    if look.answer is None:
        return None
    page = page_of(look.answer)
    known = source.adapter.read(page)
    if look.moved and ours(known.entries, at=page.url, column=known.column):
        adapter = _at(source.adapter, page.url)
    else:
        adapter = identify(page) or Hub(page.url)
    return None if adapter == source.adapter else replace(source, adapter=adapter)


def _at(adapter: Adapter, url: str) -> Adapter:
    moved: Adapter = replace(adapter, url=url)  # type: ignore[type-var]  # every family is a dataclass with an address
    return moved
