import json
import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from gipcrawler.warc import records
from tests.crawl.page_server import ROOT, portal

DISK = 4_000_000
PAGES = 150


@pytest.fixture
def disk(tmp_path):
    """A small disk with a file that fills it to the last 300 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk (tmpfs)")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    (folder / "ballast").write_bytes(bytes(DISK - 300_000))
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def crawling(disk, least: int):
    """A crawl that fills the disk, from the moment on when it says that it is paused."""
    settings = json.dumps({"ARCHIVE_DIR": str(disk), "ARCHIVE_MIN_FREE": least})
    with portal() as address:
        command = [sys.executable, "-m", "tests.crawl.flat_crawl", address, str(PAGES), settings]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        with subprocess.Popen(command, cwd=ROOT, **pipes) as process:
            yield process, process.stderr.readline()
            process.kill()


@pytest.mark.parametrize(
    ("least", "says"),
    [(200_000, "MB free of the 0.2 MB that must be; it goes on"), (0, "cannot write to .*No space left on device")],
    ids=["watermark", "full"],
)
def test_a_crawl_pauses_on_a_full_disk_and_goes_on_when_there_is_room(disk, least, says):
    with crawling(disk, least) as (process, paused):
        assert "The crawl is paused, because" in paused
        [path] = disk.glob("warc/*.open")
        assert subprocess.run(["gzip", "-t"], stdin=path.open("rb"), check=False).returncode == 0
        (disk / "ballast").unlink()
        told, log = process.communicate(timeout=30)
    assert re.search(says, paused)
    assert [line for line in log.splitlines() if "goes on" not in line] == []
    assert json.loads(told)["pages"] == PAGES
    [path] = disk.glob("warc/*")
    assert [record.type for record in records(path)] == ["warcinfo", *["response", "request"] * PAGES]


def test_a_paused_crawl_can_be_stopped(disk):
    with crawling(disk, 200_000) as (process, paused):
        assert "The crawl is paused" in paused
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=30)
    assert json.loads(told)["reason"] == "shutdown"
    [path] = disk.glob("warc/*")
    assert path.suffix == ".gz"
    assert len(list(records(path))) % 2 == 1
