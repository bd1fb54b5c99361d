"""Keep what a run has asked for and taken, so that a listing is asked for once and a report fetched once."""

from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from gipcrawler.cms import Entry, Fetch, canonical
from gipcrawler.crawl.arguments import Arguments
from gipcrawler.crawl.column import Column
from gipcrawler.crawl.declare import Expect, Source
from gipcrawler.crawl.errand import RequisiteSpider
from gipcrawler.crawl.items import Fetched
from gipcrawler.crawl.known import Known
from gipcrawler.crawl.trail import Trail, key_of
from gipcrawler.model import SourceTally


class AskingSpider(RequisiteSpider):
    """A spider with a trail a source, whose requests lead to `read_listing`, `read_detail` and `failed`.

    `taken` holds the keys of reports, `linked` those of the links that hubs name organs by, `declared` those of the
    sources' own addresses, `opened` those of all other listing pages; `shells` holds addresses as they are, of pages
    that lead to themselves by another name. With DRY_RUN, `planned` holds what would be
    fetched.
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
        self.linked: set[str] = set()
        self.shells: set[str] = set()
        self.declared: set[str] = set()
        self.opened: set[tuple[object, ...]] = set()
        self.known = Known({})

    @abstractmethod
    def read_listing(self, response: Response, column: Column) -> AsyncIterator[Any]:
        """Read an answer to `_listing`."""

    @abstractmethod
    def read_detail(
        self, response: Response, column: Column, entry: Entry, frames: tuple[Fetched, ...] = ()
    ) -> AsyncIterator[Any]:
        """Read an answer to `_detail`."""

    @abstractmethod
    def failed(self, failure: Failure) -> AsyncIterator[Any]:
        """Take note of a request without an answer."""

    def _resume(self) -> None:
        """With JOBDIR, keep in mind what was taken; a run that goes on from an earlier one finds the rest only."""
        state: dict[str, Any] | None = getattr(self, "state", None)  # Scrapy's SpiderState sets it
        if state is not None:
            self.expected = None if state.get("taken") else self.expected
            self.taken = state.setdefault("taken", self.taken)
            self.linked = state.setdefault("linked", self.linked)
            self.shown_with = state.setdefault("shown_with", self.shown_with)

    def _takes(self, column: Column, entry: Entry, year: int | None) -> bool:
        """True, once, for a report that is to be fetched; in a dry run it is planned instead."""
        trail, key = self.trails[column.source], canonical(entry.url)
        if key in self.taken or not trail.wants(entry, year, column) or not trail.samples():
            return False
        self.taken.add(key)
        trail.tally.entries += 1
        if self.known.covers(entry):
            trail.not_due += 1
            trail.years.update([year or 0])
            return False
        if not self.settings.getbool("DRY_RUN"):
            return True
        self.planned.append((entry, year))
        trail.years.update([year or 0])
        return False

    def _is_known(self, response: Response, entry: Entry) -> bool:
        """True where a redirect led to a page that another entry of the run stands for."""
        here = canonical(response.url)
        known = here != canonical(entry.url) and here in self.taken
        self.taken.add(here)
        return known

    def _listings(self, column: Column, fetches: Sequence[Fetch]) -> Iterator[Request]:
        """Further listing pages, each once a run, whichever source of the same years leads to it first.

        What a source declares is left to that source, which knows whose reports it holds.
        """
        trail = self.trails[column.source]
        for fetch in fetches:
            key = (key_of(fetch), trail.source.since, trail.source.until)
            plain = fetch.method == "GET" and not fetch.browser
            declared = plain and self._is_declared(fetch.url)
            if plain and not declared and self._is_young(column, Entry(fetch.url, "")):  # a year that is a report
                continue
            if key in self.opened or declared:
                trail.handed_on = trail.handed_on or not trail.has_opened(fetch)
            elif trail.opens(fetch, column):
                self.opened.add(key)
                yield self._listing(column, fetch)

    def _by_other_name(self, column: Column, asked: str, fetches: Sequence[Fetch]) -> Iterator[Request]:
        """Where a shell leads that differs from its own address in the name of the page only: / to /index.html."""
        for fetch in fetches:
            if canonical(fetch.url) == canonical(asked) and fetch.url not in {asked, *self.shells}:
                self.shells |= {asked, fetch.url}
                yield self._listing(column, fetch)

    def _is_young(self, column: Column, link: Entry) -> bool:
        """True for a link to a report that was captured lately: it is counted as listed, and not asked for."""
        if not self.known.covers(link):
            return False
        self.trails[column.source].notes((link,), column)
        self._takes(column, link, self.known.year(link))
        return True

    def _is_declared(self, url: str) -> bool:
        return canonical(url) in self.declared

    def _listing(self, column: Column, fetch: Fetch) -> Request:
        trail = self.trails[column.source]
        trail.tally.asked += 1
        trail.pending += 1
        return self._request(fetch, self.read_listing, {"column": replace(column, organ=fetch.organ or column.organ)})

    def _detail(
        self, column: Column, entry: Entry, frames: tuple[Fetched, ...] = (), filling: Fetch | None = None
    ) -> Request:
        """The page behind an entry and the shells on the way to it, or what fills it (`filled_by`)."""
        self.trails[column.source].tally.asked += 1
        given = {"column": column, "entry": entry, "frames": frames}
        return self._request(filling or Fetch(entry.url), self.read_detail, given)

    def _request(self, fetch: Fetch, callback: Callable[..., Any], given: dict[str, Any]) -> Request:
        return Request(
            fetch.url,
            callback=callback,
            errback=self.failed,
            method=fetch.method,
            body=fetch.body,
            headers=dict(fetch.headers),
            meta={"browser": True} if fetch.browser else {},
            cb_kwargs=given,
            dont_filter=True,  # Scrapy's filter would drop a redirect to a known page in silence
        )
