import asyncio
import importlib
import pkgutil

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

import spiders
from gipcrawler import places
from gipcrawler.crawl import Expect, ProvinceSpider, Source

LOADER = SpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]}))
PROVINCES = [name for name in LOADER.list() if name != "portal"]


def first_requests(spider):
    async def collected():
        return [request async for request in spider.start()]

    return asyncio.run(collected())


def test_every_module_is_a_spider_of_its_own_name():
    modules = {module.name for module in pkgutil.iter_modules(spiders.__path__)}
    assert modules == set(LOADER.list())
    assert all(LOADER.load(name).__module__ == f"spiders.{name}" for name in LOADER.list())
    assert all(LOADER.load(name).__name__.lower() == name for name in LOADER.list())


@pytest.mark.parametrize("name", PROVINCES)
def test_a_province_is_a_declaration_and_nothing_else(name):
    province = LOADER.load(name)
    assert issubclass(province, ProvinceSpider)
    assert [key for key in vars(province) if not key.startswith("__")] == ["name", "place", "sources", "expect"]
    assert places.get(province.place).level == "province"
    assert isinstance(province.expect, Expect)
    assert all(isinstance(source, Source) for source in province.sources)


@pytest.mark.parametrize("name", PROVINCES)
def test_a_province_says_its_source_and_its_doubts(name):
    said = importlib.import_module(f"spiders.{name}").__doc__
    assert "Source: PORTALS" in said
    assert len(said) > 200


@pytest.mark.parametrize("name", PROVINCES)
def test_a_province_starts_with_its_listings(name):
    spider = LOADER.load(name)()
    requests = first_requests(spider)
    assert requests
    assert all(request.url.startswith("http") and "{" not in request.url for request in requests)
    assert sum(trail.tally.asked for trail in spider.trails) == len(requests)


def test_a_column_of_every_year_is_asked_for_the_years_of_the_run():
    spider = LOADER.load("sichuan")(since="2021", until="2022")
    years = [request.url.split("/")[4] for request in first_requests(spider)]
    assert years == ["2021nb", "2022nb", "2023nb"]  # a column may be named after the year of publication


def test_the_portal_spider_starts_where_it_is_told():
    spider = LOADER.load("portal")(url="http://www.example.gov.cn/gk/")
    assert [request.url for request in first_requests(spider)] == ["http://www.example.gov.cn/gk/"]
    assert spider.trails[0].tally.place == ""
