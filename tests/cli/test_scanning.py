"""Reading a scan tells a terminal which page it is at, and a pipe nothing."""

import subprocess
import sys

import pytest

from tests.press.scan import FIGURES, saved, table
from tests.terminal import Terminal

READ = [sys.executable, "-m", "gipcrawler.cli.main", "read"]


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "table.png"
    path.write_bytes(saved(table(FIGURES)))
    return path


def test_a_terminal_is_told_the_page(picture):
    with Terminal() as terminal:
        subprocess.run([*READ, picture], stdout=subprocess.DEVNULL, stderr=terminal.theirs, timeout=100, check=False)
    assert "reading the picture of page 1" in terminal.text


def test_a_pipe_is_told_nothing_but_what_went_wrong(picture):
    done = subprocess.run([*READ, picture], capture_output=True, text=True, timeout=100, check=False)
    assert "page" not in done.stderr
    assert len(done.stderr.splitlines()) == (done.returncode == 2)
