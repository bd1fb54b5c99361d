"""Probe the sources of provinces in a crawl of its own: one host at a time for each source, hosts beside each other.

Requests pass the same middlewares and the same recorder as those of any crawl, so robots.txt, delays, proxies and the
browser are as there, and every exchange is archived, in a folder of its own inside the archive: a report that a probe
reads is in no run and in no database, which the archive's own reports have to be (`gipcrawler verify`).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from gipcrawler.crawl.declare import Source
from gipcrawler.crawl.local_entry import meant
from gipcrawler.crawl.probe import Probe
from gipcrawler.crawl.probed import Probed, Standing
from gipcrawler.crawl.province import ProvinceSpider
from gipcrawler.errors import ArgumentError

logger = logging.getLogger(__name__)

Named = tuple[str, Source]
"""A source, and the spider that declares it."""
HOSTS_AT_ONCE = 24
IMPATIENCE = {  # a host that is not there is to be known of soon; a crawl has more patience
    "RETRY_TIMES": 1,
    "DOWNLOAD_TIMEOUT": 30,
}
NOT_HERE = ("gipcrawler.crawl.run.RunKeeper", "gipcrawler.crawl.progress.Progress")
"""Extensions of a run, which a probe is none; it shows its progress itself."""


class ProbeSpider(Spider):
    """Probes sources, and tells each result as soon as it is there."""

    name = "probe"

    def __init__(self, sources: Sequence[Named], tell: Callable[[Probed], None]) -> None:
        super().__init__()
        self._sources = sources
        self._tell = tell
        self._places = asyncio.Semaphore(HOSTS_AT_ONCE)

    async def start(self) -> AsyncIterator[Any]:
        """Probe everything; Scrapy has nothing to schedule, but wants an asynchronous generator."""
        hosts: dict[str, list[Named]] = {}
        for spider, source in self._sources:
            hosts.setdefault(urlsplit(source.label).hostname or "", []).append((spider, source))
        await asyncio.gather(*(self._host(named) for named in hosts.values()))
        nothing: tuple[Any, ...] = ()
        for request in nothing:
            yield request

    async def _host(self, named: Sequence[Named]) -> None:
        async with self._places:
            for spider, source in named:
                self._tell(await self._one(spider, source))

    async def _one(self, spider: str, source: Source) -> Probed:
        try:
            return await Probe(spider, source, self._download).probed()
        except Exception as error:  # a fault of ours in one source is no reason to leave out the others
            logger.exception("The program failed on %s", source.label)
            return Probed(spider, source, Standing.UNREACHABLE, f"the program failed: {error!r}", source.label, 0)

    async def _download(self, request: Request) -> Response:
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("a spider is probing without an engine")
        return await engine.download_async(request)


def sources_of(settings: Settings, names: Sequence[str]) -> list[Named]:
    """The sources of the provinces that are named, of all without a name; raises ArgumentError for an unknown one.

    Raises DeclarationError where `sources.local.toml` is wrong.
    """
    try:
        loader = get_spider_loader(settings)
    except ModuleNotFoundError as missing:
        if missing.name not in settings.getlist("SPIDER_MODULES"):
            raise
        raise ArgumentError("there are no provinces here: only a checkout of the project has spiders/") from None
    provinces = {name: spider for name in loader.list() if issubclass(spider := loader.load(name), ProvinceSpider)}
    for name in names:
        if name not in provinces:
            raise ArgumentError(f"there is no province {name}: {meant(name, provinces, 'there are')}")
    return [(name, source) for name in dict.fromkeys(names or provinces) for source in provinces[name].sources]


def project_settings() -> Settings:
    """The project's settings, whatever the working directory."""
    settings = Settings()
    settings.setmodule("gipcrawler.settings", priority="project")
    return settings


def archive_of(settings: Settings) -> Path:
    """The archive that a probe writes, inside the archive of these settings; `gipcrawler ingest` takes it in."""
    return Path(settings["ARCHIVE_DIR"]) / "probes"


def probe(settings: Settings, sources: Sequence[Named], tell: Callable[[Probed], None]) -> bool:
    """Probe sources and tell each result as it comes; false where it was stopped before its end.

    To be called once in a process, in its main thread: it runs Twisted's reactor. Raises GipcrawlerError where the
    archive cannot be written.
    """
    extensions = dict(settings.getdict("EXTENSIONS")) | dict.fromkeys(NOT_HERE)
    folder = str(archive_of(settings))
    settings.setdict({"EXTENSIONS": extensions, "ITEM_PIPELINES": {}, "ARCHIVE_DIR": folder}, "cmdline")
    for name, value in IMPATIENCE.items():
        if settings.getpriority(name) == 0:  # Scrapy's default: what the user has set stays
            settings.set(name, value, "cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(ProbeSpider)
    ended = process.crawl(crawler, sources=sources, tell=tell)
    process.start()
    error = ended.exception() if ended.done() and not ended.cancelled() else None
    if error is not None:
        raise error
    return crawler.stats is not None and bool(crawler.stats.get_value("finish_reason") == "finished")
