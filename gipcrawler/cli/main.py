"""Turn the words of a command line into one command's exit status: 0 done, 1 fell short, 2 wrong usage or input."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from gipcrawler import __version__
from gipcrawler.errors import GipcrawlerError

# Modules of gipcrawler.cli in the order of the help; only the one that is called is imported, for what databases or
# web pages need takes longer to import than most reports to read
COMMANDS = (
    "read",
    "ingest",
    "reread",
    "probe",
    "identify",
    "listing",
    "check",
    "judge",
    "correct",
    "diff",
    "cite",
    "survey",
    "export",
    "verify",
    "wacz",
    "browse",
    "replay",
    "db",
)


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        """End with status 2 and one line on stderr."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status; an error of ours is one line on stderr."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = Parser(prog="gipcrawler", description="Read, compare and survey 政府信息公开工作年度报告.")
    parser.add_argument("--version", action="version", version=f"gipcrawler {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    called = next((word for word in given if not word.startswith("-")), "")
    for name in [called] if called in COMMANDS else COMMANDS:
        import_module(f"gipcrawler.cli.{name}").add_parser(commands)
    chosen = parser.parse_args(given)
    try:
        status = int(chosen.run(chosen))
        sys.stdout.flush()
    except GipcrawlerError as error:
        print(f"gipcrawler: {error}", file=sys.stderr)  # noqa: T201 - the one line for the user
        return 2
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("gipcrawler: stopped", file=sys.stderr)  # noqa: T201
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
