"""The declarations in spiders/, where their addresses are known from, and their last runs into docs/provinces.md."""

import inspect
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from gipcrawler.cms import canonical
from gipcrawler.crawl import ProvinceSpider, Source
from gipcrawler.places import get
from tests.docs.markdown import GENERATED, code, table

SEEN = Path(__file__).with_name("seen.toml")
RESULTS = Path(__file__).parents[1] / "replica" / "results.json"
"""Written by the test of all provinces: {slug: {"planted", "found", "foreign", "requests", "date"}}."""
YEAR = re.compile(r"20\d\d|\{year\}")
BEGINNING = f"""# Provinces

{GENERATED}

One spider a province; `portal` takes any address. *Expects* is what a run of the whole province must find: so many
reports at least, one of that year or before. A run that finds less ends with status 1. The addresses come from what
others have published, not from visits: no spider has been run against a live portal yet, and `gipcrawler probe` tells
which of them hold. PORTALS is the survey in which they were collected; it is not part of the repository.

*Known*: so many others have published this address, independently of each other; or it is *inferred* from what is known
of its sisters.

"""
REPLICA = """## Last runs against the replicas

A replica is a portal on loopback with the mechanics of the real one. *Planted* are the reports there, of three years,
of governments, offices, departments and cities; *other* are reports found that are none of these.

"""


def page() -> str:
    """The page."""
    found = sorted(spiders(), key=lambda spider: (not spider.place, spider.place, spider.name))
    rows = [
        (code(spider.name), *_source(source), _expects(spider) if source is spider.sources[0] else "")
        for spider in found
        for source in spider.sources
    ]
    head = ("spider", "place", "family", "starts from", "known", "report years", "expects")
    runs = list(_runs(found))
    ran = ("spider", "planted", "found", "other", "recall", "precision", "requests", "on")
    parts = [BEGINNING + table(head, rows), "\n\n".join(map(_about, found)) + "\n"]
    if runs:
        parts.append(REPLICA + table(ran, runs))
    return "\n".join(parts)


def spiders() -> list[type[ProvinceSpider]]:
    """Every province that is declared."""
    loader = SpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]}))
    return [spider for name in loader.list() if issubclass(spider := loader.load(name), ProvinceSpider)]


def known(label: str) -> int:
    """How many have published the address of a source, whatever the year in it; 0 for one that is inferred."""
    seen = {
        _key(url): number for urls in tomllib.loads(SEEN.read_text("utf-8")).values() for url, number in urls.items()
    }
    return int(seen.get(_key(label), 0))


def _key(url: str) -> str:
    return YEAR.sub("YYYY", canonical(url.replace("{year}", "2000")))


def _about(spider: type[ProvinceSpider]) -> str:
    said = inspect.cleandoc(sys.modules[spider.__module__].__doc__ or "")
    return f"**{spider.name}.** {' '.join(said.split())}"


def _source(source: Source) -> tuple[str, ...]:
    place = get(source.place) if source.place else None
    years = f"{source.since or ''}-{source.until or ''}" if source.since or source.until else "all"
    name = f"{source.place} {place.name}" if place else source.place
    number = known(source.label)
    by = f"by {number}" if number else "inferred"
    return name, type(source.adapter).__name__, code(source.label), by, years


def _expects(spider: type[ProvinceSpider]) -> str:
    return f"{spider.expect.reports} reports, one of {spider.expect.since}"


def _runs(found: list[type[ProvinceSpider]]) -> Iterator[tuple[str, ...]]:
    """A line for every province whose replica was crawled, in the order of the table above."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    for spider in found:
        result = results.get(spider.name)
        if result:
            planted, right, other = (int(result[name]) for name in ("planted", "found", "foreign"))
            shares = f"{right / planted:.3f}", f"{right / (right + other):.3f}" if right + other else ""
            numbers = *map(str, (planted, right, other)), *shares, str(result["requests"]), str(result["date"])
            yield code(spider.name), *numbers
