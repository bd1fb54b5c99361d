"""How well reports were read: shares by every dimension, why documents were not read, and the worst first."""

from dataclasses import replace

import pytest

from gipcrawler.errors import ArgumentError
from gipcrawler.model import Verdict
from gipcrawler.survey import quality
from gipcrawler.survey.scope import Declaration
from tests.readings import CELLS
from tests.survey.filled import BAD, BROKEN, GOOD, keep, miss

FAMILIES = (Declaration(GOOD, "370000", "shandong", "Jcms"), Declaration(BAD, "370000", "shandong", "Hub"))


def row(survey, by, key):
    (one,) = [line for line in survey.rows if (line.by, line.key) == (by, key)]
    return one


def test_a_source_is_counted_with_what_it_gave_and_did_not_give(filled):
    survey = quality(filled)
    bad = row(survey, "source", BAD)
    assert (bad.reports, bad.good, bad.tabled, bad.whole, bad.broken, bad.unread, bad.outdated) == (1, 0, 1, 1, 1, 3, 1)
    good = row(survey, "source", GOOD)
    assert (good.reports, good.good, good.tabled, good.whole, good.broken, good.unread) == (3, 2, 2, 1, 0, 0)
    assert (good.cells, good.figures, good.blanks) == (3 * len(CELLS), 3 * 4, 3 * 2)


def test_a_report_from_before_the_official_tables_lacks_none(filled):
    chengdu = row(quality(filled), "place", "510000")
    assert (chengdu.reports, chengdu.tabled, chengdu.good) == (1, 0, 1)


def test_each_way_of_sorting_counts_every_report_once(filled):
    survey = quality(filled, declared=FAMILIES)
    for by in ("source", "family", "place", "level", "carrier", "form"):
        lines = [line for line in survey.rows if line.by == by]
        assert (sum(line.reports for line in lines), sum(line.unread for line in lines)) == (4, 3), by
    assert row(survey, "family", "Jcms").reports == 3
    assert row(survey, "level", "township").unread == 2
    assert row(survey, "level", "unknown").unread == 1
    assert row(survey, "place", "370000").name == "山东省"
    assert row(survey, "carrier", "html").reports == 4


def test_the_worst_stand_first_and_one_bad_report_proves_little(store):
    keep(store, "高青县人民政府", "370322", 2023, "https://once.gov.cn/", findings=(BROKEN,))
    for year in range(2019, 2025):
        keep(store, "淄博市人民政府", "370300", year, "https://often.gov.cn/", findings=(BROKEN,))
        keep(store, "济南市人民政府", "370100", year, "https://never.gov.cn/")
    keys = [line.key for line in quality(store, by=("source",)).rows]
    assert keys == ["https://often.gov.cn/", "https://once.gov.cn/", "https://never.gov.cn/"]


def test_a_place_shows_what_is_directly_below_it(filled):
    survey = quality(filled, "370000", by=("place",))
    assert [(line.key, line.reports, line.unread) for line in survey.rows] == [("370300", 3, 2), ("370000", 0, 1)]
    assert {line.by for line in survey.rows} == {"place"}
    keep(filled, "高青县田镇街道办事处", "370322001", 2023)
    county = quality(filled, "370322", by=("place",))
    assert {(line.key, line.reports, line.unread) for line in county.rows} == {
        ("370322", 3, 0),
        ("370322001", 1, 0),
        ("370322101", 0, 1),
        ("370322104", 0, 1),
    }


def test_year_and_level_narrow_reports_and_what_was_not_read(filled):
    of_2023 = quality(filled, year=2023, by=("source",))
    assert sum(line.reports for line in of_2023.rows) == 2
    assert sum(line.unread for line in of_2023.rows) == 2
    towns = quality(filled, level="township", by=("level",))
    assert [(line.key, line.reports, line.unread) for line in towns.rows] == [("township", 0, 2)]


def test_reasons_are_the_same_whatever_address_and_figure_stand_in_them(filled):
    first, second = quality(filled).reasons
    assert (first.reason, first.documents) == ("… pages hold pictures.", 2)
    assert first.example.startswith(BAD)
    assert (second.reason, second.documents) == ("It is a …z archive.", 1)


def test_what_a_person_dismissed_is_no_longer_held_against_a_report(store):
    number = keep(store, "高青县财政局", "370322", 2023, BAD, findings=(BROKEN,))
    assert row(quality(store), "source", BAD).good == 0
    (found,) = store.findings(report_id=number)
    store.judge(found.id, "dismissed", "a remark explains it", "reader")
    assert row(quality(store), "source", BAD).good == 1
    store.judge(found.id, "confirmed", None, "reader")
    assert row(quality(store), "source", BAD).broken == 1


def test_a_remark_beside_the_identities_makes_no_report_bad(store):
    keep(store, "高青县财政局", "370322", 2023, BAD, findings=(replace(BROKEN, rule="near_copy"),))
    line = row(quality(store), "source", BAD)
    assert (line.good, line.broken) == (1, 0)


def test_parsers_are_told(filled):
    assert quality(filled).parsers["0"] == 1
    assert sum(quality(filled).parsers.values()) == 4


def test_a_code_that_is_no_division_is_refused(store):
    with pytest.raises(ArgumentError, match="no division 999999"):
        quality(store, "999999")


def test_a_document_of_another_province_is_not_counted(store):
    miss(store, 1, "成都市财政局2023年政府信息公开工作年度报告", "No.", place="510000")
    assert quality(store, "370000").rows == ()
    assert row(quality(store, "510000"), "place", "510100").unread == 1


def test_rules_that_hold_are_told_once_they_were_counted(store):
    number = keep(store, "高青县财政局", "370322", 2023, BAD)
    line = row(quality(store), "source", BAD)
    assert (line.held, line.weighed) == (0, 0)
    holds = replace(BROKEN, rule="R2", verdict=Verdict.HOLDS)
    mention = replace(BROKEN, rule="mention")
    store.write_findings({number: [(holds, None), (replace(holds, rule="R3"), None), (BROKEN, None), (mention, None)]})
    line = row(quality(store), "source", BAD)
    assert (line.held, line.weighed, line.broken) == (2, 4, 1)
