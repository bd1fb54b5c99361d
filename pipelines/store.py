"""Last doorway: an entry is saved, and goes on to the feeds as a flat row."""

from dataclasses import asdict, fields
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from gipcrawler.crawl.items import Found
from gipcrawler.crawl.run import run_of
from gipcrawler.reading import Entry
from gipcrawler.store import Reading, ReportLine, Store
from gipcrawler.store.entry import Listed, readings_of

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
        """The columns of the view `reports`, and `outcome`; of what cannot be read its title and address.

        Where an entry holds several reports, the rows of the others go to the feeds beside the first one's.
        """
        listed = Listed(item.run, item.source, item.place, item.hint)
        captures = [document.capture for document in item.documents]
        first, *others = [
            self._row(item, reading) for reading in readings_of(item.entry or Entry(()), captures, listed)
        ]
        for row in others:
            self.crawler.signals.send_catch_log(
                signals.item_scraped, item=row, response=None, spider=self.crawler.spider
            )
        return first

    def _row(self, item: Found, reading: Reading) -> dict[str, Any]:
        saved = self.store.save(reading)
        run_of(self.crawler).stored(item.source, saved.outcome)
        line = None if saved.report_id is None else self.store.line(saved.report_id)
        nothing = dict.fromkeys(COLUMNS) | {"title": item.title, "source_url": reading.captures[0].url}
        return (asdict(line) if line else nothing) | {"outcome": saved.outcome}
