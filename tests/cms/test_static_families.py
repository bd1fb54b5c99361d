"""The families that are ordinary static lists, each with the details and the second page that PORTALS names."""

import json
from datetime import date
from time import process_time
from urllib.parse import parse_qs, urlsplit

import pytest

from gipcrawler.cms import (
    Blocks,
    Gkmlpt,
    Henan,
    Lonsun,
    Nfcms,
    Page,
    PcList,
    Shanghai,
    Sichuan,
    Unknown,
    WebCms,
    identify,
)

ROOT = "https://www.example.gov.cn"
HEX = "0123456789abcdef0123456789abcdef"
COLUMN, TEMPLATE, BLOCK = (f"{n}9527d47-65f0-4e58-9a95-804549f339e9" for n in (1, 2, 3))
FRAGMENT = f"/columns/{COLUMN}/templates/{TEMPLATE}/blocks/{BLOCK}"
REPORT = "某县2024年政府信息公开工作年度报告"
UNTITLED = "一条没有日期的信息"


def item(path, title=REPORT, day="<span>2025-01-26</span>"):
    return f'<li><a href="{path}">{title}</a>{day}</li>'


def read(family, path, inside, status=200):
    url = ROOT + path
    return family(url).read(Page(url, f"<html><body>{inside}</body></html>".encode(), "utf-8", status))


def asked(listing):
    return [fetch.url.removeprefix(ROOT) for fetch in listing.more]


DETAILS = [
    (Nfcms, "/zwgk/xxgknb/szf/", "/zwgk/xxgknb/szf/content/post_4145007.html"),
    (Nfcms, "/zwgk/xxgknb/szf/", "/zwgk/xxgknb/szf/content/mpost_4145007.html"),
    (Nfcms, "/zwgk/xxgknb/szf/", "/gkmlpt/content/4/4688/post_4688997.html"),
    (Shanghai, "/nw12344/index.html", f"/nw12344/20240329/{HEX}.html"),
    (Shanghai, "/gknb_lnnb/index.html", f"/gknb_lnnb/20230118/{HEX}.html"),
    (Shanghai, "/txxgknb_17198/index.html", "/txxgknb_17198/20200617/t0035_1372758.html"),
    (Henan, "/zwgk/zfxxgk/zfxxgknb/", "/2025/03-31/3143202.html"),
    (WebCms, "/web/zwgkx/2025/index.shtml", "/web/zwgkx/2025/lnszfxxgkgzndbg/2025032810483712345/index.shtml"),
    (WebCms, "/web/zwgkx/2025/index.shtml", f"/web/zwgkx/2010zfxxgk_140412/ln/{HEX.upper()}/index.shtml"),
    (WebCms, "/web/zwgkx/2025/index.shtml", "/zwgkx/zfxxgk1/ndgkbg/ln/202303/t20230330_4753712.html"),
    (Blocks, f"/columns/{COLUMN}/index.html", f"/columns/{COLUMN}/202308/21/{BLOCK}.html"),
    (Sichuan, "/10462/2025nb/xxgknbs.shtml", f"/10462/10778/10876/2024/1/29/{HEX}.shtml"),
    (Sichuan, "/10462/2025nb/xxgknbs.shtml", "/10954/11064/2015/8/17/10348850.shtml"),
]


@pytest.mark.parametrize(("family", "path", "detail"), DETAILS)
def test_details_are_entries_without_date_or_telling_title(family, path, detail):
    listing = read(family, path, f"<ul>{item(detail, UNTITLED, '')}<li><a href='/about/'>关于我们</a></li></ul>")
    assert [(entry.url, entry.title) for entry in listing.entries] == [(ROOT + detail, UNTITLED)]


@pytest.mark.parametrize(
    ("family", "path", "pager", "expected"),
    [
        (Nfcms, "/zwgk/xxgknb/", '<a href="index_2.html">下一页</a>', ["/zwgk/xxgknb/index_2.html"]),
        (
            Nfcms,
            "/zwgk/xxgknb/",
            '<script>createPageHTML(2, 1, "index", "html")</script>',
            ["/zwgk/xxgknb/index_2.html"],
        ),
        (Shanghai, "/nw12344/index.html", '<a href="/nw12344/index_2.html">2</a>', ["/nw12344/index_2.html"]),
        (Shanghai, "/nw12344/index.html", "<script>var pageCount = 2;</script>", ["/nw12344/index_2.html"]),
        (Henan, "/zwgk/nb/", '<script>createPageHTML(2, 0, "index", "html")</script>', ["/zwgk/nb/index_1.html"]),
        (Henan, "/zwgk/nb/", '<a href="index_1.html">2</a>', ["/zwgk/nb/index_1.html"]),
        (WebCms, "/web/nb/index.shtml", '<a href="3f2a91bc-2.shtml">下一页</a>', ["/web/nb/3f2a91bc-2.shtml"]),
        (
            WebCms,
            "/web/nb/index.shtml",
            '<a href="/web/nb/3f2a91bc-1.shtml">1</a><a href="/web/nb/3f2a91bc-2.shtml">2</a>',
            ["/web/nb/3f2a91bc-2.shtml"],
        ),
        (
            WebCms,
            "/web/nb/index.shtml",
            '<script>createPageHTML(3, 0, "3f2a91bc", "shtml")</script>',
            ["/web/nb/3f2a91bc-2.shtml", "/web/nb/3f2a91bc-3.shtml"],
        ),
        (
            WebCms,
            "/web/nb/3f2a91bc-2.shtml",
            '<a href="index.shtml">首页</a><a href="3f2a91bc-2.shtml">2</a><a href="./3f2a91bc-3.shtml">3</a>',
            ["/web/nb/3f2a91bc-3.shtml"],
        ),
        (WebCms, "/web/nb/index.shtml", '<a href="/web/other/3f2a91bc-2.shtml">更多</a>', []),
        (Sichuan, "/10462/2025nb/xxgknbs.shtml", '<a href="xxgknbs_2.shtml">2</a>', ["/10462/2025nb/xxgknbs_2.shtml"]),
    ],
)
def test_page_two_is_where_the_family_has_it(family, path, pager, expected):
    detail = next(detail for known, _, detail in DETAILS if known is family)
    assert asked(read(family, path, f"<ul>{item(detail)}</ul>{pager}")) == expected


@pytest.mark.parametrize("name", ["2024", "2024年", "2024年年报"])
def test_shanghais_hub_leads_to_the_other_years(name):
    inside = f'<ul>{item(f"/nw12344/20260331/{HEX}.html")}</ul><a href="/2024ndbg/index.html">{name}</a>'
    assert asked(read(Shanghai, "/2025ndbg/index.html", inside)) == ["/2024ndbg/index.html"]


@pytest.mark.parametrize("family", [Nfcms, Shanghai, Henan, WebCms, Blocks, Sichuan])
def test_the_column_is_asked_for_first_and_an_error_is_gone(family):
    assert [fetch.url for fetch in family("http://x.gov.cn/{year}/").start()] == ["http://x.gov.cn/{year}/"]
    listing = read(family, "/gk/", "", status=404)
    assert (listing.entries, listing.more, listing.gone) == ((), (), True)
    assert read(family, "/gk/", "").entries == ()


def fragments(inside, path=f"/columns/{COLUMN}/index.html"):
    return asked(read(Blocks, path, inside))


@pytest.mark.parametrize(
    "script",
    [
        f'<script>load("{FRAGMENT}?page=" + n + "&fix=0")</script>',
        f'<div data-url="{FRAGMENT}?page=1&amp;fix=0"></div>',
        f'<a href="{FRAGMENT}?page=2&fix=0">2</a>',
        f'<script>load("{ROOT}{FRAGMENT}")</script>',
    ],
)
def test_hebeis_list_goes_on_in_the_fragments_of_its_block(script):
    menu = f'<script>load("/columns/{BLOCK}/templates/{TEMPLATE}/blocks/{BLOCK}?page=1&fix=0")</script>'
    page = f"<ul>{item(f'/columns/{COLUMN}/202503/31/{BLOCK}.html')}</ul>"
    for count in ("", "<script>var pageCount = 3;</script>"):
        assert fragments(page + menu + script + count) == [f"{FRAGMENT}?page=2&fix=0"]
    assert fragments(menu + script) == [f"{FRAGMENT}?page=1&fix=0"]
    others = f"<ul>{item(f'/columns/{COLUMN}/202503/31/{BLOCK}.html', '今日要闻')}</ul>"
    assert fragments(others + menu + script) == [f"{FRAGMENT}?page={number}&fix=0" for number in (1, 2)]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (item(f"/columns/{COLUMN}/202503/31/{BLOCK}.html"), [f"{FRAGMENT}?page=3&fix=0"]),
        (item(f"/columns/{COLUMN}/202503/31/{BLOCK}.html") + "<script>var totalPages = 2</script>", []),
        (item(f"/columns/{COLUMN}/202503/31/{BLOCK}.html", "今日要闻"), []),
        ("", []),
    ],
)
def test_fragments_are_asked_for_while_they_hold_reports(inside, expected):
    assert fragments(inside, f"{FRAGMENT}?page=2&fix=0") == expected


SEARCH = "/open/api/external?siteId=4500000001&channelMarkId=9&pageNumber=1"


def test_henans_search_answers_json():
    row = {"selfUrl": "/2025/03-31/3143202.html", "title": f"<em>{REPORT}</em>", "pubDate": "2025-03-31 08:00:00"}
    listing = Henan(ROOT).read(Page(ROOT + SEARCH, json.dumps({"data": {"datas": [row]}}).encode()))
    [entry] = listing.entries
    assert (entry.url, entry.title, entry.published) == (f"{ROOT}{row['selfUrl']}", REPORT, date(2025, 3, 31))
    assert parse_qs(urlsplit(listing.more[0].url).query)["pageNumber"] == ["2"]


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": {"datas": []}}, {"data": {"datas": [None, {}]}}])
def test_a_search_without_reports_is_empty(answer):
    listing = Henan(ROOT).read(Page(ROOT + SEARCH, json.dumps(answer).encode()))
    assert (listing.entries, listing.more) == ((), ())


CALL = "/cms-scsrmzf/qryZFWJListByConditionsNew"


@pytest.mark.parametrize(
    ("head", "script", "channel"),
    [
        (f'<meta name="channel" channelid="{HEX}">', f'post("{CALL}", form)', [HEX]),
        ("", f'post("{CALL}", {{pageSize: 10, pageNum: 1, channelId: ["a1", "b2"]}})', ["a1", "b2"]),
        ("", f'var channelId = "10462"; post("{CALL}")', ["10462"]),
    ],
)
def test_a_channel_of_sichuan_that_a_script_fills_is_asked_for_by_post(head, script, channel):
    frame = '<ul class="nav"><li><a href="/10462/c103048/wzgznb.shtml">网站工作年报</a></li></ul><div id="list"></div>'
    [fetch] = read(Sichuan, "/10462/2025nb/xxgknbs.shtml", f"{head}{frame}<script>{script}</script>").more
    assert (fetch.method, urlsplit(fetch.url).path) == ("POST", CALL)
    body = json.loads(fetch.body)
    assert (body["pageNum"], body["channelId"]) == (1, channel)


@pytest.mark.parametrize("wrap", [lambda data: data, lambda data: {"data": data}])
def test_an_answer_of_the_post_leads_to_the_next(wrap):
    row = {"title": REPORT, "url": f"/10462/c1/2025/1/26/{HEX}.shtml", "publishedTime": 1737820800000}
    url = f"{ROOT}{CALL}?pageSize=50&pageNum=1&channelId=a1&channelId=b2"
    listing = Sichuan(ROOT).read(Page(url, json.dumps(wrap({"total": 51, "results": [row]})).encode()))
    assert [(entry.url, entry.published) for entry in listing.entries] == [(ROOT + row["url"], date(2025, 1, 26))]
    [fetch] = listing.more
    assert json.loads(fetch.body) == {"pageSize": 50, "pageNum": 2, "channelId": ["a1", "b2"]}
    last = Sichuan(ROOT).read(Page(fetch.url, json.dumps(wrap({"total": 51, "results": [row]})).encode()))
    assert last.more == ()


@pytest.mark.parametrize("body", [b"{}", b"{", b'{"results": null}', b'{"data": {"results": [1]}}'])
def test_a_broken_answer_of_the_post_is_empty(body):
    listing = Sichuan(ROOT).read(Page(f"{ROOT}{CALL}?pageNum=1&channelId=a1", body))
    assert (listing.entries, listing.more) == ((), ())


@pytest.mark.parametrize(
    ("family", "path", "lists"),
    [
        (WebCms, "/web/zfxxgk1/2025/index.shtml", "/web/zfxxgk1/2025/{}/index.shtml"),
        (Blocks, f"/columns/{COLUMN}/index.html", "/columns/{}9527d47-65f0-4e58-9a95-804549f339e9/index.html"),
        (Nfcms, "/zwgk/xxgknb/", "/zwgk/xxgknb/{}/"),
        (Henan, "/zwgk/zfxxgk/zfxxgknb/", "/zwgk/zfxxgk/zfxxgknb/{}/index.html"),
        (Shanghai, "/nw12344/index.html", "/nw1234{}/index.html"),
    ],
)
def test_a_directory_named_like_a_report_is_a_list(family, path, lists):
    detail = next(detail for known, _, detail in DETAILS if known is family)
    named = [
        item(lists.format(1), "2023年政府信息公开工作年度报告"),
        item(lists.format(2), "省财政厅2023年政府信息公开工作年度报告"),
    ]
    listing = read(family, path, f"<ul>{item(detail)}{''.join(named)}</ul>")
    assert [entry.url for entry in listing.entries] == [ROOT + detail]
    assert asked(listing)[-1] == lists.format(1)
    assert (ROOT + lists.format(2), "省财政厅") in [(link.url, link.title) for link in listing.columns]
    assert ROOT + lists.format(1) not in [link.url for link in listing.columns]


def test_shanghais_hub_names_organs_whatever_it_is_called():
    links = "".join(f'<li><a href="http://{name}.sh.gov.cn/">{organ}</a></li>' for name, organ in ORGANS)
    listing = read(Shanghai, "/2025ndbg/index.html", f"<title>上海</title><ul>{links}</ul>")
    assert [link.title for link in listing.columns] == [organ for _, organ in ORGANS]


ORGANS = (("fgw", "市发展改革委"), ("czj", "市财政局"))


HOSTILE = {
    "one word": "a" * 60_000,
    "slashes": "/a" * 30_000,
    "labels": "/site/label/8888?" * 4_000,
    "directories": "/web/a" * 10_000,
    "open lists": "articleList=[ " * 5_000,
    "open records": '{"articles":[' + '{"id":1,' * 8_000,
    "keys": "0123abcd-1" * 6_000,
    "joins": '"+a+"' * 12_000,
    "blocks": f"/columns/{COLUMN}/templates/" * 1_000,
    "shells": "window._CONFIG TREE: " * 3_000,
    "metas": "<meta name=a " * 2_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_page_costs_more_than_its_size(body):
    """Patterns that go back over a page again and again would take minutes for a long one."""
    began = process_time()
    for path in ("/gk/index.html", "/gkmlpt/api/all/1?page=1", "/site/label/8888?pageIndex=1"):
        page = Page(ROOT + path, body.encode(), "utf-8")
        for family in (Gkmlpt, Nfcms, Lonsun, PcList, Blocks, WebCms, Shanghai, Henan, Sichuan):
            family(ROOT).read(page)
        identify(page)
    assert process_time() - began < 5


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "1e5", "٣", "１２", "0"])
@pytest.mark.parametrize(
    ("family", "path", "body"),
    [
        (Gkmlpt, "/gkmlpt/index", 'window._CONFIG = {{SID: {0}, TREE: [{{"id": "{0}", "name": "政府信息公开年报"}}]}}'),
        (Gkmlpt, "/gkmlpt/index#{0}", "window._CONFIG = {{SID: 1}}"),
        (
            Gkmlpt,
            "/gkmlpt/api/all/1?page={0}",
            '{{"total": "{0}", "articles": [{{"id": "{0}", "title": "甲", "date": "{0}"}}]}}',
        ),
        (Lonsun, "/site/label/8888?pageIndex={0}&pageSize={0}", '<a href="/public/1/2.html">甲</a>共{0}页'),
        (Lonsun, "/site/label/8888?pageIndex=1", '{{"pageCount": "{0}", "data": [{{"title": "甲", "link": "/a"}}]}}'),
        (
            Lonsun,
            "/public/column/1?type=3",
            'load("/site/label/1?labelName=publicInfoList&pageSize={0}"); pageCount = {0}',
        ),
        (PcList, "/a/pc/list.html", 'articleList = [{{"id": "{0}", "title": "甲"}}]'),
        (Sichuan, "/cms-scsrmzf/qryX?pageNum={0}", '{{"total": "{0}", "results": [{{"title": "甲", "url": "/a"}}]}}'),
        (
            Henan,
            "/open/api?pageNumber={0}",
            f'{{{{"data": {{{{"datas": [{{{{"title": "{REPORT}", "selfUrl": "/a"}}}}]}}}}}}}}',
        ),
        (Blocks, FRAGMENT + "?page={0}", f'<a href="/a.html">{REPORT}</a>'),
        (WebCms, "/web/a/index.shtml", '<a href="0123abcd-{0}.shtml">2</a>'),
    ],
)
def test_odd_numbers_make_nothing_raise(family, path, body, number):
    """Among them one of more digits than Python turns into a number."""
    url = ROOT + path.format(number)
    page = Page(url, body.format(number).encode(), "utf-8")
    for reader in (family(url), Unknown(url)):
        list(reader.start())
        reader.read(page)
