"""First doorway: nothing is read that is not on disk."""

from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from gipcrawler.crawl.items import Found
from gipcrawler.model import RecordRef


class ArchivePipeline:
    """Lets an entry pass whose documents all have their WARC record on disk, in a finished file or one being written.

    Raises `DropItem`, which names the document, for any other: what no record keeps cannot be cited.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The doorway to the archive of a crawler's settings."""
        return cls(Path(crawler.settings["ARCHIVE_DIR"]) / "warc")

    def process_item(self, item: Found) -> Found:
        """The entry, unchanged."""
        if not item.documents:
            raise DropItem(f"{item.title!r} of {item.source} is not read: it came without any document.")
        for document in item.documents:
            record = document.capture.record
            if not self._keeps(record):
                raise DropItem(f"{document.capture.url} is not read: its record {record.record_id} is not on disk.")
        return item

    def _keeps(self, record: RecordRef) -> bool:
        for name in (record.file, f"{record.file}.open", record.file):  # it may be renamed between two looks
            path = self.folder / name
            if path.is_file():
                return path.stat().st_size >= record.offset + record.length
        return False
