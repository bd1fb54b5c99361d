"""Show on a terminal how far a crawl is: what was answered and found, what waits, and which host is asked."""

import logging
import sys
from typing import Any, Self, TextIO
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import Progress as Line
from rich.progress import SpinnerColumn, TextColumn
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response


class Progress:
    """The extension that keeps one line at the foot of the terminal while a crawl runs, and nothing in a pipe.

    The log goes on above the line; it is gone when the spider is closed, before the run is summed up.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not sys.stderr.isatty():
            raise NotConfigured  # without words it is no warning
        self._crawler = crawler
        columns = SpinnerColumn(), TextColumn("{task.description}")
        console = Console(stderr=True, highlight=False)
        self._line = Line(*columns, console=console, transient=True, redirect_stdout=False)  # rows may go there
        self._task = self._line.add_task("")
        self._log: list[tuple[logging.StreamHandler[Any], TextIO]] = []
        self._answers = self._reports = 0
        self._asking = ""
        for receiver, signal in (
            (self.opened, signals.spider_opened),
            (self.asked, signals.request_reached_downloader),
            (self.answered, signals.response_received),
            (self.found, signals.item_scraped),
            (self.closed, signals.spider_closed),
            (self.closed, signals.engine_stopped),  # comes alone where a crawl fails before its spider is closed
        ):
            crawler.signals.connect(receiver, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's door."""
        return cls(crawler)

    def opened(self, spider: Spider) -> None:
        """Begin, and let the log pass through the terminal that the line stands on."""
        stderr = sys.stderr
        self._show(spider.name)
        self._line.start()
        for handler in logging.root.handlers:
            if isinstance(handler, logging.StreamHandler) and handler.stream is stderr:
                self._log.append((handler, stderr))
                handler.setStream(sys.stderr)

    def asked(self, request: Request, spider: Spider) -> None:
        """Name the host that is being asked."""
        self._asking = urlsplit(request.url).hostname or ""
        self._show(spider.name)

    def answered(self, response: Response, request: Request, spider: Spider) -> None:  # noqa: ARG002  # Scrapy's names
        """Count an answer."""
        self._answers += 1
        self._show(spider.name)

    def found(self, spider: Spider) -> None:
        """Count a report."""
        self._reports += 1
        self._show(spider.name)

    def closed(self) -> None:
        """Take the line away; a second call does nothing."""
        for handler, stream in self._log:
            handler.setStream(stream)
        self._log.clear()
        self._line.stop()

    def _show(self, name: str) -> None:
        waiting = self._stat("scheduler/enqueued") - self._stat("scheduler/dequeued")
        said = f"{name}: {self._answers} answers, {self._reports} reports, {waiting} waiting"
        self._line.update(self._task, description=f"{said}; asking {self._asking}" if self._asking else said)

    def _stat(self, name: str) -> int:
        return int(self._crawler.stats.get_value(name, 0)) if self._crawler.stats else 0
