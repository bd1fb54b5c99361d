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


def test_a_site_that_gives_less_than_asked_for_is_asked_for_its_own_size():
    [fetch] = Ucap(URL).read(answer(total=3, size=50)).more
    query = parse_qs(urlsplit(fetch.url).query)
    assert (query["_pageSize"], query["page"]) == (["1"], ["2"])


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (f"$.get('/searchList/{HEX}?_template=hainan&_pageSize=20', show)", f"/searchList/{HEX}?"),
        (f'var url = "/hlj/common/search/{HEX}";', f"/hlj/common/search/{HEX}?"),
        ("$.get('/getChannelList?channelCode=' + code)", "/getChannelList?channelCode=c108463"),
    ],
)
def test_the_request_that_fills_a_page_is_the_one_that_its_script_names(script, expected):
    [fetch] = read(f"<script>{script}</script>").more
    assert fetch.url.removeprefix("https://www.example.gov.cn").startswith(expected)
    if "hainan" in script:
        query = parse_qs(urlsplit(fetch.url).query)
        assert (query["_template"], query["_pageSize"], query["_isJson"]) == (["hainan"], ["20"], ["true"])


@pytest.mark.parametrize("results", [{"channelId": HEX}, [{"channelId": HEX, "channelCode": "c108463"}]])
def test_a_channel_that_was_asked_for_by_its_code_is_searched(results):
    page = Page("https://www.example.gov.cn/getChannelList?channelCode=c1", json.dumps({"results": results}).encode())
    assert [urlsplit(fetch.url).path for fetch in Ucap(URL).read(page).more] == [f"/common/search/{HEX}"]


def test_a_search_that_a_site_does_not_have_is_looked_for_under_its_other_names():
    url = f"https://www.example.gov.cn/common/search/{HEX}?page=1"
    for name in ("/searchList/", "/search/"):
        [fetch] = Ucap(URL).read(Page(url, b"", status=404)).more
        assert (name in fetch.url, "/common/" in fetch.url) == (True, False)
        url = fetch.url
    assert Ucap(URL).read(Page(url, b"", status=404)).more == ()


def test_a_search_may_answer_in_html():
    url = f"https://www.example.gov.cn/common/search/{HEX}?_template=hainan&_pageSize=2&page=1"
    lines = [item(f"/hainan/zfxxgknb/202503/{HEX[:-1]}{number}.shtml") for number in range(2)]
    listing = Ucap(URL).read(Page(url, f"<ul>{''.join(lines)}</ul>".encode()))
    assert len(listing.entries) == 2
    assert [parse_qs(urlsplit(fetch.url).query)["page"] for fetch in listing.more] == [["2"]]
    last = Ucap(URL).read(Page(url.replace("page=1", "page=2"), f"<ul>{lines[0]}</ul>".encode()))
    assert (len(last.entries), last.more) == (1, ())


def test_a_date_may_stand_among_the_domains_of_a_record_and_a_file_beside_its_page():
    row = {
        "title": "某县2024年政府信息公开工作年度报告",
        "url": "/gsszf/c100262/202305/169842573.shtml",
        "domainMetaList": [{"resultList": [{"key": "publishDate", "value": "2025-01-26"}, {"key": "x", "value": 3}]}],
        "resList": [{"fileName": "全文.pdf", "filePath": f"files/{HEX}.pdf"}],
    }
    url = f"https://www.example.gov.cn/common/search/{HEX}"
    [entry] = Ucap(URL).read(Page(url, json.dumps({"data": {"results": [row]}}).encode())).entries
    assert entry.published == date(2025, 1, 26)
    assert [file.url for file in entry.attachments] == [
        f"https://www.example.gov.cn/gsszf/c100262/202305/169842573/files/{HEX}.pdf"
    ]


ORGANS = '<a href="http://czt.example.gov.cn/">省财政厅</a><a href="http://jyt.example.gov.cn/">省教育厅</a>'
NEWS = '<ul><li><a href="/zwgk/1.shtml">今日要闻</a><span>2025-03-01</span></li></ul>'


@pytest.mark.parametrize("inside", ["", NEWS])
def test_a_retired_channel_that_answers_with_the_whole_navigation_is_gone(inside):
    menu = '<a href="/zwgk/">政务公开</a><a href="/zwfw/">政务服务</a>'
    assert read(menu + inside, head="").gone


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        ("", '<meta name="ColumnName" content="政府信息公开年报">'),  # a channel with nothing in it yet
        (item(f"/c/202501/{HEX}.shtml"), ""),
        ("", CHANNEL),
        (
            '<a href="http://czt.example.gov.cn/">省财政厅</a><a href="http://jyt.example.gov.cn/">省教育厅</a>',
            "<title>政府信息公开年报</title>",
        ),
    ],
)
def test_a_channel_that_is_there_is_not_gone(inside, head):
    assert not read(inside, head).gone


def test_a_page_that_says_404_is_gone_whatever_its_status():
    assert read("<h1>404 您访问的页面不存在</h1>").gone


@pytest.mark.parametrize("body", [b"{", b"{}", b'{"data": []}', b'{"data": {"results": [1, {}]}}', b'{"data": null}'])
def test_broken_json_is_empty(body):
    listing = Ucap(URL).read(Page(URL, body))
    assert (listing.entries, listing.more) == ((), ())
