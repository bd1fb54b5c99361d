"""`gipcrawler survey`: how we are doing; `coverage` holds what is kept against the register of governments."""

import argparse
import sys

from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console
from gipcrawler.survey import as_csv, as_json, as_table, coverage
from gipcrawler.survey.coverage import LEVELS


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("survey", help="how we are doing", description="What is kept of what is owed.")
    parser.add_argument("what", choices=["coverage"], help="coverage: reports kept against governments that owe one")
    parser.add_argument("--year", type=int, help="a report year")
    parser.add_argument("--place", metavar="CODE", help="a division code; shows the divisions below it")
    parser.add_argument("--level", choices=LEVELS, help="governments of this level only")
    parser.add_argument("--format", choices=["table", "csv", "json"], default="table", help="default: %(default)s")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the table in the format that was asked for."""
    with open_store(arguments) as store:
        table = coverage(store, arguments.place, arguments.year, arguments.level)
    if arguments.format == "table":
        console().print(as_table(table))
    else:
        sys.stdout.write(as_csv(table) if arguments.format == "csv" else as_json(table))
    return 0
