"""Fetch what a report's page is shown with, one thing after another, behind everything that is more urgent."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from gipcrawler.cms.markup import absolute
from gipcrawler.crawl.answers import is_file, page_of
from gipcrawler.crawl.requisites import Kind, Requisite, is_near, of_style, requisites
from gipcrawler.model import Capture

BEHIND_ALL = -100
"""Scrapy's priority: a host is asked for listings, reports and retries first."""
REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True, slots=True)
class Errand:
    """What is still to be fetched for `page`, and how much of its budget is left; plain data, for JOBDIR keeps it."""

    page: str
    waiting: tuple[Requisite, ...]
    requests: int
    size: int


class RequisiteSpider(Spider):
    """A spider whose report pages can be archived with styles, scripts, pictures and frames (`requisites_of`).

    They pass the scheduler as other requests do, so robots.txt and delays hold; each address is asked for once a run;
    a page has a budget. Whatever comes of them, no report depends on it and no source counts it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shown_with: set[str] = set()

    def requisites_of(self, response: Response, fetched: Collection[str]) -> Iterator[Request]:
        """The first request for what a page is shown with, if there is any; `fetched` are addresses known already."""
        settings = self.settings
        if not settings.getbool("REQUISITES") or is_file(response):
            return
        self.shown_with.update(fetched)
        waiting = requisites(page_of(response))
        budget = settings.getint("REQUISITES_PER_PAGE"), settings.getint("REQUISITES_SIZE")
        yield from self._next(Errand(response.url, waiting, *budget))

    def read_requisite(self, response: Response, errand: Errand, asked: Requisite) -> Iterator[Request]:
        """Something came: what it needs itself goes in front, if the page named it, and the next is fetched."""
        found = _needed(response, errand, asked)
        size = errand.size - len(response.body)
        yield from self._next(replace(errand, waiting=(*found, *errand.waiting), size=size))

    def requisite_failed(self, failure: Failure) -> Iterator[Request]:
        """Something did not come: the archive knows why, and the next is fetched."""
        request: Any = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        errand: Errand = request.cb_kwargs["errand"]
        capture = request.meta.get("capture")
        cut_off = capture.record.length if isinstance(capture, Capture) else 0
        yield from self._next(replace(errand, size=errand.size - cut_off))

    def _next(self, errand: Errand) -> Iterator[Request]:
        """Yield the request for the first that was not asked for yet, within the budget."""
        waiting = [one for one in errand.waiting if one.url not in self.shown_with]
        if not waiting or errand.requests <= 0 or errand.size <= 0:
            return
        asked, *rest = waiting
        self.shown_with.add(asked.url)
        yield Request(
            asked.url,
            callback=self.read_requisite,
            errback=self.requisite_failed,
            headers={"Referer": asked.owner},
            # a redirect is judged like any address; a body that would burst the budget is cut, and archived as such
            meta={"dont_redirect": True, "dont_retry": True, "download_maxsize": errand.size},
            cb_kwargs={"errand": replace(errand, waiting=tuple(rest), requests=errand.requests - 1), "asked": asked},
            priority=BEHIND_ALL,
            dont_filter=True,
        )


def _needed(response: Response, errand: Errand, asked: Requisite) -> tuple[Requisite, ...]:
    """What an answer leads to: the target of a redirect, and one level of what a sheet or a frame names."""
    if response.status in REDIRECTS:
        target = absolute(response.url, (response.headers.get("Location") or b"").decode("latin-1"))
        return (replace(asked, url=target),) if target and is_near(target, errand.page) else ()
    if response.status != 200 or asked.owner != errand.page:
        return ()
    if asked.kind is Kind.STYLE:
        return of_style(page_of(response), errand.page)
    return requisites(page_of(response)) if asked.kind is Kind.FRAME and not is_file(response) else ()
