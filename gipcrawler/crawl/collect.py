"""Follow sources from listing to detail page to attachments, and yield each report's documents as one item."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from gipcrawler.cms import Entry, Fetch, Listing, attachments, canonical, is_report, ours, read_detail, report_year
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.rows import is_cut
from gipcrawler.cms.shells import says_missing, shell_target
from gipcrawler.crawl.answers import is_file, page_of, reason_of
from gipcrawler.crawl.arguments import FIRST_YEAR, Arguments
from gipcrawler.crawl.declare import Expect, Source
from gipcrawler.crawl.items import Fetched, Found
from gipcrawler.crawl.outcome import judge
from gipcrawler.crawl.run_id import run_id
from gipcrawler.crawl.trail import Trail
from gipcrawler.crawl.wire import capture_of
from gipcrawler.model import Outcome, SourceTally

MOST_HOPS = 3
A_LIST = 3
"""So many reports on a page that was listed as a report make it a listing; a report links a few others beside it."""


class Collector(Spider):
    """The flow that every spider of the project has; the declarations of `ProvinceSpider` fill it in.

    Every request is counted in the trail of its source with its outcome. One report is fetched once a run, whichever
    listing names it and however its address is spelled. With DRY_RUN, `planned` holds what would be fetched.
    """

    def __init__(self, sources: Sequence[Source], arguments: Arguments, given: Mapping[str, str]) -> None:
        super().__init__()
        self.arguments = arguments
        self.given = dict(given)
        self.expected: Expect | None = None
        self.trails = [
            Trail(source, arguments, SourceTally(source=source.label, place=source.place)) for source in sources
        ]
        self.planned: list[tuple[Entry, int | None]] = []
        self.taken: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """The first listing pages of all sources; `{year}` in an address is asked for each year of source and run."""
        for number, trail in enumerate(self.trails):
            for fetch in trail.source.adapter.start():
                for year in self._years(trail.source) if "{year}" in fetch.url else (0,):
                    for request in self._listings(number, [replace(fetch, url=fetch.url.replace("{year}", str(year)))]):
                        yield request

    async def read_listing(self, response: Response, number: int) -> AsyncIterator[Any]:
        """A listing page: its reports are fetched, its further pages followed."""
        trail = self.trails[number]
        outcome, reason = judge(response.status, response.body)
        if outcome is Outcome.BLOCKED and response.status != 405:  # 405 may only mean that POST is not known here
            trail.counts(outcome, reason)
            return
        listing = trail.source.adapter.read(page_of(response))
        reports = ours(listing.entries, at=response.url, column=listing.column)
        if outcome is Outcome.ANSWERED:
            trail.tally.listings += 1
            if listing.gone:
                outcome = Outcome.GONE
            elif not reports and not listing.more:
                outcome = Outcome.EMPTY
        trail.counts(outcome, reason)
        async for one in self._follow(response, number, listing, reports):
            yield one

    async def read_detail(self, response: Response, number: int, entry: Entry, hops: int = 0) -> AsyncIterator[Any]:
        """The page behind an entry: the report with its attachments, a file, a shell, or after all a listing."""
        trail = self.trails[number]
        outcome, reason = judge(response.status, response.body)
        if outcome is Outcome.ANSWERED and self._is_alias(response):
            trail.counts(outcome)
            return
        file = is_file(response)
        text = "" if file else text_of(page_of(response))
        if outcome is Outcome.ANSWERED and says_missing(text):
            outcome = Outcome.GONE
        trail.counts(outcome, reason)
        if outcome is not Outcome.ANSWERED:
            return
        target = shell_target(response.url, text)
        if file:
            yield self._found(trail, entry, [_fetched(response, entry.title)])
        elif target and hops < MOST_HOPS:
            yield self._detail(number, replace(entry, url=target), hops + 1)
        else:
            async for one in self._read_page(response, number, entry):
                yield one

    async def _read_page(self, response: Response, number: int, entry: Entry) -> AsyncIterator[Any]:
        """A page with text of its own: nearly always the report, at times the listing of a year."""
        trail, page = self.trails[number], page_of(response)
        detail = read_detail(page)
        if not detail.report:
            listing = trail.source.adapter.read(page)
            reports = ours(listing.entries, at=response.url, column=listing.column)
            if len(reports) >= A_LIST:
                trail.tally.listings += 1
                async for one in self._follow(response, number, listing, reports):
                    yield one
                return
        known = replace(entry, published=entry.published or detail.published)
        if is_cut(entry.title) and detail.title:
            known = replace(known, title=detail.title)
            if not is_report(known, at=response.url):
                return
        year = report_year(known.title, known.published) or report_year(detail.title, detail.published)
        if trail.wants(known, year):
            documents = [_fetched(response, _name(response.url))]
            documents += await self._attached(response, number, (*entry.attachments, *attachments(page)))
            yield self._found(trail, known, documents)

    async def failed(self, failure: Failure) -> None:
        """A request that got no answer, or that robots.txt forbids."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        self._failed(self.trails[request.cb_kwargs["number"]], request.url, failure.value)

    async def _follow(
        self, response: Response, number: int, listing: Listing, reports: Sequence[Entry]
    ) -> AsyncIterator[Any]:
        trail = self.trails[number]
        fresh = trail.notes(reports)
        years = [report_year(entry.title, entry.published, listing.column) for entry in reports]
        for entry, year in zip(reports, years, strict=True):
            if not trail.wants(entry, year) or canonical(entry.url) in self.taken or not trail.samples():
                continue
            self.taken.add(canonical(entry.url))
            trail.tally.entries += 1
            if self.settings.getbool("DRY_RUN"):
                self.planned.append((entry, year))
                trail.years.update([year or 0])
            elif canonical(entry.url) == canonical(response.url):
                async for one in self.read_detail(response, number, entry):
                    yield one
            else:
                yield self._detail(number, entry)
        # a page of known reports only is the end, or a pager that leads back; an older one needs no follower
        if (fresh or not reports) and not self._all_older(reports, years):
            for request in self._listings(number, listing.more):
                yield request

    async def _attached(self, response: Response, number: int, found: Sequence[Entry]) -> list[Fetched]:
        """The attachments of a page, one after another; one that cannot be had is counted and the others go on."""
        trail, documents = self.trails[number], []
        for entry in {canonical(entry.url): entry for entry in reversed(found)}.values():
            trail.tally.asked += 1
            try:
                request = Request(entry.url, headers={"Referer": response.url}, dont_filter=True)
                answer = await self.crawler.engine.download_async(request)
            except Exception as error:  # noqa: BLE001  # whatever it is, the report's other documents are not lost
                self._failed(trail, entry.url, error)
                continue
            outcome, reason = judge(answer.status, answer.body)
            if outcome is Outcome.ANSWERED and not is_file(answer) and says_missing(text_of(page_of(answer))):
                outcome = Outcome.GONE
            trail.counts(outcome, reason)
            if outcome is Outcome.ANSWERED:
                documents.append(_fetched(answer, entry.title))
        return documents[::-1]

    def _found(self, trail: Trail, entry: Entry, documents: list[Fetched]) -> Found:
        trail.years.update([report_year(entry.title, entry.published) or 0])
        return Found(
            run=run_id(self.crawler),
            source=trail.tally.source,
            place=trail.source.place,
            title=entry.title,
            published=entry.published,
            documents=documents,
        )

    def _listings(self, number: int, fetches: Sequence[Fetch]) -> Iterator[Request]:
        trail = self.trails[number]
        for fetch in fetches:
            if trail.opens(fetch):
                trail.tally.asked += 1
                yield Request(
                    fetch.url,
                    callback=self.read_listing,
                    errback=self.failed,
                    method=fetch.method,
                    body=fetch.body,
                    headers=dict(fetch.headers),
                    cb_kwargs={"number": number},
                    dont_filter=True,  # Scrapy's filter would drop a redirect to a known page in silence
                )

    def _detail(self, number: int, entry: Entry, hops: int = 0) -> Request:
        self.trails[number].tally.asked += 1
        return Request(
            entry.url,
            callback=self.read_detail,
            errback=self.failed,
            cb_kwargs={"number": number, "entry": entry, "hops": hops},
            dont_filter=True,
        )

    def _failed(self, trail: Trail, url: str, error: BaseException | None) -> None:
        forbidden = isinstance(error, IgnoreRequest)
        trail.counts(Outcome.BLOCKED if forbidden else None, f"{urlsplit(url).hostname}: {reason_of(error)}")

    def _is_alias(self, response: Response) -> bool:
        """True where a redirect led to a page that another entry of the run stands for."""
        asked = response.request.cb_kwargs.get("entry") if response.request else None
        here = canonical(response.url)
        if asked is None or here == canonical(asked.url):
            return False
        known = here in self.taken
        self.taken.add(here)
        return known

    def _all_older(self, reports: Sequence[Entry], years: Sequence[int | None]) -> bool:
        """True for a page whose reports are dated, newest first, and all of years before those asked for."""
        dates = [entry.published for entry in reports]
        known = [day for day in dates if day]
        if not reports or len(known) < len(dates) or known != sorted(known, reverse=True):
            return False
        since = self.arguments.since or FIRST_YEAR
        return all(year is not None and year < since for year in years)

    def _years(self, source: Source) -> range:
        """The years whose columns are asked for; a column may be named after the year of publication."""
        asked = self.arguments
        this_year = datetime.now(UTC).year
        first = max(source.since or FIRST_YEAR, asked.since or FIRST_YEAR)
        last = min(source.until or this_year, asked.until or this_year)
        return range(first, min(last + 1, this_year) + 1)


def _fetched(response: Response, name: str) -> Fetched:
    return Fetched(capture_of(response), response.body, name)


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2]) or "index.html"
