from datetime import date

import pytest

from gipcrawler.documents.html import read_html
from gipcrawler.model import Grid, Metadata, Paragraph

BODY = "<div id='zoom'><p>一、总体情况</p><p>全镇公开信息十二条。</p><p>某镇人民政府</p><p>2021年1月20日</p></div>"


def read(head: str = "", before: str = "", body: str = BODY) -> Metadata:
    return read_html(f"<html><head>{head}</head><body>{before}{body}</body></html>".encode()).metadata


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
@pytest.mark.parametrize("day", ["2021-01-26", "2021-01-26 10:30", "2021-01-26 10:30:59", "2021年1月26日"])
def test_the_official_meta_elements_whatever_their_case(change, day):
    names = {
        "ArticleTitle": "某镇2020年报告",
        "PubDate": day,
        "ContentSource": "某镇人民政府",
        "SiteName": "某县人民政府网",
    }
    head = "".join(f'<meta name="{change(name)}" content="{content}">' for name, content in names.items())
    assert read(head) == Metadata("某镇2020年报告", date(2021, 1, 26), "某镇人民政府", "某县人民政府网", "utf-8")


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


@pytest.mark.parametrize(
    "table",
    [
        table(("索引号", "1234", "发布机构", "某镇人民政府"), ("名称", "报告", "发布日期", "2021-01-26")),
        table(("索 引 号：1234", "发布机构：某镇人民政府"), ("发布日期：2021-01-26", "有效性：有效")),
        "<ul><li><b>发文机关：</b>某镇人民政府</li><li><b>发文日期：</b>2021年01月26日</li></ul>",
        table(("索引号:", "", "发&nbsp;布&nbsp;机&nbsp;构:", "某镇人民政府"), ("公开日期:", "2021/1/26")),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_the_table_of_page_data(table, inside):
    body = BODY.replace("<div id='zoom'>", f"<div id='zoom'>{table}") if inside else BODY
    document = read_html(f"<html><body>{'' if inside else table}{body}</body></html>".encode())
    assert (document.metadata.issuer, document.metadata.published) == ("某镇人民政府", date(2021, 1, 26))
    assert document.blocks[-4] == Paragraph("一、总体情况")
    assert not any(isinstance(block, Grid) for block in document.blocks)


def test_the_line_under_a_title():
    line = "<p>发布时间：2021-01-26 09:12 来源：某镇党政办 浏览次数：12</p>"
    found = read(before=f"<h1>某镇2020年政府信息公开工作年度报告</h1>{line}")
    assert found == Metadata("某镇2020年政府信息公开工作年度报告", date(2021, 1, 26), "某镇党政办", None, "utf-8")


def test_the_printed_issuer_goes_before_the_source():
    head = '<meta name="ContentSource" content="县融媒体中心">'
    assert read(head, "<p>发布机构：某镇人民政府</p>").issuer == "某镇人民政府"
    assert read(head).issuer == "县融媒体中心"


@pytest.mark.parametrize("name", ["本站", "原创", "", " ", "-", "2021"])
def test_a_source_that_names_nobody_is_none(name):
    assert read(f'<meta name="ContentSource" content="{name}">').issuer is None


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("某镇2020年政府信息公开工作年度报告_政府信息公开年报_某县人民政府", "某镇2020年政府信息公开工作年度报告"),
        ("某县人民政府 - 某镇2020年政府信息公开年报", "某镇2020年政府信息公开年报"),
        ("某镇2020年政府信息公开工作年度报告-某县人民政府网", "某镇2020年政府信息公开工作年度报告"),
        ("2019-2020年政府信息公开工作年度报告", "2019-2020年政府信息公开工作年度报告"),
        ("某镇概况|某县", "某镇概况"),
    ],
)
def test_the_page_title_loses_its_site(title, found):
    assert read(f"<title>{title}</title>").title == found


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("2023年政府信息公开年报_年度报告_清河县鸭塘镇人民政府", "清河县鸭塘镇人民政府"),
        ("2023年政府信息公开工作年度报告-年度报告-清河县人民政府", "清河县人民政府"),
        ("2023年政府信息公开年报|清河市民政局门户网站", "清河市民政局门户网站"),
        ("2023年政府信息公开年报_年度报告_政府信息公开", None),
        ("清河县人民政府", None),
        ("年度报告_清河县人民政府2023年政府信息公开工作年度报告", None),
    ],
)
def test_the_page_title_may_end_with_the_site(title, site):
    assert read(f"<title>{title}</title>").site == site


def test_a_heading_that_names_the_report_goes_before_the_page_title():
    assert (
        read("<title>某县人民政府</title>", "<h1>某县</h1><h2>某镇2020年政府信息<br>公开年报</h2>").title
        == "某镇2020年政府信息公开年报"
    )


def test_the_date_of_a_signature_is_not_the_day_of_publication():
    assert read().published is None


def test_a_date_that_cannot_be_is_passed_over():
    assert read('<meta name="PubDate" content="0000-00-00 00:00">').published is None


def test_the_date_of_an_office_file_is_not_when_its_page_was_published():
    head = "<meta name='generator' content='LibreOffice 7.4'><meta name='created' content='2021-01-15T08:30:00'>"
    page = f"<html><head>{head}</head><body><p>一、总体情况</p><p>全年平稳有序。</p></body></html>"
    assert read_html(page.encode()).metadata.published is None
