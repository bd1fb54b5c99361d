"""A shield's challenge in the browser: wait until its script lets the page pass, and take the cookies that it gave."""

import logging
from contextlib import suppress
from typing import Final

from playwright.async_api import BrowserContext, Page, Route
from playwright.async_api import Error as PlaywrightError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

from gipcrawler.crawl.outcome import SLIDER, challenge

logger = logging.getLogger(__name__)

PATIENCE: Final = 10
"""Seconds that a challenge is given; scripts need one or two, and what is for people never ends."""


async def passed(page: Page, status: int) -> str:
    """The markup of a page, without a challenge where it passes one in time; `status` is how it was refused before."""
    for _ in range(PATIENCE):
        with suppress(PlaywrightError):  # between two pages there is none
            await page.wait_for_load_state("load", timeout=PATIENCE * 1000)
            markup = await page.content()
            if challenge(markup.encode("utf-8", "replace"), status) in {None, SLIDER}:
                return markup
        await page.wait_for_timeout(1000)
    return await page.content()


async def keep_rules(route: Route, crawler: Crawler) -> None:
    """Let the browser ask by itself for what the host's robots.txt allows the crawl, and for nothing else."""
    url, settings = route.request.url, crawler.settings
    rules = crawler.get_downloader_middleware(RobotsTxtMiddleware) if url.startswith(("http:", "https:")) else None
    try:
        parser = await rules.robot_parser(Request(url)) if rules else None
        if parser is None or parser.allowed(url, settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]):
            await route.continue_()
        else:
            await route.abort("blockedbyclient")
    except PlaywrightError as error:  # the page was closed meanwhile
        logger.debug("%s came too late: %s", url, error.message)


async def set_cookies(context: BrowserContext, url: str) -> list[str]:
    """The cookies that a browser has for an address, as a server would set them."""
    return [
        f"{cookie['name']}={cookie['value']}; Path={cookie['path']}"
        + (f"; Domain={cookie['domain']}" if cookie["domain"].startswith(".") else "")
        for cookie in await context.cookies(url)
    ]
