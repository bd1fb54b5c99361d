"""Render pages that only scripts fill: a request with `meta["browser"]` into the DOM that a reader would see.

`meta["playwright"]` is the same, for those who know scrapy-playwright; see `browser_acts`.
"""

import asyncio
import logging
from codecs import BOM_UTF8
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Final

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Page, Playwright, ViewportSize
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import HtmlResponse, Response
from scrapy.utils.asyncio import is_asyncio_available

from gipcrawler.crawl.archivist import Archivist
from gipcrawler.crawl.browser_acts import act
from gipcrawler.crawl.browser_native import NativeRecorder, proxy_of
from gipcrawler.crawl.browser_program import NOWHERE, start
from gipcrawler.crawl.browser_route import EngineRoute, through_engine
from gipcrawler.crawl.browser_shield import keep_rules, passed, set_cookies
from gipcrawler.crawl.outcome import judge
from gipcrawler.errors import BrowserError
from gipcrawler.model import Capture, Outcome
from gipcrawler.warc import Rendering

logger = logging.getLogger(__name__)

AT_ONCE: Final = 3
"""Pages open at a time; each takes some hundred megabytes."""
IDLE: Final = 10_000
"""Milliseconds that a loaded page is given to ask for the rest; one that polls never ends by itself."""
SHOT: Final = 30_000
"""Milliseconds for a picture of the whole page."""
VIEWPORT: Final = ViewportSize(width=1280, height=960)


class Browser:
    """One Chromium for a crawler, started with the first page that needs it."""

    def __init__(self, crawler: Crawler, archivist: Archivist) -> None:
        if not is_asyncio_available():
            raise BrowserError("pages are rendered under the asyncio reactor only: leave TWISTED_REACTOR as it is")
        self._crawler = crawler
        self._archivist = archivist
        self._places = asyncio.Semaphore(AT_ONCE)
        self._starting = asyncio.Lock()
        self._started: tuple[Playwright, Chromium] | None = None

    async def render(self, request: Request) -> Response:
        """The page of a request as its scripts leave it: UTF-8 with a byte order mark, at the address it ended at.

        `request.meta["capture"]` is that of the document, to which DOM and screenshot are tied in the archive. What
        is no page, or not there, comes as it is. A request with `meta["refused"]`, the capture of an answer that kept
        the page back, is the browser's own from the start: it comes as the server sent it, with the cookies it left.
        Raises BrowserError where no browser can be had, and Scrapy's exceptions of a failed download.
        """
        request.meta["dont_retry"] = True  # of the document this is done below
        refused: Capture | None = request.meta.get("refused")
        if refused:
            document = Response(request.url, refused.status, request=Request(request.url, meta={"capture": refused}))
            return await self._rendered(request, document, native=True)
        document = await self._document(request)
        outcome, _ = judge(document.status, document.body)
        if outcome is Outcome.BLOCKED:
            return await self._rendered(request, document, native=True)
        if outcome is not Outcome.ANSWERED or not isinstance(document, HtmlResponse):
            request.meta["capture"] = document.meta.get("capture")
            return document.replace(request=request)
        return await self._rendered(request, document, native=False)

    async def close(self) -> None:
        """Stop the browser, if it was started."""
        if self._started is not None:
            (driver, chromium), self._started = self._started, None
            with suppress(PlaywrightError):
                await chromium.close()
            await driver.stop()

    async def _document(self, request: Request) -> Response:
        """The page's document, fetched as any other, redirects, retries and cookies included."""
        kept = {name: request.meta[name] for name in ("proxy", "download_timeout") if name in request.meta}
        meta = kept | through_engine(self._crawler, request.url) | {"for_browser": True}
        return await self._crawler.engine.download_async(
            Request(
                request.url,
                method=request.method,
                headers=request.headers,
                body=request.body,
                meta=meta,
                dont_filter=True,
            )
        )

    async def _rendered(self, request: Request, document: Response, *, native: bool) -> Response:
        async with self._places:
            try:
                async with self._context(request if native else None) as context:
                    page = await context.new_page()
                    seen: EngineRoute | NativeRecorder
                    if native:
                        seen = NativeRecorder(page, document)
                        if not request.meta.get("dont_obey_robotstxt"):  # as robots.txt itself is asked for
                            await context.route("**", lambda route: keep_rules(route, self._crawler))
                    else:
                        seen = EngineRoute(self._crawler, page, document)
                        await context.route("**", seen.answer)
                    dom, screenshot = await self._show(page, document.url, request)
                    cookies = []
                    if isinstance(seen, NativeRecorder):
                        await seen.keep(self._archivist)
                        cookies = await set_cookies(context, document.url)
            except PlaywrightTimeoutError as error:
                raise DownloadTimeoutError(f"{request.url} was not shown in time") from error
            except PlaywrightError as error:
                raise DownloadFailedError(f"{request.url} could not be shown: {error.message}") from error
        shown = seen.shown
        capture = request.meta["capture"] = shown.meta["capture"]
        await self._keep(capture, dom, screenshot)
        if "refused" in request.meta:  # by reading what the server sent, the record's own bytes are read
            shown.headers.setlist("Set-Cookie", cookies)
            return shown.replace(request=request, flags=["browser"])
        headers = {"Content-Type": "text/html; charset=utf-8"}
        return HtmlResponse(shown.url, shown.status, headers, dom, ["browser"], request, encoding="utf-8")

    async def _show(self, page: Page, url: str, request: Request) -> tuple[bytes, bytes | None]:
        """Open an address; the DOM after its scripts have come to rest, and a picture of it if one can be taken."""
        seconds = request.meta.get("download_timeout") or self._crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        patience = seconds * 1000
        await page.goto(url, wait_until="domcontentloaded", timeout=patience)
        try:
            await page.wait_for_load_state("load", timeout=patience)
            await page.wait_for_load_state("networkidle", timeout=IDLE)
        except PlaywrightTimeoutError:
            logger.info("%s is taken as it is, though it has not come to rest", url)
        await act(page, request)
        refused = request.meta.get("refused")
        dom = BOM_UTF8 + (await passed(page, refused.status if refused else 200)).encode("utf-8", "replace")
        try:
            return dom, await page.screenshot(full_page=True, type="png", timeout=SHOT)
        except PlaywrightError as error:
            logger.warning("No picture of %s: %s", url, error.message.splitlines()[0])
            return dom, None

    async def _keep(self, capture: Capture, dom: bytes, screenshot: bytes | None) -> None:
        if capture.record.file:  # a dry run has none
            record = capture.record.record_id
            await self._archivist.keep_rendering(Rendering(capture.url, record, datetime.now(UTC), dom, screenshot))

    @asynccontextmanager
    async def _context(self, native: Request | None) -> AsyncIterator[BrowserContext]:
        """Open a browser window of its own for one page, with a way out of its own only for a `native` request."""
        async with self._starting:
            if self._started is not None and not self._started[1].is_connected():
                logger.warning("Chromium has died, and is started anew")
                await self.close()
            if self._started is None:
                self._started = await start(self._crawler.settings)
        context = await self._started[1].new_context(
            ignore_https_errors=True,  # as Scrapy's own connections do
            locale="zh-CN",
            proxy=proxy_of(native) if native else NOWHERE,
            service_workers="block",  # their requests pass by every route
            user_agent=self._crawler.settings["USER_AGENT"],
            viewport=VIEWPORT,
        )
        try:
            yield context
        finally:
            with suppress(PlaywrightError):
                await context.close()
