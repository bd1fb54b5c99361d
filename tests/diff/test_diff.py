"""A change as a whole: what is equal on every carrier, what keeps every text, and the data of `diff --json`."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from gipcrawler.diff import Kind, change_json, diff
from gipcrawler.model import Section
from gipcrawler.reading import read
from tests.diff.planting import NAMES, original, with_text
from tests.press import as_docx, as_html, as_pdf, as_tabbed, synthetic
from tests.press.twelve import reports

ISSUER = "山东省高青县人民政府"
OLD = synthetic(ISSUER, 2021, "2021", 5)
NEW = OLD.with_figure("applications", "granted", "natural_person", 9876)
CARRIERS = {"word page": lambda sheet: as_html(sheet, style="word"), "text": as_tabbed}
NEIGHBOURS = tuple(pairwise((*NAMES, NAMES[0])))


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("name", NAMES)
def test_the_same_report_on_another_carrier_has_no_change(name, carrier):
    change = diff(original(name), read(CARRIERS[carrier](reports[name])))
    assert (change.weight, change.kind, change.cells, change.facts) == (0, Kind.SAME, (), ())


@pytest.mark.parametrize("printed", [as_docx, as_pdf])
@pytest.mark.parametrize("name", ["huaian_2024", "000", "made_3"])
def test_nor_on_paper(name, printed):
    assert diff(original(name), read(printed(reports[name]))).kind is Kind.SAME


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_hunks_put_both_texts_together_again(one, other):
    left, right = original(one), original(other)
    sections = diff(left, right).sections
    for report, side in ((left, "left"), (right, "right")):
        titled = {getattr(section, f"{side}_title"): section for section in sections}
        for section in report.sections:
            hunks = titled[section.title].hunks
            assert "".join(getattr(hunk, side) for hunk in hunks) == section.text


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_every_share_is_one(one, other):
    change = diff(original(one), original(other))
    assert 0 < change.weight <= 1
    assert all(0 <= section.similarity <= 1 for section in change.sections)
    assert all((section.change == "same") <= (section.similarity == 1) for section in change.sections)


def test_no_section_is_lost_whose_key_is_there_twice():
    left = original("huaian_2024")
    again = replace(next(section for section in left.sections if section.key == "problems"), text="又及。")
    change = diff(left, replace(left, sections=(*left.sections, again)))
    assert [(section.key, section.change) for section in change.sections if section.change != "same"] == [
        ("problems", "added")
    ]


def test_sections_that_no_form_knows_are_paired_by_their_headings():
    left = original("huaian_2024")
    first, second = (
        Section(None, "七", title, text) for title, text in (("工作特色情况", "设立专窗。"), ("附则", "无"))
    )
    renamed = replace(first, title="工作特色情况介绍")
    change = diff(
        replace(left, sections=(*left.sections, first, second)), replace(left, sections=(*left.sections, renamed))
    )
    assert [(one.left_title, one.right_title, one.change) for one in change.sections[len(left.sections) :]] == [
        ("工作特色情况", "工作特色情况介绍", "same"),
        ("附则", None, "removed"),
    ]


def test_json_has_the_agreed_fields():
    change = change_json(diff(read(as_html(OLD)), read(as_html(NEW)), ("1", "2")))
    assert list(change) == ["from", "to", "weight", "sections", "cells"]
    assert (change["from"], change["to"]) == ("1", "2")
    assert list(change["sections"][0]) == ["key", "title", "change", "similarity", "hunks"]
    assert list(change["cells"][0]) == ["table", "row", "sub_row", "column", "from", "to", "delta", "percent"]
    assert change["cells"][0]["to"] == 9876
    assert json.loads(json.dumps(change, ensure_ascii=False)) == change


def changed_hunks(left, right):
    sections = change_json(diff(left, right))["sections"]
    return [hunk for section in sections for hunk in section["hunks"] if hunk["change"] != "same"]


def test_json_tells_of_a_hunk_only_what_applies():
    left = with_text(original("huaian_2024"), "problems", lambda text: f"按照《政府信息公开条例》，\n{text}")
    right = with_text(original("huaian_2024"), "problems", lambda text: f"{text}\n另设窗口。")
    assert changed_hunks(left, right) == [
        {"change": "removed", "from": "按照《政府信息公开条例》", "to": "", "boilerplate": True},
        {"change": "removed", "from": "，\n", "to": ""},
        {"change": "added", "from": "", "to": "另设窗口。"},
    ]
    dated = with_text(left, "problems", lambda text: text.replace("，", "；", 1))
    assert changed_hunks(left, dated) == [{"change": "changed", "from": "，\n", "to": "；\n", "cosmetic": True}]


def test_json_tells_where_the_other_side_has_what_moved():
    report = original("huaian_2024")
    left = with_text(report, "overview", lambda text: f"全年开设流动窗口，每月进村一次。\n{text}")
    right = with_text(report, "problems", lambda text: f"{text}\n全年开设流动窗口，每月进村一次。")
    titles = {section.key: section.title for section in report.sections}
    lines = 2 + report.sections[-2].text.count("\n")
    assert changed_hunks(left, right) == [
        {
            "change": "moved",
            "from": "全年开设流动窗口，每月进村一次。\n",
            "to": "",
            "elsewhere": {"section": titles["problems"], "paragraph": lines},
        },
        {
            "change": "moved",
            "from": "",
            "to": "全年开设流动窗口，每月进村一次。",
            "elsewhere": {"section": titles["overview"], "paragraph": 1},
        },
    ]


def test_the_order_of_sections_is_a_fact():
    left = original("huaian_2024")
    change = diff(left, replace(left, sections=left.sections[::-1]))
    assert ([fact.name for fact in change.facts], change.kind) == (["order"], Kind.COSMETIC)
    assert [fact.name for fact in diff(left, replace(left, sections=left.sections[1:])).facts] == []
