from datetime import date

import pytest

from gipcrawler.cms import Page, read_detail

URL = "http://www.example.gov.cn/1.html"
TITLE = "某县2024年政府信息公开工作年度报告"
SECTIONS = "<p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>三、收到和处理政府信息公开申请情况</p>"


def read(head="", body=""):
    return read_detail(Page(URL, f"<html><head>{head}</head><body>{body}</body></html>".encode(), "utf-8"))


@pytest.mark.parametrize(
    "head",
    [
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2025-01-26 10:11">',
        f'<meta name="articletitle" content="<b>{TITLE}</b>"><meta name="pubdate" content="2025-01-26">',
    ],
)
def test_meta_tags_give_title_and_date_in_either_case(head):
    detail = read(head, "<img src=1.png>")
    assert (detail.title, detail.published, detail.report, detail.column) == (TITLE, date(2025, 1, 26), True, False)


def test_a_page_without_meta_tags_is_known_by_its_headings():
    detail = read(f"<title>{TITLE}-某县</title>", f"<h1>{TITLE}</h1><span>发布时间：2025-01-26</span>{SECTIONS}")
    assert (detail.title, detail.published, detail.report) == (TITLE, date(2025, 1, 26), True)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ('<div class="detailTitle">{}</div>', '<span id="pubDate">2025-01-26 10:11</span>'),
        (
            '<div class="Article-title-zw"><label class="tit">{}</label></div>',
            '<small class="PBtime">(2025年1月26日)</small>',
        ),
        ('<p id="TITLETEXT">{}</p>', '<p class="zfgztit_ssdate">2025-01-26</p>'),
    ],
)
def test_a_page_without_headings_is_known_by_the_names_of_its_skin(title, day):
    beside = (
        '<li><span class="title">乙县2020年政府信息公开工作年度报告</span><span class="pubtime">2021-01-26</span></li>'
    )
    detail = read("<title>某县人民政府</title>", f"{beside}{title.format(TITLE)}{day}{SECTIONS}")
    assert (detail.title, detail.published, detail.report) == (TITLE, date(2025, 1, 26), True)


def test_a_column_is_no_report():
    detail = read(f'<meta name="ColumnName" content="年报"><title>{TITLE}</title>', "<ul><li>…</li></ul>")
    assert (detail.report, detail.column) == (False, True)


def test_another_article_is_no_report():
    assert not read('<meta name="ArticleTitle" content="某县法治政府建设年度报告">', "<p>一、总体情况</p>").report


@pytest.mark.parametrize("body", [b"", b"\x00", b"%PDF-1.5 \xff\xfe", b"<meta"])
def test_no_bytes_make_it_raise(body):
    assert not read_detail(Page(URL, body)).report
