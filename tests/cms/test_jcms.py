import json
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


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        # the script gives the variable its value, and the division and the site that the program wants stand beside
        (
            """var t="A04"; loadDynamic('/module/xxgk/search.jsp?infotypeId='+t+'&area=11', 'd1', 0, 5, 6, '7')""",
            {"infotypeId": "A04", "area": "11", "divid": "d1", "jdid": "7", "currpage": "1"},
        ),
        (
            """loadDynamic("/module/xxgk/search_custom.jsp?area=11&infotypeId=" + $("#t").val(), "d1")""",
            {"infotypeId": "", "area": "11", "divid": "d1", "currpage": "1"},
        ),
        ("loadDynamic('/module/xxgk/subjectinfo.jsp?area=11&amp;currpage=3', 'd')", {"area": "11", "currpage": "3"}),
    ],
)
def test_the_address_that_a_shell_loads_is_put_together_as_its_script_does(call, expected):
    [fetch] = read(f"<html><body><script>{call}</script></body></html>").more
    query = {name: values[0] for name, values in parse_qs(urlsplit(fetch.url).query, keep_blank_values=True).items()}
    assert fetch.body.decode() == urlsplit(fetch.url).query
    assert {name: query[name] for name in expected} == expected


def test_a_shell_without_a_call_leads_to_the_modules_frame():
    frame = '<iframe src="/module/xxgk/tree.jsp?standardXxgk=1&amp;area=1137&amp;divid=d"></iframe>'
    [fetch] = read(f"<html><body>{frame}</body></html>").more
    assert fetch.url.endswith("/module/xxgk/tree.jsp?standardXxgk=1&area=1137&divid=d")


def test_rows_of_the_modules_other_programs_are_read_and_end_where_they_say():
    link = '<a href="/art/2025/1/9/art_1_9.html">某局2024年政府信息公开年报</a>'
    url = "http://www.example.gov.cn/module/xxgk/search_custom.jsp?area=1&currpage=2"
    listing = read(f'<div class="wip_lists">{link}<span>2025-01-09</span></div>共2页', url)
    assert [entry.published for entry in listing.entries] == [date(2025, 1, 9)]
    assert listing.more == ()


def test_a_pager_that_names_its_requests_is_followed_without_a_next_group():
    call = """$("#7").jpage({totalRecord: 5, perPage: 1, proxyUrl: "/module/jpage/dataproxy.jsp",
      params: {appid: 1, webid: 1, columnid: 9, unitid: 7}, render: function () {}})"""
    store = datastore([record(1), record(2)], nextgroup="")
    for page, ranges in ((column(store, ""), [("3", "5")]), ("<html><body></body></html>", [("1", "3"), ("4", "5")])):
        more = read(f"{page}<script>{call}</script>").more
        asked = [parse_qs(urlsplit(fetch.url).query) for fetch in more]
        assert [(query["startrecord"][0], query["endrecord"][0]) for query in asked] == ranges
        assert {query["unitid"][0] for query in asked} == {"7"}
        assert {urlsplit(fetch.url).path for fetch in more} == {"/module/jpage/dataproxy.jsp"}


def test_organs_and_years_beside_and_inside_a_stored_list_are_followed():
    organs = [
        f'<record><![CDATA[<li><a href="http://{host}.example.gov.cn/">{name}</a></li>]]></record>'
        for host, name in (("czt", "省财政厅"), ("jyt", "省教育厅"))
    ]
    menu = "<body><h1>政府信息公开年报</h1><a href='/col/col91833/index.html'>2024年</a>"
    page = column(datastore(organs, nextgroup=""), "").replace("<body>", menu)
    listing = read(page)
    assert [entry.title for entry in listing.columns] == ["省财政厅", "省教育厅"]
    assert [fetch.url for fetch in listing.more] == ["http://www.example.gov.cn/col/col91833/index.html"]
    assert [entry.title for entry in read(datastore(organs), ANSWER).columns] == ["省财政厅", "省教育厅"]


def test_a_list_that_is_a_unit_of_jpaas_is_asked_for_and_read():
    build = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    unit = f"""<div url="{build}" queryData="{{'webId':'1','tagId':'列表'}}"></div>"""
    [fetch] = read(f"<html><body>{unit}</body></html>").more
    html = "<li><a href='/col/col7/art/2025/art_ab.html'>某局2024年政府信息公开年报</a></li>"
    [entry] = read(json.dumps({"success": True, "data": {"html": html}}), fetch.url).entries
    assert entry.url == "http://www.example.gov.cn/col/col7/art/2025/art_ab.html"


def test_a_report_of_one_year_names_the_others():
    url = "http://www.example.gov.cn/module/xxgk/xxgkAnnualReport.jsp?area=002482197&fbtime=2023"
    body = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"
    years = '<a href="xxgkAnnualReport.jsp?area=002482197&fbtime=2022">2022</a>'
    listing = read(f"<html><body><h1>某局2023年政府信息公开工作年度报告</h1>{body}{years}</body></html>", url)
    assert listing.itself
    assert [fetch.url for fetch in listing.more] == [url.replace("2023", "2022")]


@pytest.mark.parametrize("text", ["", "<datastore>", "<nextgroup>", "dataStore=[", "<datastore><record></datastore>"])
def test_broken_answers_are_empty(text):
    listing = read(text)
    assert (listing.entries, listing.more) == ((), ())
