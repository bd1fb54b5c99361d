"""`gipcrawler correct REPORT CELL=FIGURE …`: a reading by hand on top of what the program read."""

import argparse

from gipcrawler.cli.cite import report_named
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console
from gipcrawler.errors import ArgumentError
from gipcrawler.store import CorrectedCell


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "correct",
        help="a reading by hand on top of a report",
        description="Say what is printed in cells that the program read wrongly. The correction stands on top of the "
        "current edition, with its author and reason; what the program read stays, and is shown beside it. "
        "`gipcrawler read --json` and the view `cells` name the cells.",
    )
    parser.add_argument("report", metavar="REPORT", help="a report id or PLACE@YEAR, such as 510100@2021")
    parser.add_argument(
        "cells",
        metavar="CELL=FIGURE",
        nargs="+",
        help="TABLE/ROW/COLUMN=what is printed, such as applications/granted/total=12; TABLE/ROW/SUB-ROW/COLUMN where "
        "the issuer split the row",
    )
    parser.add_argument("--author", required=True, metavar="NAME", help="who says so")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why, and where it can be seen")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the correction and show those that the edition has."""
    cells = [_cell(word) for word in arguments.cells]
    with open_store(arguments) as store:
        report_id = report_named(store, arguments.report, arguments.database)
        edition = next(line.edition_id for line in store.editions(report_id) if line.is_current)
        store.correct(edition, arguments.author, arguments.reason, cells)
        for each in store.corrections(edition):
            said = f"{each.made_at:%Y-%m-%d %H:%M} UTC  {each.cells} cells  {each.author}: {each.reason}"
            console().print(said, markup=False, highlight=False)
    return 0


def _cell(word: str) -> CorrectedCell:
    name, is_there, raw = word.partition("=")
    parts = name.split("/")
    if not is_there or len(parts) < 3:
        raise ArgumentError(f"{word} is no TABLE/ROW/COLUMN=FIGURE such as applications/granted/total=12")
    return CorrectedCell(parts[0], parts[1], parts[-1], raw, "/".join(parts[2:-1]) or None)
