from datetime import date

import pytest

from gipcrawler.cms import Entry, is_report, is_second_choice, ours, report_year, stands_beside

AT = "https://www.example.gov.cn/zwgk/gknb/"
ANNUAL = "政府信息公开年报"
DAY = date(2025, 3, 31)

# title, column, ours?
TITLES = [
    ("某县人民政府2024年政府信息公开工作年度报告", None, True),
    ("2024年政府信息公开工作年度报告", None, True),
    ("某市财政局二〇二四年政府信息公开年度报告", None, True),
    ("某省2011年政府信息公开工作报告", None, True),
    ("某镇2024年政务公开年报", None, True),
    ("某厅2008年信息公开年度报告", None, True),
    ("图解：某县2024年政府信息公开工作年度报告", None, True),  # a second choice, but ours where no text is
    ("某县人民政府2024年政府信息公开工作年…", None, True),  # cut: judged again by its page
    ("关于做好2024年政府信息公开工作年度报告编制发布工作的通知", None, False),
    ("某县2024年政府网站工作年度报表", None, False),
    ("某县2024年法治政府建设年度报告", None, False),
    ("2024年政务公开工作要点", None, False),
    ("《2024年政府信息公开工作年度报告》解读", None, False),
    ("某县政府信息公开指南", None, False),
    ("某局2023年度部门决算", None, False),
    ("某局2023年度部门工作总结…", None, False),
    ("2024年度报告", None, False),
    ("2024年度报告", ANNUAL, True),
    ("某局2023年年报", ANNUAL, True),
    ("某局2023年统计年报", ANNUAL, False),
    ("某县2024年法治政府建设年度报告", ANNUAL, False),
    ("政府信息公开年报", None, True),  # with a date it is a report without a year, see below
]


@pytest.mark.parametrize(("title", "column", "expected"), TITLES)
def test_a_title_tells_whether_an_entry_is_ours(title, column, expected):
    assert is_report(Entry(AT + "t20250331_1.html", title, DAY), AT, column) is expected


def test_a_link_named_like_a_column_and_without_date_is_a_menu_item():
    assert not is_report(Entry(AT, "政府信息公开年报"), AT)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://fgw.example.gov.cn/a/t20250331_1.html", True),
        ("https://www.example.gov.cn:8443/a.html", True),
        ("http://copy.example.com/www.example.gov.cn/a.html", False),
        ("http://gov.cn.example.org/a.html", False),
    ],
)
def test_copies_on_foreign_hosts_are_none_of_ours(url, expected):
    assert is_report(Entry(url, "某县2024年政府信息公开工作年度报告"), AT) is expected


def test_the_listings_own_host_is_good_wherever_it_is():
    entry = Entry("http://www.chinagate.example/reports/a.html", "某区2011年政府信息公开工作年度报告")
    assert is_report(entry, "http://chinagate.example/reports/")


def test_an_address_is_listed_once_and_plain_before_mobile():
    title = "某县2024年政府信息公开工作年度报告"
    mobile, plain = Entry(AT + "t20250331_1_wap.html", title), Entry(AT + "t20250331_1.html", title)
    assert ours([mobile, plain, plain], AT) == (plain,)
    assert is_second_choice(mobile)
    assert not is_second_choice(plain)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("某县人民政府2024年政府信息公开工作年度报告", True),
        ("2024年政府信息公开工作年度报告", True),
        ("某县人民政府2023年政府信息公开工作年度报告", False),
        ("某市林业局2024年政府信息公开工作年度报告", False),
    ],
)
def test_a_graphic_edition_gives_way_to_the_text_of_its_year_and_organ(text, beside):
    graphic = Entry(AT + "2.html", "图解：某县2024年政府信息公开工作年度报告")
    assert is_second_choice(graphic)
    assert stands_beside(graphic, [graphic, Entry(AT + "1.html", text)]) is beside


@pytest.mark.parametrize(
    ("title", "published", "column", "year"),
    [
        ("某县2018年政府信息公开工作年度报告", date(2021, 9, 14), None, 2018),  # migrated: the title is right
        ("政府信息公开工作年度报告", date(2022, 1, 20), None, 2021),
        ("政府信息公开工作年度报告", None, None, None),
        ("2019年度报告", date(2023, 8, 21), ANNUAL, 2019),
    ],
)
def test_the_year_is_that_of_the_title_then_of_publication(title, published, column, year):
    assert report_year(title, published, column) == year
