"""The list of runs, and one run in detail."""

import pytest

from gipcrawler.errors import ArgumentError
from gipcrawler.survey import one_run, runs
from tests.survey.filled import BAD, ran, tally


def test_runs_stand_latest_first_with_the_sums_of_their_sources(store):
    ran(store, 9, tally(), tally(BAD, asked=4, blocked=3, gone=1), fell_short=["bad refused 3 of 4 requests"])
    ran(store, 2, tally(), spider="sichuan")
    latest, first = runs(store).rows
    assert (latest.spider, latest.asked, latest.sources) == ("sichuan", 2, 1)
    assert (first.asked, first.blocked, first.gone, first.unchanged, first.sources) == (6, 3, 1, 1, 2)
    assert (first.seconds, first.captures, first.fell_short) == (120.0, 7, ("bad refused 3 of 4 requests",))


def test_a_run_without_an_end_is_unfinished(store):
    ran(store, 1, tally(), finished=None, verdict=None)
    (line,) = runs(store).rows
    assert (line.verdict, line.seconds) == ("unfinished", None)


def test_place_level_and_year_narrow_the_list(store):
    ran(store, 1, tally(), tally(BAD, "370300", asked=5))
    ran(store, 300, tally(place="510000"), spider="sichuan")
    (line,) = runs(store, "370300").rows
    assert (line.sources, line.asked) == (1, 5)
    assert [line.spider for line in runs(store, level="province").rows] == ["shandong", "sichuan"]
    assert [line.spider for line in runs(store, year=2024).rows] == ["sichuan"]
    assert [line.spider for line in runs(store, "510000").rows] == ["sichuan"]


def test_a_run_over_what_is_no_division_is_listed_where_nothing_is_narrowed(store):
    ran(store, 1, tally(place=""), spider="central")
    assert [line.spider for line in runs(store).rows] == ["central"]
    assert runs(store, "370000").rows == ()


def test_one_run_is_found_by_the_beginning_of_its_id(store):
    ran(store, 1, tally(), tally(BAD, asked=4, blocked=4), arguments={"year": "2023"})
    ran(store, 1, tally(), spider="sichuan")
    found = one_run(store, "20250531-sh")
    assert [source.source for source in found.rows] == [tally().source, BAD]
    assert found.beside()["run"]["arguments"] == {"year": "2023"}
    assert "year=2023" in [note.english for note in found.sheets()[0].notes]
    with pytest.raises(ArgumentError, match="2 runs begin with 20250531"):
        one_run(store, "20250531")
    with pytest.raises(ArgumentError, match="There is no run x"):
        one_run(store, "x")


def test_an_id_that_begins_another_names_itself(store):
    ran(store, 1, tally(), run="a")
    ran(store, 2, tally(), run="ab")
    assert one_run(store, "a").line.run == "a"
