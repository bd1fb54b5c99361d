"""Commands in the process of the tests, which is quick; that they work as programs is seen in test_commands."""

import subprocess

import pytest

from gipcrawler import settings
from gipcrawler.cli import painting
from gipcrawler.cli.main import main


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
