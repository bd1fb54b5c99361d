"""`gipcrawler diff A B`: what changed between two reports, named by report id, PLACE@YEAR or file."""

import argparse
import json
import sys
from pathlib import Path

from gipcrawler.cli.change import paint_change
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.fetch import open_source
from gipcrawler.cli.painting import console
from gipcrawler.cli.read import read_source
from gipcrawler.diff import change_json, diff
from gipcrawler.errors import ArgumentError
from gipcrawler.model import Report


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "diff",
        help="compare two reports",
        description="Compare two reports section by section and cell by cell. A and B are report ids, PLACE@YEAR "
        "(a division code and a report year), or files.",
    )
    parser.add_argument("left", metavar="A")
    parser.add_argument("right", metavar="B")
    parser.add_argument("--json", action="store_true", help="the change as one JSON object")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Find both reports, compare them, print the change."""
    left, right = (_find(name, arguments) for name in (arguments.left, arguments.right))
    change = diff(left, right, (arguments.left, arguments.right))
    if arguments.json:
        sys.stdout.write(json.dumps(change_json(change), ensure_ascii=False, indent=2) + "\n")
    else:
        paint_change(console(), change, left, right)
    return 0


def _find(name: str, arguments: argparse.Namespace) -> Report:
    if Path(name).is_file():
        return read_source(open_source(name))
    place, at, year = name.partition("@")
    if not name.isdigit() and not (at and place.isdigit() and year.isdigit()):
        raise ArgumentError(f"{name} is no file, no report id and no PLACE@YEAR such as 510000@2021")
    with open_store(arguments) as store:
        report = store.report_of(place, int(year)) if at else store.report(int(name))
    if report is None:
        raise ArgumentError(f"{name} is not in {arguments.database}; `gipcrawler survey coverage` shows what is")
    return report
