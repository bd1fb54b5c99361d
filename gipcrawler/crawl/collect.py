"""Follow sources from listing to detail page to attachments, and yield each report's documents as one item."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, ClassVar

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from gipcrawler.cms import (
    Entry,
    Fetch,
    Listing,
    attachments,
    canonical,
    is_report,
    is_second_choice,
    ours,
    read_detail,
    report_year,
    stands_beside,
)
from gipcrawler.cms.filled import filled_by
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.rows import is_cut
from gipcrawler.cms.shells import shell_target
from gipcrawler.crawl.answers import is_file, page_of
from gipcrawler.crawl.asking import AskingSpider
from gipcrawler.crawl.attached import attached, document, judged
from gipcrawler.crawl.column import Column
from gipcrawler.crawl.items import Fetched, Found
from gipcrawler.crawl.known import Known
from gipcrawler.crawl.outcome import judge
from gipcrawler.crawl.run_id import run_id
from gipcrawler.model import Outcome

MOST_HOPS = 3
A_LIST = 3
"""So many reports on a page that was listed as a report make it a listing; a report links a few others beside it."""


class Collector(AskingSpider):
    """The flow that every spider of the project has; the declarations of `ProvinceSpider` fill it in.

    Every request is counted in the trail of its source with its outcome. One report is fetched once a run, whichever
    listing names it and however its address is spelled, and not again before it is due. Organs that a listing names are
    followed as far as the run's arguments reach. `place` is the division whose reports are looked for, empty for any.
    """

    place: ClassVar[str] = ""

    async def start(self) -> AsyncIterator[Any]:
        """The first listing pages of all sources; `{year}` in an address is asked for each year of source and run."""
        self._resume()
        self.known = Known.of(self.settings, self.place)
        starts = [(number, fetch) for number, trail in enumerate(self.trails) for fetch in trail.starts()]
        self.declared = {canonical(fetch.url) for _, fetch in starts}
        for number, fetch in starts:
            source = self.trails[number].source
            yield self._listing(Column(number, source.adapter, source.place, source.organ), fetch)

    async def read_listing(self, response: Response, column: Column) -> AsyncIterator[Any]:
        """A listing page: its reports are fetched, its further pages and the organs that it names followed."""
        trail = self.trails[column.source]
        outcome, reason = judge(response.status, response.body)
        if outcome is Outcome.BLOCKED and response.status != 405:  # 405 may only mean that POST is not known here
            trail.counts(outcome, reason)
        elif outcome is Outcome.ANSWERED and is_file(response):
            trail.counts(outcome)
            async for one in self._itself(response, column, Entry(response.url, "")):
                yield one
        else:
            listing = column.adapter.read(page_of(response))
            if outcome is Outcome.ANSWERED:
                trail.tally.listings += 1
                if listing.gone:
                    outcome = Outcome.GONE
                elif not listing.entries and not listing.more and not listing.columns:
                    outcome = Outcome.EMPTY
            trail.counts(outcome, reason)
            follow = self._itself(response, column, listing.entries[0]) if listing.itself else None
            async for one in follow or self._follow(response, column, listing):
                yield one
            beside = self._listings(column, listing.more) if listing.itself else ()
            for request in (*beside, *self._by_other_name(column, response.url, listing.more)):
                yield request
        async for one in self._listing_done(column):
            yield one

    async def read_detail(
        self, response: Response, column: Column, entry: Entry, frames: tuple[Fetched, ...] = ()
    ) -> AsyncIterator[Any]:
        """The page behind an entry: the report with its attachments, a file, a shell, or after all a listing.

        `frames` are the shells on the way to it; they are kept with the report, as what its listing links.
        """
        trail = self.trails[column.source]
        outcome, reason = judged(response)
        trail.counts(outcome, reason)
        if outcome is not Outcome.ANSWERED or self._is_known(response, entry):
            return
        if is_file(response):
            yield self._found(column, entry, [*frames, document(response, entry.title)])
            return
        page = page_of(response)
        target = shell_target(response.url, text_of(page))
        filling = None if target else filled_by(page)
        filled = any(canonical(one.capture.url) == canonical(response.url) for one in frames)
        if len(frames) < MOST_HOPS and (target or (filling and not filled)):
            onward = replace(entry, url=target) if target else entry
            yield self._detail(column, onward, (*frames, document(response)), filling)
            return
        async for one in self._read_page(response, column, entry, frames):
            yield one

    async def failed(self, failure: Failure) -> AsyncIterator[Any]:
        """A request that got no answer, or that robots.txt forbids."""
        request: Any = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        column: Column = request.cb_kwargs["column"]
        trail = self.trails[column.source]
        by_menu = request.callback == self.read_listing and not self._is_declared(request.url)
        if by_menu and isinstance(failure.value, IgnoreRequest):
            trail.tally.asked -= 1  # a menu may lead where robots.txt forbids to go: nothing is missing by that
        else:
            trail.fails(request.url, failure.value)
        if request.callback == self.read_listing:
            async for one in self._listing_done(column):
                yield one

    async def _read_page(
        self, response: Response, column: Column, entry: Entry, frames: tuple[Fetched, ...] = ()
    ) -> AsyncIterator[Any]:
        """A page with text of its own: nearly always the report, at times the listing of a year."""
        trail, page = self.trails[column.source], page_of(response)
        detail = read_detail(page)
        if not detail.report:
            listing = column.adapter.read(page)
            reports = ours(listing.entries, at=response.url, column=listing.column or column.name)
            own = {canonical(file.url) for file in attachments(page)} - {canonical(one.url) for one in reports}
            links = len(reports) + len(listing.columns)
            if links >= A_LIST or (links and detail.column and not own):
                trail.tally.listings += 1
                async for one in self._follow(response, column, listing):
                    yield one
                return
        known = replace(entry, published=entry.published or detail.published)
        if is_cut(entry.title) and detail.title:
            known = replace(known, title=detail.title)
            if not is_report(known, at=response.url):
                return
        year = report_year(known.title, known.published) or report_year(detail.title, detail.published)
        if trail.wants(known, year, column):
            found = (*entry.attachments, *attachments(page))
            documents = [*frames, document(response), *await attached(self.crawler.engine, response, found, trail)]
            yield self._found(column, known, documents, detail.site)
            for request in self.requisites_of(response, [one.capture.url for one in documents]):
                yield request

    async def _itself(self, response: Response, column: Column, entry: Entry) -> AsyncIterator[Any]:
        """An address that holds no list but a report: a column page (PORTALS 6.7), or what a link or a user names."""
        trail = self.trails[column.source]
        trail.notes((entry,), column)
        if self._takes(column, entry, report_year(entry.title, entry.published)):
            if is_file(response):
                yield self._found(column, entry, [document(response)])
            else:
                async for one in self._read_page(response, column, entry):
                    yield one

    async def _follow(self, response: Response, column: Column, listing: Listing) -> AsyncIterator[Any]:
        """What a listing leads to; second choices wait until the source's last page is read.

        A page that does not say its column's name (fragments, JSON) has that of the page that led to it.
        """
        trail, column = self.trails[column.source], replace(column, name=listing.column or column.name)
        reports = ours(listing.entries, at=response.url, column=column.name)
        years = [report_year(entry.title, entry.published, column.name) for entry in reports]
        fresh = trail.notes(reports, column)
        for entry, year in zip(reports, years, strict=True):
            if is_second_choice(entry):
                trail.held.append((entry, year, column))
            elif canonical(entry.url) not in self.linked and self._takes(column, entry, year):
                yield self._detail(column, entry)
        # a page of known reports only is the end, or a pager that leads back; one that is too old needs no follower
        goes_on = not listing.more or trail.goes_on(listing.entries, column)
        if goes_on and (fresh or not reports) and not trail.is_past(reports, years):
            for request in self._listings(column, listing.more):
                yield request
        reported = {canonical(entry.url) for entry in reports}
        for link in listing.columns:
            key = canonical(link.url)
            if key in reported or key in self.taken or not trail.reaches(link, column):
                continue
            theirs = column.of(link)
            if self._is_young(theirs, link):  # it leads to the report itself
                continue
            self.linked.add(key)
            for request in self._listings(theirs, [Fetch(link.url)]):
                yield request

    async def _listing_done(self, column: Column) -> AsyncIterator[Any]:
        trail = self.trails[column.source]
        trail.pending -= 1
        if trail.pending > 0:  # a resumed run is given listings that it did not ask for
            return
        held, trail.held = trail.held, []
        for entry, year, where in held:
            if not stands_beside(entry, trail.texts[where.organ]) and self._takes(where, entry, year):
                yield self._detail(where, entry)

    def _found(self, column: Column, entry: Entry, documents: list[Fetched], site: str | None = None) -> Found:
        trail = self.trails[column.source]
        trail.years.update([report_year(entry.title, entry.published) or 0])
        return Found(
            run=run_id(self.crawler),
            source=trail.tally.source,
            place=column.place,
            title=entry.title,
            published=entry.published,
            documents=documents,
            organ=column.organ,
            site=site,
        )
