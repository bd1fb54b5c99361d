"""Run `gipcrawler browse` as people do: a process of its own on a free port of this machine."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """What came back: headers in lower case, cookies in their order."""

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A running site: its address and, where it may be written, the link that opens it."""

    address: str
    opens: str | None = None
    process: subprocess.Popen[str] | None = None

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            came = connection.getresponse()
            pairs = [(name.lower(), value) for name, value in came.getheaders()]
            cookies = tuple(value for name, value in pairs if name == "set-cookie")
            return Answer(came.status, dict(pairs), cookies, came.read())
        finally:
            connection.close()


@contextmanager
def serving(database: str, *options: str, **environment: str) -> Iterator[Served]:
    """A site over a database (a file, or a URL), ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = database if "://" in database else f"sqlite:///{database}"
    command = [sys.executable, "-m", "gipcrawler.cli.main", "browse", "--port", str(port), "--database", url, *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | environment, cwd=Path(__file__).parents[2]
    ) as process:
        try:
            assert process.stdout is not None
            words = process.stdout.readline().split()
            assert words, "the site did not start"
            opens = process.stdout.readline().split()[0] if "--write" in options else None
            yield Served(words[0].rstrip("/"), opens, process)
        finally:
            process.terminate()
