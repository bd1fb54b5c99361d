"""`gipcrawler db upgrade`: make the database, or bring it to the newest schema."""

import argparse

from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("db", help="make or migrate the database", description="Look after the database.")
    parser.add_argument("action", choices=["upgrade"], help="make it, or migrate it to the newest schema")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Opening a store migrates it."""
    with open_store(arguments):
        console().print(f"{arguments.database}: up to date", markup=False, soft_wrap=True)
    return 0
