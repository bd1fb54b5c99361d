"""Findings and the verdicts of people on them: they outlive checks and readings anew."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.errors import ArgumentError
from gipcrawler.model import Finding, Verdict
from tests.readings import CELLS, capture, cell, reading, report

BROKEN = Finding("R6", "applications/carried_over/total", Verdict.BROKEN, Decimal(3), Decimal(4), "3 不等于 4")
HOLDS = Finding("R1", "applications/*/total", Verdict.HOLDS, Decimal(12), Decimal(12), "相等")


def test_a_finding_says_whose_it_is_and_is_open(store):
    store.save(reading(report()))
    first, second = store.findings()
    assert (first.rule, first.where, first.verdict, first.left, first.right) == (
        "R1",
        "applications/*/total",
        Verdict.BROKEN,
        Decimal(12),
        Decimal("11.50"),
    )
    assert (first.publisher, first.place, first.year, first.human, first.against) == (
        "高青县田镇街道办事处",
        "370322001",
        2020,
        "open",
        None,
    )
    assert len(first.id) == 16
    assert second.left is None


def test_findings_are_asked_for_by_place_year_and_report(store):
    store.save(reading(report()))
    store.save(reading(report(place="370323101", issuer="沂源县某镇人民政府", year=2021), capture("https://b/1")))
    assert {one.place for one in store.findings(place="370000")} == {"370322001", "370323101"}
    assert {one.place for one in store.findings(place="370322")} == {"370322001"}
    assert {one.year for one in store.findings(year=2021)} == {2021}
    assert {one.report_id for one in store.findings(report_id=2)} == {2}
    assert store.findings(place="380000") == []


def test_a_check_replaces_what_was_found_before_and_counts_what_holds(store, ask):
    store.save(reading(report()))
    store.write_findings({1: [(HOLDS, None), (BROKEN, None)]})
    (only,) = store.findings()
    assert (only.rule, only.says) == ("R6", "3 不等于 4")
    assert ask("select held from edition") == [(1,)]


def test_a_finding_of_two_reports_names_the_other(store):
    store.save(reading(report()))
    store.save(reading(report(year=2021), capture("https://b/1")))
    store.write_findings({2: [(BROKEN, 1)]})
    assert [one.against for one in store.findings(report_id=2)] == [1]
    assert store.report(2).findings == ()


def test_a_verdict_by_hand_survives_a_check_and_a_reading_anew(store):
    store.save(reading(report()))
    named = store.findings()[0].id
    store.judge(named, "confirmed", "与原文核对无误", "李")
    store.write_findings({1: [(replace(HOLDS, verdict=Verdict.BROKEN), None)]})
    assert [(one.id, one.human, one.who) for one in store.findings()] == [(named, "confirmed", "李")]
    store.save(reading(report(parser_version="2", cells=(cell("14", "14"), *CELLS[1:]))))
    first, *_ = store.findings()
    assert (first.human, first.note) == ("confirmed", "与原文核对无误")


def test_what_was_judged_and_holds_now_is_kept_as_holding(store):
    store.save(reading(report()))
    named = store.findings()[0].id
    store.judge(named, "dismissed", None, "李")
    store.write_findings({1: [(HOLDS, None)]})
    assert [(one.id, one.verdict, one.human) for one in store.findings()] == [(named, Verdict.HOLDS, "dismissed")]


def test_the_last_verdict_counts_and_all_are_kept(store):
    store.save(reading(report()))
    named = store.findings()[0].id
    store.judge(named, "confirmed", None, "李")
    store.judge(named, "dismissed", "笔误", "王")
    assert store.findings()[0].human == "dismissed"
    assert [(one.verdict, one.who) for one in store.judgements(named)] == [("confirmed", "李"), ("dismissed", "王")]


@pytest.mark.parametrize(
    ("finding", "verdict", "who", "says"),
    [("0" * 16, "open", "李", "no finding"), (None, "wrong", "李", "not wrong"), (None, "open", " ", "name")],
)
def test_a_verdict_that_cannot_be_is_refused(store, finding, verdict, who, says):
    store.save(reading(report()))
    with pytest.raises(ArgumentError, match=says):
        store.judge(finding or store.findings()[0].id, verdict, None, who)


def test_the_id_of_a_finding_is_the_same_in_another_database(store, tmp_path):
    other = type(store).open(f"sqlite:///{tmp_path}/other.db")
    other.save(reading(report(place="370323101", issuer="沂源县某镇人民政府"), capture("https://b/1")))
    for each in (store, other):
        each.save(reading(report()))
    one, two = ([found.id for found in each.findings(place="370322001")] for each in (store, other))
    other.close()
    assert one == two
