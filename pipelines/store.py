"""Last doorway: an entry is saved, and goes on to the feeds as a flat row."""

from dataclasses import asdict, fields
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from gipcrawler.crawl.items import Found
from gipcrawler.crawl.run import run_of
from gipcrawler.store import Reading, ReportLine, Store

COLUMNS = [field.name for field in fields(ReportLine)]


class StorePipeline:
    """Saves each entry in one transaction and tells the run what became of it; switched off by `DRY_RUN`."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The doorway to the database of a crawler's settings."""
        if crawler.settings.getbool("DRY_RUN"):
            raise NotConfigured
        return cls(crawler)

    def open_spider(self) -> None:
        """Open the database; raises `StoreError` before anything is asked where it cannot be opened."""
        self.store = Store.open(self.crawler.settings["DATABASE_URL"])

    def close_spider(self) -> None:
        """Close it."""
        self.store.close()

    def process_item(self, item: Found) -> dict[str, Any]:
        """The columns of the view `reports`, and `outcome`; of what cannot be read its title and address."""
        captures = tuple(document.capture for document in item.documents)
        read_from = item.read_from.capture if item.read_from else None
        saved = self.store.save(
            Reading(item.run, item.source, item.place, captures, read_from, item.report, item.unreadable)
        )
        run_of(self.crawler).stored(item.source, saved.outcome)
        line = None if saved.report_id is None else self.store.line(saved.report_id)
        nothing = dict.fromkeys(COLUMNS) | {"title": item.title, "source_url": captures[0].url}
        return (asdict(line) if line else nothing) | {"outcome": saved.outcome}
