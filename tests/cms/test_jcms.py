from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from gipcrawler.cms import Jcms, Page

URL = "http://www.example.gov.cn/col/col93261/index.html?vc_xxgkarea=113700000045022274&jh=264"
PROXY = "/module/web/jpage/dataproxy.jsp?page=1&amp;appid=1&amp;webid=1&amp;path=/&amp;columnid=93261&amp;unitid=356374"


def record(number, title="某局2024年政府信息公开工作年度报告"):
    return (
        f'<record><![CDATA[ <li><a href="/art/2025/1/22/art_78726_{number}.html" title="{title}">某局2024…</a>'
        "<span>2025-01-22</span></li> ]]></record>"
    )


def datastore(records, nextgroup=PROXY, total=""):
    group = f'<nextgroup><![CDATA[<a href="{nextgroup}"></a>]]></nextgroup>' if nextgroup else ""
    return f"<datastore>{group}{total}<recordset>{''.join(records)}</recordset></datastore>"


def column(store, pager="totalRecord: 7, perPage: 1"):
    return f'<html><body><script type="text/xml">{store}</script><script>jpage({{{pager}}})</script></body></html>'


def read(text, url=URL, status=200):
    return Jcms(URL).read(Page(url, text.encode(), "utf-8", status))


def test_records_stand_in_a_script():
    [entry] = read(column(datastore([record(11)]))).entries
    assert entry.url == "http://www.example.gov.cn/art/2025/1/22/art_78726_11.html"
    assert entry.title == "某局2024年政府信息公开工作年度报告"
    assert entry.published == date(2025, 1, 22)


def test_the_columns_query_is_kept():
    assert [fetch.url for fetch in Jcms(URL).start()] == [URL]


def test_all_further_groups_are_asked_for_by_post_with_the_form_of_the_next_group():
    fetches = read(column(datastore([record(n) for n in range(3)]))).more
    ranges = []
    for fetch in fetches:
        query = parse_qs(urlsplit(fetch.url).query)
        ranges.append((query["startrecord"][0], query["endrecord"][0], query["perpage"][0]))
        assert fetch.method == "POST"
        assert parse_qs(fetch.body.decode())["unitid"] == ["356374"]
        assert "page" not in parse_qs(fetch.body.decode())
        assert dict(fetch.headers)["Referer"] == URL
    assert ranges == [("4", "6", "1"), ("7", "7", "1")]


def test_without_totals_the_next_group_is_followed_as_it_is_named():
    [fetch] = read(column(datastore([record(1)]), pager="")).more
    assert (fetch.method, parse_qs(urlsplit(fetch.url).query)["page"]) == ("GET", ["1"])
    assert "&amp;" not in fetch.url


ANSWER = "http://www.example.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=4&endrecord=6&perpage=1"


def test_an_answer_in_xml_ends_what_was_asked_by_numbers():
    listing = read(datastore([record(4), record(5)], total="<totalrecord>7</totalrecord>"), ANSWER)
    assert [entry.url[-7:] for entry in listing.entries] == ["_4.html", "_5.html"]
    assert listing.more == ()


def test_an_answer_may_be_javascript():
    link = r"""<a href=\"/art/2025/1/22/art_7_4.html\" title='甲局2024年政府信息公开年报'>甲<\/a>"""
    items = rf"""["<li>{link}2025-01-22<\/li>","<li>\u65e0<\/li>"]"""
    [entry] = read(f"totalRecord=7;totalPage=3;dataStore={items};", ANSWER).entries
    assert (entry.url.rpartition("/")[2], entry.title) == ("art_7_4.html", "甲局2024年政府信息公开年报")
    assert entry.published == date(2025, 1, 22)


def test_a_server_that_refuses_the_post_is_asked_by_get():
    [fetch] = read("", ANSWER, 405).more
    assert (fetch.method, fetch.url) == ("GET", ANSWER)
    assert read("", ANSWER, 404).more == ()


def test_several_lists_on_a_page_have_totals_of_their_own():
    one = datastore([record(1)], PROXY.replace("356374", "1"))
    two = datastore([record(2)], PROXY.replace("356374", "2"))
    text = column(one, "totalRecord: 2, perPage: 1") + column(two, "totalRecord: 1, perPage: 1")
    listing = read(text)
    assert len(listing.entries) == 2
    assert [parse_qs(fetch.body.decode())["unitid"] for fetch in listing.more] == [["1"]]


def test_a_column_page_may_itself_be_the_report():
    body = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
    head = "<title>某厅2024年政府信息公开工作年度报告</title>"
    listing = read(f"<html><head>{head}</head><body><div id=zoom>{body}</div></body></html>")
    assert listing.itself
    assert [(entry.url, entry.title) for entry in listing.entries] == [(URL, "某厅2024年政府信息公开工作年度报告")]


CALL = "loadDynamic('/module/xxgk/search.jsp?standardXxgk=1&infotypeId='+id+'&vc_title=&area=1137', 'd', '0')"


def test_the_list_of_the_disclosure_module_is_asked_for_page_by_page():
    [first] = read(f"<html><body><script>{CALL}</script></body></html>").more
    query = parse_qs(urlsplit(first.url).query)
    assert (first.method, query["area"], query["currpage"]) == ("POST", ["1137"], ["1"])
    link = '<a href="/art/2025/1/9/art_1_9.html" mc="某局2024年政府信息公开年报" rq="2025-01-09">某</a>'
    listing = read(f'<table><tr class="tr_main_value_odd"><td>{link}</td></tr></table>', first.url)
    assert [(entry.title, entry.published) for entry in listing.entries] == [
        ("某局2024年政府信息公开年报", date(2025, 1, 9))
    ]
    assert "currpage=2" in listing.more[0].url
    assert read("<table></table>", first.url).more == ()


@pytest.mark.parametrize("text", ["", "<datastore>", "<nextgroup>", "dataStore=[", "<datastore><record></datastore>"])
def test_broken_answers_are_empty(text):
    listing = read(text)
    assert (listing.entries, listing.more) == ((), ())
