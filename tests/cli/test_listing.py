"""`gipcrawler listing`, asked of portals behind a proxy on loopback."""

import json

import pytest

from tests.cli.peeking import ITEM, REPORT, complaint, listing, site
from tests.replica.server import Proxy
from tests.replica.site import failed, page

HOST = "http://www.jg.gov.cn"
NEIGHBOURS = (
    '<li><a href="./202501/t20250126_7.html">某县2024年政府网站工作年度报表</a><span>2025-01-26</span></li>'
    '<li><a href="./202501/t20250126_8.html">某县人口普查公报</a><span>2025-01-26</span></li>'
    '<li><a href="http://copy.example.com/1.html">某县2022年政府信息公开工作年度报告</a><span>2023-01-26</span></li>'
)
PAGER = '<script>createPageHTML(3, {}, "index", "html")</script>'
PAGES = {
    "/gk/": listing(ITEM.format("./202501/t20250126_1.html"), NEIGHBOURS, PAGER.format(0)),
    "/gk/index_1.html": listing(ITEM.format("./202401/t20240126_2.html").replace("2024年", "2023年"), PAGER.format(1)),
    "/gk/index_2.html": failed(500, "Busy"),
}


@pytest.fixture
def portal():
    with Proxy([site(PAGES)]) as proxy:
        yield proxy


def test_what_is_read_is_one_object_with_each_page_entry_and_reason(portal, peek):
    done = peek(portal.url, "listing", f"{HOST}/gk/", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    read = json.loads(done.stdout)
    assert (read["family"], read["arguments"], read["column"]) == ("Trs", {"url": f"{HOST}/gk/"}, "政府信息公开年报")
    assert [(one["url"], one["status"]) for one in read["pages"]] == [
        (f"{HOST}/gk/", 200),
        (f"{HOST}/gk/index_1.html", 200),
        (f"{HOST}/gk/index_2.html", 500),
    ]
    reports = [entry for entry in read["entries"] if entry["report"]]
    assert [(entry["title"], entry["published"], entry["year"]) for entry in reports] == [
        (REPORT, "2025-01-26", 2024),
        (REPORT.replace("2024", "2023"), "2025-01-26", 2023),
    ]
    assert [entry["why"] for entry in read["entries"] if not entry["report"]] == [
        "a neighbour of the reports: 网站工作年",
        "not titled like a report",
        "a foreign host: copy.example.com",
    ]
    assert read["left"] == []


def test_pages_bounds_the_requests_and_the_rest_is_named(portal, peek):
    read = json.loads(peek(portal.url, "listing", f"{HOST}/gk/", "--json", "--pages", "1").stdout)
    assert (len(read["pages"]), read["left"]) == (1, [f"{HOST}/gk/index_1.html"])
    assert len(portal.requests) == 2  # robots.txt and the page


def test_for_people_titles_and_addresses_stay_whole_in_a_pipe(portal, peek):
    done = peek(portal.url, "listing", f"{HOST}/gk/")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert f"2024  2025-01-26  {REPORT}" in lines
    assert any(line.strip() == f"{HOST}/gk/202501/t20250126_1.html  (ours)" for line in lines)
    assert lines[-1].startswith("Trs, 政府信息公开年报: 2 reports, 3 others")


def test_organs_of_a_hub_are_named(peek):
    organs = (
        '<li><a href="http://czj.jg.gov.cn/">县财政局</a></li><li><a href="http://jyj.jg.gov.cn/">县教育局</a></li>'
    )
    with Proxy([site({"/gk/": listing(organs)})]) as proxy:
        read = json.loads(peek(proxy.url, "listing", f"{HOST}/gk/", "--json").stdout)
    assert [(organ["title"], organ["url"]) for organ in read["organs"]] == [
        ("县财政局", "http://czj.jg.gov.cn/"),
        ("县教育局", "http://jyj.jg.gov.cn/"),
    ]


def test_a_list_that_comes_by_requests_of_its_own_is_read(peek):
    build = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    unit = f"""<div url="{build}" queryData="{{'webId':'1','tagId':'列表'}}"></div>"""
    portal = site({"/nb/": page(f"<html><body>{unit}</body></html>")})
    answer = json.dumps({"success": True, "data": {"html": ITEM.format("/art/2025/art_1.html")}})
    portal.programs[build] = lambda asked: page(answer if asked.fields["webId"] == "1" else "")
    with Proxy([portal]) as proxy:
        read = json.loads(peek(proxy.url, "listing", f"{HOST}/nb/", "--json").stdout)
    assert (read["family"], [entry["url"] for entry in read["entries"]]) == ("Jpaas", [f"{HOST}/art/2025/art_1.html"])


@pytest.mark.parametrize(
    ("path", "words"),
    [("/none/", "gone, status 404"), ("/empty/", "no page of a portal"), ("/bare/", "Ucap reads no entries on GET")],
)
def test_a_useless_address_is_one_line(peek, path, words):
    bare = '<html><head><meta channelid="x"><meta name="ColumnName" content="年报"></head><body>无</body></html>'
    with Proxy([site({"/empty/": page("<html></html>"), "/bare/": page(bare)})]) as proxy:
        assert words in complaint(peek(proxy.url, "listing", HOST + path))


@pytest.mark.parametrize("pages", ["0", "-1", "many"])
def test_a_number_of_pages_that_is_none_is_refused(peek, pages):
    assert "--pages" in complaint(peek("http://127.0.0.1:9", "listing", HOST, "--pages", pages))
