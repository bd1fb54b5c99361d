from urllib.parse import parse_qs

import pytest

from gipcrawler.cms import pager
from gipcrawler.cms.markup import tree_of
from gipcrawler.cms.pager_calls import posted

HOST = "http://www.example.gov.cn"


def linked(inside, path="/gk/index.html"):
    found = pager.linked(tree_of(f"<html><body>{inside}</body></html>"), HOST + path)
    return [url.removeprefix(HOST) for url in found]


@pytest.mark.parametrize(
    ("inside", "path", "expected"),
    [
        # the channel's id stands in the name, with five digits or with three
        ('<a href="index_11287_1.shtml">下一页</a>', "/gk/index_11287.shtml", ["/gk/index_11287_1.shtml"]),
        ('<a href="index_531_1.html">2</a>', "/gk/index_531.html", ["/gk/index_531_1.html"]),
        ('<a href="index_531_2.html">3</a>', "/gk/index_531_1.html", ["/gk/index_531_2.html"]),
        ('<a href="2.html">2</a>', "/gk/1.html", ["/gk/2.html"]),
        # 博达 counts downwards, in a directory of the page's name
        ('<a href="nb/3.htm">下页</a><a href="nb/1.htm">尾页</a>', "/gk/nb.htm", ["/gk/nb/3.htm", "/gk/nb/1.htm"]),
        ('<a href="../nb.htm">首页</a><a href="2.htm">下页</a>', "/gk/nb/3.htm", ["/gk/nb/2.htm"]),
        # in the query
        ('<a href="?cid=1019&page=2&kw=">2</a>', "/a.aspx?cid=1019&page=1", ["/a.aspx?cid=1019&page=2&kw="]),
        (
            '<a href="iList.jsp?cat_id=7&cur_page=2">下一页</a>',
            "/iList.jsp?cat_id=7",
            ["/iList.jsp?cat_id=7&cur_page=2"],
        ),
        ('<a href="?a2t=5&a2p=2&a2c=15">下页</a>', "/gk/nb.jsp", ["/gk/nb.jsp?a2t=5&a2p=2&a2c=15"]),
        # the address stands in a script or in an attribute of the skin's own
        (
            "<a href='javascript:void(0)' onclick=\"q(this,'/eportal/ui?pageId=4&currentPage=2&moduleId=7')\">2</a>",
            "/eportal/ui?pageId=4",
            ["/eportal/ui?pageId=4&currentPage=2&moduleId=7"],
        ),
        (
            '<a href="#" tagname="/eportal/ui?pageId=4&amp;currentPage=2&amp;moduleId=7">下一页</a>',
            "/gk/index.html",
            ["/eportal/ui?pageId=4&currentPage=2&moduleId=7"],
        ),
        # page 1 on page 1, the page before, other lists and other days
        ('<a href="?page=1">1</a><a href="?page=2">2</a>', "/gk/list.jsp", ["/gk/list.jsp?page=2"]),
        ('<a href="index_1.html">上一页</a><a href="index_3.html">3</a>', "/gk/index_2.html", ["/gk/index_3.html"]),
        ('<a href="t20240102_5.html">2</a><a href="/2024/5/12.html">12</a>', "/gk/index.html", []),
        ('<a href="http://other.gov.cn/gk/index_2.html">2</a>', "/gk/index.html", []),
        # the link that says 下一页 is believed whatever the file is called
        ('<a href="list_2.shtml">下一页</a><a href="news_3.shtml">3</a>', "/gk/nb.shtml", ["/gk/list_2.shtml"]),
    ],
)
def test_the_pagers_links_lead_to_the_next_pages(inside, path, expected):
    assert linked(inside, path) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("index_3.html", ["/gk/index_1.html", "/gk/index_2.html", "/gk/index_3.html"]),
        ("list.jsp?page=3&id=5", ["/gk/list.jsp?page=2&id=5", "/gk/list.jsp?page=3&id=5"]),
    ],
)
def test_where_only_the_last_page_is_named_all_until_then_follow(last, expected):
    assert linked(f'<a href="{last}">尾页</a>') == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('function next(n) {{ location.href = "list.jsp?id=7&page=" + n; }}', ["/gk/list.jsp?id=7&page=2"]),
        ("var url = 'index_';\nfunction next(n) {{ window.location = url + n + '.html' }}", ["/gk/index_2.html"]),
        ("next = function (n) {{ location.href = location.pathname + '?page=' + n }}", ["/gk/index.html?page=2"]),
        ("function next(n) {{ location.href = base() + n }}", []),
        ("function next(n) {{ f.cur_page.value = n; f.submit() }}", ["/gk/list.jsp?id=7&cur_page=2"]),
        ('function next(n) {{ $("#cur_page").val(n); $("form").submit() }}', ["/gk/list.jsp?id=7&cur_page=2"]),
        ("function other(n) {{ }}", []),
    ],
)
def test_what_a_called_function_does_is_done(script, expected):
    form = (
        '<form action="list.jsp?x=1"><input type="hidden" name="id" value="7"><input name="cur_page" value="1"></form>'
    )
    link = '<a href="javascript:next(2)">下一页</a>'
    assert linked(f"{form}{link}<script>{script.format()}</script>") == expected


def test_a_form_that_is_sent_by_post_is_filled_in():
    form = '<form method="post" action="./list.aspx"><input type="hidden" name="__VIEWSTATE" value="abc">'
    form += '<input name="q" value=""><input type="submit" name="go" value="查"></form>'
    tree = tree_of(f"{form}<a href=\"javascript:__doPostBack('Pager','2')\">2</a>")
    fetch = posted(tree, next(tree.iter("a")), HOST + "/gk/list.aspx?cid=5")
    assert (fetch.url, fetch.method) == (HOST + "/gk/list.aspx", "POST")
    sent = parse_qs(fetch.body.decode(), keep_blank_values=True)
    assert sent == {"__VIEWSTATE": ["abc"], "q": [""], "__EVENTTARGET": ["Pager"], "__EVENTARGUMENT": ["2"]}


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        # the call is given variables
        (
            'var countPage = 3; var currentPage = 0; createPageHTML(countPage, currentPage, "list", "shtml")',
            "/gk/list.shtml",
            ["/gk/list_1.shtml"],
        ),
        ("<p>共 <b>3</b> 页</p>", "/iList.jsp?cat_id=7&cur_page=1", ["/iList.jsp?cat_id=7&cur_page=2"]),
        ("<p>共3页</p>", "/iList.jsp?cat_id=7&cur_page=3", []),
        ("<p>共3页</p>", "/gk/index.html", []),
        ("<p>没有</p>", "/iList.jsp?cur_page=1", None),
    ],
)
def test_the_numbers_tell_where_links_do_not(text, path, expected):
    script = pager.scripted(text)
    after = pager.following(script, HOST + path) if script else None
    assert (after and [url.removeprefix(HOST) for url in after]) == (expected if expected is None else expected or ())
