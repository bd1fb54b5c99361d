import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from gipcrawler.cms import Lonsun, Page

ROOT = "https://www.example.gov.cn"
COLUMN = f"{ROOT}/public/column/1681?type=3&nav=4&catId=&action=list"
LABEL = (
    f"{ROOT}/site/label/8888?labelName=publicInfoList&siteId=6781961&organId=1681&type=3&catId=&pageIndex=1&pageSize=2"
)
REPORT = "某县2024年政府信息公开工作报告"


def page(inside, url=COLUMN, status=200):
    return Page(url, f"<html><body>{inside}</body></html>".encode(), "utf-8", status)


def item(number):
    return (
        f'<div class="xxgk_navli"><a class="title" href="/public/1681/{number}.html" title="{REPORT}">{REPORT[:9]}…</a>'
        '<span class="date">2025-03-31</span></div>'
    )


def query(fetch):
    return {name: values[0] for name, values in parse_qs(urlsplit(fetch.url).query, keep_blank_values=True).items()}


def test_a_years_page_lists_in_its_own_markup():
    url = f"{ROOT}/site/tpl/7931?nav=4&year=2024"
    listing = Lonsun(url).read(page(f'{item(1)}<a href="/site/tpl/7741?nav=4&year=2023">2023年</a>', url))
    [entry] = listing.entries
    assert (entry.url, entry.title, entry.published) == (f"{ROOT}/public/1681/1.html", REPORT, date(2025, 3, 31))
    assert [fetch.url for fetch in listing.more] == [f"{ROOT}/site/tpl/7741?nav=4&year=2023"]


@pytest.mark.parametrize(
    "script",
    [
        "load('/site/label/8888?labelName=publicInfoList&siteId=6781961&organId=1681&type=3&pageIndex=1')",
        'load("/site/label/8888?labelName=publicInfoList&amp;siteId=6781961&amp;organId=1681&amp;type=3&amp;pageSize=15")',
        'load("/site/label/8888?labelName=publicInfoList&siteId=6781961&organId=" + o + "&type=" + t + "&pageIndex=")',
        '$.get("/site/label/8888", {labelName: "publicInfoList", siteId: 6781961, organId: 1681, type: 3})',
        "$.ajax({url: '/site/label/8888', data: {labelName: 'publicInfoList', siteId: '6781961', type: '3'}})",
        "var siteId = '6781961';",
    ],
)
def test_a_list_that_a_script_loads_is_asked_of_its_label(script):
    [fetch] = Lonsun(COLUMN).read(page(f"<div id=list></div><script>{script}</script>")).more
    asked = query(fetch)
    assert urlsplit(fetch.url).path == "/site/label/8888"
    assert dict(fetch.headers)["Referer"] == COLUMN
    assert (asked["labelName"], asked["siteId"], asked["type"], asked["pageIndex"]) == (
        "publicInfoList",
        "6781961",
        "3",
        "1",
    )
    assert asked.get("organId", "1681") == "1681"


def test_links_of_the_frame_do_not_hide_that_the_list_is_loaded():
    frame = (
        '<a href="/images/manual.pdf">使用手册</a><li><a href="/xwzx/1.html">今日要闻</a><span>2025-01-26</span></li>'
    )
    [fetch] = Lonsun(COLUMN).read(page(f"{frame}<div id=list></div>")).more
    assert query(fetch)["organId"] == "1681"


def test_the_organ_of_a_joined_address_is_that_of_the_page():
    script = '"/site/label/8888?labelName=publicInfoList&siteId=6781961&organId=" + organ + "&type=" + t'
    [fetch] = Lonsun(COLUMN).read(page(f"<script>{script}</script>")).more
    assert query(fetch)["organId"] == "1681"


def test_another_type_of_the_same_organ_leads_to_its_annual_reports():
    url = COLUMN.replace("type=3&nav=4", "type=4&nav=3")
    listing = Lonsun(url).read(
        page('<a href="/public/column/1681?type=1">制度</a><a href="?type=3&nav=4">年报</a>', url)
    )
    assert listing.more[0].url == f"{ROOT}/public/column/1681?type=3&nav=4"


@pytest.mark.parametrize(
    ("inside", "goes_on"),
    [
        (item(1) + item(2), True),
        (item(1), False),
        (item(1) + item(2) + "<span>共 1 页</span>", False),
        (item(1) + "<script>var pageCount = 3;</script>", True),
        ("", False),
    ],
)
def test_a_label_goes_on_while_pages_are_full_or_as_it_says(inside, goes_on):
    listing = Lonsun(COLUMN).read(Page(LABEL, inside.encode(), "utf-8"))
    assert [query(fetch) for fetch in listing.more] == ([query_of(LABEL) | {"pageIndex": "2"}] if goes_on else [])
    assert len(listing.entries) == inside.count("<a ")


def query_of(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, keep_blank_values=True).items()}


@pytest.mark.parametrize(
    "wrap", [lambda found: found, lambda found: {"data": found}, lambda found: {"data": {"list": found}}]
)
def test_a_label_may_answer_json(wrap):
    found = [{"id": 1, "title": REPORT, "link": "/public/1681/1.html", "publishDate": "2025-03-31 09:00:00"}]
    answer = wrap(found) if isinstance(wrap(found), dict) else {"rows": found}
    [entry] = Lonsun(COLUMN).read(Page(LABEL, json.dumps(answer).encode())).entries
    assert (entry.url, entry.title, entry.published) == (f"{ROOT}/public/1681/1.html", REPORT, date(2025, 3, 31))


def test_a_plain_title_in_the_annual_type_is_a_report():
    assert Lonsun(COLUMN).read(Page(LABEL, item(1).encode(), "utf-8")).column == "政府信息公开年报"
    assert Lonsun(COLUMN).read(Page(LABEL.replace("type=3", "type=4"), item(1).encode(), "utf-8")).column is None


def test_a_report_that_is_a_single_picture_is_its_own_entry():
    inside = f'<h1>{REPORT}（图片版）</h1><div class="wzcon j-fontContent"><img src="/group6/M00/1.jpg"></div>'
    head = f'<meta name="ArticleTitle" content="{REPORT}（图片版）">'
    assert Lonsun(COLUMN).read(Page(f"{ROOT}/public/1681/1.html", f"{head}{inside}".encode(), "utf-8")).itself


@pytest.mark.parametrize("body", [b"", b"{", b"{}", b'{"data": null}', b'{"data": [null, {}]}', b"<p>"])
def test_a_label_that_says_nothing_is_empty(body):
    listing = Lonsun(COLUMN).read(Page(LABEL, body))
    assert (listing.entries, listing.more) == ((), ())


def test_an_error_is_gone():
    assert Lonsun(COLUMN).read(page("", status=404)).gone


SCRIPT = '<script>load("/site/label/8888?labelName=publicInfoList&organId=1681&type=3&pageSize=2&pageIndex=");</script>'


@pytest.mark.parametrize(
    ("shown", "said", "expected"),
    [
        (2, "<script>var pageCount = 3</script>", ["2", "3"]),
        (1, "<script>var pageCount = 3</script>", ["1", "2", "3"]),
        (2, "<span>共1页</span>", []),
        (2, "", ["2"]),
        (1, "", ["1", "2"]),
        (0, "", ["1"]),
    ],
)
def test_pages_after_those_that_the_column_shows_itself_are_not_lost(shown, said, expected):
    """A crawl takes a page of known reports for the end, so page one may not be what leads to page two."""
    listing = Lonsun(COLUMN).read(page("".join(item(n) for n in range(shown)) + SCRIPT + said))
    assert [query(fetch)["pageIndex"] for fetch in listing.more] == expected
