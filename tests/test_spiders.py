"""All declarations in spiders/, without a network: they load, start, are drawn as the house wants it, and are shown."""

import ast
import asyncio
import pkgutil
import subprocess
from pathlib import Path
from statistics import median

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

import spiders as declared
from gipcrawler import cms, places
from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source
from gipcrawler.crawl.commands.check import faults
from gipcrawler.crawl.local_entry import families
from gipcrawler.crawl.source_line import source_line
from tests.crawling import ROOT, environment, program
from tests.docs.provinces import spiders
from tests.replica.provinces import PROVINCES

LOADER = SpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]}))
SPIDERS = {spider.name: spider for spider in spiders()}
MODULES = {slug: (ROOT / "spiders" / f"{slug}.py").read_text("utf-8") for slug in SPIDERS}
LONGEST = 40
USUAL = 20
IMPORTS = {"gipcrawler.cms", "gipcrawler.crawl"}
MOST_SOURCES = 40


def declaration(slug):
    """The lines of a module without its own docstring and without blank ones."""
    doc = ast.parse(MODULES[slug]).body[0]
    return [line for line in MODULES[slug].splitlines()[doc.end_lineno :] if line.strip()]


def adapter_of_its_own(slug):
    """True for a province that a family was written for: its adapters serve no other."""
    mine = {type(source.adapter) for source in SPIDERS[slug].sources}
    return not any(
        type(source.adapter) in mine for name, spider in SPIDERS.items() if name != slug for source in spider.sources
    )


def first_requests(spider):
    """What a spider asks for first, without a crawl around it."""
    spider.settings = Settings({"RECHECK_AFTER": 0})

    async def collected():
        return [request async for request in spider.start()]

    return asyncio.run(collected())


def test_every_module_is_a_spider_of_its_own_name():
    modules = {module.name for module in pkgutil.iter_modules(declared.__path__)}
    assert modules == set(LOADER.list()) == {*SPIDERS, "portal"}
    assert all(LOADER.load(name).__module__ == f"spiders.{name}" for name in modules)
    assert all(LOADER.load(name).__name__.lower().startswith(name) for name in modules)


@pytest.mark.parametrize("slug", SPIDERS)
def test_a_province_is_a_declaration_and_nothing_else(slug):
    province = SPIDERS[slug]
    assert [key for key in vars(province) if not key.startswith("__")] == ["name", "place", "sources", "expect"]
    assert not province.place or places.get(province.place).level == "province"


@pytest.mark.parametrize("slug", SPIDERS)
def test_a_province_says_its_source_and_its_doubts(slug):
    said = ast.get_docstring(ast.parse(MODULES[slug]))
    assert "Source: " in said
    assert len(said) > 200


@pytest.mark.parametrize("slug", SPIDERS)
def test_a_province_starts_with_its_listings(slug):
    spider = SPIDERS[slug]()
    requests = first_requests(spider)
    assert len(requests) >= len(spider.sources)
    assert all(request.url.startswith("http") and "{" not in request.url for request in requests)
    assert sum(trail.tally.asked for trail in spider.trails) == len(requests)


def test_a_column_of_every_year_is_asked_for_the_years_of_the_run():
    spider = SPIDERS["sichuan"](since="2021", until="2022")
    asked = [request.url for request in first_requests(spider)]
    years = [url.split("/")[4] for url in asked if "/10462/" in url]
    assert years == ["2021nb", "2022nb", "2023nb"]  # a column may be named after the year of publication


def test_the_portal_spider_starts_where_it_is_told():
    spider = LOADER.load("portal")(url="http://www.example.gov.cn/gk/")
    assert [request.url for request in first_requests(spider)] == ["http://www.example.gov.cn/gk/"]
    assert spider.trails[0].tally.place == ""


@pytest.mark.parametrize("slug", SPIDERS)
def test_a_province_has_no_fault_that_can_be_seen_without_a_network(slug):
    assert list(faults(SPIDERS[slug])) == []


@pytest.mark.parametrize("slug", SPIDERS)
def test_a_province_is_short_and_declares(slug):
    assert len(declaration(slug)) <= LONGEST or adapter_of_its_own(slug)
    assert len(SPIDERS[slug].sources) <= MOST_SOURCES
    nodes = list(ast.walk(ast.parse(MODULES[slug])))
    assert not [
        node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.If)
    ]
    assert {node.module for node in nodes if isinstance(node, ast.ImportFrom)} <= IMPORTS
    assert not [node for node in nodes if isinstance(node, ast.Import)]


@pytest.mark.parametrize("slug", SPIDERS)
def test_a_province_is_written_as_it_would_be_proposed(slug):
    for source in SPIDERS[slug].sources:
        assert eval(source_line(source), {"Source": Source, **families()}) == source


@pytest.mark.parametrize("slug", SPIDERS)
def test_a_province_has_a_portal_in_the_replica(slug):
    assert slug in PROVINCES
    asked = {Path(source.label).parts[1] for source in SPIDERS[slug].sources}
    hosts = {site.host for site in PROVINCES[slug]().sites}
    assert asked <= hosts, "declared, and not in the replica"


def test_nothing_is_left_to_be_filled_in():
    texts = [*MODULES.items(), *((path.name, path.read_text("utf-8")) for path in ROOT.glob("tests/replica/*.py"))]
    assert [name for name, text in texts if "FILL IN" in text] == []


def test_provinces_are_short_on_the_whole():
    assert median(len(declaration(slug)) for slug in SPIDERS) <= USUAL


def test_faults_are_found():
    wrong = {
        "name": "wrong",
        "place": "510000",
        "sources": (Source("510000", Trs("http://www.example.com")), Source("510000", Broken("http://a.gov.cn/"))),
        "expect": Expect(reports=1, since=2020),
    }
    found = list(faults(type("Wrong", (ProvinceSpider,), wrong)))
    assert "http://www.example.com is on no host of gov.cn" in found
    assert "http://www.example.com has no path: end it with a slash" in found
    assert any("fails on b'null' with status 404: KeyError" in fault for fault in found)


class Broken(Trs):
    def read(self, page: cms.Page) -> cms.Listing:
        raise KeyError(page.body[:3])


def test_scrapy_check_looks_at_all_of_them(tmp_path):
    def check(*names):
        given = {"env": environment(tmp_path / "archive"), "cwd": ROOT, "encoding": "utf-8", "timeout": 60}
        return subprocess.run([program("scrapy"), "check", *names], capture_output=True, check=False, **given)

    everything = check()
    assert everything.returncode == 0, everything.stdout
    assert everything.stdout.startswith(f"{len(SPIDERS) + 1} spiders, ")
    assert not (tmp_path / "archive").exists()
    unknown = check("sichaun")
    assert (unknown.returncode, len(unknown.stderr.splitlines())) == (2, 1), unknown.stderr
    assert "did you mean sichuan?" in unknown.stderr
