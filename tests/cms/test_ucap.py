import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from gipcrawler.cms import Page, Ucap

URL = "https://www.example.gov.cn/hlj/c108463/zfxxgk.shtml"
HEX = "0123456789abcdef0123456789abcdef"
CHANNEL = f'<meta name="channel" channelid="{HEX}" channelname="年报">'


def item(path, title="某县2024年政府信息公开工作年度报告"):
    return f'<li><a href="{path}">{title}</a><span>2025-01-26</span></li>'


def read(inside, head='<meta name="ColumnName" content="政府信息公开年报">', url=URL):
    html = f"<html><head>{head}</head><body><h3>政府信息公开</h3>{inside}</body></html>"
    return Ucap(URL).read(Page(url, html.encode(), "utf-8"))


@pytest.mark.parametrize(
    "path",
    [
        f"/hlj/c108463/202501/{HEX}.shtml",
        "/yjgl/gknb/202401/c00_31702478.shtml",
        "/gsszf/c100262/202305/169842573.shtml",
        f"/10462/10778/2021/1/26/{HEX}.shtml",
    ],
)
def test_details_of_every_shape_are_entries(path):
    [entry] = read(f"<ul>{item(path, '无日期的标题').replace('<span>2025-01-26</span>', '')}</ul>").entries
    assert entry.url == f"https://www.example.gov.cn{path}"


@pytest.mark.parametrize(
    ("pager", "url", "expected"),
    [
        (
            '<a href="/hlj/c108463/zfxxgk_2.shtml">2</a><a href="/hlj/c108463/zfxxgk_2.shtml">下一页</a>',
            URL,
            ["zfxxgk_2.shtml"],
        ),
        ('<script>createPageHTML("page_div", 3, 1, "zfxxgk", "shtml", 52)</script>', URL, ["zfxxgk_2.shtml"]),
        (
            '<script>createPageHTML("page_div", 3, 2, "zfxxgk", "shtml", 52)</script>',
            URL.replace("zfxxgk", "zfxxgk_2"),
            ["zfxxgk_3.shtml"],
        ),
        (
            '<script>createPageHTML("page_div", 3, 3, "zfxxgk", "shtml", 52)</script>',
            URL.replace("zfxxgk", "zfxxgk_3"),
            [],
        ),
    ],
)
def test_page_two_carries_a_two(pager, url, expected):
    listing = read(f"<ul>{item(f'/c/202501/{HEX}.shtml')}</ul>{pager}", url=url)
    assert [fetch.url.rpartition("/")[2] for fetch in listing.more] == expected


@pytest.mark.parametrize("script", ['window.location.href = "{}";', "location.replace('{}')", "window.location='{}'"])
def test_a_shell_of_less_than_a_kilobyte_leads_on(script):
    target = "/hlj/c108463/zfxxgk_gknb.shtml"
    html = f"<html><head><title></title><script>{script.format(target)}</script></head><body></body></html>"
    listing = Ucap(URL).read(Page(URL, html.encode()))
    assert [fetch.url for fetch in listing.more] == [f"https://www.example.gov.cn{target}"]


def test_a_channel_that_is_filled_by_script_is_asked_for_as_json():
    [fetch] = read("<div id=list></div>", CHANNEL + '<meta name="ColumnName" content="年报">').more
    assert urlsplit(fetch.url).path == f"/common/search/{HEX}"
    assert parse_qs(urlsplit(fetch.url).query)["page"] == ["1"]


def answer(total, number=1, size=2):
    row = {
        "title": "某县<em>2024</em>年政府信息公开工作年度报告",
        "url": f"/c1/202501/{HEX}.shtml",
        "publishedTimeStr": "2025-01-26 10:00:00",
        "resList": [{"fileName": "全文.docx", "filePath": "/c1/202501/1/files/a.docx"}],
    }
    url = f"https://www.example.gov.cn/common/search/{HEX}?_isJson=true&_pageSize={size}&page={number}"
    return Page(url, json.dumps({"data": {"total": total, "results": [row]}}).encode())


def test_a_search_answer_gives_entries_with_their_files_and_the_next_page():
    listing = Ucap(URL).read(answer(total=3))
    [entry] = listing.entries
    assert (entry.title, entry.published) == ("某县2024年政府信息公开工作年度报告", date(2025, 1, 26))
    assert [file.title for file in entry.attachments] == ["全文.docx"]
    assert parse_qs(urlsplit(listing.more[0].url).query)["page"] == ["2"]
    assert Ucap(URL).read(answer(total=3, number=2)).more == ()


def test_a_retired_channel_that_answers_with_the_whole_navigation_is_gone():
    listing = read('<a href="/zwgk/">政务公开</a><a href="/zwfw/">政务服务</a>', head="")
    assert (listing.entries, listing.more, listing.gone) == ((), (), True)


def test_a_page_that_says_404_is_gone_whatever_its_status():
    assert read("<h1>404 您访问的页面不存在</h1>").gone


@pytest.mark.parametrize("body", [b"{", b"{}", b'{"data": []}', b'{"data": {"results": [1, {}]}}', b'{"data": null}'])
def test_broken_json_is_empty(body):
    listing = Ucap(URL).read(Page(URL, body))
    assert (listing.entries, listing.more) == ((), ())
