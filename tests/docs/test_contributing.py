from tests.crawling import ROOT
from tests.docs.markdown_blocks import blocks


def test_the_example_of_a_province_is_one():
    (module,) = blocks("CONTRIBUTING.md", "python")
    slug = module.split('name = "')[1].split('"')[0]
    assert module.strip() == (ROOT / "spiders" / f"{slug}.py").read_text("utf-8").strip()
