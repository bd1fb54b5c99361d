"""The declarations in spiders/ into docs/provinces.md."""

import inspect
import sys

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from gipcrawler.crawl import ProvinceSpider, Source
from gipcrawler.places import get
from tests.docs.markdown import GENERATED, code, table

BEGINNING = f"""# Provinces

{GENERATED}

One spider a province; `portal` takes any address. *Expects* is what a run of the whole province must find: so many
reports at least, one of that year or before. A run that finds less ends with status 1. The addresses come from what
others have published, not from visits: no spider has been run against a live portal yet. PORTALS is the survey in which
they were collected; it is not part of the repository.

"""


def page() -> str:
    """The page."""
    found = sorted(spiders(), key=lambda spider: spider.place)
    rows = [
        (code(spider.name), *_source(source), _expects(spider) if source is spider.sources[0] else "")
        for spider in found
        for source in spider.sources
    ]
    head = ("spider", "place", "family", "starts from", "report years", "expects")
    return BEGINNING + table(head, rows) + "\n" + "\n\n".join(map(_about, found)) + "\n"


def spiders() -> list[type[ProvinceSpider]]:
    """Every province that is declared."""
    loader = SpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]}))
    return [spider for name in loader.list() if issubclass(spider := loader.load(name), ProvinceSpider)]


def _about(spider: type[ProvinceSpider]) -> str:
    said = inspect.cleandoc(sys.modules[spider.__module__].__doc__ or "")
    return f"**{spider.name}.** {' '.join(said.split())}"


def _source(source: Source) -> tuple[str, str, str, str]:
    place = get(source.place)
    years = f"{source.since or ''}-{source.until or ''}" if source.since or source.until else "all"
    name = f"{source.place} {place.name}" if place else source.place
    return name, type(source.adapter).__name__, code(source.label), years


def _expects(spider: type[ProvinceSpider]) -> str:
    return f"{spider.expect.reports} reports, one of {spider.expect.since}"
