"""What a request wants done on its page once that is shown: press, scroll, wait, in the words of scrapy-playwright.

    Request(url, meta={"playwright": True, "playwright_page_methods": [PageMethod("click", "text=年报")]})

That package's own handler is not used: it leaves the page's traffic to the browser, where nothing records the bytes.
"""

import asyncio
from functools import partial
from inspect import isawaitable
from time import monotonic
from typing import Final

from playwright.async_api import Page
from scrapy import Request
from scrapy_playwright.page import PageMethod

from gipcrawler.errors import BrowserError

METHODS: Final = "playwright_page_methods"
QUIET: Final = 0.5
"""Seconds without a request after which a page has come to rest, as Playwright's `networkidle` has it."""
PATIENCE: Final = 10.0
"""Seconds that it is given to do so."""


async def act(page: Page, request: Request) -> None:
    """Do what the request wants, one after another, and wait for what that brings; each keeps its `result`.

    Raises BrowserError for what is no PageMethod or that no page knows, and Playwright's errors for what fails.
    """
    wanted = request.meta.get(METHODS) or ()
    traffic = _Traffic(page)
    for each in wanted.values() if isinstance(wanted, dict) else wanted:
        if not isinstance(each, PageMethod):
            raise BrowserError(f"{METHODS} of {request.url} holds {each!r}: give PageMethod of scrapy_playwright.page")
        method = partial(each.method, page) if callable(each.method) else getattr(page, each.method, None)
        if method is None:
            raise BrowserError(f"{METHODS} of {request.url}: a page of Playwright knows no {each.method}")
        done = method(*each.args, **each.kwargs)
        each.result = await done if isawaitable(done) else done
        await traffic.rests()


class _Traffic:
    """What a page has asked for and not been given: of one that was at rest before, Playwright says it still is."""

    def __init__(self, page: Page) -> None:
        self._open = 0
        self._last = 0.0
        page.on("request", lambda _: self._counts(1))
        page.on("requestfinished", lambda _: self._counts(-1))
        page.on("requestfailed", lambda _: self._counts(-1))

    async def rests(self) -> None:
        """Wait until nothing is asked for any more."""
        self._last = begun = monotonic()
        while (now := monotonic()) < begun + PATIENCE and (  # noqa: ASYNC110  # that nothing happens is no event
            self._open > 0 or now < self._last + QUIET
        ):
            await asyncio.sleep(QUIET / 10)

    def _counts(self, more: int) -> None:
        self._open += more
        self._last = monotonic()
