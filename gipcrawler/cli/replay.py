"""`gipcrawler replay`: the archive served by pywb, as its pages were at the time of each capture."""

import argparse
import os
import socket

from gipcrawler.cli.archive import archive_dir, warc_dir
from gipcrawler.cli.painting import console, errors
from gipcrawler.errors import ArgumentError
from gipcrawler.warc.replay import COLLECTION, configure, environment, serve_command


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "replay",
        help="show archived pages as they were",
        description="Serve the finished files of the archive by pywb, on this machine only: "
        f"http://localhost:8080/{COLLECTION}/<14-digit time>/<url>. pywb is installed on first use, into an "
        "environment of its own in the user's cache folder.",
    )
    parser.add_argument("--port", type=int, default=8080, help="default: %(default)s")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the environment if need be, index what is new, and become pywb."""
    if not warc_dir().is_dir():
        raise ArgumentError(f"There is no archive in {archive_dir()} yet: crawl something, or set GIP_ARCHIVE_DIR")
    _refuse_taken(arguments.port)
    python = environment(lambda words: errors().print(words, highlight=False, soft_wrap=True))
    command = serve_command(python, configure(archive_dir()), arguments.port)
    console().print(f"http://localhost:{arguments.port}/{COLLECTION}/  (Ctrl-C ends it)", soft_wrap=True)
    console().file.flush()
    # its signals and its exit status are pywb's own; it asks itself over HTTP, and no proxy can help with that
    os.execve(command[0], command, os.environ | {"NO_PROXY": "*", "no_proxy": "*"})  # noqa: S606  # no shell


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise ArgumentError(f"port {port} cannot be had ({error}): give another one by --port") from error
