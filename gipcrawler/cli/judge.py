"""`gipcrawler judge FINDING VERDICT`: what a person says of a finding, kept beside what the program says."""

import argparse
from typing import get_args

from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console
from gipcrawler.store import Human


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "judge",
        help="a verdict by hand on a finding",
        description="Confirm or dismiss a finding of `gipcrawler check`, or open it again. The verdict survives every "
        "check and reading anew; earlier ones are kept and shown.",
    )
    parser.add_argument("finding", metavar="FINDING", help="the id of a finding, 16 hex digits")
    parser.add_argument("verdict", choices=get_args(Human))
    parser.add_argument("--who", required=True, metavar="NAME", help="who says so")
    parser.add_argument("--note", metavar="TEXT", help="why")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the verdict and show all there are."""
    with open_store(arguments) as store:
        store.judge(arguments.finding, arguments.verdict, arguments.note, arguments.who)
        for each in store.judgements(arguments.finding):
            said = f"{each.judged_at:%Y-%m-%d %H:%M} UTC  {each.verdict}  {each.who}  {each.note or ''}".rstrip()
            console().print(said, markup=False, highlight=False)
    return 0
