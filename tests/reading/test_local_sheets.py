"""Local statistics sheets of 2008 to 2013: what the form of 2014 names has its key, all else is left over whole."""

import re

import pytest

from gipcrawler.check import check
from gipcrawler.model import Verdict
from gipcrawler.reading import read

HEADS = ("指标名称", "计量单位", "代码", "本年度", "历年累计")
# label, unit, this year's figure, that of all years, key of the form of 2014 (FORMATS section 8)
ROWS = [
    ("主动公开信息数", "条", 312, 2041, "active.items"),
    ("其中：全文电子化的主动公开信息数", "条", 305, 2007, None),
    ("新增的行政规范性文件数", "条", 14, 19, None),
    ("提供服务类信息数", "条", 55, 66, None),
    ("现场接待人数", "人次", 27, 48, None),
    ("申请总数", "条", 21, 43, "applications.received"),
    ("其中：1.当面申请数", "条", 15, 36, "applications.received.in_person"),
    ("2.传真申请数", "条", 71, 72, "applications.received.fax"),
    ("3.电子邮件申请数", "条", 82, 84, None),
    ("4.网上申请数", "条", 33, 30, "applications.received.online"),
    ("同意公开答复数", "条", 29, 39, "applications.replied.granted"),
    ("否决公开答复总数", "条", 91, 98, None),
    ("行政复议数", "件", 61, 63, "review"),
    ("行政诉讼数", "件", 90, 81, "litigation"),
    ("行政申诉数", "件", 70, 77, None),
]


def rows(order: tuple[int, ...]) -> list[list[str]]:
    """The head and the rows of a sheet with its columns in some order; codes count the rows."""
    table = [HEADS, *((label, unit, str(at), year, all_) for at, (label, unit, year, all_, _) in enumerate(ROWS, 1))]
    return [[str(row[column]) for column in order] for row in table]


def as_page(table: list[list[str]]) -> bytes:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    title = "某市2012年政府信息公开年度报告"
    return f"<html><body><h1>{title}</h1><p>一、概述</p><table>{body}</table></body></html>".encode()


def as_pipes(table: list[list[str]]) -> bytes:
    return "\n".join(["某市2012年政府信息公开年度报告", *(f"| {' | '.join(row)} |" for row in table)]).encode()


@pytest.mark.parametrize("carrier", [as_page, as_pipes])
@pytest.mark.parametrize(
    "order", [(0, 1, 2, 3, 4), (0, 2, 1, 3, 4), (2, 0, 1, 3, 4), (0, 1, 3, 4), (0, 1, 2, 3), (0, 3)]
)
def test_this_years_figures_have_a_key_where_the_form_names_them(carrier, order):
    report = read(carrier(rows(order)))
    assert {cell.row: cell.value for cell in report.cells} == {key: year for *_, year, _, key in ROWS if key}
    assert {(cell.table, cell.column) for cell in report.cells} == {("statistics", "value")}
    left = {figure for leftover in report.leftovers for figure in re.findall(r"\d{2,}", leftover.text)}
    assert left == {str(year) for *_, year, _, key in ROWS if not key} | {
        str(all_) for *_, all_, _ in ROWS if 4 in order
    }


def test_no_figure_of_all_years_stands_for_this_year():
    report = read(as_page([[row[0], row[1], row[4]] for row in rows((0, 1, 2, 3, 4))]))
    assert [(cell.row, cell.value) for cell in report.cells] == []
    assert len(report.leftovers) == len(ROWS)


CHANNELS = [
    ("（一）收到申请数", 40),
    ("1.当面申请数", 9),
    ("2.传真申请数", 8),
    ("3.网络申请数", 7),
    ("4.信函申请数", 6),
]


@pytest.mark.parametrize(
    ("added", "verdict"),
    [
        ([(4, "4.电子邮件申请数", 10)], Verdict.UNASSESSABLE),
        ([(5, "5.其他形式申请数", 10)], Verdict.UNASSESSABLE),
        ([(6, "现场接待人数", 10)], Verdict.BROKEN),
        ([(0, "现场接待人数", 10)], Verdict.BROKEN),
        ([], Verdict.BROKEN),
    ],
)
def test_a_channel_of_its_own_makes_the_sum_of_channels_unassessable(added, verdict):
    table = [*CHANNELS, ("（二）申请办结数", 40), ("1.按时办结数", 40), ("2.延期办结数", 0)]
    for at, label, figure in added:
        table.insert(at, (label, figure))
    report = read(as_page([["统计指标", "单位", "统计数"], *([label, "件", str(figure)] for label, figure in table)]))
    assert len(report.leftovers) == len(added)
    assert [(one.rule, one.verdict) for one in check(report) if one.rule.startswith("S")] == [("S1", verdict)]


def test_more_channels_than_applications_are_wrong_whatever_else_came():
    table = [("（一）收到申请数", 20), *CHANNELS[1:], ("5.其他形式申请数", 10), ("六、举报投诉数量", 0)]
    report = read(as_page([["统计指标", "单位", "统计数"], *([label, "件", str(figure)] for label, figure in table)]))
    assert [(one.rule, one.verdict) for one in check(report) if one.rule.startswith("S")] == [("S1", Verdict.BROKEN)]
