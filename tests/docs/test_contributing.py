import importlib
import sys

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

import spiders
from tests.docs.markdown_blocks import blocks
from tests.spiders import test_provinces as provinces

CHECKS = (
    provinces.test_a_province_is_a_declaration_and_nothing_else,
    provinces.test_a_province_says_its_source_and_its_doubts,
    provinces.test_a_province_starts_with_its_listings,
)


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The module of CONTRIBUTING.md as if it lay in spiders/; gives its slug."""
    (module,) = blocks("CONTRIBUTING.md", "python")
    slug = module.split('name = "')[1].split('"')[0]
    (tmp_path / f"{slug}.py").write_text(module, encoding="utf-8")
    monkeypatch.setattr(spiders, "__path__", [str(tmp_path), *spiders.__path__])
    monkeypatch.delitem(sys.modules, f"spiders.{slug}", raising=False)
    importlib.invalidate_caches()
    monkeypatch.setattr(provinces, "LOADER", SpiderLoader(Settings({"SPIDER_MODULES": ["spiders"]})))
    yield slug
    sys.modules.pop(f"spiders.{slug}", None)
    vars(spiders).pop(slug, None)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_example_of_a_province_passes_the_tests_of_provinces(check, example):
    check(example)
