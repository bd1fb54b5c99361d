"""More than one report in a document: one is read whole, the one that was asked for, and the others are left over."""

import re

import pytest

from gipcrawler.reading import Hint, read
from tests.press import as_html, expected, synthetic
from tests.reading.compare import differences

SHEETS = [
    synthetic("江苏省宝应县人民政府", 2022, "2021", 7),
    synthetic("江苏省宝应县财政局", 2021, "2021", 5),
    synthetic("江苏省宝应县人民政府", 2020, "2019", 3),
]
BODY = re.compile(r"(?<=<body>).*(?=</body>)", re.DOTALL)


def bodies() -> list[str]:
    return [BODY.search(as_html(sheet).decode())[0] for sheet in SHEETS]  # type: ignore[index]  # each has a body


def page(*parts: str) -> bytes:
    return f"<html><body><div id=zoom>{''.join(parts)}</div></body></html>".encode()


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        (None, 0),
        ("某局2018年政府信息公开工作年度报告", 0),
        ("2021年政府信息公开工作年度报告", 1),
        ("宝应县财政局2021年政府信息公开年报", 1),
        ("江苏省宝应县人民政府2020年政府信息公开工作年度报告", 2),
        ("年度报告汇编", 0),
    ],
)
def test_the_report_that_was_asked_for_is_read_whole(title, asked):
    report = read(page(*bodies()), "text/html", Hint(title=title))
    sheet = SHEETS[asked]
    assert differences(report, expected(sheet)) == {}
    assert (report.issuer, report.year) == (sheet.issuer, sheet.year)
    assert [section.key for section in report.sections] == [section.key for section in sheet.sections]
    left = [re.sub(r"\s", "", leftover.text) for leftover in report.leftovers]
    assert [other.title in left for other in SHEETS] == [other is not sheet for other in SHEETS]


@pytest.mark.parametrize(
    "below",
    [
        "<p>附件：江苏省宝应县人民政府2022年政府信息公开工作年度报告.docx</p>",
        "<p>上一篇：江苏省宝应县人民政府2021年政府信息公开工作年度报告</p>",
        "<p>江苏省宝应县财政局2021年政府信息公开工作年度报告</p><p>另行公布。</p>",
    ],
)
def test_a_title_without_tables_of_its_own_is_no_second_report(below):
    report = read(page(bodies()[0], below), "text/html")
    assert differences(report, expected(SHEETS[0])) == {}
    assert (report.issuer, report.year, report.leftovers) == (SHEETS[0].issuer, 2022, ())


def test_the_title_over_a_table_of_the_same_report_cuts_nothing():
    titled = bodies()[0].replace('<table id="applications"', f'<p>{SHEETS[0].title}</p><table id="applications"')
    report = read(page(titled), "text/html")
    assert differences(report, expected(SHEETS[0])) == {}
    assert report.leftovers == ()


def test_the_first_report_may_have_lost_its_words():
    tables = "".join(re.findall(r"<table.*?</table>", bodies()[0], re.DOTALL))
    report = read(page(tables, bodies()[1]), "text/html", Hint(title=SHEETS[1].title))
    assert differences(report, expected(SHEETS[1])) == {}
    assert (report.issuer, report.year) == (SHEETS[1].issuer, 2021)
    assert len(report.leftovers) > 30
