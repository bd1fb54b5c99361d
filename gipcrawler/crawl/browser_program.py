"""Find a Chromium and start it, or say in one sentence what is missing."""

import os
import shutil
from typing import Final

from playwright.async_api import Browser, Playwright, ProxySettings, async_playwright
from playwright.async_api import Error as PlaywrightError
from scrapy.settings import BaseSettings

from gipcrawler.errors import BrowserError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
"""Programs that can do it, as they are called on PATH."""

# Nothing listens there. What Chromium asks for on its own account (updates) ends here, and so do routed pages, whose
# one way out is the engine
NOWHERE: Final = ProxySettings(server="http://127.0.0.1:9", bypass="<-loopback>")


def find_chromium(settings: BaseSettings) -> str:
    """The path of the Chromium to use: the setting CHROMIUM_PATH, else the first of `NAMES` on PATH.

    Raises BrowserError where there is none.
    """
    given = settings.get("CHROMIUM_PATH")
    if given:
        if shutil.which(given) is None:
            raise BrowserError(f"CHROMIUM_PATH={given} is no program: give the path of a Chromium")
        return str(given)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise BrowserError(
            "no Chromium is on PATH: install it (Debian: apt-get install chromium), or set CHROMIUM_PATH"
        )
    return found


async def start(settings: BaseSettings) -> tuple[Playwright, Browser]:
    """Start the driver and a Chromium without a window; both are the caller's to stop. Raises BrowserError."""
    path = find_chromium(settings)
    driver = await async_playwright().start()
    try:
        browser = await driver.chromium.launch(
            executable_path=path,
            proxy=NOWHERE,
            chromium_sandbox=os.geteuid() != 0,  # Chromium refuses to build its sandbox for root
            handle_sigint=False,  # Ctrl-C is Scrapy's
            handle_sigterm=False,
            handle_sighup=False,
        )
    except PlaywrightError as error:
        await driver.stop()
        raise BrowserError(f"{path} does not start: {error.message.strip().splitlines()[0]}") from error
    return driver, browser
