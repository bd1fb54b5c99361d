"""A crawl in a process of its own: `python -m tests.crawl.wire_crawl JOBS.json RESULTS.json`.

JOBS holds `settings`, `requests` (url, method, body and headers in Latin-1, meta) and perhaps `disk`, the bytes that
a file may grow to, and `writer`, a program in place of the one that writes the archive; RESULTS gets one object a
request: what the spider was given, and what it could read back from the archive at that moment; bodies from LONG bytes
on as digests.
"""

import hashlib
import json
import resource
import sys
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from twisted.python.failure import Failure

from gipcrawler.crawl.wire import capture_of
from gipcrawler.warc import read_record, serve

LONG = 2_000_000
SETTINGS = {
    "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), "gipcrawler.crawl.wire.RecordingHandler"),
    "EXTENSIONS": {"gipcrawler.crawl.archivist.Archivist": 0},
    "CONTACT": "who@example.org",
    "COOKIES_ENABLED": False,
    "DOWNLOAD_TIMEOUT": 10,
    "LOG_LEVEL": "INFO",
    "REMOTE_CONTROL_ENABLED": False,
    "RETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "USER_AGENT": "gipcrawler (+mailto:who@example.org)",
}


class Wire(Spider):
    name = "wire"

    def __init__(self, jobs: list[dict], results: list[dict]) -> None:
        super().__init__()
        self.jobs = jobs
        self.results = results

    async def start(self):
        for priority, job in enumerate(self.jobs):
            yield Request(
                job["url"],
                self.parse,
                method=job.get("method", "GET"),
                body=job.get("body", "").encode("latin-1"),
                headers=job.get("headers", {}),
                meta={"handle_httpstatus_all": job.get("stay", False), **job.get("meta", {}), **page_methods(job)},
                priority=-priority,
                dont_filter=True,
                errback=self.failed,
                cb_kwargs={"asked": job["url"]},
            )

    def parse(self, response, asked):
        capture = capture_of(response)
        archived = None
        if capture.record.file:
            folder = Path(self.settings["ARCHIVE_DIR"], "warc")
            archived = shown(read_record(folder, capture.record.file, capture.record.offset).payload)
        seen = {"asked": asked, "url": response.url, "body": shown(response.body), "archived": archived}
        seen["flags"] = response.flags
        seen["headers"] = {
            name.decode(): b", ".join(lines).decode("latin-1") for name, lines in response.headers.items()
        }
        self.results.append(seen | {"capture": describe(capture)})

    def failed(self, failure: Failure):
        request = failure.request
        kept = request.meta.get("capture")
        self.results.append(
            {
                "asked": request.cb_kwargs["asked"],
                "error": type(failure.value).__name__,
                "says": str(failure.value),
                "capture": kept and describe(kept),
            }
        )


def page_methods(job: dict) -> dict:
    """What the job wants done on its page, each by name and arguments, as scrapy-playwright has it."""
    if "page_methods" not in job:
        return {}
    from scrapy_playwright.page import PageMethod  # noqa: PLC0415  # an extra

    return {"playwright_page_methods": [PageMethod(*wanted) for wanted in job["page_methods"]]}


def shown(body: bytes) -> str:
    """A body in Latin-1; a long one by its digest."""
    return body.decode("latin-1") if len(body) < LONG else hashlib.sha256(body).hexdigest()


def describe(capture) -> dict:
    return {
        "url": capture.url,
        "captured_at": capture.captured_at.isoformat(),
        "status": capture.status,
        "media_type": capture.media_type,
        "file": capture.record.file,
        "offset": capture.record.offset,
        "record_id": capture.record.record_id,
    }


def main(jobs: Path, results: Path) -> None:
    told = json.loads(jobs.read_bytes())
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (told.get("disk", hard), hard))
    if "writer" in told:
        serve.COMMAND = (sys.executable, "-c", told["writer"])
    process = CrawlerProcess(SETTINGS | told["settings"])
    crawler = process.create_crawler(Wire)
    seen: list[dict] = []
    process.crawl(crawler, jobs=told["requests"], results=seen)
    process.start()
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    stats = {key: value for key, value in crawler.stats.get_stats().items() if isinstance(value, (int, str))}
    results.write_text(json.dumps({"results": seen, "stats": stats, "modules": list(sys.modules)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
