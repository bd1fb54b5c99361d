"""The command: what is found is kept, with the report on its other side, and listed with the worst first."""

import csv
import io
import json
from dataclasses import replace

import pytest

from gipcrawler.check import check
from gipcrawler.cli.main import main
from gipcrawler.model import Verdict
from gipcrawler.store import Store
from tests.check.essays import essay
from tests.check.reports import changed, report
from tests.readings import capture, reading

STREET = ("高青县田镇街道办事处", "370322001")
TOWN = ("高青县青城镇人民政府", "370322101")
FAR = ("资阳市雁江区丹山镇人民政府", "512002107")


def following(last, **texts):
    """The next year's report: what was carried forward is carried over."""
    sections = tuple(replace(one, text=texts.get(one.key, one.text)) for one in last.sections)
    made = replace(last, year=last.year + 1, sections=sections)
    for row, value in (("carried_over", 10), ("new_requests", 118)):
        for column in ("natural_person", "total"):
            made = changed(made, "applications", row, column, value)
    return changed(made, "active_disclosure", "normative_documents", "in_force", 33)


@pytest.fixture
def database(tmp_path):
    """A street's two sound years, a town that copied the street and cannot count, and a town elsewhere."""
    first = report(*STREET, overview=essay("first"))
    second = following(first, overview=essay("second"))
    copied = replace(report(*TOWN, overview=essay("second")), year=2023)
    wrong = changed(copied, "applications", "granted", "natural_person", 62)
    url = f"sqlite:///{tmp_path}/gip.db"
    store = Store.open(url)
    reports = (first, second, wrong, report(*FAR, overview=essay("far")))
    store.load(
        reading(replace(one, findings=check(one)), capture(f"https://www.example.gov.cn/{at}.html"))
        for at, one in enumerate(reports)
    )
    store.close()
    return url


def listed(database, capsys, *arguments):
    assert main(["check", "--format", "json", "--database", database, *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_all_that_is_found_is_listed_the_worst_first(database, capsys):
    found = listed(database, capsys)
    assert [(one["rule"], one["where"], one["place"], one["year"]) for one in found] == [
        ("R2", "applications/*/natural_person", "370322101", 2023),
        ("R3", "applications/granted", "370322101", 2023),
        ("near_copy", "overview@neighbour", "370322001", 2023),
        ("near_copy", "overview@neighbour", "370322101", 2023),
    ]
    assert [one["against"] for one in found] == [None, None, 3, 2]
    assert (found[0]["left"], found[0]["right"]) == (119, 118)


def test_again_it_is_the_same_and_verdicts_by_hand_stay(database, capsys):
    found = listed(database, capsys)
    store = Store.open(database)
    store.judge(found[2]["id"], "dismissed", "shared on purpose", "a reader")
    assert listed(database, capsys) == [one for one in found if one is not found[2]]
    assert [one["id"] for one in listed(database, capsys, "--human", "dismissed")] == [found[2]["id"]]
    assert listed(database, capsys, "--known", "--human", "dismissed")[0]["note"] == "shared on purpose"
    store.close()


def test_what_holds_is_counted(database, capsys):
    listed(database, capsys)
    store = Store.open(database)
    held = {line.rule for line in store.findings() if line.verdict is Verdict.HOLDS}
    store.close()
    assert held == set()


def test_years_are_held_against_each_other(database, capsys):
    store = Store.open(database)
    ((identifier, told),) = [(row.report_id, row.report) for row in store.read_reports("370322001", [2022])]
    last = changed(told, "applications", "carried_forward", "natural_person", 9)
    store.load([reading(last, capture("https://www.example.gov.cn/0.html", day=9))])
    store.close()
    found = [one for one in listed(database, capsys, "--place", "370322001") if one["rule"] == "R6"]
    assert [(one["where"], one["left"], one["right"], one["against"]) for one in found] == [
        ("applications/*/natural_person", 10, 9, identifier)
    ]


@pytest.mark.parametrize(
    ("arguments", "rules"),
    [
        (["--year", "2022"], []),
        (["--place", "370322001"], ["near_copy"]),
        (["--place", "512002"], []),
        (["--rule", "R3"], ["R3"]),
        (["--verdict", "unassessable"], []),
    ],
)
def test_a_selection_still_knows_its_neighbours(database, capsys, arguments, rules):
    assert [one["rule"] for one in listed(database, capsys, *arguments)] == rules


def test_a_narrow_check_leaves_other_findings_alone(database, capsys):
    found = listed(database, capsys)
    listed(database, capsys, "--place", "512002")
    assert listed(database, capsys, "--known") == found


def test_the_table_says_how_many_there_are(database, command, tmp_path):
    shown = command("check", "--database", database, "--limit", "1", archive=tmp_path)
    assert (shown.returncode, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert "R2 办理结果之和" in lines[1]
    assert lines[-2:] == [
        "and 3 more: --limit N, or --format csv for all of them",
        "4 reports checked: 4 findings (near_copy 2, R2 1, R3 1)",
    ]


def test_csv_has_a_head_and_a_line_for_each(database, capsys):
    assert main(["check", "--format", "csv", "--database", database]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["rule"] for row in rows] == ["R2", "R3", "near_copy", "near_copy"]
    assert rows[0]["verdict"] == "broken"


def test_an_empty_database_has_nothing_to_say(command, tmp_path):
    assert command("check", archive=tmp_path).stdout == "0 reports checked: 0 findings\n"


def test_a_place_is_given_as_a_code(database, capsys):
    assert main(["check", "--place", "高青县", "--database", database]) == 2
    assert capsys.readouterr().err.count("\n") == 1
