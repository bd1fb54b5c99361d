"""Hosts that are hard to reach, one line of a listing each, in one crawl."""

import pytest

from tests.replica.site import Answer, Site, failed, in_turn, moved, page
from tests.traps.portal import HOST, ROOT, Crawled, listing, report, title

FILTERED = Answer(200, "不合法的参数".encode(), "text/html")
LINES = {
    "https://legacy.jia.gov.cn/1.html": "财政局",
    "https://ancient.jia.gov.cn/1.html": "公安局",
    "https://ended.jia.gov.cn/1.html": "司法局",
    "https://plain.jia.gov.cn/1.html": "教育局",
    "https://plain.jia.gov.cn/2.html": "卫生局",
    "http://secure.jia.gov.cn/1.html": "民政局",
    "https://strict.jia.gov.cn/1.html": "规划局",
    "https://port.jia.gov.cn:8443/1.html": "水利局",
    "http://moves.jia.gov.cn/1.html": "统计局",
    f"{ROOT}/slash.html/": "审计局",
    f"{ROOT}/shaky.html": "体育局",
    f"{ROOT}/refresh.html": "林业局",
    f"{ROOT}/gbk.html": "农业局",
    f"{ROOT}/dead.html": "档案局",
    f"{ROOT}/dead/412.html": "史志办",
    "http://old.jia.gov.cn/content/7.html": "农业局",
    "http://agent.jia.gov.cn/1.html": "交通局",
    "http://language.jia.gov.cn/1.html": "商务局",
    "http://www.bare.gov.cn/1.html": "文化局",
    "http://bare.gov.cn/1.html": "文化局",
    "http://mirror.example.com/jia/1.html": "气象局",
    "http://closed.jia.gov.cn/1.html": "人社局",
}


def needs(name, wanted, otherwise):
    """A program that gives a report to clients whose header has the wanted words, and something else to others."""
    answers = {True: report(name), False: otherwise}
    header, words = wanted
    return lambda asked: answers[words in asked.headers.get(header, "")]


def sites():
    main = Site(HOST, robots=None)
    main.pages |= {
        "/gk/": listing(LINES),
        "/slash.html": report("审计局"),
        "/slash.html/": failed(412, "Precondition Failed"),
        "/dead/412.html": failed(412, "Precondition Failed"),
        "/refresh.html": page('<html><meta http-equiv="Refresh" content="0; URL=./new/1.html"></html>'),
        "/new/1.html": report("林业局"),
        "/gbk.html": report("农业局", charset="gb18030", told=False),
    }
    main.programs["/shaky.html"] = in_turn(failed(500, "Internal Server Error"), report("体育局"))
    kinds = {"legacy": "财政局", "ancient": "公安局", "ended": "司法局"}
    hosts = [Site(f"{kind}.jia.gov.cn", ("https",), tls=kind) for kind in kinds]
    for site, organ in zip(hosts, kinds.values(), strict=True):
        site.pages["/1.html"] = report(organ)
    plain = Site("plain.jia.gov.cn", robots="User-agent: *\nDisallow: /2.html\n")
    plain.pages |= {"/1.html": report("教育局"), "/2.html": report("卫生局")}
    secure = Site("secure.jia.gov.cn", ("https",), moves_on=False)
    secure.pages["/1.html"] = report("民政局")
    strict = Site("strict.jia.gov.cn", ("http", "https"))
    strict.guard = lambda asked: failed(412, "Precondition Failed") if asked.url.startswith("https:") else None
    strict.pages["/1.html"] = report("规划局")
    port = Site("port.jia.gov.cn", ("https",), port=8443)
    port.pages["/1.html"] = report("水利局")
    moves = Site("moves.jia.gov.cn", ("https",))
    moves.pages["/1.html"] = report("统计局")
    agent = Site("agent.jia.gov.cn", robots=None)
    agent.programs["/1.html"] = needs("交通局", ("user-agent", "AppleWebKit"), FILTERED)
    language = Site("language.jia.gov.cn", robots=None)
    language.programs["/1.html"] = needs("商务局", ("accept-language", "zh-CN"), failed(403, "Forbidden"))
    old = Site("old.jia.gov.cn", robots=None)
    old.pages["/content/7.html"] = moved(f"{ROOT}/gbk.html", 301)
    bare = Site("bare.gov.cn")
    www = Site("www.bare.gov.cn")
    for site in (bare, www):
        site.pages["/1.html"] = report("文化局")
    closed = Site("closed.jia.gov.cn", robots="User-agent: *\nDisallow: /\n")  # 顺义
    closed.pages["/1.html"] = report("人社局")
    return [main, *hosts, plain, secure, strict, port, moves, agent, language, old, bare, www, closed]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    return Crawled(tmp_path_factory.mktemp("transport"), sites())


def test_every_report_that_may_be_had_is_found(crawled):
    assert crawled.reports == {
        "https://legacy.jia.gov.cn/1.html",
        "https://ancient.jia.gov.cn/1.html",
        "https://ended.jia.gov.cn/1.html",
        "http://plain.jia.gov.cn/1.html",
        "https://secure.jia.gov.cn/1.html",
        "http://strict.jia.gov.cn/1.html",
        "https://port.jia.gov.cn:8443/1.html",
        "https://moves.jia.gov.cn/1.html",
        f"{ROOT}/slash.html",
        f"{ROOT}/shaky.html",
        f"{ROOT}/new/1.html",
        f"{ROOT}/gbk.html",
        "http://agent.jia.gov.cn/1.html",
        "http://language.jia.gov.cn/1.html",
        "http://www.bare.gov.cn/1.html",
    }


def test_a_page_in_gbk_that_nobody_says_is_read(crawled):
    assert crawled.titles[f"{ROOT}/gbk.html"] == title("农业局")


def test_what_was_not_had_is_counted_as_what_it_is(crawled):
    assert crawled.run["verdict"] == "blocked"
    assert (crawled["gone"], crawled["blocked"], crawled["empty"], crawled["unreadable"]) == (2, 2, 0, 0)
    assert crawled["new"] == len(crawled.reports)  # the page of the old host is one of them
    [sentence] = crawled.run["fell_short"]
    assert "forbidden by robots.txt" in sentence
    assert "412" not in sentence


def test_each_is_asked_once_and_no_more_than_it_takes(crawled):
    assert crawled.of(f"{ROOT}/slash.html/") == []
    assert crawled.of(f"{ROOT}/slash.html") == [200]
    assert crawled.of(f"{ROOT}/shaky.html") == [500, 200]
    assert crawled.of(f"{ROOT}/dead.html") == [404]
    assert {record.http_status for record in crawled.records() if record.url == f"{ROOT}/dead/412.html"} == {412}
    assert crawled.of("http://moves.jia.gov.cn/1.html") == [301]
    assert crawled.of("http://bare.gov.cn/1.html") == []
    assert not [url for url, _ in crawled.asked if "example.com" in url or "closed.jia.gov.cn/1" in url]


def test_the_other_scheme_is_tried_once_and_rules_hold_there_too(crawled):
    assert crawled.of("https://plain.jia.gov.cn:443/") == [502]  # for robots.txt; the host is known from then on
    assert crawled.of("http://plain.jia.gov.cn/robots.txt") == [200]
    assert crawled.of("http://plain.jia.gov.cn/2.html") == []
    assert "plain.jia.gov.cn" in crawled.lines("asked by http, for https is refused")[0]
    assert "secure.jia.gov.cn" in crawled.lines("asked by https, for http is refused")[0]


def test_old_machines_and_bad_certificates_are_archived_and_said(crawled):
    held = {record.url: record for record in crawled.records()}
    assert title("公安局").encode() in held["https://ancient.jia.gov.cn/1.html"].payload
    [line] = crawled.lines("spoke TLS as only old machines do")
    assert "ancient.jia.gov.cn" in line
    assert "legacy.jia.gov.cn" not in line  # which needs no more than what Scrapy allows
    [line] = crawled.lines("certificate cannot be trusted")
    assert "ended.jia.gov.cn" in line
    assert "Traceback" not in crawled.stderr
