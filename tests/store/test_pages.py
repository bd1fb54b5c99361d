"""What web pages ask: screenfuls of the same facts that the views and other questions give."""

from decimal import Decimal

import pytest

from gipcrawler.model import Finding, Verdict
from gipcrawler.store import Among, FindingQuery, Store
from tests.readings import capture, cell, reading, report
from tests.survey.filled import WHOLE, fill, keep


@pytest.fixture
def store(tmp_path):
    opened = Store.open(f"sqlite:///{tmp_path / 'gip.db'}")
    fill(opened)
    yield opened
    opened.close()


def test_totals_are_those_of_the_views(store):
    totals = store.totals()
    lines = store.reports()
    assert totals.reports == len(lines)
    assert totals.editions == sum(line.editions for line in lines)
    assert (totals.first_year, totals.last_year) == (min(line.year for line in lines), max(line.year for line in lines))


def test_the_last_that_came_in_stands_first_and_says_which_edition_it_is(store):
    kept = keep(store, "青岛市人民政府", "370200", 2024)
    first = store.arrivals(1)[0]
    assert (first.report_id, first.number, first.year) == (kept, 1, 2024)
    assert store.arrivals(50, changed=True) == []
    changed = report(issuer="青岛市人民政府", place="370200", year=2024, cells=(cell("13", "13"),), forms=WHOLE)
    store.save(reading(changed, capture("https://good.gov.cn/nb/370200-2024-青岛市人民政府.html", 9)))
    replaced = store.arrivals(50, changed=True)
    assert [(each.report_id, each.number) for each in replaced] == [(kept, 2)]
    assert store.arrivals(50, changed=True, place="510000") == []
    assert {each.publisher_id for each in store.arrivals(50, publisher_id=first.publisher_id)} == {first.publisher_id}


def test_organs_are_found_by_all_words_of_their_name(store):
    keep(store, "山东省财政厅", "370000", 2023)
    keep(store, "山东省财政厅", "370000", 2024)
    (found,) = store.organs("财政厅 山东")
    assert (found.publisher, found.reports, found.first_year, found.last_year) == ("山东省财政厅", 2, 2023, 2024)
    assert store.organs("财政厅", place="510000") == []
    assert store.organs("%") == []


def test_findings_come_a_screenful_at_a_time_and_narrowed(store):
    found = tuple(
        Finding(rule, f"applications/{at}", verdict, Decimal(at), Decimal(0), "不平")
        for at, (rule, verdict) in enumerate(
            [("R1", Verdict.BROKEN), ("R2", Verdict.UNASSESSABLE), ("R1", Verdict.BROKEN)]
        )
    )
    keep(store, "济南市人民政府", "370100", 2023, findings=found)
    query = FindingQuery(place="370100", year=2023)
    assert store.count_findings(query) == {("R1", "broken"): 2, ("R2", "unassessable"): 1}
    every = store.some_findings(query, 10)
    assert [line.verdict for line in every] == [Verdict.BROKEN, Verdict.BROKEN, Verdict.UNASSESSABLE]
    assert store.some_findings(query, 1, 1) == every[1:2]
    store.judge(every[0].id, "dismissed", None, "甲")
    store.judge(every[1].id, "confirmed", None, "甲")
    store.judge(every[1].id, "open", None, "乙")
    asked = {human: FindingQuery(place="370100", human=human) for human in ("open", "dismissed", "confirmed")}
    ids = {human: [line.id for line in store.some_findings(each, 10)] for human, each in asked.items()}
    assert ids == {"open": [every[1].id, every[2].id], "dismissed": [every[0].id], "confirmed": []}


def test_a_metric_is_what_the_view_says(store):
    for place, new in (("370100", "5"), ("370200", "7")):
        cells = (cell(new, new),)
        keep(store, f"{place}人民政府", place, 2022, cells=cells, forms=WHOLE)
    keep(store, "山东省财政厅", "370000", 2022, cells=(cell("9", "9"),), forms=WHOLE)
    view = {line.report_id: line.value for line in store.metric("new_requests", "370000", 2022)}
    points = store.points("new_requests", Among(place="370000", year=2022))
    assert {point.report_id: point.value for point in points} == view
    assert {point.value for point in points} >= {Decimal(5), Decimal(7), Decimal(9)}
    governments = store.points("new_requests", Among(place="370000", year=2022, level="prefecture", governments=True))
    assert all(point.level == "prefecture" for point in governments)
    assert "山东省财政厅" not in {each.publisher for each in store.points("new_requests", Among(governments=True))}
    assert sum(store.count_reports(Among(year=2022)).values()) == len(store.reports(year=2022))
