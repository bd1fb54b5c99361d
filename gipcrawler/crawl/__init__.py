"""Sources into captures and entries; the only room that imports Scrapy and Twisted."""

from gipcrawler.crawl.declare import Expect, Source
from gipcrawler.crawl.portal import PortalSpider
from gipcrawler.crawl.province import ProvinceSpider

__all__ = ["Expect", "PortalSpider", "ProvinceSpider", "Source"]
