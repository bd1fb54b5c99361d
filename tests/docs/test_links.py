import re

import pytest

from tests.docs.markdown_blocks import ROOT, WRITTEN

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`((?:gipcrawler|spiders|pipelines|tests|docs)/[^`\s]*|[\w.]+\.(?:md|toml|lock))`")
READERS_OWN = {"sources.local.toml"}  # a file that the reader may make, and git ignores


def pages():
    return pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)


@pages()
def test_a_link_leads_to_a_page(page):
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pages()
def test_a_file_that_is_named_is_there(page):
    """Names with a gap in them (`<slug>`, `*`, `…`) are left out."""
    names = [
        name
        for name in NAMED.findall(page.read_text(encoding="utf-8"))
        if not re.search(r"[<*…]", name) and name not in READERS_OWN
    ]
    places = {page.parent, ROOT, ROOT / "gipcrawler", ROOT / "gipcrawler/places", ROOT / "gipcrawler/forms"}
    assert [name for name in names if not any((place / name).exists() for place in places)] == []


def test_names_and_links_are_found_at_all():
    texts = [page.read_text(encoding="utf-8") for page in WRITTEN]
    assert sum(len(LINK.findall(text)) for text in texts) > 30
    assert sum(len(NAMED.findall(text)) for text in texts) > 60
