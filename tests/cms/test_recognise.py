import pytest

from gipcrawler.cms import (
    Aspx,
    Blocks,
    Epoint,
    Eportal,
    Gkmlpt,
    Henan,
    Hub,
    Jcms,
    Jpaas,
    Jsp,
    Lonsun,
    Nfcms,
    Page,
    PcList,
    Shanghai,
    Sichuan,
    Trs,
    Ucap,
    Unknown,
    Vsb,
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
BUILD = "/api-gateway/jpaas-publish-server/front/page/build/unit"
UNIT = f"""<div url="{BUILD}" queryData="{{'webId':'1','tagId':'列表'}}"></div>"""
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
    (Nfcms, "/zwgk/xxgknb/", ROW.format("/zwgk/content/mpost_4145007.html")),
    (Hub, "/zwgk/xxgknb/", ROW.format("http://fgw.example.gov.cn/zwgk/content/mpost_4145007.html")),
    (Hub, "/zhengce/xxgk/", ROW.format("http://www.example.com/csrc/c100028/common_zfxxgknb.shtml")),
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
    (Jcms, "/col/18073_668815/index.html", ROW.format("/col/4039_446643/art/17356608/17364738729029ffO7DUB.html")),
    (Jcms, "/art/2025/1/22/art_78726_11477414.html", '<div id="zoom" class="bt_content">正文</div>'),
    (Jcms, "/module/web/jpage/dataproxy.jsp?page=1&columnid=7", 'totalRecord=7;dataStore=["<li>甲</li>"];'),
    (
        Jcms,
        "/module/xxgk/search.jsp?area=1&currpage=1",
        '<tr class="tr_main_value_odd"><td><a mc="甲">甲</a></td></tr>',
    ),
    (Jcms, "/gk/", "<script>loadDynamic('/module/xxgk/search.jsp?area=11370000', 'd', '0')</script>"),
    (Jcms, "/module/xxgk/xxgkAnnualReport.jsp?area=002482197&fbtime=2010", f"<h1>{REPORT}</h1>"),
    (Jpaas, "/gk/nb/index.html", UNIT),
    (Jpaas, f"{BUILD}?webId=1", '{"success": true, "data": {"html": "<li><a href=\'/a/1.html\'>甲</a></li>"}}'),
    (Jpaas, f"/lxs/zwgk/xxgkndbg/2023/szf/art/2024/art_{HEX}.html", "<h1>甲</h1>"),
    (Trs, "/zwgk/list.html", "<ul></ul><script>var currentPage = 0; var countPage = 3;</script>"),
    (Trs, "/gggs/", ROW.format("/gggs/t27414981.shtml")),
    (Trs, "/zwgk/zfxxgknb/202503/t20250331_4050078_wap.html", "<h1>甲</h1>"),
    (Trs, "/was5/web/search?channelid=1&page=1", '{"docs": [{"title": "甲", "url": "/a/1.html"}]}'),
    (Ucap, "/xinjiang/c114825/zfxxgk_gknbz.shtml", '<ul class="gknr_list"><dd>无</dd></ul>'),
    (Ucap, "/hlj/c108463/202503/c00_31702478.shtml", '<div id="UCAP-CONTENT">正文</div>'),
    (
        Ucap,
        f"/common/search/{HEX}?page=1",
        '{"data": {"results": [{"title": "甲", "publishedTimeStr": "2025-01-26"}]}}',
    ),
    (Vsb, "/zfxxgk/zfxxgknb.htm", ROW.format("../info/2956/34000.htm")),
    (Vsb, "/info/2956/34000.htm", '<div id="vsb_content"><div class="v_news_content">正文</div></div>'),
    (Vsb, "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1049", ROW.format("content.jsp?wbtreeid=1049&wbnewsid=34000")),
    (Eportal, "/eportal/ui?pageId=412", ROW.format("/eportal/ui?pageId=412&amp;articleKey=9138&amp;columnId=45")),
    (Eportal, "/hbgyhxxht/zfxxgk/zfxxgknb/index.html", '<script src="/eportal/uiFramework/js/a.js"></script>'),
    (Epoint, "/zwgk/nb.html", ROW.format(f"/xxgk/showinfo.html?infoGuid={UUID}")),
    (Epoint, f"/xxgk/showinfo.html?infoGuid={UUID}", '<script>post("/EpointWeb/rest/gov/getGovInfoDetail")</script>'),
    (Aspx, "/InfoPublic.aspx?cid=1019&pid=971&page=1&kw=", ROW.format("NewsView.aspx?id=5")),
    (Aspx, "/NewsView.aspx?id=5", '<form id="aspnetForm"><input name="__VIEWSTATE">正文</form>'),
    (Jsp, "/iList.jsp?node_id=GKmzs&cat_id=11170&cur_page=1", ROW.format("iDetail.jsp?id=5")),
    (Jsp, "/iDetail.jsp?id=5", "<h1>甲</h1>"),
    # marks of several families: what carries the list decides, then the page's own addresses before those of others
    (Jpaas, "/gk/", f'{ROW.format("./202503/t20250331_4050078.html")}<div class="TRS_Editor">甲</div>{UNIT}'),
    (Jpaas, "/col/col7/index.html", f"{UNIT}{ROW.format('/col/col9/art/2025/art_ab12.html')}"),
    (Jcms, "/col/col7/index.html", f'<script type="text/xml"><datastore></datastore></script>{UNIT}'),
    (
        Trs,
        "/gk/",
        ROW.format("./202503/t20250331_4050078.html") + ROW.format("http://a.gov.cn/art/2025/1/2/art_1_2.html") * 9,
    ),
    (
        Trs,
        "/gk/",
        f'{ROW.format("./202503/t20250331_4.html")}<a href="http://mail.example.gov.cn/login.aspx?id=1">邮箱</a>',
    ),
    (
        Vsb,
        "/nb.htm",
        f'{ROW.format("info/1/2.htm")}<a href="/system/list.aspx?id=3">旧站</a><script src="/_sitegray/a.js"></script>',
    ),
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


@pytest.mark.parametrize(
    "shell",
    [
        "var page = new CMS({el: '#app'})",
        "$.post('/html/info/detail', {id: 5})",
        "get('/front/api/data/affair?page=1')",
    ],
)
def test_a_page_that_only_a_script_fills_is_read_through_the_browser(shell):
    bare = page(f'<div id="app"></div><script>{shell}</script>')
    assert identify(bare) == Hub(URL, browser=True)
    assert [(fetch.url, fetch.browser) for fetch in Unknown(URL).read(bare).more] == [(URL, True)]
    shown = page(f'<div id="app">{ROW.format("/art/info/12/34")}</div><script>{shell}</script>')
    listing = Unknown(URL).read(shown)
    assert [entry.title for entry in listing.entries] == [REPORT]
    assert listing.more == ()
