"""Ask for a portal's pages as its family wants them, as politely as a crawl does, and keep nothing."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from gipcrawler import settings
from gipcrawler.cli.fetch import ask
from gipcrawler.cms import Fetch, Page
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.shells import shell_target
from gipcrawler.errors import ArgumentError, UnreadableError
from gipcrawler.model import Outcome

MOST_HOPS = 3
NEEDS_BROWSER = "only a script fills it: `scrapy crawl portal -a url=…` reads it through the browser"


@dataclass(slots=True)
class Peek:
    """Requests to a few pages: robots.txt is obeyed, and a host left alone for DOWNLOAD_DELAY between two of them."""

    rules: dict[str, Protego] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)

    def page(self, fetch: Fetch) -> Page:
        """The answer to a request, whatever its status. Raises UnreadableError where there is none or may be none."""
        if fetch.browser:
            raise UnreadableError(f"{fetch.url}: {NEEDS_BROWSER}")
        parts = urlsplit(fetch.url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self.rules:
            self.rules[root] = self._rules(root)
        if not self.rules[root].can_fetch(fetch.url, settings.ROBOTSTXT_USER_AGENT):
            raise UnreadableError(f"{fetch.url}: the robots.txt of {parts.hostname} forbids it")
        self._wait(parts.netloc)
        try:
            answer = ask(fetch.url, fetch.method, fetch.body, fetch.headers)
        except UnreadableError as error:
            raise UnreadableError(f"{fetch.url}: {error}") from error
        self.last[parts.netloc] = time.monotonic()
        return Page(answer.url, answer.body, answer.charset, answer.status)

    def first(self, url: str) -> Page:
        """The page at an address, or the one that shells lead to. Raises UnreadableError where there is none."""
        from gipcrawler.crawl.outcome import judge  # noqa: PLC0415 - Scrapy takes a second, other commands need none

        page = self.page(Fetch(url))
        for _ in range(MOST_HOPS):
            target = shell_target(page.url, text_of(page)) if page.status < 400 else None
            if target is None:
                break
            page = self.page(Fetch(target))
        outcome, reason = judge(page.status, page.body)
        if outcome is not Outcome.ANSWERED:
            raise UnreadableError(f"{page.url}: {outcome.value if outcome else 'no answer'}, {reason}")
        return page

    def _rules(self, root: str) -> Protego:
        """What robots.txt says; a host without one allows everything."""
        try:
            answer = ask(f"{root}/robots.txt")
        except UnreadableError:
            return Protego.parse("")
        self.last[urlsplit(root).netloc] = time.monotonic()
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status < 300 else "")

    def _wait(self, host: str) -> None:
        due = self.last.get(host, float("-inf")) + float(settings.DOWNLOAD_DELAY)
        time.sleep(max(0.0, due - time.monotonic()))


def address(given: str) -> str:
    """An http(s) address as the user gave it. Raises ArgumentError for anything else."""
    try:
        parts = urlsplit(given)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ArgumentError(f"{given} is no address: give http://… or https://…")
    return given
