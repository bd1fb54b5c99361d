"""No page costs more than its size: patterns that go back over a long one again and again would take minutes."""

from time import process_time

import pytest

from gipcrawler.cms import Aspx, Epoint, Eportal, Jcms, Jpaas, Jsp, Page, Trs, Ucap, Vsb, attachments, read_detail
from gipcrawler.cms.filled import filled_by

ROOT = "http://www.example.gov.cn"
LONG = {
    "quotes": '"' * 20_000,
    "braces": "{" * 20_000,
    "brackets": "loadDynamic(" * 4_000,
    "nested": "loadDynamic(" + "(" * 10_000,
    "joins": "'/was5/web/search?a=' + " * 2_000,
    "joined": "'/igs/front/search' + " + "a+" * 10_000,
    "dots": "'/was5/web/search' + " + "a." * 10_000,
    "units": "queryData=\"{'" * 2_000,
    "pairs": 'queryData="{' + "'a':'b'," * 4_000,
    "datastores": "<datastore><record>" * 2_000,
    "groups": "<nextgroup href=" * 4_000,
    "stores": "dataStore=[" * 2_000,
    "params": "proxyUrl:'dataproxy.jsp',params:{" * 1_000,
    "links": "<a href='index_2.html'>2</a>" * 300,
    "dated": "<li><a href='a.html'>甲</a>2025-01-26</li>" * 200,
    "calls": "<a href='javascript:next(2)'>2</a>" * 200 + "<script>function next(n) { location.href = " + "a" * 9_000,
    "pages": "共<b>" * 4_000,
    "json": '{"a": ' * 4_000,
    "strings": '{"title": "' + "\\" * 20_000,
    "xml": "<?xml version='1.0'?><result>" + "<record><title>" * 2_000,
    "metas": "<meta name=channel " * 4_000,
    "roots": "<div id=app " * 4_000,
    "locations": "<script>location.href = " * 2_000,
}
PATHS = ("/gk/index.html", "/was5/web/search?page=1")


@pytest.mark.parametrize("body", LONG.values(), ids=LONG)
def test_no_page_costs_more_than_its_size(body):
    began = process_time()
    for path in PATHS:
        page = Page(ROOT + path, body.encode(), "utf-8")
        for family in (Jcms, Jpaas, Trs, Ucap, Vsb, Eportal, Epoint, Aspx, Jsp):
            family(ROOT).read(page)
        for read in (read_detail, attachments, filled_by):
            read(page)
    assert process_time() - began < 4


NUMBERS = ("9" * 5_000, "²", "１２", "-1", "")
ANSWERS = (
    "<datastore><nextgroup><a href='/dataproxy.jsp?page=1'></nextgroup></datastore>totalRecord: {}, perPage: {}",
    "totalRecord={};perPage={};dataStore=['<li>甲</li>'];",
    '<li><a href="/art/2025/1/2/art_1_2.html">甲</a>2025-01-26</li>createPageHTML({}, {}, "index", "html")',
    '{{"success": true, "data": {{"html": "<a href=\'/a.pdf\'>甲</a> count=\'{}\'", "total": "{}"}}}}',
    '{{"data": {{"total": "{}", "results": [{{"title": "甲", "url": "/a.html", "x": "{}"}}]}}}}',
)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("answer", ANSWERS)
def test_no_number_makes_a_page_unreadable(answer, number):
    for path in (
        f"/front/page/build/unit?paramJson=%7B%22pageNo%22%3A{number}%7D",
        f"/was5/web/search?page={number}&prepage={number}",
        f"/common/search/0123456789abcdef0123456789abcdef?page={number}&_pageSize={number}",
        f"/module/xxgk/search.jsp?currpage={number}",
        f"/dataproxy.jsp?page={number}",
        f"/list.jsp?cur_page={number}",
    ):
        page = Page(ROOT + path, answer.format(number, number).encode(), "utf-8")
        for family in (Jcms, Jpaas, Trs, Ucap, Vsb, Eportal, Epoint, Aspx, Jsp):
            family(ROOT).read(page)
