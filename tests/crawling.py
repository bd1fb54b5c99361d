"""Run the two programs as a user does, in processes of their own, against the replica and an archive folder."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
QUICK = {"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "False"}
"""The replica needs no patience."""


def environment(archive: Path, proxy: str | None = None, columns: int = 100) -> dict[str, str]:
    """A child's environment: this archive, SQLite inside it, no network but the proxy; ours where it says nothing."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIP_")}
    theirs = {
        "GIP_ARCHIVE_DIR": str(archive),
        "GIP_SOURCES_LOCAL": "",  # a file of the developer's own is no part of what is tested
        "COLUMNS": str(columns),
        "PYTHONUTF8": "1",
        "no_proxy": "",
        "NO_PROXY": "",
    }
    return ours | theirs | dict.fromkeys(PROXIES, proxy or "http://127.0.0.1:9")  # port 9 is closed: nobody is asked


def crawl_command(spider: str, *arguments: str, settings: Mapping[str, str] = QUICK) -> list[str]:
    """`scrapy crawl` with spider arguments such as year=2021, and settings."""
    command = [program("scrapy"), "crawl", spider]
    for argument in arguments:
        command += ["-a", argument]
    for name, value in settings.items():
        command += ["-s", f"{name}={value}"]
    return command


def crawl(
    spider: str, *arguments: str, archive: Path, proxy: str | None, settings: Mapping[str, str] = QUICK
) -> subprocess.CompletedProcess[str]:
    """Crawl and wait; output is captured as text."""
    return _run(crawl_command(spider, *arguments, settings=settings), environment(archive, proxy))


def gipcrawler(*arguments: str, archive: Path, columns: int = 100) -> subprocess.CompletedProcess[str]:
    """Run the command without any network; output is captured as text."""
    return _run([program("gipcrawler"), *arguments], environment(archive, columns=columns))


def program(name: str) -> str:
    """A program of the environment that runs us."""
    return str(Path(sys.executable).with_name(name))


def _run(command: list[str], variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=dict(variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
