import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from gipcrawler.cms import Jpaas, Page

URL = "http://www.example.gov.cn/lxs/zwgk/xxgkndbg/index.html"
BUILD = "/api-gateway/jpaas-publish-server/front/page/build/unit"
HEX = "0123456789abcdef0123456789abcdef"
TITLE = "某县人民政府2024年政府信息公开工作年度报告"


def query_data(label="信息列表"):
    names = {"parseType": "bulidstatic", "webId": "1", "tplSetId": "aa", "pageType": "column", "tagId": label}
    return "{" + ",".join(f"'{name}':'{value}'" for name, value in names.items()) + ",'editType':'null','pageId':'b'}"


def unit(label="信息列表"):
    return f'<div class="page-content" url="{BUILD}" queryData="{query_data(label)}"></div>'


def read(text, url=URL, status=200):
    return Jpaas(URL).read(Page(url, text.encode(), "utf-8", status))


def shell(*inside):
    return f"<html><body><h1>政府信息公开年报</h1>{''.join(inside)}</body></html>"


@pytest.mark.parametrize(
    "inside",
    [
        unit(),
        unit().replace("'", "&#39;"),
        f"<script url='{BUILD}' queryData='{query_data().replace(chr(39), chr(34))}'></script>",
        f'<script>$.get({{url: "{BUILD}", queryData: {query_data()}}})</script>',
        f'<script>document.write(\'<div url=\\"{BUILD}\\" queryData=\\"{query_data()}\\">\')</script>',
    ],
)
def test_a_unit_is_asked_for_with_what_the_page_says_of_it(inside):
    [fetch] = read(shell(inside)).more
    asked = {name: values[0] for name, values in parse_qs(urlsplit(fetch.url).query).items()}
    assert urlsplit(fetch.url).path == BUILD
    assert (asked["parseType"], asked["webId"], asked["tagId"]) == ("bulidstatic", "1", "信息列表")
    assert asked["paramJson"] == '{"pageNo":1,"pageSize":15}'
    assert dict(fetch.headers) == {"Referer": URL, "X-Requested-With": "XMLHttpRequest"}


def test_units_that_are_menus_are_asked_for_only_where_there_is_no_other():
    labels = [
        parse_qs(urlsplit(fetch.url).query)["tagId"][0] for fetch in read(shell(unit("当前位置"), unit("列表"))).more
    ]
    assert labels == ["列表"]
    assert len(read(shell(unit("当前位置"))).more) == 1


def answer(rows, count="", number=1, size=15, **said):
    html = "".join(rows) + (f'<div class="page" count="{count}"></div>' if count else "")
    address = f"http://www.example.gov.cn{BUILD}?webId=1&tagId=a&paramJson=%7B%22pageNo%22%3A{number}%2C%22pageSize%22%3A{size}%7D"
    return read(json.dumps({"success": True, "code": "200", "message": "", "data": {"html": html}} | said), address)


def row(number=1, inside="<span>2025-01-26</span>", folder="/lxs/zwgk/xxgkndbg/2023/szf"):
    return f'<li><a href="{folder}/art/2025/art_{HEX[:-1]}{number}.html" title="{TITLE}">某县…</a>{inside}</li>'


@pytest.mark.parametrize(
    ("inside", "published"),
    [("<span>2025-01-26</span>", date(2025, 1, 26)), ("[2025-01-26]", date(2025, 1, 26)), ("", None)],
)
def test_an_answer_gives_entries_with_and_without_dates(inside, published):
    [entry] = answer([row(inside=inside)]).entries
    assert (entry.title, entry.published) == (TITLE, published)
    assert entry.url.startswith("http://www.example.gov.cn/lxs/zwgk/xxgkndbg/2023/szf/art/2025/art_")


def test_relative_addresses_are_relative_to_the_column():
    [entry] = answer([row(folder=".")]).entries
    assert entry.url.startswith("http://www.example.gov.cn/lxs/zwgk/xxgkndbg/art/2025/")


@pytest.mark.parametrize(
    ("rows", "count", "number", "following"),
    [
        (2, "5", 1, 2),
        (1, "5", 3, None),
        (2, "4", 2, None),
        (2, "2", 1, None),
        (1, "5", 1, 2),
        (2, "", 1, 2),
        (1, "", 2, None),
        (0, "9", 2, None),
    ],
)
def test_further_pages_are_asked_for_by_their_number(rows, count, number, following):
    more = answer([row(n) for n in range(rows)], count, number, size=2).more
    numbers = [json.loads(parse_qs(urlsplit(fetch.url).query)["paramJson"][0])["pageNo"] for fetch in more]
    assert numbers == ([following] if following else [])
    assert all(" " not in fetch.url and dict(fetch.headers)["Referer"] == URL for fetch in more)


def test_an_unknown_label_is_an_empty_list():
    listing = answer(["模板内容数据为空"])
    assert (listing.entries, listing.more, listing.gone) == ((), (), False)


@pytest.mark.parametrize(
    "said", [{"success": False, "code": "500", "message": "参数错误", "data": None}, {"data": None}]
)
def test_a_failure_is_said_to_be_one(said):
    assert answer([row()], **said).gone


@pytest.mark.parametrize("text", ["", "{", "[]", '{"data": {"html": 5}}', "null"])
def test_broken_answers_are_empty(text):
    listing = read(text, f"http://www.example.gov.cn{BUILD}?paramJson=%7B")
    assert (listing.entries, listing.more) == ((), ())


def test_what_the_page_lists_by_itself_is_read_too():
    listing = read(shell(f"<ul>{row()}</ul>", unit()))
    assert [entry.title for entry in listing.entries] == [TITLE]
    assert len(listing.more) == 1
