"""What a running site keeps: costly counts until the database changes, and two databases that are written alike."""

import signal
import socket
import subprocess
import sys
from threading import Barrier, Event, Thread
from time import monotonic, sleep

import pytest

from gipcrawler.browse import remembered
from gipcrawler.browse.remembered import Remembered
from gipcrawler.browse.site import Site
from gipcrawler.store import Store
from tests.browse.serving import serving
from tests.survey.filled import BROKEN, fill, keep


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "gip.db"
    made.write_bytes(b"1")
    return made


def patience(monkeypatch, fresh, stale):
    monkeypatch.setattr(remembered, "FRESH", fresh)
    monkeypatch.setattr(remembered, "STALE", stale)


def counting(answers):
    """A count that gives another answer each time, and how often it was made."""
    asked = []

    def count():
        asked.append(None)
        return answers[len(asked) - 1]

    return count, asked


def test_what_was_counted_stands_until_the_database_changes(file, monkeypatch):
    patience(monkeypatch, 0.0, 0.0)
    kept, (count, asked) = Remembered(file), counting("ab")
    assert [kept.get("key", count) for _ in range(3)] == ["a"] * 3
    file.write_bytes(b"22")
    assert kept.get("key", count) == "b"
    assert len(asked) == 2


def test_a_log_that_grows_beside_the_database_is_a_change_of_it(file, monkeypatch):
    patience(monkeypatch, 0.0, 0.0)
    kept, (count, _) = Remembered(file), counting("ab")
    assert kept.get("key", count) == "a"
    file.with_name("gip.db-wal").write_bytes(b"more")
    assert kept.get("key", count) == "b"


def test_nobody_waits_for_a_new_count_while_the_old_one_may_be_shown(file, monkeypatch):
    patience(monkeypatch, 0.0, 1000.0)
    kept, goes_on = Remembered(file), Event()
    assert kept.get("key", lambda: "a") == "a"
    file.write_bytes(b"22")

    def count():
        assert goes_on.wait(10)
        return "b"

    assert [kept.get("key", count) for _ in range(3)] == ["a"] * 3
    goes_on.set()
    deadline = monotonic() + 10
    while kept.get("key", count) == "a" and monotonic() < deadline:
        sleep(0.01)
    assert kept.get("key", count) == "b"


def test_of_readers_who_come_at_once_one_counts(file):
    kept, asked, meeting = Remembered(file), [], Barrier(8)

    def count():
        asked.append(None)
        sleep(0.05)
        return "a"

    def reader():
        meeting.wait()
        assert kept.get("key", count) == "a"

    readers = [Thread(target=reader) for _ in range(8)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert len(asked) == 1


def test_after_something_was_written_all_is_counted_anew(file):
    kept, (count, _) = Remembered(file), counting("ab")
    assert kept.get("key", count) == "a"
    kept.forget()
    assert kept.get("key", count) == "b"


def test_a_count_that_fails_is_tried_again(file):
    kept = Remembered(file)
    with pytest.raises(ZeroDivisionError):
        kept.get("key", lambda: 1 // 0)
    assert kept.get("key", lambda: "a") == "a"


def test_a_verdict_is_written_to_the_database_and_to_what_is_shown_of_it(tmp_path):
    stores = [Store.open(f"sqlite:///{tmp_path / name}") for name in ("origin.db", "shown.db")]
    for store in stores:
        fill(store)
        kept = keep(store, "东营市人民政府", "370500", 2022, findings=(BROKEN,))
    origin, shown = stores
    finding = shown.findings(report_id=kept)[0].id
    site = Site(shown, Remembered(tmp_path / "shown.db"), tmp_path, "http://localhost:8080", origin=origin)
    site.write(lambda store: store.judge(finding, "confirmed", None, "甲"))
    assert [store.findings(report_id=kept)[0].human for store in stores] == ["confirmed"] * 2
    for store in stores:
        store.close()


def test_only_the_token_opens_a_site_for_writing(tmp_path):
    closed = Site(None, None, tmp_path, "")
    opened = Site(None, None, tmp_path, "", token="geheim")
    assert not any(closed.opens(token) for token in (None, "", "geheim"))
    assert [opened.opens(token) for token in (None, "", "gehei", "密", "geheim")] == [False] * 4 + [True]


def test_a_port_that_is_taken_is_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "gipcrawler.cli.main", "browse", "--port", str(taken.getsockname()[1])]
        command += ["--database", f"sqlite:///{tmp_path / 'gip.db'}"]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "--port" in ended.stderr


def test_ctrl_c_ends_it_in_one_line(tmp_path):
    with serving(str(tmp_path / "gip.db")) as served:
        assert served.ask("/").status == 200
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(timeout=20) == 130
