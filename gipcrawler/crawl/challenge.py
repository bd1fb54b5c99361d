"""A refused page, asked for once more through the browser, which solves what a script asks of it."""

import asyncio
import logging
from collections import Counter, defaultdict
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from gipcrawler.cms.addresses import document_type
from gipcrawler.crawl.outcome import challenge, is_bare, judge
from gipcrawler.crawl.remarks import remarks_of
from gipcrawler.errors import BrowserError
from gipcrawler.model import Outcome

logger = logging.getLogger(__name__)

MOST_FAILURES = 3
"""Pages of a host that the browser was refused too, after which no more of the host are asked through it."""
NOT_FOR_BROWSERS = frozenset((401, 405, 429))  # a password, another method, more patience
ROBOTS = "/robots.txt"


class ChallengeMiddleware:
    """Gives a spider the page behind a challenge where the browser gets it, and the refusal itself where not.

    A page that passed is read from the record that the browser's own traffic gave (`recorder: browser`). Its cookies
    are kept, so that shields which want no more let further pages through to the archive's own connections. Each page
    is tried once, a host's one after another, and none of them after `MOST_FAILURES`. Where no Chromium can be had it
    is said once.

    A bare 412 from a host that lets other pages through is a dead path (PORTALS section 8), and handed on as 404.

    robots.txt that a shield keeps back, or that is a web page, holds no rules: no permission and no prohibition is read
    out of a challenge, and RFC 9309 (2.3.1.3) lets a crawler go on where the file is unavailable. It is remarked.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._remarks = remarks_of(crawler)
        self._failures: Counter[str] = Counter()
        self._open: set[str] = set()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._without = not crawler.settings.getbool("PASS_CHALLENGES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's door."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Ask again what was refused, and take no rules from what is no robots.txt."""
        if "refused" in request.meta or "for_browser" in request.meta:  # on its way to or from here
            return response
        if _is_refused(response) and self._may_pass(request, response):
            async with self._turns[urlsplit(request.url).hostname or ""]:
                if self._may_pass(request, response):  # as far as the pages before it have shown
                    response = await self._passed(request) or response
        return self._rules(request, response) if _is_for_rules(request) else self._alive(request, response)

    def _may_pass(self, request: Request, response: Response) -> bool:
        meta, host = request.meta, urlsplit(request.url).hostname or ""
        return (
            request.method == "GET"
            and response.status not in NOT_FOR_BROWSERS
            and not self._without
            and self._failures[host] < MOST_FAILURES
            and "capture" in meta
            and not self._is_dead(host, response)
            and not any(meta.get(name) for name in ("browser", "playwright", "dont_retry"))
        )

    async def _passed(self, request: Request) -> Response | None:
        """The page as the browser got it; null where it got none."""
        host = urlsplit(request.url).hostname or ""
        given: dict[str, Any] = {"browser": True, "refused": request.meta["capture"]}
        try:
            response = await self._again(request, given)
            if document_type(request.url) and _is_refused(response):  # a browser saves files, and shows none
                response = await self._again(request, {"for_browser": True})
        except BrowserError as error:
            if not self._without:
                logger.warning("Challenge pages are left as they are: %s", error)
            self._without = True
            return None
        except Exception as error:  # noqa: BLE001  # whatever it is, the refusal is the answer
            logger.info("%s did not pass in the browser: %s", request.url, error)
            self._failures[host] += 1
            return None
        if _is_refused(response):
            self._failures[host] += 1
            return None
        self._remarks.add("asked through the browser, for a shield refused the crawl's own requests", host)
        return response

    async def _again(self, request: Request, given: dict[str, Any]) -> Response:
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("a page is asked for again by a running crawl only")
        return await engine.download_async(request.replace(meta=request.meta | given, dont_filter=True))

    def _alive(self, request: Request, response: Response) -> Response:
        """The answer, or 404 in its place where a bare 412 says no more; the archive has what was sent."""
        host = urlsplit(request.url).hostname or ""
        if response.status == HTTPStatus.OK and "browser" not in response.flags and not _is_refused(response):
            self._open.add(host)
        dead = self._is_dead(host, response)
        return response.replace(status=HTTPStatus.NOT_FOUND.value) if dead else response

    def _is_dead(self, host: str, response: Response) -> bool:
        return host in self._open and is_bare(response.status, response.body)

    def _rules(self, request: Request, response: Response) -> Response:
        parts = urlsplit(request.url)
        if _is_refused(response):
            shield = challenge(response.body, response.status) or f"status {response.status}"
            self._remarks.add(
                "crawled without knowing its robots.txt, which it keeps back", parts.hostname or "", shield
            )
        elif 200 <= response.status < 300 and not response.body.lstrip().startswith(b"<"):
            return response
        return response.replace(body=b"")


def _is_for_rules(request: Request) -> bool:
    return urlsplit(request.url).path == ROBOTS and bool(request.meta.get("dont_obey_robotstxt"))


def _is_refused(response: Response) -> bool:
    return judge(response.status, response.body)[0] is Outcome.BLOCKED
