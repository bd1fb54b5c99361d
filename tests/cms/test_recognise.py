import pytest

from gipcrawler.cms import Hub, Jcms, Page, Trs, Ucap, Unknown, identify

URL = "http://www.example.gov.cn/gk/"
REPORT = "某县2024年政府信息公开工作年度报告"
PAGES = {
    Trs: f'<a href="./202501/t20250126_1.html">{REPORT}</a><script>createPageHTML(2, 0, "index", "html")</script>',
    Jcms: '<script type="text/xml"><datastore><record><![CDATA[<a href="/art/2025/1/2/art_1_2.html">甲</a>]]></record>'
    "</datastore></script>",
    Ucap: f'<meta name="channel" channelid="{"a" * 32}"><a href="/c/202501/{"b" * 32}.shtml">{REPORT}</a>',
    Hub: f'<a href="http://fgw.example.gov.cn/a/1.html">{REPORT}</a><a href="http://cz.example.gov.cn/b.html">乙{REPORT}</a>',
}


def page(inside, url=URL, status=200):
    return Page(url, f"<html><body>{inside}</body></html>".encode(), "utf-8", status)


@pytest.mark.parametrize(("family", "inside"), PAGES.items())
def test_each_family_is_named_with_its_arguments(family, inside):
    assert identify(page(inside)) == family(URL)


@pytest.mark.parametrize("inside", ["", "<p>欢迎</p>", '<a href="/news/1.html">今日新闻</a>'])
def test_any_other_page_is_null(inside):
    assert identify(page(inside)) is None


def test_an_error_page_is_null():
    assert identify(page(PAGES[Trs], status=404)) is None


@pytest.mark.parametrize("inside", PAGES.values())
def test_an_unknown_page_is_read_as_what_it_is(inside):
    assert Unknown(URL).read(page(inside)).entries


def test_a_report_page_is_its_only_entry():
    body = (
        f"<h1>{REPORT}</h1><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
    )
    listing = Unknown(URL).read(page(body))
    assert listing.itself
    assert [(entry.url, entry.title) for entry in listing.entries] == [(URL, REPORT)]
