"""A crawl on a terminal and in a pipe, in processes of their own."""

import subprocess

import pytest

from tests.crawling import QUICK, ROOT, crawl_command, environment
from tests.replica.server import Proxy
from tests.replica.site import Site, page
from tests.terminal import Terminal

HOST = "www.example.gov.cn"
LINE = '<li><a href="/{0}.html">某县{0}年政府信息公开工作年度报告</a><span>2025-01-26</span></li>'


@pytest.fixture
def proxy():
    site = Site(HOST, robots=None)
    items = "".join(LINE.format(year) for year in (2023, 2022, 2021))
    site.pages["/gk/"] = page(f"<html><body><ul>{items}</ul></body></html>")
    with Proxy([site]) as running:
        yield running


def run(proxy, archive, stderr, **settings):
    command = crawl_command("portal", f"url=http://{HOST}/gk/", settings=QUICK | settings)
    variables = environment(archive, proxy.url) | {"TERM": "xterm-256color"}
    return subprocess.run(
        command,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=stderr,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_a_terminal_shows_how_far_the_crawl_is(proxy, tmp_path):
    with Terminal() as terminal:
        done = run(
            proxy, tmp_path, terminal.theirs, LOG_LEVEL="INFO", DOWNLOAD_DELAY="0.3"
        )  # the line is drawn 12 times a second
    assert f"answers, 0 reports, 0 waiting; asking {HOST}" in terminal.text
    assert "portal: 3 answers" in terminal.text
    assert "Spider closed (finished)" in terminal.text  # the log stands there too
    assert "reports, " not in done.stdout
    assert done.stdout.startswith("complete: portal")


def test_rows_on_stdout_stay_there(proxy, tmp_path):
    with Terminal() as terminal:
        done = run(proxy, tmp_path, terminal.theirs, FEEDS='{"stdout:": {"format": "jsonlines"}}', DOWNLOAD_DELAY="0.3")
    assert "complete: portal" in terminal.text
    assert done.stdout == ""  # no report was there to have a row


def test_a_pipe_stays_quiet(proxy, tmp_path):
    done = run(proxy, tmp_path, subprocess.PIPE)
    assert done.stderr == ""
