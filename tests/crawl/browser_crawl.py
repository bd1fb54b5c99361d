"""A province whose one list only a script fills: `python -m tests.crawl.browser_crawl`, settings as GIP_… variables."""

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

import gipcrawler.settings
from gipcrawler.cms import Hub
from gipcrawler.crawl import Expect, ProvinceSpider, Source

HOST = "www.example.gov.cn"


class Scripted(ProvinceSpider):
    name = "scripted"
    place = "440000"
    sources = (Source("440000", Hub(f"http://{HOST}/gk/", browser=True)),)
    expect = Expect(reports=2, since=2023)


if __name__ == "__main__":
    settings = Settings()
    settings.setmodule(gipcrawler.settings, "project")
    process = AsyncCrawlerProcess(settings)
    process.crawl(Scripted)
    process.start()
