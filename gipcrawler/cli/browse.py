"""`gipcrawler browse`: the database as web pages, on this machine."""

import argparse
import socket
from datetime import timedelta
from importlib import import_module

from gipcrawler.cli.archive import archive_dir
from gipcrawler.cli.database import add_database
from gipcrawler.cli.painting import console
from gipcrawler.errors import ArgumentError


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "browse",
        help="the web pages: reports, comparisons, figures, coverage",
        description="Serve the database as web pages, on this machine only unless --host says otherwise. Nothing can "
        "be written there without --write, and then only by who opens the link that is printed.",
    )
    parser.add_argument("--port", type=int, default=8001, help="default: %(default)s")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="let who opens the printed link write verdicts and notes")
    parser.add_argument(
        "--replay",
        default="http://localhost:8080",
        metavar="URL",
        help="where `gipcrawler replay` answers (default: %(default)s)",
    )
    parser.add_argument(
        "--refresh",
        type=float,
        default=60,
        metavar="MINUTES",
        help="Postgres: how old the SQLite snapshot that is shown may become (default: %(default)s)",
    )
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until it is interrupted."""
    _refuse_taken(arguments.host, arguments.port)
    try:
        browse = import_module("gipcrawler.browse")
    except ImportError as error:
        raise ArgumentError(
            f"The web pages need the extra `browse` ({error}): pip install gipcrawler[browse]"
        ) from error
    browsing = browse.Browsing(
        database=arguments.database,
        archive=archive_dir(),
        host=arguments.host,
        port=arguments.port,
        write=arguments.write,
        replay=arguments.replay.rstrip("/"),
        refresh=timedelta(minutes=arguments.refresh),
    )
    address = f"http://{arguments.host}:{arguments.port}"

    def started(token: str | None) -> None:
        console().print(f"{address}/  (Ctrl-C ends it)", soft_wrap=True)
        if token:
            console().print(f"{address}/gip/write?token={token}  (opens it for writing)", soft_wrap=True)
        console().file.flush()

    browse.serve(browsing, started)
    return 0


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise ArgumentError(f"{host}:{port} cannot be had ({error}): give another one by --port") from error
