"""`gipcrawler judge` and `gipcrawler correct`: what people say stands beside what the program says."""

import re

import pytest

from gipcrawler.store import Store
from tests.readings import reading, report


@pytest.fixture
def archive(tmp_path):
    store = Store.open(f"sqlite:///{tmp_path}/gip.db")
    store.save(reading(report()))
    store.close()
    return tmp_path


@pytest.fixture
def asked(archive):
    def ask(question):
        store = Store.open(f"sqlite:///{archive}/gip.db")
        told = question(store)
        store.close()
        return told

    return ask


def test_a_finding_is_judged_and_its_verdicts_are_shown(command, archive, asked):
    named = asked(lambda store: store.findings()[0].id)
    command("judge", named, "confirmed", "--who", "李", archive=archive)
    done = command("judge", named, "dismissed", "--who", "王", "--note", "笔误", archive=archive)
    assert done.returncode == 0
    assert [re.sub(r"^\S+ \S+ UTC  ", "", line) for line in done.stdout.splitlines()] == [
        "confirmed  李",
        "dismissed  王  笔误",
    ]
    assert asked(lambda store: store.findings()[0].human) == "dismissed"


def test_cells_are_corrected_with_author_and_reason(command, archive, asked):
    words = ["applications/new_requests/total=1,208", "applications/change/行政检查/total=+2"]
    done = command("correct", "370322001@2020", *words, "--author", "李", "--reason", "扫描件第二页", archive=archive)
    assert done.returncode == 0, done
    assert done.stdout.endswith("2 cells  李: 扫描件第二页\n")
    cells = asked(lambda store: store.report(1)).cells
    assert (cells[0].raw, cells[5].raw) == ("1,208", "+2")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("judge", "0" * 16, "confirmed", "--who", "李"), "no finding"),
        (("judge", "0" * 16, "maybe", "--who", "李"), "invalid choice"),
        (("correct", "1", "granted=3", "--author", "李", "--reason", "一"), "TABLE/ROW/COLUMN"),
        (("correct", "9", "a/b/c=3", "--author", "李", "--reason", "一"), "9 is not in"),
        (("correct", "1", "a/b/c=3", "--author", "李", "--reason", "一"), "no cell a/b/c"),
        (("correct", "1", "a/b/c=3", "--author", "李"), "--reason"),
    ],
)
def test_what_cannot_be_is_one_line_and_status_2(command, archive, words, says, capsys):
    try:
        done = command(*words, archive=archive)
        status, said = done.returncode, done.stderr
    except SystemExit as ended:  # the parser's own
        status, said = ended.code, capsys.readouterr().err
    assert status == 2
    assert says in said
    assert said.count("\n") == 1
