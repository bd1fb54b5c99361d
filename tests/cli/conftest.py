"""Commands in the process of the tests, which is quick; that they work as programs is seen in test_commands."""

import subprocess

import pytest

from gipcrawler import settings
from gipcrawler.cli import painting
from gipcrawler.cli.main import main
from tests.crawling import PROXIES


@pytest.fixture
def command(monkeypatch, capsys):
    """Run a command on an archive folder: its exit status and what it printed."""

    def run(*arguments, archive):
        monkeypatch.setattr(settings, "ARCHIVE_DIR", str(archive))
        monkeypatch.setattr(settings, "DATABASE_URL", f"sqlite:///{archive}/gip.db")
        for screen in (painting.console, painting.errors):
            screen.cache_clear()
        status = main([*map(str, arguments)])
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, status, said.out, said.err)

    yield run
    for screen in (painting.console, painting.errors):
        screen.cache_clear()


@pytest.fixture
def peek(monkeypatch, capsys):
    """Run a command that asks a portal behind a proxy: its exit status and what it printed."""

    def run(proxy, *arguments):
        for name in PROXIES:
            monkeypatch.setenv(name, proxy)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.setenv(name, "")
        monkeypatch.setattr(settings, "DOWNLOAD_DELAY", 0)
        for screen in (painting.console, painting.errors):
            screen.cache_clear()
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = ended.code
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, status, said.out, said.err)

    yield run
    for screen in (painting.console, painting.errors):
        screen.cache_clear()
