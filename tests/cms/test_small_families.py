"""The lists of PORTALS 3.8, met below the provinces: a page, its entries, its pager."""

from datetime import date
from urllib.parse import parse_qs

import pytest

from gipcrawler.cms import Aspx, Eportal, Jsp, Page, Vsb

HOST = "http://www.example.gov.cn"
TITLE = "某县2024年政府信息公开工作年度报告"


def page(path, inside):
    head = '<meta name="ColumnName" content="政府信息公开年报">'
    return Page(HOST + path, f"<html><head>{head}</head><body>{inside}</body></html>".encode())


def item(href, title=TITLE):
    return f'<li><a href="{href}" title="{title}">某县2024…</a><span>2025-01-26</span></li>'


LISTS = [
    (
        Vsb,
        "/zfxxgk/zfxxgknb.htm",
        item("../info/2956/34000.htm") + '<a href="zfxxgknb/3.htm">下页</a>',
        "/info/2956/34000.htm",
        ["/zfxxgk/zfxxgknb/3.htm"],
    ),
    (
        Eportal,
        "/eportal/ui?pageId=412",
        item("/eportal/ui?pageId=412&articleKey=91&columnId=45")
        + "<a onclick=\"q(this,'/eportal/ui?pageId=412&currentPage=2&moduleId=7')\">下一页</a>",
        "/eportal/ui?pageId=412&articleKey=91&columnId=45",
        ["/eportal/ui?pageId=412&currentPage=2&moduleId=7"],
    ),
    (
        Aspx,
        "/InfoPublic.aspx?cid=1019&pid=971&page=1&kw=",
        item("NewsView.aspx?id=5") + '<a href="?cid=1019&pid=971&page=2&kw=">2</a>',
        "/NewsView.aspx?id=5",
        ["/InfoPublic.aspx?cid=1019&pid=971&page=2&kw="],
    ),
    (
        Jsp,
        "/iList.jsp?node_id=G&cat_id=1&cur_page=1",
        item("iDetail.jsp?id=5") + "<p>1/2 共2页</p>",
        "/iDetail.jsp?id=5",
        ["/iList.jsp?node_id=G&cat_id=1&cur_page=2"],
    ),
]


@pytest.mark.parametrize(("family", "path", "inside", "detail", "after"), LISTS)
def test_a_list_gives_its_entries_and_its_next_page(family, path, inside, detail, after):
    [start] = family(HOST + path).start()
    assert start.url == HOST + path
    listing = family(HOST + path).read(page(path, inside))
    assert [(entry.url, entry.title, entry.published) for entry in listing.entries] == [
        (HOST + detail, TITLE, date(2025, 1, 26))
    ]
    assert [fetch.url for fetch in listing.more] == [HOST + url for url in after]


@pytest.mark.parametrize(("family", "path", "detail"), [(*case[:2], case[3]) for case in LISTS])
def test_a_detail_page_that_says_nothing_in_its_title_is_known_by_its_address(family, path, detail):
    [entry] = family(HOST + path).read(page(path, f'<li><a href="{detail}">年度材料</a></li>')).entries
    assert entry.url == HOST + detail


def test_a_pager_that_sends_a_form_is_followed_while_there_are_reports():
    form = (
        '<form method="post" action="InfoPublic.aspx?cid=7"><input type="hidden" name="__VIEWSTATE" value="v"></form>'
    )
    turn = "".join(
        f"<a href=\"javascript:__doPostBack('P','{n}')\">{said}</a>" for n, said in ((2, "2"), (2, "下一页"))
    )
    path = "/InfoPublic.aspx?cid=7"
    [fetch] = Aspx(HOST + path).read(page(path, form + item("NewsView.aspx?id=5") + turn)).more
    assert (fetch.method, parse_qs(fetch.body.decode())["__EVENTARGUMENT"]) == ("POST", ["2"])
    assert Aspx(HOST + path).read(page(path, form + item("NewsView.aspx?id=5", "停水通知") + turn)).more == ()
