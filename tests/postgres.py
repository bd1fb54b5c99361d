"""A PostgreSQL server of the tests' own: made in a folder, reached on loopback, gone when they end."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.services import SERVICES

WAIT = "60"
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class Server:
    """A running server; each database that it makes is empty."""

    def __init__(self, port: int) -> None:
        self._at = f"127.0.0.1:{port}"

    def database(self) -> str:
        """The SQLAlchemy URL of a new database."""
        name = f"gip_{uuid4().hex}"
        with psycopg.connect(f"postgresql://gip@{self._at}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://gip@{self._at}/{name}"


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A server whose files lie in a folder. PostgreSQL refuses to run as root: then it runs as its own user."""
    programs = Path(SERVICES["postgresql"].program or "").parent
    data, port = folder / "data", free_port()
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    settings = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} {OPTIONS}"

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120, cwd="/")

    run("initdb", "-U", "gip", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
    run("pg_ctl", "-w", "-t", WAIT, "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield Server(port)
    finally:
        run("pg_ctl", "-w", "-t", WAIT, "-m", "immediate", "stop")


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
