"""The demo itself: it shows what it says it shows, finds nothing new the second time, and tells what is missing."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import StringIO

from rich.console import Console

from tests.crawling import ROOT
from tests.demo import compare
from tests.replica.provinces import SAMPLES
from tests.replica.replica import Replica

SHOWN = ("Runs", "Planted and found", "一、本年新收政府信息公开申请数量", "What changed from", "Coverage", "Next")


def run_demo(archive):
    command = [sys.executable, "-m", "tests.demo", "--archive", str(archive)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_it_shows_everything_and_finds_nothing_new_the_second_time(tmp_path):
    with Replica(SAMPLES) as replica:
        planted = replica.planted
    first = run_demo(tmp_path)
    assert f"{len(planted)} new, " in first
    places = [first.find(words) for words in SHOWN]
    assert -1 not in places
    assert places == sorted(places)
    assert "scrapy crawl beijing" in first
    assert "Nothing new, " in run_demo(tmp_path)  # and nothing fetched again before it is due
    assert_differences_are_told(tmp_path, planted)


def assert_differences_are_told(archive, planted):
    made = [path.stem for path in (archive / "runs").iterdir()]
    console = Console(file=StringIO())
    assert compare(archive, planted, made, console) == []
    assert [words for words in compare(archive, planted[1:], made, console) if "not planted" in words]
    elsewhere = replace(planted[0], url="https://www.beijing.gov.cn/x", documents=(), aliases=())
    assert "not found" in compare(archive, [elsewhere, *planted[1:]], made, console)[0]
    *key, value = planted[0].figures[0]
    wrong = replace(planted[0], figures=((*key, (value or Decimal(0)) + 1), *planted[0].figures[1:]))
    assert "was read as" in compare(archive, [wrong, *planted[1:]], made, console)[0]


def test_an_empty_archive_has_nothing_of_what_is_planted(tmp_path):
    with Replica(["jilin"]) as replica:
        complaints = compare(tmp_path, replica.planted, [], Console(file=StringIO()))
    assert {words.partition(":")[0] for words in complaints} == {"not found"}
    assert len(complaints) == len(replica.planted)
