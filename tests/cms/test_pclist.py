import json
from datetime import date

import pytest

from gipcrawler.cms import Page, PcList

URL = "https://www.example.gov.cn/jxsrmzf/xxgkn142/pc/list.html"
REPORT = "某县2024年政府信息公开工作年度报告"
NUMBER = "2007653864991363072"
BUILT = f"https://www.example.gov.cn/jxsrmzf/xxgkn142/pc/content/content_{NUMBER}.html"
ELSEWHERE = f"/jxsrmzf/szfbg100/pc/content/content_{NUMBER}.html"
ARTICLE = {
    "id": NUMBER,
    "title": REPORT,
    "pubDate": "2025-03-31 10:00:00",
    "urls": json.dumps({"pc": ELSEWHERE, "mobile": "/m.html"}),
    "articleFiles": [{"fileName": "全文.docx", "filePath": "/f/a.docx", "domainName": "https://www.example.gov.cn"}],
}
HEAD = '<meta name="ColumnName" content="政府信息公开年报">'


def read(script, rest="", status=200):
    html = f"<html><head>{HEAD}</head><body><div id=list></div><script>{script}</script>{rest}</body></html>"
    return PcList(URL).read(Page(URL, html.encode(), "utf-8", status))


@pytest.mark.parametrize(
    "script",
    [
        "var articleList = {};",
        "window.articleList={}",
        "new Vue({{data: {{total: 1, articleList: {}, page: 1}}}})",
        'var data = {{"articleList": {}}};',
        "var articleList = []; articleList = {};",
    ],
)
def test_the_list_in_the_script_is_read_in_every_form(script):
    listing = read(script.format(json.dumps([ARTICLE])))
    [entry] = listing.entries
    assert (entry.url, entry.title, entry.published) == (
        f"https://www.example.gov.cn{ELSEWHERE}",
        REPORT,
        date(2025, 3, 31),
    )
    assert [(file.title, file.url) for file in entry.attachments] == [
        ("全文.docx", "https://www.example.gov.cn/f/a.docx")
    ]
    assert listing.column == "政府信息公开年报"


@pytest.mark.parametrize("urls", ["", None, "{}", {}, '{"pc": ""}', "null", '{"pc": null}'])
@pytest.mark.parametrize("number", [NUMBER, int(NUMBER)])
def test_an_article_without_addresses_has_it_from_its_number(urls, number):
    [entry] = read(f"var articleList = {json.dumps([ARTICLE | {'urls': urls, 'id': number}])}").entries
    assert entry.url == BUILT


@pytest.mark.parametrize(
    "urls", [{"pc": ELSEWHERE}, json.dumps({"pc": ELSEWHERE}), ELSEWHERE, {"wap": "", "pc": ELSEWHERE}]
)
def test_addresses_are_a_record_its_text_or_plain(urls):
    [entry] = read(f"var articleList = {json.dumps([ARTICLE | {'urls': urls}])}").entries
    assert entry.url == f"https://www.example.gov.cn{ELSEWHERE}"


def test_a_page_without_the_list_is_read_as_any_other():
    [entry] = read("", f'<li><a href="content/content_{NUMBER}.html">{REPORT}</a><span>2025-03-31</span></li>').entries
    assert entry.url == BUILT


def test_the_pages_own_pager_is_followed():
    listing = read(f"var articleList = {json.dumps([ARTICLE])}", '<a href="list_2.html">2</a>')
    assert [fetch.url.rpartition("/")[2] for fetch in listing.more] == ["list_2.html"]


@pytest.mark.parametrize(
    "script", ["var articleList = [];", "var articleList = [null, {}, 1];", "var articleList = [{", ""]
)
def test_an_empty_or_broken_list_is_empty(script):
    listing = read(script)
    assert (listing.entries, listing.more, listing.gone) == ((), (), False)


def test_an_error_is_gone():
    assert read("", status=404).gone
