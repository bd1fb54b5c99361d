"""The free space of a disk, kept above a watermark: who would write waits until there is room, and the log says so."""

import logging
import shutil
from pathlib import Path
from typing import Any, cast

from scrapy.crawler import Crawler
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.task import deferLater

from gipcrawler.errors import ArchiveError, DiskFullError

logger = logging.getLogger(__name__)

LOOK_AGAIN = 1.0
"""Seconds between two looks at a disk that was full."""
MB = 1_000_000


class Room:
    """Holds a crawl back while its archive's disk has less than ARCHIVE_MIN_FREE bytes; nothing is deleted.

    Requests that wait keep their place in the downloader, so that no further ones are begun.
    """

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self._crawler = crawler
        self._folder = folder
        self._least = crawler.settings.getint("ARCHIVE_MIN_FREE", 0)
        self._paused = False

    async def enough(self) -> None:
        """Wait until the disk has more than the watermark; raises ArchiveError where the crawl ends before that."""
        while (free := shutil.disk_usage(self._folder).free) < self._least:
            self._pause(f"{self._folder} has {free / MB:.1f} MB free of the {self._least / MB:.1f} MB that must be")
            await self._look_again()
        self._go_on()

    async def after(self, full: DiskFullError) -> None:
        """Wait for another try after the disk refused one; raises as `enough` does."""
        self._pause(str(full))
        await self._look_again()

    def _pause(self, why: str) -> None:
        if not self._paused:
            self._paused = True
            logger.warning(
                "The crawl is paused, because %s; it goes on by itself when %.1f MB are free (ARCHIVE_MIN_FREE)",
                *(why, self._least / MB),
            )

    def _go_on(self) -> None:
        if self._paused:
            self._paused = False
            logger.warning("The crawl goes on: there is room in %s again", self._folder)

    async def _look_again(self) -> None:
        if self._is_ending():
            raise ArchiveError(f"the crawl was ended while {self._folder} had no room")
        from twisted.internet import reactor  # noqa: PLC0415  # importing it installs one; Scrapy has chosen it by now

        await maybe_deferred_to_future(deferLater(cast("Any", reactor), LOOK_AGAIN))

    def _is_ending(self) -> bool:
        """Whether the engine only waits for the requests that are under way; it says so by no public name."""
        slot = getattr(self._crawler.engine, "_slot", None)
        return slot is None or slot.closing is not None
