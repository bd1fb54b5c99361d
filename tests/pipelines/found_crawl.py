"""`python -m tests.pipelines.found_crawl ROWS`: a crawl with the project's settings that asks nobody.

Its entries are printed reports, archived as if they had been fetched; the rows of its feed go to the file ROWS.
"""

import sys
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from gipcrawler.cms import Trs
from gipcrawler.crawl.archivist import Archivist
from gipcrawler.crawl.arguments import Arguments
from gipcrawler.crawl.collect import Collector
from gipcrawler.crawl.declare import Source
from gipcrawler.crawl.items import Fetched, Found
from gipcrawler.crawl.run_id import run_id
from gipcrawler.model import Exchange, RecordRef
from tests.press import as_docx, as_html, sheets
from tests.press.carriers import zipped

SITE = "https://www.shandong.example.gov.cn"
SOURCE = Source("370000", Trs(f"{SITE}/index.html"))
PAGE = "<html><body><p>年度报告全文见附件。</p></body></html>".encode()


class FoundSpider(Collector):
    """Finds a page, an attachment, an archive of two reports, a page without a report, and one never archived."""

    name = "found"

    def __init__(self) -> None:
        super().__init__((SOURCE,), Arguments(), {})

    async def start(self) -> AsyncIterator[Any]:
        yield self.entry("page", await self.fetched("1.html", as_html(sheets["003"])))
        yield self.entry(
            "word", await self.fetched("2.html", PAGE), await self.fetched("2.docx", as_docx(sheets["001"]))
        )
        yield self.entry("nothing", await self.fetched("3.html", PAGE))
        files = zipped(*((f"{name}.docx", as_docx(sheets[name])) for name in ("000", "002")))
        yield self.entry("archive", await self.fetched("5.html", PAGE), await self.fetched("5.zip", files))
        lost = await self.fetched("4.html", PAGE)
        record = RecordRef("lost.warc.gz", 0, 10, "<urn:uuid:lost>", "", "")
        object.__setattr__(lost.capture, "record", record)
        yield self.entry("lost", lost)

    async def fetched(self, name: str, body: bytes) -> Fetched:
        now = datetime.now(UTC)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        request = f"GET /{name} HTTP/1.1\r\n\r\n".encode()
        exchange = Exchange(f"{SITE}/{name}", "GET", request, head + body, now, now)
        return Fetched(await self.crawler.get_extension(Archivist).keep(exchange), body, name)

    def entry(self, title: str, *documents: Fetched) -> Found:
        return Found(run_id(self.crawler), SOURCE.label, SOURCE.place, title, date(2021, 1, 20), list(documents))


if __name__ == "__main__":
    ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = 0.1  # a crawl without any request notices its end by this beat alone
    settings = get_project_settings()
    settings.set("FEEDS", {sys.argv[1]: {"format": "json"}})
    process = AsyncCrawlerProcess(settings)
    process.crawl(FoundSpider)
    process.start()
