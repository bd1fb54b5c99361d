from datetime import date

import pytest

from gipcrawler.cms import Page, Trs

URL = "https://www.example.gov.cn/zwgk/gknb/"
FULL = "某某市人民政府2024年政府信息公开工作年度报告"
LINK = f'<a href="./202503/t20250331_4050078.html" title="{FULL}">某某市人民政府2024年政府信息公…</a>'
ITEM = f"<li>{LINK}<span>2025-03-31</span></li>"


def page(inside, url=URL, charset="utf-8", status=200):
    head = f'<meta charset="{charset}"><meta name="ColumnName" content="年报">'
    return Page(url, f"<html><head>{head}</head><body>{inside}</body></html>".encode(charset), status=status)


def read(inside, url=URL, **given):
    return Trs(URL).read(page(inside, url, **given))


def more(listing):
    return [fetch.url.removeprefix(URL) for fetch in listing.more]


def test_an_item_is_read_with_its_full_title_and_its_address_below_the_directory():
    [entry] = read(f"<ul>{ITEM}</ul>").entries
    assert (entry.url, entry.title) == (URL + "202503/t20250331_4050078.html", FULL)
    assert entry.published == date(2025, 3, 31)


@pytest.mark.parametrize(
    "path",
    ["t27414981.shtml", "20190328-741520.shtml", "t20200430_18892.html", "t20200123_1473875_wap.html", "t0035_13.html"],
)
def test_details_are_known_by_their_addresses(path):
    [entry] = read(f'<ul><li><a href="/gggs/{path}">年度材料</a></li></ul>').entries
    assert entry.url.endswith(path)


@pytest.mark.parametrize(
    "markup",
    [
        '<ul><li>{a}<span>2025-03-31</span></li><li><a href="./o.html">别的</a></li></ul>',
        "<table><tbody><tr><td>1</td><td>{a}</td><td>2025年3月31日</td></tr></tbody></table>",
        "<table><tr><td>{a}</td><td><a href='./W02025033110000000001.docx'>附</a></td><td>2025-03-31</td></tr></table>",
        "<ul><li>{a}</li><li>办公厅</li><li>2025-03-28</li><li>2025-03-31</li></ul><p><a href='./o.html'>乙</a></p>",
        "<li>{a}<p><span>发布日期</span><span>2025-03-31</span></p></li><li><a href='./o.html'>乙</a></li>",
        "<dl><dt>{a}</dt><dd>[2025/03/31]</dd><dt><a href='./202401/t20240131_1.html'>乙</a><dd>2024-01-31</dd></dl>",
        "<div class='l'><div><p>{a}</p></div><div>2025.03.31</div></div><div><a href='./2.html'>乙</a></div>",
    ],
)
def test_the_date_is_found_in_whatever_makes_a_row(markup):
    link = f'<a href="./202503/t20250331_4050078.html" title="{FULL}">{FULL}</a>'
    found = {entry.url: entry for entry in read(markup.format(a=link)).entries}
    assert found[URL + "202503/t20250331_4050078.html"].published == date(2025, 3, 31)


def test_a_date_inside_the_link_is_no_part_of_the_title():
    [entry] = read(f'<ul><li><a href="./202503/t20250331_1.html"><span>2025-03-31</span>{FULL}</a></li></ul>').entries
    assert (entry.title, entry.published) == (FULL, date(2025, 3, 31))


def test_gbk_pages_are_read():
    assert read(ITEM, charset="gbk").entries[0].title == FULL


@pytest.mark.parametrize(
    ("pager", "url", "expected"),
    [
        ('createPageHTML(3, 0, "index", "html")', URL, ["index_1.html"]),
        ('createPageHTML(3, 1, "index", "html")', URL + "index_1.html", ["index_2.html"]),
        ('createPageHTML(3, 2, "index", "html")', URL + "index_2.html", []),
        ('createPageHTML(1, 0, "index", "html")', URL, []),
        ('createPageHTML(3, 0, "index_11287", "shtml")', URL + "index_11287.shtml", ["index_11287_1.shtml"]),
        ('createPageHTML(3, 1, "index_11287", "shtml")', URL + "index_11287_1.shtml", ["index_11287_2.shtml"]),
        ("var currentPage = 0; var countPage = 2;", URL, ["index_1.html"]),
        ("var currentPage = 0; var countPage = 2;", URL + "index.htm", ["index_1.htm"]),
        ("var currentPage = 0; var countPage = 3;", URL + "list.html", ["list_1.html"]),
        # page one counted as 1: the suffix of page two is unknown, and all are asked for
        ('createPageHTML(3, 1, "index", "html")', URL, ["index_1.html", "index_2.html", "index_3.html"]),
        # a count from 0 with suffixes from 2: page two says 1
        ('createPageHTML(3, 1, "index", "html")', URL + "index_2.html", ["index_3.html"]),
        ('createPageHTML(3, 2, "index", "html")', URL + "index_3.html", []),
        ("function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt) {}", URL, []),
    ],
)
def test_the_next_page_is_told_by_the_pagers_script(pager, url, expected):
    assert more(read(f"<ul>{ITEM}</ul><script>{pager}</script>", url)) == expected


def test_the_pagers_own_links_are_believed_before_its_script():
    pager = (
        '<a href="index_2.html">2</a><a href="index_3.html">3</a><a href="index_2.html">下一页</a><a href="/">首页</a>'
    )
    listing = read(f'<ul>{ITEM}</ul>{pager}<script>createPageHTML(3, 0, "index", "html")</script>')
    assert more(listing) == ["index_2.html", "index_3.html"]


@pytest.mark.parametrize(
    "answer",
    [
        ("", 404),
        ('<meta http-equiv="refresh" content="0;url=./">', 200),
    ],
)
def test_a_page_one_that_is_missing_leads_to_page_two_and_no_further(answer):
    inside, status = answer
    assert more(read(inside, URL + "index_1.html", status=status)) == ["index_2.html"]
    past = read(inside, URL + "index_7.html", status=status)
    assert (past.entries, past.more, past.gone) == ((), (), True)


@pytest.mark.parametrize(
    "shell",
    [
        '<meta http-equiv="refresh" content="0;url=./ghxx/">',
        "<script>window.location.replace('./ghxx/')</script>",
        '<script>location.href = "./ghxx/";</script>',
    ],
)
def test_a_shell_leads_on(shell):
    listing = Trs(URL).read(Page(URL, f"<html><head>{shell}</head><body></body></html>".encode()))
    assert (listing.entries, more(listing)) == ((), ["ghxx/"])


def test_the_years_of_the_side_bar_are_followed():
    listing = read(f'<ul>{ITEM}</ul><div><a href="../2023n/">2023年</a><a href="../2022n/">2022</a></div>')
    assert [fetch.url for fetch in listing.more] == [
        "https://www.example.gov.cn/zwgk/2023n/",
        "https://www.example.gov.cn/zwgk/2022n/",
    ]


def test_a_hub_without_reports_leads_to_the_column_that_its_menu_names():
    names = {"/zn/": "政府信息公开指南", "/nb/": "政府信息公开年报", "/wz/": "政府网站工作年报"}
    menu = "".join(f'<li><a href="{href}">{name}</a></li>' for href, name in names.items())
    listing = Trs(URL).read(Page(URL, f"<html><body>{menu}</body></html>".encode()))
    assert [fetch.url for fetch in listing.more] == ["https://www.example.gov.cn/nb/"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="javascript:void(0)" data-path="/zwgk/zfxxgkgzndbg_251551/">政府信息公开年报</a>',
        '<a data-href="./zfxxgkgzndbg_251551/">政府信息公开年报</a>',
        "<a href='#' onclick=\"open('/zwgk/zfxxgkgzndbg_251551/index.shtml')\">政府信息公开年报</a>",
    ],
)
def test_a_menu_item_may_keep_its_address_where_a_script_reads_it(link):
    page = Page("http://www.example.gov.cn/zwgk/", f"<html><body><ul id=zzxxglNav>{link}</ul></body></html>".encode())
    [fetch] = Trs(page.url).read(page).more
    assert fetch.url.removesuffix("index.shtml") == "http://www.example.gov.cn/zwgk/zfxxgkgzndbg_251551/"


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"<", b"<html><a href='http://[bad'>x</a></html>", b"%PDF-1.4"])
def test_no_bytes_make_it_raise(body):
    assert Trs(URL).read(Page(URL, body)).entries == ()
