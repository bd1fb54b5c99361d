"""When each source was asked, answered and gave something new; which are dead, and the worst first."""

from datetime import timedelta

import pytest

from gipcrawler.survey import freshness
from gipcrawler.survey.scope import Declaration
from gipcrawler.survey.trace import Thresholds, failure
from tests.survey.filled import BAD, GOOD, NOW, fill, keep, ran, tally

BLOCKED = {"asked": 4, "blocked": 4}


def state(store, source=GOOD, **options):
    (line,) = [line for line in freshness(store, now=NOW, **options).rows if line.source == source]
    return line.state


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ({"asked": 3, "answered": 3, "listings": 1, "entries": 2}, None),
        ({"asked": 3, "answered": 2, "blocked": 1, "listings": 1, "entries": 2}, None),
        ({"asked": 3, "blocked": 3}, "blocked"),
        ({"asked": 1, "gone": 1}, "gone"),
        ({"asked": 2, "answered": 2, "listings": 2}, "empty"),
        ({"asked": 1, "empty": 1, "listings": 1}, "empty"),
        ({"asked": 4}, "unanswered"),
    ],
)
def test_a_run_that_gave_no_report_says_why(counts, why):
    assert failure(tally(**counts), narrowed=False) == why


def test_a_narrowed_run_may_find_nothing_in_a_listing_that_is_in_order():
    assert failure(tally(asked=1, answered=1, listings=1), narrowed=True) is None
    assert failure(tally(asked=1, empty=1, listings=1), narrowed=True) == "empty"


def test_a_source_is_dead_after_so_many_failures_in_a_row(store):
    for days in (30, 20):
        ran(store, days, tally(**BLOCKED))
    assert state(store) == "failing"
    ran(store, 10, tally(asked=1, gone=1))
    (line,) = freshness(store, now=NOW).rows
    assert (line.state, line.why, line.failed_in_a_row, line.runs) == ("dead", "gone", 3, 3)
    assert (line.last_answer, line.last_new) == (None, None)
    ran(store, 1, tally())
    assert state(store) == "alive"


def test_failures_before_an_answer_count_no_more(store):
    ran(store, 90, tally())
    for days in (40, 30):
        ran(store, days, tally(**BLOCKED))
    assert state(store) == "failing"
    assert state(store, thresholds=Thresholds(runs=2)) == "dead"


def test_a_source_that_nobody_looked_at_for_a_quarter(store):
    ran(store, 93, tally())
    assert state(store) == "unasked"
    ran(store, 91, tally())
    assert state(store) == "alive"


def test_a_source_that_lets_a_whole_round_pass_is_silent(store):
    ran(store, 430, tally(asked=1, answered=1, listings=1, entries=1, new=1))
    ran(store, 10, tally(asked=1, answered=1, listings=1, entries=1, replaced=1))
    (line,) = freshness(store, now=NOW).rows
    assert (line.state, NOW - line.last_new, NOW - line.last_change) == (
        "silent",
        timedelta(days=430),
        timedelta(days=10),
    )


def test_a_new_source_is_not_silent(store):
    ran(store, 10, tally())
    assert state(store) == "alive"


def test_a_run_that_left_a_source_alone_tells_nothing_of_it(store):
    ran(store, 50, tally())
    ran(store, 1, tally(asked=0))
    (line,) = freshness(store, now=NOW).rows
    assert (line.runs, NOW - line.last_asked, line.state) == (1, timedelta(days=50), "alive")


def test_a_declared_source_that_no_run_asked_is_told(store):
    ran(store, 1, tally())
    other = Declaration("https://other.gov.cn/", "370300", "shandong", "Trs")
    lines = freshness(store, now=NOW, declared=(Declaration(GOOD, "370000", "shandong", "Jcms"), other)).rows
    assert [(line.source, line.state, line.name) for line in lines] == [
        (GOOD, "alive", "山东省"),
        ("https://other.gov.cn/", "never asked", "淄博市"),
    ]


def test_documents_that_were_put_in_by_hand_have_a_line(store):
    keep(store, "高青县人民政府", "370322", 2020, "folder/")
    (line,) = freshness(store, now=NOW).rows
    assert (line.state, line.documents, line.runs) == ("ingested", 1, 0)
    ran(store, 1, tally("folder/", "", answered=1, entries=1, new=1), spider="ingest")
    (line,) = freshness(store, now=NOW).rows
    assert (line.state, line.documents, line.runs, line.spider) == ("ingested", 1, 0, "ingest")


def test_the_worst_stand_first_and_states_are_counted(store):
    fill(store)
    ran(store, 5, tally("https://young.gov.cn/", "510000"))
    ran(store, 30, tally(BAD, **BLOCKED))
    survey = freshness(store, now=NOW)
    assert [(line.source, line.state) for line in survey.rows] == [
        (BAD, "dead"),
        (GOOD, "alive"),
        ("https://young.gov.cn/", "alive"),
    ]
    assert survey.beside()["states"] == {"dead": 1, "alive": 2}
    assert survey.beside()["thresholds"] == {"runs": 3, "unasked": 92, "silent": 425}
    assert survey.rows[0].documents == 4


def test_place_level_and_year_narrow_it(store):
    ran(store, 400, tally(), tally("https://zb.gov.cn/", "370300"))
    ran(store, 5, tally("https://cd.gov.cn/", "510100"))
    assert [line.source for line in freshness(store, "370000", level="prefecture", now=NOW).rows] == [
        "https://zb.gov.cn/"
    ]
    assert [line.source for line in freshness(store, "510000", now=NOW).rows] == ["https://cd.gov.cn/"]
    assert {line.source for line in freshness(store, year=2024, now=NOW).rows} == {GOOD, "https://zb.gov.cn/"}
