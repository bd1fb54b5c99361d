"""A crawl at full speed in a process of its own: `python -m tests.crawl.flat_crawl ADDRESS COUNT SETTINGS [say]`.

It asks for COUNT pages, 16 at once, with settings given as JSON over those of `wire_crawl`. With `say` every page that
the spider was given is a line on stdout: path, file, offset, record id. The last line is JSON: pages, seconds between
the first and the last of them, and the resident memory in bytes, the archive's writer included, when a tenth of them
was there and at the highest.
"""

import json
import sys
import time
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

from gipcrawler.crawl.wire import capture_of
from tests.crawl.wire_crawl import SETTINGS


class Flat(Spider):
    name = "flat"

    def __init__(self, address: str, count: int, aloud: bool) -> None:
        super().__init__()
        self.address, self.count, self.aloud = address, count, aloud
        self.times: list[float] = []
        self.early = self.highest = 0

    async def start(self):
        for number in range(self.count):
            yield Request(f"{self.address}/{number}", self.parse, dont_filter=True)

    def parse(self, response):
        self.times.append(time.perf_counter())
        if len(self.times) == self.count // 10:
            self.early = resident("VmRSS")
        if len(self.times) == self.count:
            self.highest = resident("VmHWM")
        if self.aloud:
            record = capture_of(response).record
            say(f"{response.url.rpartition('/')[2]} {record.file} {record.offset} {record.record_id}")


def resident(name: str) -> int:
    """Bytes of memory that this process and its children have, by a name of /proc/<process>/status."""
    children = [path.read_text().split() for path in Path("/proc/self/task").glob("*/children")]
    processes = ["self", *(child for each in children for child in each)]
    told = [Path(f"/proc/{process}/status").read_text() for process in processes]
    return 1024 * sum(int(text.partition(f"{name}:")[2].split()[0]) for text in told)


def main(address: str, count: int, settings: dict, aloud: bool) -> None:
    fast = {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "LOG_LEVEL": "WARNING"}
    process = AsyncCrawlerProcess(SETTINGS | fast | settings)
    crawler = process.create_crawler(Flat)
    process.crawl(crawler, address=address, count=count, aloud=aloud)
    process.start()
    times, early = crawler.spider.times, crawler.spider.early
    highest = crawler.spider.highest
    told = {"pages": len(times), "seconds": times[-1] - times[0], "early": early, "highest": highest}
    say(json.dumps(told | {"reason": crawler.stats.get_value("finish_reason")}))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3]), "say" in sys.argv[4:])
