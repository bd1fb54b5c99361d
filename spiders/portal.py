"""Any page of any portal, by its address: `scrapy crawl portal -a url=URL [-a place=CODE]`."""

from gipcrawler.crawl import PortalSpider


class Portal(PortalSpider):
    """No place of its own: the user names the page."""

    name = "portal"
