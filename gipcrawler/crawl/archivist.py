"""A crawler's exchanges into its archive, and each into the capture that the spider is given."""

import asyncio
import gc
import logging
import platform
import socket
from dataclasses import replace
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import Final, Self
from urllib.parse import urldefrag

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future

from gipcrawler import __version__
from gipcrawler.crawl.room import Room
from gipcrawler.crawl.run_id import run_id
from gipcrawler.crawl.scribe import Scribe
from gipcrawler.errors import ArchiveError, DiskFullError
from gipcrawler.model import Capture, Exchange, RecordRef
from gipcrawler.warc import TORN, Record, Rendering, read_head, salvage, status_of
from gipcrawler.warc.index import write_missing
from gipcrawler.warc.serve import Setup
from gipcrawler.warc.validators import Validator, Validators, original_of

logger = logging.getLogger(__name__)

# Objects made, and younger collections, before the collector looks; Python's own 700, 10, 10 is a tenth of a page
COLLECT_AFTER: Final = (10_000, 20, 20)
# The record of a capture in a dry run, in which nothing is written.
NO_RECORD: Final = RecordRef(file="", offset=0, length=0, record_id="", block_digest="", payload_digest="")
# What a body is of which its server says nothing (RFC 9110, section 8.3).
UNNAMED_MEDIA_TYPE: Final = "application/octet-stream"


class Archivist:
    """The extension that owns the one archive of a crawler: `<ARCHIVE_DIR>/warc`, files named after the spider.

    Counts `gip/captures` and `gip/bytes` (bytes of their responses on the wire) in the stats. With DRY_RUN it
    writes and counts nothing, and every capture's record is `NO_RECORD`. Raises ArchiveError when the archive
    folder cannot be made, so that the crawl does not start.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._stopping = False
        self._opened = False
        self._validators: Validators | None = None
        self._folder = folder = Path(crawler.settings.get("ARCHIVE_DIR", "archive")).absolute() / "warc"
        dry = crawler.settings.getbool("DRY_RUN")
        self._scribe = None if dry else _open(folder, crawler)
        self._room = Room(crawler, folder)
        # The second comes alone where a crawl fails before its spider was opened.
        for signal in (signals.spider_closed, signals.engine_stopped):
            crawler.signals.connect(self.close, signal)
        crawler.signals.connect(_spare_libraries, signals.engine_started)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's door."""
        return cls(crawler)

    async def ready(self) -> None:
        """Wait until the archive is open and the disk has room for what a request brings.

        Raises ArchiveError where the crawl ends first, or the archive cannot be opened.
        """
        if self._scribe is None:
            return
        if not self._opened:
            await self._open_validators(self._scribe)
        await self._room.enough()

    def known(self, url: str) -> Validator | None:
        """By what the server of an address can be asked whether the archive's newest answer 200 still holds."""
        return self._validators.of(urldefrag(url).url) if self._validators else None

    async def held(self, known: Validator, answer: bytes) -> Record | None:
        """The answer of a finished file that a 304 stands for; null for what is none, or contradicts what was asked."""
        if (
            self._validators is None
            or status_of(answer) != HTTPStatus.NOT_MODIFIED
            or not known.bears_out(read_head(answer))
        ):
            return None
        return await asyncio.to_thread(self._validators.held, known)

    async def keep(self, exchange: Exchange, whole: Record | None = None) -> Capture | None:
        """Archive an exchange; its capture, once it is on disk, or null where there was no answer.

        Where it is a 304 that stands for a `whole` answer, the capture has its own record and what the page is.
        Waits where the disk is full. Raises ArchiveError where it cannot be written for another reason, and stops
        the crawl: a page unarchived is not read.
        """
        if whole is not None:
            exchange = replace(exchange, original=original_of(whole))
        record = NO_RECORD if self._scribe is None else await self._write(self._scribe, exchange)
        seen = exchange.response if whole is None else whole.block
        status = status_of(seen)
        if status is None:
            return None
        return Capture(exchange.url, exchange.started, status, _media_type(seen), record)

    async def keep_rendering(self, rendering: Rendering) -> None:
        """Archive what a browser made of a page; raises as `keep` does, and does nothing in a dry run."""
        if self._scribe is not None:
            await self._write(self._scribe, rendering)

    async def close(self) -> None:
        """Finish the archive and index it; a second call does nothing."""
        if self._scribe is not None:
            await self._scribe.close()
            await asyncio.to_thread(_index, self._folder)

    async def _open_validators(self, scribe: Scribe) -> None:
        try:
            payloads = await scribe.opened()
        except ArchiveError as error:
            self._stop(error)
            raise
        if payloads and not self._opened and self._crawler.settings.getbool("CONDITIONAL_REQUESTS"):
            self._validators = Validators.opened(_payloads(self._folder), self._folder)
        self._opened = True

    async def _write(self, scribe: Scribe, exchange: Exchange | Rendering) -> RecordRef:
        try:
            record = await self._written(scribe, exchange)
        except ArchiveError as error:
            self._stop(error)
            raise
        if isinstance(exchange, Rendering):
            return record
        if self._crawler.stats is not None and status_of(exchange.response) is not None:
            self._crawler.stats.inc_value("gip/captures")
            self._crawler.stats.inc_value("gip/bytes", len(exchange.response))
        return record

    async def _written(self, scribe: Scribe, exchange: Exchange | Rendering) -> RecordRef:
        while True:
            try:
                return await maybe_deferred_to_future(scribe.write(exchange))
            except DiskFullError as full:
                await self._room.after(full)

    def _stop(self, error: ArchiveError) -> None:
        if self._stopping or self._crawler.engine is None:
            return
        self._stopping = True
        logger.error("The crawl stops, because %s", error)
        deferred_from_coro(self._crawler.engine.close_spider_async(reason="archive_failed"))


def _spare_libraries() -> None:
    """Keep the collector from walking what lives as long as the crawl, and from looking ten times a page.

    Bodies that wait for the disk made it the largest cost of the archive (docs/decisions.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def _index(folder: Path) -> None:
    """Index what is finished; what cannot be now is left to the commands that need it."""
    try:
        write_missing(folder, folder.parent / "index")
    except ArchiveError as error:
        logger.warning("The archive has no index yet: %s", error)


def _open(folder: Path, crawler: Crawler) -> Scribe:
    """The writer of the crawl's archive; before it, what dead processes left open is finished."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"cannot make the archive folder {folder}: {error.strerror}") from error
    for saved in salvage(folder):
        logger.warning(
            "%s, which a dead process left open, is finished: %d records; %d bytes behind them are in %s",
            *(saved.file, saved.records, saved.torn, folder / TORN),
        )
    payloads = _payloads(folder) if crawler.settings.getbool("ARCHIVE_DEDUP") else None
    return Scribe(Setup(folder, crawler.spidercls.name, _info(crawler), payloads))


def _payloads(folder: Path) -> Path:
    """The database of what finished files hold."""
    return folder.parent / "index/payloads.sqlite"


def _media_type(response: bytes) -> str:
    named = read_head(response).values("Content-Type")
    return (named[0].partition(";")[0].strip().lower() if named else "") or UNNAMED_MEDIA_TYPE


def _info(crawler: Crawler) -> dict[str, str]:
    """The fields of warcinfo that only a crawl knows; an empty one is not written."""
    settings = crawler.settings
    others = " ".join(f"{name}/{version(name)}" for name in ("Scrapy", "Twisted", "warcio"))
    return {
        "software": f"gipcrawler/{__version__} {others} Python/{platform.python_version()}",
        "hostname": socket.gethostname(),
        "operator": settings.get("CONTACT") or "",
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": settings.get("USER_AGENT") or "",
        "run": run_id(crawler),
    }
