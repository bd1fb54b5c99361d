"""Keep a crawl's run: count what became of its items, judge it at the end, write it down and say it on one screen."""

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from gipcrawler.crawl.collect import Collector
from gipcrawler.crawl.local_sources import local_changes
from gipcrawler.crawl.run_id import run_id
from gipcrawler.crawl.summary import plan, summary
from gipcrawler.crawl.verdict import fell_short, verdict
from gipcrawler.model import Run, RunVerdict
from gipcrawler.store import Store
from gipcrawler.warc.runs import write_run

OUTCOMES = ("new", "unchanged", "replaced", "unreadable")


class RunKeeper:
    """The extension that owns the `run` of a crawler, from before its pipelines open until its spider is closed.

    The run is written to the database when it starts and when it ends, and at the end to
    `<ARCHIVE_DIR>/runs/<run id>.json` and to stdout; what fell short is said on stderr as well, a line each.
    Raises StoreError where the database cannot be opened, so that the crawl does not start.
    """

    def __init__(self, crawler: Crawler) -> None:
        spider = crawler.spider
        if not isinstance(spider, Collector):
            raise NotConfigured("a run is kept for the project's own spiders only")
        self._crawler = crawler
        self._spider = spider
        self._broken: list[str] = []
        self.run = Run(
            run=run_id(crawler),
            spider=spider.name,
            arguments=spider.given | local_changes(crawler.settings, spider.name),
            started=datetime.now(UTC),
            sources=[trail.tally for trail in spider.trails],
        )
        self._save()
        for receiver, signal in (
            (self.dropped, signals.item_dropped),
            (self.lost, signals.item_error),
            (self.broken, signals.spider_error),
            (self.close, signals.spider_closed),
        ):
            crawler.signals.connect(receiver, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's door."""
        return cls(crawler)

    def stored(self, source: str, outcome: str) -> None:
        """Count what became of a report of a source: `new`, `unchanged`, `replaced` or `unreadable`."""
        if outcome not in OUTCOMES:
            raise ValueError(f"{outcome} is none of {', '.join(OUTCOMES)}")
        for tally in self.run.sources:
            if tally.source == source:
                setattr(tally, outcome, getattr(tally, outcome) + 1)

    def dropped(self, item: object, exception: Exception) -> None:
        """Keep in mind a report that a pipeline refused."""
        self._broken.append(str(exception) or f"{_title(item)} was refused")

    def lost(self, item: object, failure: Failure) -> None:
        """Keep in mind a report that a pipeline failed on."""
        self._broken.append(f"{_title(item)} was not stored: {_words(failure)}")

    def broken(self, failure: Failure, response: Response) -> None:
        """Keep in mind a page that the program itself failed on."""
        self._broken.append(f"the program failed on {response.url}: {_words(failure)}")

    def close(self, spider: Spider, reason: str) -> None:
        """Judge, write and print the run."""
        run, trails = self.run, self._spider.trails
        narrowed = self._spider.arguments.narrowed
        run.finished = datetime.now(UTC)
        stats = self._crawler.stats
        run.captures, run.bytes = stats.get_value("gip/captures", 0), stats.get_value("gip/bytes", 0)
        run.fell_short = self._broken + fell_short(trails, None if narrowed else self._spider.expected)
        run.verdict = verdict(reason, run.fell_short, trails)
        if run.verdict is RunVerdict.STOPPED:
            again = (
                "run it again" if self._crawler.settings["JOBDIR"] else f"next time give -s JOBDIR=jobs/{spider.name}"
            )
            run.fell_short.insert(0, f"the run was stopped before its end ({reason}): {again} to go on from there")
        if self._dry:
            screen = plan(self._spider.planned)
        else:
            self._save()
            wrote = write_run(run, Path(self._crawler.settings["ARCHIVE_DIR"]))
            screen = summary(run, wrote, sum(trail.not_due for trail in trails))
        feeds = " ".join(map(str, self._crawler.settings.getdict("FEEDS")))
        to = sys.stderr if "stdout:" in feeds else sys.stdout  # rows on stdout stay alone there
        to.write(f"{screen}\n")
        sys.stderr.writelines(f"{spider.name} fell short: {sentence}\n" for sentence in run.fell_short)

    @property
    def _dry(self) -> bool:
        return self._crawler.settings.getbool("DRY_RUN")

    def _save(self) -> None:
        if not self._dry:
            with closing(Store.open(self._crawler.settings["DATABASE_URL"])) as store:
                store.start_run(self.run)


def run_of(crawler: Crawler) -> RunKeeper:
    """The keeper of the run that a crawler is in; raises RuntimeError where the extension is switched off."""
    keeper = crawler.get_extension(RunKeeper)
    if keeper is None:
        raise RuntimeError(f"EXTENSIONS lacks {__name__}.RunKeeper")
    return keeper


def _title(item: object) -> str:
    return getattr(item, "title", None) or type(item).__name__


def _words(failure: Failure) -> str:
    return f"{type(failure.value).__name__}: {' '.join(str(failure.value).split())[:200]}"
