import re
import shlex
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from scrapy.settings import Settings, default_settings
from scrapy.spiderloader import SpiderLoader

from gipcrawler import settings
from gipcrawler.check import check
from gipcrawler.reading import read
from gipcrawler.store import Store
from tests.docs.commands import parsers
from tests.docs.markdown_blocks import blocks, text_of
from tests.press import as_html, sheets
from tests.readings import capture, reading
from tests.replica.provinces import PROVINCES, SAMPLES

TWINS = ("README.md", "README.zh.md")
WITH_SQL = (*TWINS, "docs/store.md")
COMMENT = re.compile(r"[ \t]*(?:#|--) .*$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """The sample sheets, read from pages and saved."""
    path = tmp_path_factory.mktemp("readme") / "gip.db"
    with closing(Store.open(f"sqlite:///{path}")) as store:
        for key, sheet in sheets.items():
            report = read(as_html(sheet))
            kept = reading(replace(report, findings=check(report)), capture(f"http://www.example.gov.cn/{key}.html"))
            store.save(kept)
    return path


@pytest.mark.parametrize("name", WITH_SQL)
def test_every_query_works(name, database):
    queries = blocks(name, "sql")
    assert queries
    with closing(sqlite3.connect(database)) as connection:
        for query in queries:
            assert connection.execute(query).fetchall(), query


def commands(program):
    """What follows the program's name on the lines of the READMEs' code."""
    lines = [line for name in TWINS for block in blocks(name, "sh") for line in block.splitlines()]
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1:] for line in words if line and line[0] == program]


def test_every_make_target_is_there():
    assert commands("make")
    for (target,) in commands("make"):
        assert f"\n{target}:" in text_of("Makefile")


def test_every_gipcrawler_line_is_one_that_it_takes():
    assert commands("gipcrawler")
    for name, *arguments in commands("gipcrawler"):
        parsers()[name].parse_args(arguments)  # ends with SystemExit where it is not


def test_every_scrapy_line_is_one_that_it_takes():
    loader = SpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]}))
    crawls = [line for line in commands("scrapy") if line != ["list"]]
    assert crawls
    for command, spider, *options in crawls:
        pairs = list(zip(options[::2], options[1::2], strict=True))
        arguments = dict(value.split("=", 1) for flag, value in pairs if flag == "-a")
        named = {value.partition("=")[0] for flag, value in pairs if flag == "-s"}
        assert command == "crawl"
        assert loader.load(spider)(**arguments).trails
        assert {name for name in named if not hasattr(settings, name) and not hasattr(default_settings, name)} == set()


def told_by(name):
    """What the excerpt of the demo says was planted and found: province, year, carrier, figures."""
    (excerpt,) = blocks(name, "text")
    rows = re.findall(r"^ (\w+) .+? (20\d\d)  (\w+) +[\d+]+ +(\d+) of (\d+) ", excerpt, re.MULTILINE)
    return {(slug, int(year), carrier, int(found), int(there)) for slug, year, carrier, found, there in rows}


def test_the_excerpt_tells_of_the_demo_as_it_is():
    planted = {
        (one.province, one.year, one.carrier, len(one.figures), len(one.figures))
        for slug in SAMPLES
        for one in PROVINCES[slug]().planted
    }
    told = told_by("README.md")
    assert told <= planted
    assert {slug for slug, *_ in told} == set(SAMPLES)


def test_the_twins_have_the_same_code_names_and_links():
    english, chinese = map(text_of, TWINS)
    for language in ("sh", "sql", "text"):
        one, other = ([COMMENT.sub("", block) for block in blocks(name, language)] for name in TWINS)
        assert one == other
    assert sorted(set(CODE.findall(english))) == sorted(set(CODE.findall(chinese)))
    one, other = ([link for link in LINK.findall(text) if "README" not in link] for text in (english, chinese))
    assert one == other
    assert english.count("\n## ") == chinese.count("\n## ")
    assert english.count("\n- ") == chinese.count("\n- ")
