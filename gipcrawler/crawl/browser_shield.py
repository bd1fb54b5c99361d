"""A shield's challenge in the browser: wait until its script lets the page pass, and take the cookies that it gave."""

from contextlib import suppress
from typing import Final

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from gipcrawler.crawl.outcome import challenge

PATIENCE: Final = 10
"""Seconds that a challenge is given; scripts need one or two, and what is for people never ends."""


async def passed(page: Page, status: int) -> str:
    """The markup of a page, without a challenge where it passes one in time; `status` is how it was refused before."""
    for _ in range(PATIENCE):
        with suppress(PlaywrightError):  # between two pages there is none
            await page.wait_for_load_state("load", timeout=PATIENCE * 1000)
            markup = await page.content()
            if challenge(markup.encode("utf-8", "replace"), status) is None:
                return markup
        await page.wait_for_timeout(1000)
    return await page.content()


async def set_cookies(context: BrowserContext, url: str) -> list[str]:
    """The cookies that a browser has for an address, as a server would set them."""
    return [
        f"{cookie['name']}={cookie['value']}; Path={cookie['path']}"
        + (f"; Domain={cookie['domain']}" if cookie["domain"].startswith(".") else "")
        for cookie in await context.cookies(url)
    ]
