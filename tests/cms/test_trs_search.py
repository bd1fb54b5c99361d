import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from gipcrawler.cms import Page, Trs

URL = "https://www.example.gov.cn/zwgk/zfxxgk/zfxxgknb/"
TITLE = "某市2024年政府信息公开工作年度报告"
DETAIL = "https://www.example.gov.cn/zwgk/zfxxgk/zfxxgknb/202501/t20250126_1.htm"


def read(text, url=URL, status=200):
    return Trs(URL).read(Page(url, text.encode(), "utf-8", status))


def asked(script):
    html = f"<html><body><h1>政府信息公开年报</h1><ul id=list></ul><script>{script}</script></body></html>"
    return [
        (urlsplit(fetch.url), {name: values[0] for name, values in parse_qs(urlsplit(fetch.url).query).items()})
        for fetch in read(html).more
    ]


@pytest.mark.parametrize(
    "script",
    [
        "load('/was5/web/search?channelid=229105&templet=docs.jsp&classsql=chnlid%3D22084&prepage=10&page=1')",
        'var u = "/was5/web/search?channelid=229105&templet=docs.jsp&classsql=chnlid%3D22084&prepage=10&page=" + n;',
        """var id = 22084;
        $.get('/was5/web/search?channelid=229105&templet=docs.jsp&prepage=10&classsql=' +
          encodeURIComponent('chnlid=' + id) + '&page=' + page, show)""",
        """$.ajax({url: "/was5/web/search", data: {channelid: 229105, "templet": "docs.jsp", prepage: 10,
          classsql: "chnlid=22084", page: page}})""",
    ],
)
def test_a_was5_search_is_asked_for_as_the_page_names_it(script):
    [(address, query)] = asked(script)
    assert (address.netloc, address.path) == ("www.example.gov.cn", "/was5/web/search")
    assert query == {
        "channelid": "229105",
        "templet": "docs.jsp",
        "classsql": "chnlid=22084",
        "prepage": "10",
        "page": "1",
    }


def test_an_igs_search_on_another_host_is_asked_for():
    script = (
        "$.getJSON('http://search.example.gov.cn/igs/front/search/list.html?index=file2-index-alias&type=x"
        "&pageNumber='+p+'&pageSize=15&filter[SITEID]=3', f)"
    )
    [(address, query)] = asked(script)
    assert address.netloc == "search.example.gov.cn"
    assert (query["pageNumber"], query["filter[SITEID]"]) == ("1", "3")


def test_a_page_with_a_list_of_its_own_asks_no_search():
    item = f'<li><a href="./202501/t20250126_1.htm">{TITLE}</a><span>2025-01-26</span></li>'
    html = f"<ul>{item}</ul><script>q('/was5/web/search?channelid=1&page=1')</script>"
    assert read(html).more == ()


IGS = "https://www.example.gov.cn/igs/front/search/list.html?pageSize=1&pageNumber=1"
ROW = {"DOCTITLE": "某市<em>2024</em>年政府信息公开工作年度报告", "DOCPUBURL": DETAIL, "PUBDATE": "2025-01-26 10:00:00"}
WAS = "https://www.example.gov.cn/was5/web/search?channelid=1&prepage=1&page=1"
XML = f"<result><count>3</count><record><doctitle><![CDATA[{TITLE}]]></doctitle><url>{DETAIL}</url><pubdate>2025-01-26"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (IGS, json.dumps({"page": {"content": [ROW], "total": 3, "totalPages": 3}})),
        (WAS, json.dumps({"count": "3", "docs": [{"title": TITLE, "url": DETAIL, "time": "2025-01-26"}]})),
        (WAS, f"result({json.dumps({'data': {'count': 3, 'list': [ROW]}})});"),
        (WAS, f'<?xml version="1.0" encoding="gb2312"?>{XML}</pubdate></record></result>'),
        (WAS, f'<ul><li><a href="{DETAIL}">{TITLE}</a><span>2025-01-26</span></li></ul>'),
    ],
)
def test_an_answer_is_read_whatever_its_template_writes(url, text):
    listing = read(text, url)
    assert [(entry.url, entry.title, entry.published) for entry in listing.entries] == [
        (DETAIL, TITLE, date(2025, 1, 26))
    ]
    [fetch] = listing.more
    assert fetch.url == url.replace("&page=1", "&page=2").replace("pageNumber=1", "pageNumber=2")


@pytest.mark.parametrize("text", ["", "{", "[]", "<?xml", "<result>", "result(", '{"page": {"content": [1, {}]}}'])
def test_an_answer_without_records_is_empty(text):
    listing = read(text, WAS)
    assert (listing.entries, listing.more) == ((), ())


def test_the_last_page_ends_a_search_and_a_failure_is_gone():
    last = json.dumps({"page": {"content": [ROW], "total": 3}})
    assert read(last, IGS.replace("pageNumber=1", "pageNumber=3")).more == ()
    assert read("", WAS, 500).gone
