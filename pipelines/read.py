"""Second doorway: the documents of an entry become the one report that they hold, or the reason why there is none."""

import asyncio
import logging
from dataclasses import replace

from gipcrawler.crawl.items import Fetched, Found
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Report, State
from gipcrawler.reading import Hint, read

OFFICIAL = ("active_disclosure", "applications", "review_litigation")
logger = logging.getLogger(__name__)


class ReadPipeline:
    """Reads the documents in their order, the page first, in a thread, so that a long PDF does not stop the crawl."""

    async def process_item(self, item: Found) -> Found:
        """The entry with its report, or with `unreadable`; never raises for what a document holds."""
        reasons: list[str] = []
        readings: list[tuple[Report, Fetched]] = []
        hint = Hint(item.title, item.place or None, item.published, item.organ, item.site)
        for document in item.documents:
            try:
                report = await asyncio.to_thread(read, document.body, document.capture.media_type, hint)
            except UnreadableError as error:
                reasons.append(f"{document.capture.url}: {error}")
                continue
            if report.cells or report.sections:
                readings.append((report, document))
            if _whole(report):
                break
        if readings:
            report, document = max(readings, key=lambda reading: _worth(reading[0]))
            return replace(item, report=report, read_from=document)
        reason = " ".join(reasons) or "No section and no table of the official forms in it."
        logger.warning("%s cannot be read. %s", item.title, reason)
        return replace(item, unreadable=reason)


def _worth(report: Report) -> tuple[bool, int, int, int]:
    """Whole reports first, then figures (an attached form that nobody filled in has none), cells, and sections."""
    figures = sum(cell.state is not State.BLANK for cell in report.cells)
    return _whole(report), figures, len(report.cells), len(report.sections)


def _whole(report: Report) -> bool:
    """Whether all three official tables are there, with at least one of them filled in."""
    return all(report.forms.get(table) for table in OFFICIAL) and any(
        cell.state is not State.BLANK for cell in report.cells
    )
