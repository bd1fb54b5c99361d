from dataclasses import replace

import pytest
from scrapy.settings import Settings

from gipcrawler.cms import Hub, Trs, Ucap
from gipcrawler.crawl import Source
from gipcrawler.crawl.local_entry import families
from gipcrawler.crawl.local_sources import LocalSpiderLoader, local_changes
from gipcrawler.crawl.source_line import local_entry, source_line
from gipcrawler.errors import DeclarationError
from tests.crawling import QUICK, crawl
from tests.replica.server import Proxy
from tests.replica.site import Site, page

MODULE = '''
from gipcrawler.cms import Hub, Ucap
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Example(ProvinceSpider):
    """Two columns."""

    name = "example"
    place = "510000"
    sources = (
        Source("510000", Ucap("https://www.sc.gov.cn/{year}nb/list.shtml"), since=2019),
        Source("510100", Hub("http://gk.chengdu.gov.cn/nb/", browser=True)),
    )
    expect = Expect(reports=2, since=2020)
'''
OWN, CITY = "https://www.sc.gov.cn/{year}nb/list.shtml", "http://gk.chengdu.gov.cn/nb/"
DECLARED = (Source("510000", Ucap(OWN), since=2019), Source("510100", Hub(CITY, browser=True)))


@pytest.fixture
def loader(tmp_path, monkeypatch):
    """The loader of a project with one province and a file of this text; null for none."""
    package = f"spiders_of_{tmp_path.name}"
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").write_text("")
    (tmp_path / package / "example.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def load(text, file="sources.local.toml"):
        if text is not None:
            (tmp_path / file).write_text(text)
        here = {"SPIDER_MODULES": [package], "SOURCES_LOCAL": file, "SPIDER_LOADER_CLASS": LocalSpiderLoader}
        return LocalSpiderLoader(Settings(here))

    return load


def test_without_the_file_a_province_is_as_its_module_says(loader):
    assert loader(None).load("example").sources == DECLARED
    assert loader(None).amendments("example") == ()


def test_a_source_is_added(loader):
    text = '[[example]]\nfamily = "Trs"\nurl = "http://www.leshan.gov.cn/gk/"\nplace = "511100"\nuntil = 2023\n'
    changed = loader(text + 'organ = "市财政局"\n')
    added = Source("511100", Trs("http://www.leshan.gov.cn/gk/"), until=2023, organ="市财政局")
    assert changed.load("example").sources == (*DECLARED, added)
    assert [str(one) for one in changed.amendments("example")] == ["adds http://www.leshan.gov.cn/gk/"]


def test_a_source_that_moved_keeps_what_the_entry_does_not_say(loader):
    changed = loader(f'[[example]]\nreplace = "{CITY}"\nurl = "http://gk.chengdu.gov.cn/new/"\nsince = 2021\n')
    moved = Source("510100", Hub("http://gk.chengdu.gov.cn/new/", browser=True), since=2021)
    assert changed.load("example").sources == (DECLARED[0], moved)
    [said] = map(str, changed.amendments("example"))
    assert said == f"http://gk.chengdu.gov.cn/new/ instead of {CITY}"


def test_another_family_keeps_no_argument_of_the_one_before(loader):
    changed = loader(f'[[example]]\nreplace = "{CITY}"\nfamily = "Trs"\nurl = "{CITY}"\n')
    assert changed.load("example").sources[1] == Source("510100", Trs(CITY))
    assert [str(one) for one in changed.amendments("example")] == [f"changes {CITY}"]


def test_a_source_is_dropped_and_entries_build_on_each_other(loader):
    changed = loader(f'[[example]]\nfamily = "Trs"\nurl = "http://a.gov.cn/"\n[[example]]\ndrop = "{OWN}"\n')
    assert [source.label for source in changed.load("example").sources] == [CITY, "http://a.gov.cn/"]


def test_what_is_proposed_can_be_put_into_the_file_or_into_a_module(loader):
    for source in (*DECLARED[:1], replace(DECLARED[1], organ="市财政局")):
        there = eval(source_line(source), {"Source": Source, "Hub": Hub, "Ucap": Ucap})
        assert there == source
        changed = loader(local_entry("example", source, source.label))
        assert source in changed.load("example").sources


def test_every_family_is_known_by_its_name():
    assert {"Hub", "Jcms", "Trs", "Ucap", "Unknown"} <= set(families())
    assert not {"Entry", "Page", "Adapter", "Listing"} & set(families())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[example]\n", "is not TOML: .*line 1"),
        ('[[exampel]]\nfamily = "Trs"\n', "no province exampel: did you mean example"),
        ('[example]\nfamily = "Trs"\n', r"under a line \[\[example\]\]"),
        ('[[example]]\nurl = "http://a.gov.cn/"\n', "entry 1 .* has a family"),
        ('[[example]]\nfamily = "Tsr"\nurl = "http://a.gov.cn/"\n', "no family Tsr: did you mean Trs"),
        ('[[example]]\nfamily = "Entry"\nurl = "http://a.gov.cn/"\n', "no family Entry"),
        ('[[example]]\nfamily = "Trs"\n', "Trs needs url"),
        ('[[example]]\nfamily = "Trs"\nulr = "http://a.gov.cn/"\n', "Trs takes no ulr: did you mean url"),
        ('[[example]]\nfamily = "Trs"\nurl = 3\n', "url is a text in quotes, not 3"),
        ('[[example]]\nfamily = "Hub"\nurl = "http://a.gov.cn/"\nbrowser = "yes"\n', "browser is true or false"),
        ('[[example]]\nfamily = "Trs"\nurl = "http://a.gov.cn/"\nsince = "2019"\n', "since is a number"),
        ('[[example]]\nfamily = "Trs"\nurl = "http://a.gov.cn/"\nsince = true\n', "since is a number"),
        ('[[example]]\nfamily = "Trs"\nurl = "a.gov.cn"\n', "no http address"),
        ('[[example]]\nfamily = "Trs"\nurl = "http://a.gov.cn/"\nplace = "110000"\n', "is not in 510000"),
        (f'[[example]]\nfamily = "Hub"\nurl = "{CITY}"\n', "stands twice"),
        ('[[example]]\ndrop = "http://gk.chengdu.gov.cn/n/"\n', f"is no source: did you mean {CITY}"),
        (f'[[example]]\ndrop = "{CITY}"\nurl = "http://a.gov.cn/"\n', "says nothing else"),
        (f'[[example]]\ndrop = "{CITY}"\n[[example]]\ndrop = "{OWN}"\n', "entry 2 .* at least one Source"),
    ],
)
def test_a_wrong_entry_is_one_sentence_that_names_it(loader, text, says):
    with pytest.raises(DeclarationError, match=says) as raised:
        loader(text).load("example")
    assert str(raised.value).startswith("sources.local.toml")
    assert "\n" not in str(raised.value)


def test_a_file_of_another_name_must_be_there(loader):
    with pytest.raises(DeclarationError, match=r"mine\.toml cannot be opened: no such file"):
        loader(None, "mine.toml").load("example")


def test_a_crawl_goes_by_the_file_and_says_so(tmp_path):
    local = tmp_path / "mine.toml"
    local.write_text(
        '[[jilin]]\nreplace = "http://xxgk.jl.gov.cn/szf/ndbg/"\nurl = "http://xxgk.jl.gov.cn/elsewhere/"\n'
    )
    site = Site("xxgk.jl.gov.cn")
    line = '<li><a href="/a.html">吉林省人民政府2023年政府信息公开工作年度报告</a><span>2024-03-01</span></li>'
    site.pages["/elsewhere/"] = page(f"<html><body><ul>{line}</ul></body></html>")
    settings = QUICK | {"SOURCES_LOCAL": str(local), "DRY_RUN": "1"}
    with Proxy([site]) as proxy:
        process = crawl("jilin", archive=tmp_path / "archive", proxy=proxy.url, settings=settings)
        assert {one.url for one in proxy.requests} >= {"http://xxgk.jl.gov.cn/elsewhere/"}
    assert "http://xxgk.jl.gov.cn/a.html" in process.stdout
    assert not any(one.url.endswith("/szf/ndbg/") for one in proxy.requests)


def test_what_the_file_changes_is_an_argument_of_the_run(tmp_path):
    local = tmp_path / "mine.toml"
    local.write_text('[[jilin]]\nfamily = "Trs"\nurl = "http://xxgk.jl.gov.cn/szf/elsewhere/"\n')
    settings = Settings(
        {"SPIDER_MODULES": ["spiders"], "SPIDER_LOADER_CLASS": LocalSpiderLoader, "SOURCES_LOCAL": str(local)}
    )
    assert local_changes(settings, "jilin") == {str(local): "adds http://xxgk.jl.gov.cn/szf/elsewhere/"}
    assert local_changes(settings, "portal") == {}
