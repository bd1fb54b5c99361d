"""A small portal to set traps in: pages that are reports, a listing that leads to them, and a crawl of it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from gipcrawler.warc import Record, records
from tests.crawling import QUICK, crawl
from tests.replica.server import Proxy
from tests.replica.site import Answer, Site, page

HOST = "www.jia.gov.cn"
ROOT = f"http://{HOST}"
IMPATIENT = QUICK | {"DOWNLOAD_TIMEOUT": "10", "BROWSER_DELAY": "0", "REQUISITES": "0", "RETRY_TIMES": "1"}
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
)


def title(organ: str, year: int = 2023) -> str:
    """A report's title."""
    return f"甲县{organ}{year}年政府信息公开工作年度报告"


def report(organ: str, year: int = 2023, inside: str = "", charset: str = "utf-8", *, told: bool = True) -> Answer:
    """A page that is a report; `inside` stands below its text."""
    text = "".join(f"<p>{heading}</p><p>甲县{organ}按要求公布有关内容。</p>" for heading in HEADINGS)
    head = f'<meta name="ArticleTitle" content="{title(organ, year)}"><meta name="PubDate" content="{year + 1}-01-20">'
    body = f"<h1>{title(organ, year)}</h1><div class='TRS_Editor'>{text}</div>{inside}"
    return page(f"<html><head>{head}</head><body>{body}</body></html>", charset, told=told)


def listing(lines: Mapping[str, str], after: str = "", year: int = 2023) -> Answer:
    """A column of reports: address to organ, in its order."""
    rows = "".join(
        f'<li><a href="{url}">{title(organ, year)}</a><span>{year + 1}-01-20</span></li>'
        for url, organ in lines.items()
    )
    head = '<meta name="ColumnName" content="政府信息公开年报"><meta name="SiteName" content="甲县人民政府">'
    return page(f"<html><head>{head}</head><body><ul class='list'>{rows}</ul>{after}</body></html>")


class Crawled:
    """A finished `scrapy crawl portal`: what it asked, found, said and wrote."""

    def __init__(
        self, folder: Path, sites: Iterable[Site], url: str = f"{ROOT}/gk/", settings: Mapping[str, str] | None = None
    ):
        self.archive = folder / "archive"
        with Proxy(sites) as proxy:
            given = IMPATIENT | (settings or {})
            process = crawl("portal", f"url={url}", archive=self.archive, proxy=proxy.url, settings=given)
            self.asked = [(line.url, line.status) for line in proxy.requests]
        self.status, self.stdout, self.stderr = process.returncode, process.stdout, process.stderr
        [path] = (self.archive / "runs").glob("*.json")
        self.run = json.loads(path.read_text("utf-8"))
        with closing(sqlite3.connect(self.archive / "gip.db")) as connection:
            self.titles = dict(connection.execute("select source_url, title from reports"))
        self.reports = set(self.titles)

    def __getitem__(self, name: str) -> int:
        """A count of the run."""
        return sum(source[name] for source in self.run["sources"])

    def of(self, url: str) -> list[int]:
        """The statuses that an address was answered with, in their order."""
        return [status for asked, status in self.asked if asked == url]

    def records(self, kind: str = "response") -> list[Record]:
        """What is in the archive."""
        held = (record for path in sorted((self.archive / "warc").iterdir()) for record in records(path))
        return [record for record in held if record.type == kind]

    def lines(self, words: str) -> list[str]:
        """The lines on stderr that have these words."""
        return [line for line in self.stderr.splitlines() if words in line]
