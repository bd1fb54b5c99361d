"""Answer what a browser's page asks for through Scrapy's engine, so that all of it is recorded on the wire.

The browser itself has no way out: whatever passes by here (WebSocket, favicon) fails and is not seen.
"""

import json
import logging
from typing import Final
from urllib.parse import urljoin, urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import Request as Asked
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

logger = logging.getLogger(__name__)

MOST_REQUESTS: Final = 500
"""Requests of one page: three times what the heaviest portal's front page asks for; beyond it something polls."""
MOST_HOPS: Final = 10
REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
AT_ONCE: Final = 4
"""Requests of a page to one host at a time; a browser has six."""
# Scrapy has undone both codings, and says itself whom it asks and how much it sends
NOT_PASSED_ON: Final = frozenset((b"content-encoding", b"transfer-encoding", b"content-length", b"connection"))
NOT_ASKED: Final = frozenset(("host", "content-length", "connection", "cookie", "accept-encoding"))


def through_engine(crawler: Crawler, url: str) -> dict[str, object]:
    """The meta of a request that a rendered page makes: a slot of its own beside that of the page's own request.

    The page holds a place of its host's slot until all that it asks for has come; in the same slot it would wait for
    itself. The delay of these slots is the setting BROWSER_DELAY. What a page was shown with is kept as it came then.
    """
    slot = f"browser {urlsplit(url).hostname}"
    if crawler.engine is None:
        raise RuntimeError("a page is rendered by a running crawl only")
    delay = crawler.settings.getfloat("BROWSER_DELAY")
    crawler.engine.downloader.per_slot_settings.setdefault(slot, {"concurrency": AT_ONCE, "delay": delay})
    return {"download_slot": slot, "autothrottle_dont_adjust_delay": True, "unconditional": True}


class EngineRoute:
    """Everything that one page asks for; `document` is the answer, fetched before, to its first navigation.

    `shown` is what the main frame shows: the document, or what its scripts have sent the browser on to.
    """

    def __init__(self, crawler: Crawler, page: Page, document: Response) -> None:
        self.shown = document
        self._crawler = crawler
        self._page = page
        self._first: Response | None = document
        self._left = MOST_REQUESTS

    async def answer(self, route: Route) -> None:
        """Answer one request of the page; what cannot be had fails there as it would in any browser."""
        try:
            await self._answer(route)
        except PlaywrightError as error:  # the page was closed meanwhile: what was asked for is archived all the same
            logger.debug("%s came too late: %s", route.request.url, error.message)

    async def _answer(self, route: Route) -> None:
        asked = route.request
        if urlsplit(asked.url).scheme not in {"http", "https"}:
            await route.continue_()  # blob: and the like never leave the browser
            return
        self._left -= 1
        if self._left < 0:
            logger.info("%s is not fetched: its page asked for %d things before", asked.url, MOST_REQUESTS)
            await route.abort("blockedbyclient")
            return
        try:
            response = await self._fetch(asked)
        except IgnoreRequest:
            await route.abort("blockedbyclient")
            return
        except Exception as error:  # noqa: BLE001  # whatever it is, the page goes on without it
            logger.info("%s was not had for its page: %s", asked.url, error)
            await route.abort("failed")
            return
        location = _redirect(response)
        if location:  # only of a navigation: the browser goes there itself, so that addresses are relative to it
            await route.fulfill(
                content_type="text/html", body=f"<script>location.replace({json.dumps(location)})</script>"
            )
            return
        await route.fulfill(status=response.status, headers=_headers(response), body=response.body)

    async def _fetch(self, asked: Asked) -> Response:
        """The answer to a request of the browser, after its redirects where it is no navigation."""
        main = is_main(asked, self._page)
        if main and self._first is not None:
            response, self._first = self._first, None
            return response
        request = await self._request(asked.url, asked)
        for _ in range(MOST_HOPS):
            response = await self._download(request)
            location = _redirect(response)
            if location is None or asked.is_navigation_request():
                break
            same = response.status in {307, 308} or request.method == "HEAD"
            request = await self._request(location, asked, again=same)
        if main and location is None:
            self.shown = response
        return response

    async def _download(self, request: Request) -> Response:
        if self._crawler.engine is None:
            raise RuntimeError("a page is rendered by a running crawl only")
        return await self._crawler.engine.download_async(request)

    async def _request(self, url: str, asked: Asked, *, again: bool = True) -> Request:
        """The browser's request as Scrapy's, cookies and redirects being the browser's; `again` keeps its method."""
        cookies = await self._page.context.cookies(url)
        headers = {name: value for name, value in asked.headers.items() if name not in NOT_ASKED}
        if cookies:
            headers["Cookie"] = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)
        meta = {"dont_redirect": True, "dont_retry": True, "dont_merge_cookies": True}
        return Request(
            url,
            method=asked.method if again else "GET",
            headers=headers,
            body=(asked.post_data_buffer or b"") if again else b"",
            meta=meta | through_engine(self._crawler, url),
            dont_filter=True,
        )


def is_main(asked: Asked, page: Page) -> bool:
    """True where a page itself navigates, and none of its frames or further windows."""
    try:
        return asked.is_navigation_request() and asked.frame == page.main_frame
    except PlaywrightError:  # a window that is only opening has no frame yet
        return False


def _redirect(response: Response) -> str | None:
    location = response.headers.get("Location")
    if response.status not in REDIRECTS or not location:
        return None
    return urljoin(response.url, location.decode("utf-8", "replace").strip())


def _headers(response: Response) -> dict[str, str]:
    """The header fields for the browser; repeated ones are joined by a comma, for which Set-Cookie alone has no room.

    A line break in any other field hangs Chromium without a word (ARCHIVING section 4).
    """
    fields = {}
    for name, values in response.headers.items():
        if name.lower() not in NOT_PASSED_ON:
            joint = b"\n" if name.lower() == b"set-cookie" else b", "
            fields[name.decode("latin-1")] = joint.join(values).decode("latin-1").replace("\r", "")
    return fields
