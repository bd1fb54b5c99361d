"""What menus, directories and hubs lead to: columns, years, the gate to them, and the organs of a land."""

from urllib.parse import urlsplit

import pytest

from gipcrawler.cms import Hub, Page, Trs
from gipcrawler.cms.navigation import organ_name

URL = "https://www.example.gov.cn/zwgk/zfxxgknb/"

NAMES = [
    ("省发展改革委", "省发展改革委"),
    ("某某市", "某某市"),
    ("市教育局年报", "市教育局"),
    ("省财政厅2024年年报", "省财政厅"),
    ("某某县人民政府", "某某县人民政府"),
    ("某某街道办事处", "某某街道办事处"),
    ("某市政府信息公开工作年度报告", "某市"),
    ("某某经济技术开发区管委会", "某某经济技术开发区管委会"),
    ("省高级人民法院", "省高级人民法院"),
    ("办事大厅", None),
    ("新闻中心", None),
    ("政府信息公开年报", None),
    ("2024年", None),
    ("市县区", None),
    ("各市", None),
    ("某市政府网站工作年度报表", None),
    ("更多", None),
    ("中国政府网", None),
]


@pytest.mark.parametrize(("said", "expected"), NAMES)
def test_the_words_of_a_link_name_an_organ_or_not(said, expected):
    assert organ_name(said) == expected


def page(inside, url=URL, title="政府信息公开年报-某省人民政府"):
    return Page(url, f"<html><head><title>{title}</title></head><body>{inside}</body></html>".encode(), "utf-8")


def links(*pairs):
    return "".join(f'<li><a href="{href}">{said}</a></li>' for href, said in pairs)


def named(listing):
    return [(entry.title, entry.url) for entry in listing.columns]


def test_a_hub_names_organs_on_other_government_hosts():
    inside = links(
        ("http://fgw.example.gov.cn/zfxxgknb/", "省发展改革委"),
        ("http://www.mou.gov.cn/", "某市"),
        ("http://copy.example.com/czt/", "省财政厅"),
        ("/zwgk/", "政务公开"),
    )
    assert named(Hub(URL).read(page(inside))) == [
        ("省发展改革委", "http://fgw.example.gov.cn/zfxxgknb/"),
        ("某市", "http://www.mou.gov.cn/"),
    ]


def test_directories_below_a_column_are_organs_even_one_alone():
    listing = Trs(URL).read(page(links(("./szfbgt/", "省政府办公厅"), ("/zwgk/zcwj/", "政策文件"))))
    assert named(listing) == [("省政府办公厅", URL + "szfbgt/")]


def test_a_report_is_no_organ_however_its_title_begins():
    reports = "".join(
        f'<li><a href="./t2025012{day}_1.html">某市财政局2024年政府信息公开年报</a><span>2025-01-2{day}</span></li>'
        for day in "12"
    )
    listing = Trs(URL).read(page(reports))
    assert len(listing.entries) == 2
    assert named(listing) == []


def test_one_organ_beside_a_text_makes_no_directory():
    assert named(Hub(URL).read(page(links(("http://www.mou.gov.cn/", "某市"))))) == []


def test_the_footer_names_friends_and_no_organs():
    friends = links(("http://www.mou.gov.cn/", "某市"), ("http://czt.example.gov.cn/", "省财政厅"))
    for frame in (
        f"<footer>{friends}</footer>",
        f'<div class="friend-links">{friends}</div>',
        f'<ul id="yqlj">{friends}</ul>',
    ):
        assert named(Hub(URL).read(page(frame))) == []


def test_a_page_that_is_no_annual_column_names_no_organs():
    inside = links(("http://fgw.example.gov.cn/", "省发展改革委"), ("http://www.mou.gov.cn/", "某市"))
    assert (
        named(Trs("https://www.example.gov.cn/").read(page(inside, "https://www.example.gov.cn/", "某省人民政府")))
        == []
    )


@pytest.mark.parametrize(
    ("menu", "expected"),
    [
        ((("/zwgk/", "政务公开"), ("/zfxxgk/", "政府信息公开"), ("/nb/", "政府信息公开年报")), ["/nb/"]),
        ((("/zwgk/", "政务公开"), ("/zfxxgk/", "政府信息公开")), ["/zfxxgk/"]),
        ((("/zwgk/", "政务公开"), ("/hdjl/", "互动交流")), ["/zwgk/"]),
        ((("http://xxgk.example.gov.cn/nb/", "政府信息公开年报"),), ["http://xxgk.example.gov.cn/nb/"]),
        ((("http://www.other.gov.cn/nb/", "政府信息公开年报"),), []),
    ],
)
def test_the_front_page_of_a_site_leads_to_its_column_by_the_nearest_link(menu, expected):
    front = "https://www.example.gov.cn/"
    listing = Hub(front).read(page(links(*menu), front, "某市人民政府"))
    assert [fetch.url.removeprefix(front[:-1]) for fetch in listing.more] == expected


def test_a_column_without_reports_is_no_gate():
    listing = Trs(URL).read(page(links(("/zwgk/", "政务公开"), ("/zfxxgk/", "政府信息公开"))))
    assert listing.more == ()


@pytest.mark.parametrize(
    "address",
    ["/search?q=年报", "/so/s?qt=年报", "/jrobot/search.do?webid=1", "/igs/front/search/list.html", "/x?kw=年报"],
)
def test_words_that_a_search_is_asked_for_are_no_column(address):
    front = "https://www.example.gov.cn/"
    menu = ((address, "政府信息公开年报"), ("/so/", "政务公开"), ("/resources/zwgk/", "政务公开"))
    listing = Hub(front).read(page(links(*menu), front, "某市人民政府"))
    assert [fetch.url for fetch in listing.more] == [f"{front}resources/zwgk/"]


def test_a_report_that_is_named_like_the_column_of_a_year_is_no_column():
    lines = "".join(
        f'<li><a href="./t{year}0126_{year}.html">{year}年年报</a><span>{year + 1}-01-26</span></li>'
        for year in (2023, 2024)
    )
    listing = Trs(URL).read(page(f"<ul>{lines}</ul>{links(('./2022/', '2022年年报'))}"))
    assert [entry.title for entry in listing.entries][:2] == ["2023年年报", "2024年年报"]
    assert [fetch.url for fetch in listing.more] == [f"{URL}2022/"]


def test_years_of_a_hub_that_is_grouped_by_organ_are_asked_for_though_they_are_reports():
    years = "".join(f'<li><a href="/art/{year + 1}/1/26/art_7_{year}.html">{year}年</a></li>' for year in (2024, 2023))
    hub = f"{URL}col/col7/index.html"
    listing = Hub(hub).read(page(f"<h3>政府信息公开年报</h3><h4>省水利厅</h4><ul>{years}</ul>", hub))
    assert [urlsplit(fetch.url).path for fetch in listing.more] == [
        "/art/2025/1/26/art_7_2024.html",
        "/art/2024/1/26/art_7_2023.html",
    ]
