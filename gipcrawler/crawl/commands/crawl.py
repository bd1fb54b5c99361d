"""`scrapy crawl`, with an exit status that a scheduler can use and one line for what was called wrongly."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from difflib import get_close_matches

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from gipcrawler.crawl.run import run_of
from gipcrawler.errors import ArgumentError, GipcrawlerError
from gipcrawler.model import RunVerdict

DONE, FELL_SHORT, WRONG_USAGE = 0, 1, 2


class Command(ScrapyCrawl):
    """Run one spider: status 0 done, 1 the run fell short, 2 wrong usage with one line on stderr."""

    requires_crawler_process = False  # made here, after the arguments were found to be right
    settings: Settings

    def long_desc(self) -> str:
        """What `-h` says, in place of a usage line."""
        return "scrapy crawl [options] <spider>: run a spider; exit status 0 done, 1 it fell short, 2 wrong usage"

    def add_options(self, parser: ArgumentParser) -> None:
        """Scrapy's options; without a usage text, which argparse puts before every error, an error is one line."""
        super().add_options(parser)
        parser.usage = SUPPRESS

    def run(self, args: list[str], opts: Namespace) -> None:
        """Run the spider named in `args`; sets `exitcode`, and raises UsageError in one sentence."""
        try:
            spider = self._spider(args)
            spider(**opts.spargs)  # refuses wrong arguments before anything is opened or asked for
        except GipcrawlerError as error:
            raise UsageError(str(error), print_help=False) from None
        self.exitcode = self._crawl(spider, opts)

    def _spider(self, args: list[str]) -> type[Spider]:
        if len(args) != 1:
            said = f"one spider at a time, not {' '.join(args)}" if args else "name a spider: `scrapy list` knows them"
            raise ArgumentError(said)
        loader = get_spider_loader(self.settings)
        if args[0] not in loader.list():
            near = get_close_matches(args[0], loader.list(), 1)
            meant = f"did you mean {near[0]}?" if near else "`scrapy list` knows them."
            raise ArgumentError(f"There is no spider {args[0]}: {meant}")
        return loader.load(args[0])

    def _crawl(self, spider: type[Spider], opts: Namespace) -> int:
        process = AsyncCrawlerProcess(self.settings)
        self.crawler_process = process
        crawler = self._create_crawler(spider)
        ended = process.crawl(crawler, **opts.spargs)
        process.start()
        error = ended.exception() if ended.done() and not ended.cancelled() else None
        if isinstance(error, GipcrawlerError):
            sys.stderr.write(f"{error}\n")
            return WRONG_USAGE
        if error is not None:
            raise error
        return DONE if run_of(crawler).run.verdict is RunVerdict.COMPLETE else FELL_SHORT
