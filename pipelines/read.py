"""Second doorway: the documents of an entry become the report, or reports, that they hold, or the reason why none."""

import asyncio
import logging
from dataclasses import replace

from gipcrawler.crawl.items import Found
from gipcrawler.reading import Given, read_entry

logger = logging.getLogger(__name__)


class ReadPipeline:
    """Reads the documents in a thread, so that a long PDF does not stop the crawl."""

    async def process_item(self, item: Found) -> Found:
        """The entry with what was read of it; never raises for what a document holds."""
        given = [Given(one.body, one.capture.media_type, one.capture.url, one.name) for one in item.documents]
        entry = await asyncio.to_thread(read_entry, given, item.hint)
        if not entry.readings:
            logger.warning("%s cannot be read. %s", item.title, entry.reason)
        elif entry.unread:
            logger.info("Not everything of %s was read. %s", item.title, entry.reason)
        return replace(item, entry=entry)
