"""`gipcrawler survey` as it is typed."""

import csv
import json
import shutil
from io import StringIO

import pytest

from gipcrawler.cli.main import main
from gipcrawler.cli.painting import console
from tests.survey.filled import BAD, GOOD


@pytest.fixture
def survey(filled_file, tmp_path, capsys):
    """Type a survey over a filled database; gives exit status and what was printed on both channels."""
    url = f"sqlite:///{shutil.copy(filled_file, tmp_path / 'gip.db')}"

    console.cache_clear()  # each test has a standard output of its own

    def typed(*words):
        status = main(["survey", *words, "--database", url])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return typed


@pytest.mark.parametrize("what", ["coverage", "freshness", "quality", "runs"])
def test_every_survey_has_every_format(survey, what):
    status, table, _ = survey(what)
    assert (status, table.count("\n") > 5) == (0, True)
    status, text, _ = survey(what, "--format", "csv")
    rows = list(csv.DictReader(StringIO(text)))
    told = json.loads(survey(what, "--format", "json")[1])
    assert told["survey"].lower() == what
    assert len(told["rows"]) == len(rows) > 1
    assert survey(what, "--format", "html")[1].startswith("<!DOCTYPE html>")


def test_place_year_and_level_narrow_it(survey):
    _, text, _ = survey("coverage", "--place", "370300", "--year", "2023", "--level", "county", "--format", "csv")
    rows = list(csv.DictReader(StringIO(text)))
    assert {row["place"] for row in rows} == {f"37030{each}" for each in range(2, 7)} | {"370321", "370322", "370323"}
    assert {(row["year"], row["level"]) for row in rows} == {("2023", "county")}


def test_a_family_is_that_of_the_declaration(survey):
    told = json.loads(survey("quality", "--by", "family", "--format", "json")[1])
    assert {(row["by"], row["key"]) for row in told["rows"]} == {("family", "unknown")}


def test_sources_that_are_declared_and_were_never_asked_are_told(survey):
    told = json.loads(survey("freshness", "--place", "370000", "--format", "json")[1])
    states = {row["source"]: row["state"] for row in told["rows"]}
    assert {states.pop(GOOD), states.pop(BAD)} <= {"unasked", "failing"}
    assert set(states.values()) == {"never asked"}
    assert states


def test_one_run_in_detail(survey):
    told = json.loads(survey("runs", "--run", "20250422", "--format", "json")[1])
    assert (told["run"]["verdict"], [row["source"] for row in told["rows"]]) == ("blocked", [GOOD, BAD])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("coverage", "--place", "999999"), "no division 999999"),
        (("coverage", "--year", "1492"), "no reports on 1492"),
        (("coverage", "--by", "form"), "--by is for `gipcrawler survey quality`"),
        (("freshness", "--run", "x"), "--run is for `gipcrawler survey runs`"),
        (("runs", "--run", "x"), "There is no run x"),
        (("quality", "--place", "abc"), "no division abc"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(survey, words, says):
    status, out, err = survey(*words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err
