import ast
import doctest
import tomllib
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from gipcrawler import check, settings
from gipcrawler.crawl.arguments import NAMES
from gipcrawler.crawl.local_sources import LocalSpiderLoader
from gipcrawler.forms import forms
from tests.docs import commands, provinces
from tests.docs.build import DOCS, PAGES
from tests.docs.settings import MACHINERY


def lines_of(name):
    return (DOCS / name).read_text(encoding="utf-8").splitlines()


def first_cells(name):
    """What stands in the first column of the tables of a page, without its backticks."""
    return {line.split(" | ")[0].strip("| `") for line in lines_of(name) if line.startswith("| `")}


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run python -m tests.docs.build"


def test_every_setting_has_its_line():
    names = {name for name in vars(settings) if name.isupper()} - MACHINERY - set(settings.OVERRIDES)
    assert first_cells("settings.md") - set(settings.OVERRIDES) == names


def test_every_command_and_option_has_its_line():
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    for name, parser in commands.parsers().items():
        _, found, section = text.partition(f"\n## `gipcrawler {name}`\n")
        assert found, name
        section = section.partition("\n## ")[0]
        for action in commands.arguments(parser):
            shown = action.option_strings[-1:] or [action.metavar or next(iter(action.choices))]
            assert f"| `{shown[0]}".replace("FILE|", "FILE\\|") in section, (name, shown)
    assert first_cells("commands.md") >= set(NAMES)


def test_every_province_has_its_line():
    assert first_cells("provinces.md") == {spider.name for spider in provinces.spiders()}


def written_rules():
    """Ids in the form files, and those that the checks write themselves."""
    written = set()
    for path in Path(check.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) in {"Finding", "_broken"}
                and isinstance(node.args[0], ast.Constant)
            ):
                written.add(node.args[0].value)
    return written | {rule.id for form in forms() for rule in form.rules}


def test_every_finding_has_its_line():
    assert {"R1", "R5"} < written_rules()
    assert set(check.rule_notes()) == written_rules()


def test_the_examples_of_reading_are_true(monkeypatch):
    monkeypatch.chdir(DOCS.parent)
    test = doctest.DocTestParser().get_doctest("\n".join(lines_of("reading.md")), {}, "reading.md", None, 0)
    assert doctest.DocTestRunner().run(test) == doctest.TestResults(failed=0, attempted=6)


def test_an_address_is_known_in_any_spelling_and_for_any_year():
    assert provinces.known("http://beijing.gov.cn/gongkai/zfxxgk/gknb/index.html") == 3
    assert provinces.known("https://www.sc.gov.cn/10462/{year}nb/xxgknbs.shtml") == 1
    assert provinces.known("https://www.shanghai.gov.cn/2024ndbg/index.html") == 1
    assert provinces.known("https://www.beijing.gov.cn/gongkai/zfxxgk/other/") == 0


def test_what_is_known_belongs_to_a_province_that_is_declared():
    slugs = set(tomllib.loads(provinces.SEEN.read_text("utf-8")))
    assert slugs - {spider.name for spider in provinces.spiders()} == set()


def test_the_example_of_local_sources_is_one():
    example = str(DOCS / "sources.local.example.toml")
    loader = LocalSpiderLoader(Settings({"SPIDER_MODULES": ["spiders"], "SOURCES_LOCAL": example}))
    for slug in tomllib.loads(Path(example).read_text("utf-8")):
        assert loader.amendments(slug)
        assert loader.load(slug).sources != SpiderLoader.load(loader, slug).sources
