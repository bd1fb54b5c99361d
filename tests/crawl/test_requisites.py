import json

import pytest

from gipcrawler.cms import Page
from gipcrawler.crawl.requisites import Kind, is_near, of_style, requisites
from gipcrawler.warc import records
from tests.crawling import QUICK, crawl
from tests.replica.server import Proxy
from tests.replica.site import Answer, Site, download, moved, page

HOST = "www.example.gov.cn"
ROOT = f"http://{HOST}"
AT = f"{ROOT}/gk/a.html"
IMPATIENT = QUICK | {"RETRY_TIMES": "0", "DOWNLOAD_TIMEOUT": "5"}
HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
SECTIONS = "".join(f"<p>{heading}</p><p>某县公布若干。</p>" for heading in HEADINGS)


def named(html, url=AT, charset="utf-8"):
    return [(str(one.kind), one.url.removeprefix(ROOT)) for one in requisites(Page(url, html.encode(charset), charset))]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<link rel="Stylesheet" href="../a.css">', [("style", "/a.css")]),
        ('<link rel="shortcut icon" href="/f.ico">', [("picture", "/f.ico")]),
        ('<link rel="canonical" href="/x.html"><link rel=alternate href=/rss.xml>', []),
        ('<script src="//res.example.gov.cn/j.js"></script>', [("script", "http://res.example.gov.cn/j.js")]),
        ("<script>var a = 1</script>", []),
        ('<img src="W1.png#x">', [("picture", "/gk/W1.png")]),
        ('<img src="data:image/gif;base64,AAAA" data-src="lazy.jpg">', [("picture", "/gk/lazy.jpg")]),
        ('<img srcset="s.jpg 1x, l.jpg 2x">', [("picture", "/gk/s.jpg"), ("picture", "/gk/l.jpg")]),
        ('<table background="b.gif"><tr><td background="c.gif">x</td></tr></table>',
         [("picture", "/gk/b.gif"), ("picture", "/gk/c.gif")]),
        ("<iframe src='map.html'></iframe>", [("frame", "/gk/map.html")]),
        ("<style>@import 'i.css'; p { background: url( \"p.png\" ) }</style>",
         [("style", "/gk/i.css"), ("picture", "/gk/p.png")]),
        ('<div style="background-image:url(&quot;d.png&quot;)">x</div>', [("picture", "/gk/d.png")]),
        ('<base href="/other/"><img src="i.png">', [("picture", "/other/i.png")]),
        ('<iframe src="report.pdf"></iframe><embed src="report.docx">', []),
        ('<img src="http://pics.example.com/a.png"><script src="https://hm.example.net/h.js"></script>', []),
        ('<img src="http://www.gov.cn/a.png">', [("picture", "http://www.gov.cn/a.png")]),
        ('<a href="/b.html">b</a><img src="a.png"><script src="a.js"></script><link rel=stylesheet href=a.css>',
         [("style", "/gk/a.css"), ("script", "/gk/a.js"), ("picture", "/gk/a.png")]),
        ("<img src><img src=''><img src='http://['><link rel=stylesheet>", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_page_is_shown_with(html, found):
    assert named(html) == found


def test_addresses_are_in_the_charset_of_the_page():
    assert named('<img src="图.png">', charset="gbk") == [("picture", "/gk/图.png")]


def test_what_a_style_sheet_names():
    css = (
        "/* url(no.png) */ @charset 'utf-8'; @import url(b.css) screen; @import \"c.css\";\n"
        "a { background: url('../i/a.png') no-repeat, URL(data:image/png;base64,AA) }\n"
        "@font-face { src: url(f.woff2?v=1) format('woff2'), url(f.woff2?v=1#x) }"
    )
    found = of_style(Page(f"{ROOT}/css/a.css", css.encode()), AT)
    assert [(one.kind, one.url.removeprefix(ROOT)) for one in found] == [
        (Kind.STYLE, "/css/b.css"),
        (Kind.STYLE, "/css/c.css"),
        (Kind.PICTURE, "/i/a.png"),
        (Kind.PICTURE, "/css/f.woff2?v=1"),
    ]
    assert {one.owner for one in found} == {f"{ROOT}/css/a.css"}


@pytest.mark.parametrize(
    ("url", "page", "near"),
    [
        ("http://www.a.gov.cn/", "http://www.b.gov.cn/", True),
        ("http://img.lib.example.cn/", "http://www.lib.example.cn/", True),
        ("http://lib.example.cn/", "http://www2.lib.example.cn/", True),
        ("http://example.cn:8080/", "http://example.cn/", True),
        ("http://notexample.cn/", "http://example.cn/", False),
        ("http://fake-gov.cn/", "http://www.b.gov.cn/", False),
        ("http://cdn.example.com/", "http://www.b.gov.cn/", False),
        ("http://[bad/", "http://www.b.gov.cn/", False),
    ],
)
def test_near_is_the_own_site_and_the_government(url, page, near):
    assert is_near(url, page) is near


def report(year, inside=""):
    title = f"某县{year}年政府信息公开工作年度报告"
    head = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{year + 1}-01-26">'
    head += '<link rel="stylesheet" href="/css/site.css"><script src="/js/site.js"></script>'
    return page(f"<html><head>{head}</head><body><h1>{title}</h1>{SECTIONS}{inside}</body></html>")


def listing(*years):
    lines = "".join(
        f'<li><a href="./{year}.html">某县{year}年政府信息公开工作年度报告</a><span>{year + 1}-01-26</span></li>'
        for year in years
    )
    return page(f'<html><head><meta name="ColumnName" content="年报"></head><body><ul>{lines}</ul></body></html>')


PAGES = {
    "/gk/": listing(2024, 2023, 2022),
    "/gk/2024.html": report(2024, '<img src="2024.gif"><iframe src="/map.html"></iframe>'),
    "/gk/2023.html": report(2023, '<img src="lost.gif"><img src="/old.gif">'),
    "/gk/2022.html": report(
        2022, '<img src="2022.gif"><img src="/private/a.gif"><img src="http://pics.example.com/a.gif">'
    ),
    "/css/site.css": download(b"@import 'deep.css'; p { background: url(p.gif) }", "site.css"),
    "/css/deep.css": download(b"@import 'deeper.css';", "deep.css"),
    "/css/p.gif": download(b"GIF89a", "p.gif"),
    "/js/site.js": download(b"var a;", "site.js"),
    "/gk/2024.gif": download(b"GIF89a" + bytes(5000), "2024.gif"),
    "/map.html": page('<html><img src="/map.gif"><iframe src="/again.html"></iframe></html>'),
    "/map.gif": download(b"GIF89a", "map.gif"),
    "/again.html": page('<html><img src="/never.gif"></html>'),
    "/old.gif": moved("/new.gif"),
    "/new.gif": moved("http://pics.example.com/new.gif"),
}
SHOWN_WITH = {
    "/css/site.css", "/css/deep.css", "/css/p.gif", "/js/site.js", "/gk/2024.gif", "/gk/lost.gif",
    "/gk/2022.gif", "/old.gif", "/new.gif", "/map.html", "/map.gif", "/again.html",
}  # fmt: skip


@pytest.fixture
def asked(tmp_path):
    def go(pages=PAGES, **settings):
        site = Site(HOST, robots="User-agent: *\nDisallow: /private/\n")
        site.pages.update(pages)
        with Proxy([site]) as proxy:
            given = IMPATIENT | settings
            process = crawl("portal", f"url={ROOT}/gk/", archive=tmp_path / "a", proxy=proxy.url, settings=given)
            assert process.returncode == 0, process.stderr
            assert process.stdout.startswith("complete: portal: ")
            assert "fell short" not in process.stderr
            return [line.url.removeprefix(ROOT) for line in proxy.requests], process.stdout

    return go


def test_pages_are_archived_with_what_they_are_shown_with(asked, tmp_path):
    urls, said = asked()
    assert sorted(urls) == sorted(
        {"/robots.txt", "/gk/", "/gk/2024.html", "/gk/2023.html", "/gk/2022.html"} | SHOWN_WITH
    )
    held = {
        record.url.removeprefix(ROOT): record
        for path in (tmp_path / "a/warc").iterdir()
        for record in records(path)
        if record.type == "response"
    }
    assert held.keys() == set(urls)
    assert held["/css/p.gif"].payload == b"GIF89a"
    assert f"{len(urls)} captures" in said
    [path] = (tmp_path / "a/runs").glob("*.json")
    [tally] = json.loads(path.read_text("utf-8"))["sources"]
    counted = [tally[name] for name in ("asked", "answered", "blocked", "gone", "empty")]
    assert counted == [4, 4, 0, 0, 0]  # the source's own


def test_reports_come_first(asked):
    urls, _ = asked()
    last = max(urls.index(f"/gk/{year}.html") for year in (2024, 2023, 2022))
    assert len([url for url in urls[:last] if url in SHOWN_WITH]) <= 2  # what was asked for while pages were on the way


def test_they_can_be_left_out(asked):
    urls, _ = asked(REQUISITES="0")
    assert not SHOWN_WITH & set(urls)


def test_a_page_has_a_budget_of_requests(asked):
    urls, _ = asked(REQUISITES_PER_PAGE="1")
    assert len(SHOWN_WITH & set(urls)) == 3


def test_a_page_has_a_budget_of_bytes(asked):
    pages = PAGES | {"/gk/": listing(2024), "/css/site.css": Answer(200, bytes(60000), "text/css")}
    urls, _ = asked(pages, REQUISITES_SIZE="60000")
    assert SHOWN_WITH & set(urls) == {"/css/site.css"}


def test_what_is_longer_than_the_budget_is_cut_and_said_to_be(asked, tmp_path):
    large = download(b"GIF89a" + bytes(3_000_000), "2024.gif")
    urls, _ = asked(PAGES | {"/gk/": listing(2024), "/gk/2024.gif": large}, REQUISITES_SIZE="400000")
    assert {"/gk/2024.gif", "/map.html"} <= set(urls)  # which is asked for after it
    held = [record for path in (tmp_path / "a/warc").iterdir() for record in records(path)]
    assert [record.url.removeprefix(ROOT) for record in held if record.truncated] == ["/gk/2024.gif"]
