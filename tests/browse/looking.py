"""Look at pages in Chromium as readers do; what it complains of, and what it asks of other hosts, is kept."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import SERVICES

PICTURES = Path(os.environ.get("GIP_TEST_PICTURES") or Path(__file__).parents[2] / "build" / "pages")
"""Where the pictures of the pages are kept after a run."""
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
WIDE, NARROW = 1280, 360
# A4 within the margins of the print styles, at 96 dots an inch
PRINTED = round((210 - 2 * 14) / 25.4 * 96)
BARRED = frozenset({"serious", "critical"})
# Elements that hang over the right edge of the page, but for those in a box that scrolls, or that are not to be seen
OVERHANGING = """() => {
  const hidden = (each) => {
    for (let at = each; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.display === "none" || style.visibility === "hidden") return true;
      if (at !== each && ["auto", "scroll", "hidden", "clip"].includes(style.overflowX)) return true;
      if (style.position === "absolute" && at.getBoundingClientRect().width <= 1) return true;
    }
    return false;
  };
  const wide = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > wide && !hidden(each))
    .slice(0, 5).map((each) => each.outerHTML.slice(0, 120));
}"""
# Numbers in tables that stand on several lines, for their column is narrower than they are
CUT = """() => [...document.querySelectorAll("main :is(td, th)")].filter((each) => {
  if (!each.checkVisibility() || !/^\\s*\\d[\\d,.]*\\s*$/.test(each.textContent)) return false;
  const range = document.createRange(), lines = new Set();
  const texts = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects()) if (box.width > 1) lines.add(Math.round(box.bottom));
  }
  return lines.size > 1;
}).slice(0, 5).map((each) => each.outerHTML.slice(0, 120))"""


@dataclass
class Window:
    """A page of Chromium, the site it may ask, and what it complained of."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def overhanging(self) -> list[str]:
        """What no reader sees, for it stands beyond the edge."""
        found: list[str] = self.page.evaluate(OVERHANGING)
        return found

    def cut(self) -> list[str]:
        """The numbers that nobody can read as one."""
        found: list[str] = self.page.evaluate(CUT)
        return found

    def barred(self, *rules: str) -> list[str]:
        """What axe holds to keep readers out, seriously or worse; by some of its rules or by all."""
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        found: Sequence[dict[str, Any]] = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{one['id']}: {[node['html'][:200] for node in one['nodes'][:5]]} {one['nodes'][0]['failureSummary']}"
            for one in found
            if one["impact"] in BARRED
        ]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium without a sandbox, for tests run as root too."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=SERVICES["chromium"].program, chromium_sandbox=False)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, address: str, language: str = "zh", **more: Any) -> Iterator[Window]:
    """A window of a reader of a language, with its own cookies."""
    hosts = {urlsplit(address).netloc}
    context = browser.new_context(
        **{"locale": LOCALES[language], "viewport": {"width": WIDE, "height": 900}, "accept_downloads": True} | more
    )
    opened = Window(context.new_page(), address)

    def asked(request: Any) -> None:
        if urlsplit(request.url).netloc not in hosts and not request.url.startswith(("data:", "blob:")):
            opened.complaints.append(f"asked {request.url}")

    def answered(response: Any) -> None:
        if response.status >= 400:
            opened.complaints.append(f"{response.status} {response.url}")

    context.on("request", asked)
    context.on("response", answered)
    context.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: opened.complaints.append(str(error.error)))
    try:
        yield opened
    finally:
        context.close()
