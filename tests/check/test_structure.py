"""What a report must be made of, and what other reports do without."""

from dataclasses import replace

import pytest

from gipcrawler.check import check
from gipcrawler.model import Section
from tests.check.reports import QUIET, report

TABLES = ("active_disclosure", "applications", "review_litigation")


def rules(read_):
    return {(one.rule, one.where) for one in check(read_)}


def without(read_, *keys):
    return replace(read_, sections=tuple(one for one in read_.sections if one.key not in keys))


def retitled(read_, key, title):
    """The report with a heading that no form knows in the place of one."""
    return replace(
        read_, sections=tuple(replace(one, key=None, title=title) if one.key == key else one for one in read_.sections)
    )


def untabled(read_, *tables, **more):
    kept = tuple(cell for cell in read_.cells if cell.table not in tables)
    return replace(read_, cells=kept, forms={**read_.forms, **dict.fromkeys(tables)}, **more)


@pytest.mark.parametrize("table", TABLES)
def test_a_section_without_its_table(table):
    assert rules(untabled(report(), table)) == {("table_missing", table)}


@pytest.mark.parametrize("table", TABLES)
def test_neither_section_nor_table(table):
    assert rules(untabled(without(report(), table), table)) == {("section_missing", table)}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_whose_heading_is_lost_is_there(table):
    assert rules(without(report(), table)) == set()


@pytest.mark.parametrize("key", ["overview", "problems", "other_matters"])
def test_a_section_of_text_that_is_not_there(key):
    assert rules(without(report(), key)) == {("section_missing", key)}
    assert rules(retitled(report(), key, "工作亮点")) == set()


def test_older_reports_had_no_fixed_parts():
    old = untabled(without(report(), "overview", "problems"), *TABLES, year=2018)
    assert rules(old) == set()
    assert {rule for rule, _ in rules(replace(old, year=2019))} == {"table_missing", "section_missing"}
    assert rules(replace(old, year=None)) == set()


def test_a_page_without_anything_of_a_report():
    assert rules(replace(untabled(report(), *TABLES), sections=())) == {("nothing_read", "report")}


@pytest.mark.parametrize("text", ["", "无", "无。", "暂无", "/", "无明显问题。", "详见附件。"])
@pytest.mark.parametrize("key", ["overview", "problems"])
def test_a_section_that_says_nothing(key, text):
    assert rules(report(**{key: text})) == {("section_empty", key)}


@pytest.mark.parametrize("text", ["无。", "本年度无其他需要报告的事项。", "没有"])
def test_section_six_may_have_nothing_to_say(text):
    quiet = report(other_matters=text, overview="全年未收取信息处理费，其余各项工作照常。")
    assert rules(quiet) == set()
    assert rules(report(other_matters="")) == {("section_empty", "other_matters")}


def test_text_that_goes_on_under_a_heading_of_its_own_is_no_empty_section():
    made = report(overview="")
    overview, *others = made.sections
    promoted = Section(None, None, "主动公开", QUIET)
    assert rules(replace(made, sections=(overview, promoted, *others))) == set()


@pytest.mark.parametrize(
    "left",
    [
        "（文字描述）",
        "文字描述",
        "（文字描述，收取信息处理费情况在此处报告。）",
        "（此处填写依申请公开情况）",
        "（请简要说明平台建设情况）",
        "（不少于300字）",
        "全年收到申请XX件，办结××件。",
        "20XX年，我县公开信息____条。",
        "举办培训 x x 次，共xx人次。",
    ],
)
def test_what_is_left_of_the_template(left):
    assert rules(report(overview=f"{QUIET}\n{left}")) == {("instructions_left", "overview")}


@pytest.mark.parametrize(
    "text",
    [
        "各部门按要求填写台账（样表由办公室提供），文字描述力求简明。",
        "主动公开信息5条（其中规范性文件2条），较上年增加1条。",
        "打造“1+X”公开模式，N+X项清单逐月更新。",
        "电话0533-69****27，查询窗口2×3米，证号3703***人已遮盖。",
        "推行短解读（500字以内），长文附摘要（不超过三百字）。",
        "政务公开专区（见附图）占地12平方米，A4纸、B5纸各2包。",
    ],
)
def test_what_only_looks_like_a_template(text):
    assert rules(report(overview=text)) == set()


def test_instructions_in_a_heading():
    made = report()
    sections = tuple(
        replace(one, title=f"{one.title}（不少于三百字）") if one.key == "overview" else one for one in made.sections
    )
    assert rules(replace(made, sections=sections)) == {("instructions_left", "overview")}


def test_fees_of_which_section_six_says_nothing_are_a_question():
    assert rules(report(other_matters="无")) == {("fee_unmentioned", "other_matters")}
    assert rules(report(other_matters="无", overview="全年没有收取信息处理费，其余照常。")) == set()
    assert rules(report(other_matters="今年没有别的事项需要报告。")) == set()
