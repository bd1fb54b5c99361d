"""Turn the declarations of all provinces into one line a source: which portal family reads it, and for which spider."""

from typing import NamedTuple

from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from gipcrawler.crawl.province import ProvinceSpider


class Declared(NamedTuple):
    """A source as it is declared today: its label, as tallies and captures have it, is unique in its spider."""

    source: str
    place: str
    spider: str
    family: str


def declared() -> tuple[Declared, ...]:
    """Every source of every province, those of the local file included; raises DeclarationError where that is wrong."""
    settings = Settings()
    settings.setmodule("gipcrawler.settings")
    loader = get_spider_loader(settings)
    spiders = [loader.load(name) for name in loader.list()]
    return tuple(
        Declared(source.label, source.place, spider.name, type(source.adapter).__name__)
        for spider in spiders
        if issubclass(spider, ProvinceSpider)
        for source in spider.sources
    )
