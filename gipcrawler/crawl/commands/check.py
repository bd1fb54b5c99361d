"""`scrapy check [SPIDER…]`: every declaration loads, starts and reads what no portal should send, without a network."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.commands.check import Command as ScrapyCheck
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from gipcrawler.cms import Page
from gipcrawler.crawl.local_entry import meant
from gipcrawler.crawl.province import ProvinceSpider
from gipcrawler.errors import ArgumentError, GipcrawlerError

DONE, FAULTY = 0, 1
YEAR = "2024"
BROKEN = (b"", b"\x00\xff" * 50, b"<html", b"<ul><li><a href='http://[/x'>", b"{", b"null", b'{"data": [3]}', b"<xml/>")
"""Bodies of no page: whatever a server sends, a family gives a listing."""


class Command(ScrapyCheck):
    """What Scrapy's contracts are for; our spiders have no methods that could carry any."""

    requires_crawler_process = False
    settings: Settings

    def short_desc(self) -> str:
        """What `scrapy -h` says."""
        return "Check the declarations of spiders, without any request"

    def long_desc(self) -> str:
        """What `-h` says, in place of a usage line."""
        return "scrapy check [-l] [spider …]: look at declarations without any request; status 1 if one has a fault"

    def add_options(self, parser: ArgumentParser) -> None:
        """Scrapy's options; without a usage text, which argparse puts before every error, an error is one line."""
        super().add_options(parser)
        parser.usage = SUPPRESS

    def run(self, args: list[str], opts: Namespace) -> None:
        """Print what is wrong, a line each, and the number of what was looked at; sets `exitcode`."""
        try:
            loader = get_spider_loader(self.settings)
            names = list(dict.fromkeys(args)) or loader.list()
            for name in names:
                if name not in loader.list():
                    raise ArgumentError(f"there is no spider {name}: {meant(name, loader.list(), 'there are')}")
            spiders = [loader.load(name) for name in names]
        except GipcrawlerError as error:
            raise UsageError(str(error), print_help=False) from None
        if opts.list:
            sys.stdout.writelines(f"{name}\n" for name in names)
            return
        found = [f"{spider.name}: {fault}\n" for spider in spiders for fault in faults(spider)]
        sources = sum(len(spider.sources) for spider in spiders if issubclass(spider, ProvinceSpider))
        sys.stdout.writelines(found)
        sys.stdout.write(f"{len(spiders)} spiders, {sources} sources: {len(found) or 'no'} faults\n")
        self.exitcode = FAULTY if found else DONE


def faults(spider: type[Spider]) -> Iterator[str]:
    """What is wrong with a province, in sentences; its form was checked when its class was defined."""
    if not issubclass(spider, ProvinceSpider):
        return
    for trail in spider().trails:
        source = trail.source
        urls = [fetch.url.replace("{year}", YEAR) for fetch in source.adapter.start()]
        if not urls:
            yield f"the source of {source.place} asks for nothing"
        yield from (f"{url} {wrong}" for url in urls for wrong in _wrong(url))
        for url, body, status in product(urls, BROKEN, (200, 404)):
            try:
                source.adapter.read(Page(url, body, None, status))
            except Exception as error:  # noqa: BLE001  # that none comes out is what is checked
                yield f"{url} fails on {body[:20]!r} with status {status}: {error!r}"


def _wrong(url: str) -> Iterator[str]:
    host = urlsplit(url).hostname or ""
    if not host.endswith(".gov.cn"):
        yield "is on no host of gov.cn"
    if "{" in url:
        yield "has a blank that nothing fills in"
    if not urlsplit(url).path:
        yield "has no path: end it with a slash"
