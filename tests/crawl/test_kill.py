import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from gipcrawler.warc import read_record, records, salvage
from tests.crawl.page_server import ROOT, body, portal

KILLS = 20
PAGES = 150


def command(address, folder):
    settings = json.dumps({"ARCHIVE_DIR": str(folder), "LOG_LEVEL": "ERROR"})
    return [sys.executable, "-m", "tests.crawl.flat_crawl", address, str(PAGES), settings, "say"]


def killed(address, folder, after: int, wait: float, whole: bool) -> list[list[str]]:
    """What the spider was given before its process, or the process that writes as well, was killed.

    That is after so many lines, and so many seconds more.
    """
    pipes = {"stdout": subprocess.PIPE, "text": True, "start_new_session": True}
    with subprocess.Popen(command(address, folder), cwd=ROOT, **pipes) as process:
        lines = [process.stdout.readline() for _ in range(after)]
        kill = partial(os.killpg if whole else os.kill, process.pid, signal.SIGKILL)
        timer = threading.Timer(wait, kill)
        timer.start()
        lines += process.stdout.readlines()
        timer.cancel()
    return [line.split() for line in lines if line.endswith("\n") and not line.startswith("{")]


def saved(folder) -> list:
    """Salvage until nothing is open: a writer whose crawl was killed finishes its file by itself."""
    done = salvage(folder)
    until = time.monotonic() + 20
    while list(folder.glob("*.open")) and time.monotonic() < until:
        time.sleep(0.1)
        done += salvage(folder)
    return done


@pytest.fixture(scope="module")
def kills(tmp_path_factory):
    """Archive folders of killed crawls, each with what its spider was given."""
    chance = random.Random()
    folders = [tmp_path_factory.mktemp("killed") for _ in range(KILLS)]
    with portal() as address, ThreadPoolExecutor(3) as pool:
        moments = [(chance.randrange(PAGES // 2), chance.random() / 20, number % 2 == 0) for number in range(KILLS)]
        given = pool.map(lambda folder, moment: killed(address, folder, *moment), folders, moments)
        yield address, list(zip(folders, given, strict=True))


def test_no_record_that_a_spider_was_given_is_lost_and_every_file_is_whole(kills):
    address, cases = kills
    found = []
    for folder, given in cases:
        found += saved(folder / "warc")
        assert not list(folder.glob("warc/*.open"))
        for path in folder.glob("warc/*.warc.gz"):
            assert subprocess.run(["gzip", "-t", path], check=False).returncode == 0
            assert next(records(path)).type == "warcinfo"
            assert list(records(path))
        for path, file, offset, record_id in given:
            record = read_record(folder / "warc", file, int(offset))
            assert (record.record_id, record.url) == (record_id, f"{address}/{path}")
            assert record.payload == body(f"/{path}")
    assert len(found) >= KILLS // 4  # the rest was finished by its writer
    assert sum(len(given) for _, given in cases) > KILLS * 10
    assert sum(len(given) < PAGES for _, given in cases) > KILLS // 2


def test_a_crawl_after_a_kill_completes(kills):
    address, cases = kills
    for folder, _ in cases[:2]:
        saved(folder / "warc")
        done = subprocess.run(command(address, folder), cwd=ROOT, capture_output=True, text=True, check=True)
        assert json.loads(done.stdout.splitlines()[-1])["reason"] == "finished"
        assert not list(folder.glob("warc/*.open"))
        everything = [record for path in folder.glob("warc/*.warc.gz") for record in records(path)]
        assert {record.url for record in everything if record.type == "response"} == {
            f"{address}/{number}" for number in range(PAGES)
        }
