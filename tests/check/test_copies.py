"""Near copies are found between two years and between neighbours, and phrases that everybody uses are none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.check import Copies
from gipcrawler.model import Verdict
from tests.check.essays import essay, rewritten
from tests.check.reports import report

TOWNS = {
    "370322001": "高青县田镇街道办事处",
    "370322002": "高青县芦湖街道办事处",
    "370322101": "高青县青城镇人民政府",
    "370322102": "高青县高城镇人民政府",
}
FAR = {
    "512002107": "资阳市雁江区丹山镇人民政府",
    "110118106": "北京市密云区穆家峪镇人民政府",
    "220103101": "德惠市米沙子镇人民政府",
}


def written(place, text, year=2022, **more):
    return replace(report({**TOWNS, **FAR}[place], place, problems=text, **more), year=year)


def found(*reports):
    copies = Copies()
    for key, one in enumerate(reports):
        copies.add(key, one.place, one)
    return {(pair.key, pair.other, pair.section, pair.kind) for pair in copies.pairs()}


def test_neighbours_that_wrote_for_themselves_are_no_copies():
    assert found(*(written(place, essay(place)) for place in TOWNS)) == set()


def test_a_neighbours_text_is_known_from_both_sides():
    text = essay("one")
    pairs = found(written("370322001", text), written("370322002", text), written("370322101", essay("three")))
    assert pairs == {(0, 1, "problems", "neighbour"), (1, 0, "problems", "neighbour")}


def test_last_years_text_is_known():
    text = essay("one")
    pairs = found(written("370322001", text, 2021), written("370322001", text, 2022), written("370322001", text, 2024))
    assert pairs == {(1, 0, "problems", "last_year")}


def test_names_and_figures_do_not_hide_a_copy():
    own = "田镇街道2022年开展培训31期，" + essay("one")
    theirs = "二是青城镇2022年开展培训8期，" + essay("one")
    assert len(found(written("370322001", own), written("370322101", theirs))) == 2


@pytest.mark.parametrize(("share", "is_copy"), [(0.1, True), (0.15, True), (0.3, False), (0.6, False)])
def test_how_much_must_be_the_same(share, is_copy):
    old = essay("one", 60)
    pairs = found(written("370322001", old, 2021), written("370322001", rewritten(old, "two", share), 2022))
    assert bool(pairs) == is_copy


def test_a_copy_that_was_added_to_is_one_from_the_side_that_has_no_more():
    text = essay("one")
    pairs = found(written("370322001", text), written("370322002", text + essay("two", 60)))
    assert pairs == {(0, 1, "problems", "neighbour")}


def test_what_everybody_writes_is_nobodys():
    stock = essay("stock")
    far = [written(place, stock) for place in FAR]
    assert found(written("370322001", stock), written("370322002", stock), *far) == set()
    assert found(written("370322001", stock), written("370322002", stock), *far[:2]) != set()


def test_a_short_section_tells_nothing():
    text = essay("one", 6)
    assert found(written("370322001", text), written("370322002", text)) == set()


def test_other_levels_places_and_years_are_no_neighbours():
    text = essay("one")
    county = replace(report("山东省高青县人民政府", "370322", problems=text), year=2022)
    far = written("512002107", text)
    assert found(written("370322001", text), county, far, written("370322002", text, 2020)) == set()


def test_departments_of_one_place_are_neighbours():
    text = essay("one")
    bureaus = [report(f"高青县{name}局", "370322", problems=text) for name in ("教育", "财政")]
    copies = Copies()
    for key, one in enumerate(bureaus):
        copies.add(key, one.issuer, one)
    assert {(pair.key, pair.other) for pair in copies.pairs()} == {(0, 1), (1, 0)}


def test_text_under_unknown_headings_counts_as_the_first_section():
    text = essay("one")
    promoted = written("370322002", "")
    sections = tuple(
        replace(one, key=None, title="主动公开", text=text) if one.key == "overview" else one
        for one in promoted.sections
    )
    pairs = found(written("370322001", "", overview=text), replace(promoted, sections=sections))
    assert {pair[2] for pair in pairs} == {"overview"}


def test_the_finding_says_how_much_and_of_whom():
    copies = Copies()
    text = essay("one")
    copies.add(7, "a", written("370322001", text))
    copies.add(8, "b", written("370322002", text))
    finding = next(pair.finding for pair in copies.pairs() if pair.key == 7)
    assert (finding.rule, finding.where, finding.verdict) == ("near_copy", "problems@neighbour", Verdict.BROKEN)
    assert (finding.left, finding.right) == (Decimal(100), Decimal(100))
    assert finding.says == (
        "“存在的主要问题及改进情况”部分有 100% 的文字与高青县芦湖街道办事处同年报告相同，占后者的 100%"
    )


def test_of_many_neighbours_the_likest_is_named():
    text = essay("one", 60)
    near, nearer = rewritten(text, "near", 0.15), rewritten(text, "nearer", 0.05)
    pairs = found(written("370322001", text), written("370322002", near), written("370322101", nearer))
    assert (0, 2, "problems", "neighbour") in pairs
