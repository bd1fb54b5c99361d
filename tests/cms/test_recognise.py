import pytest

from gipcrawler.cms import (
    Blocks,
    Gkmlpt,
    Henan,
    Hub,
    Jcms,
    Lonsun,
    Nfcms,
    Page,
    PcList,
    Shanghai,
    Sichuan,
    Trs,
    Ucap,
    Unknown,
    WebCms,
    identify,
)

URL = "http://www.example.gov.cn/gk/"
REPORT = "某县2024年政府信息公开工作年度报告"
PAGES = {
    Trs: f'<a href="./202501/t20250126_1.html">{REPORT}</a><script>createPageHTML(2, 0, "index", "html")</script>',
    Jcms: '<script type="text/xml"><datastore><record><![CDATA[<a href="/art/2025/1/2/art_1_2.html">甲</a>]]></record>'
    "</datastore></script>",
    Ucap: f'<meta name="channel" channelid="{"a" * 32}"><a href="/c/202501/{"b" * 32}.shtml">{REPORT}</a>',
    Hub: f'<a href="http://fgw.example.gov.cn/a/1.html">{REPORT}</a><a href="http://cz.example.gov.cn/b.html">乙{REPORT}</a>',
}

HEX = "0123456789abcdef0123456789abcdef"
UUID = "29527d47-65f0-4e58-9a95-804549f339e9"
ROW = f'<ul><li><a href="{{}}" title="{REPORT}">{REPORT[:9]}…</a><span>2025-01-26</span></li></ul>'
SEEN = [  # family, path of the page, what stands on it: lists, shells, fragments, answers, details
    (Gkmlpt, "/gkmlpt/index", '<div id="app"></div><script>window._CONFIG = {SID: 2, TREE: []}</script>'),
    (Gkmlpt, "/gkmlpt/annualreport", '<link href="/gkmlpt/static/css/app.css"><script>_CONFIG = {"SID": "2"}</script>'),
    (Gkmlpt, "/gkmlpt/api/all/5?page=1&sid=2", '{"total": 1, "articles": [{"id": 1, "title": "甲"}]}'),
    (Gkmlpt, "/gkmlpt/content/4/4688/post_4688997.html", '<div class="article-content">正文</div>'),
    (
        Nfcms,
        "/zwgk/xxgknb/szf/",
        f'<div class="viewList">{ROW.format("/zwgk/xxgknb/szf/content/post_4145007.html")}</div>',
    ),
    (Nfcms, "/zwgk/xxgknb/", ROW.format("http://fgw.example.gov.cn/zwgk/content/mpost_4145007.html")),
    (Nfcms, "/zwgk/xxgknb/szf/content/post_4145007.html", "<div class='zw' wzades='正文'>正文</div>"),
    (Lonsun, "/site/tpl/8611", ROW.format("/public/1681/565412321.html")),
    (Lonsun, "/public/column/1681?type=3&nav=4", "<div id=list></div>"),
    (
        Lonsun,
        "/site/label/8888?labelName=publicInfoList&type=3",
        f'<div class="xxgk_navli">{ROW.format("/a/1.html")}</div>',
    ),
    (Lonsun, "/public/1681/565412321.html", '<div class="wzcon j-fontContent">正文</div>'),
    (PcList, "/jxsrmzf/xxgkn142/pc/list.html", "<script>var articleList = [];</script>"),
    (PcList, "/gk/", '<script>page({"articleList": [{"id": "1", "articleFiles": []}]})</script>'),
    (PcList, "/jxsrmzf/szfbg100/pc/content/content_2007653864991363072.html", "<h1>甲</h1>"),
    (Blocks, f"/columns/{UUID}/index.html", ROW.format(f"/columns/{UUID}/202308/21/{UUID}.html")),
    (Blocks, "/gk/", f'<script>load("/columns/{UUID}/templates/{UUID}/blocks/{UUID}?page=1&fix=0")</script>'),
    (Blocks, f"/columns/{UUID}/202308/21/{UUID}.html", "<h1>甲</h1>"),
    (WebCms, "/web/zwgkx/2025/index.shtml", ROW.format("/web/zwgkx/2025/ln/2025032810483712345/index.shtml")),
    (WebCms, "/web/zwgkx/2025/3f2a91bc-2.shtml", ROW.format("/zwgkx/ln/202303/t20230330_4753712.html")),
    (WebCms, "/web/zwgkx/2025/ln/2025032810483712345/index.shtml", '<h1 id="TITLETEXT">甲</h1>'),
    (Shanghai, "/2025ndbg/index.html", ROW.format(f"/nw12344/20240329/{HEX}.html")),
    (Shanghai, "/nw12344/index.html", f'<ul class="tadaty-list list-date">{ROW.format("/a.html")}</ul>'),
    (Shanghai, f"/nw12344/20240329/{HEX}.html", '<div id="ivs_content">正文</div>'),
    (Henan, "/zwgk/zfxxgk/zfxxgknb/", ROW.format("/2025/03-31/3143202.html")),
    (Henan, "/2025/03-31/3143202.html", '<div class="content">正文</div>'),
    (Henan, "/open/api/external?pageNumber=1", '{"data": {"datas": [{"selfUrl": "/2025/03-31/3143202.html"}]}}'),
    (Sichuan, "/10462/2025nb/xxgknbs.shtml", ROW.format(f"/10462/10778/10876/2024/1/29/{HEX}.shtml")),
    (
        Sichuan,
        "/10462/2025nb/xxgknbs.shtml",
        f'<meta name="channel" channelid="{HEX}"><script>post("/cms-scsrmzf/qryZFWJListByConditionsNew")</script>',
    ),
    (Sichuan, "/cms-scsrmzf/qryZFWJListByConditionsNew?pageNum=1", '{"results": [{"publishedTime": "2025-01-26"}]}'),
    (Trs, "/zwgk/zfxxgknb/", ROW.format("./202503/t20250331_4050078.html")),
    (Trs, "/zwgk/zfxxgknb/202503/t20250331_4050078.html", '<div class="TRS_Editor">正文</div>'),
    (Ucap, "/hlj/c108463/zfxxgk.shtml", ROW.format("/hlj/c108463/202503/c00_31702478.shtml")),
    (Ucap, "/hainan/zfxxgknb/newxxgk_list.shtml", ROW.format(f"/hainan/zfxxgknb/202503/{HEX}.shtml")),
    (Jcms, "/col/col93261/index.html", ROW.format("/art/2025/1/22/art_78726_11477414.html")),
    (Hub, "/gk/nb.html", ROW.format("http://fgw.example.gov.cn/a/1.html")),
]


def page(inside, url=URL, status=200):
    return Page(url, f"<html><body>{inside}</body></html>".encode(), "utf-8", status)


@pytest.mark.parametrize(("family", "inside"), PAGES.items())
def test_each_family_is_named_with_its_arguments(family, inside):
    assert identify(page(inside)) == family(URL)


@pytest.mark.parametrize(("family", "path", "body"), SEEN)
def test_every_kind_of_page_is_named(family, path, body):
    url = f"http://www.example.gov.cn{path}"
    body = body if body.startswith("{") else f"<html><body>{body}</body></html>"
    assert identify(Page(url, body.encode(), "utf-8")) == family(url)


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
