"""`gipcrawler export --to DIR`: reports, sections, cells and findings as files for other programs."""

import argparse
import sys
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console, errors
from gipcrawler.errors import ArgumentError
from gipcrawler.export import FORMATS, write_export

SHOWN = ("reports", "editions", "sections", "cells", "findings")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "export",
        help="reports, sections, cells and findings as files for other programs",
        description="Write what the database holds into a folder: reports, a panel of metrics, editions, captures, "
        "sections, cells, leftovers and findings, each row with the WARC record that it was read from, and a "
        "datapackage.json that describes every column. Equal databases give equal bytes, on SQLite and on Postgres. "
        "Files of an earlier export in the folder are replaced when the new ones are whole.",
    )
    parser.add_argument(
        "--to", metavar="DIR", type=Path, required=True, help="the folder to write into; made if missing"
    )
    parser.add_argument("--format", choices=FORMATS, default="csv", help="default: %(default)s")
    parser.add_argument("--year", type=int, help="a report year")
    parser.add_argument("--place", metavar="CODE", help="a division code; the divisions below it belong to it")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and say how much is in them."""
    if arguments.place is not None and not arguments.place.isdecimal():
        raise ArgumentError(f"{arguments.place} is no division code: give its digits, such as 510100")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    quiet = not sys.stderr.isatty()
    with (
        open_store(arguments) as store,
        store.kept(arguments.place, arguments.year) as editions,
        Progress(*columns, console=errors(), transient=True, redirect_stdout=False, disable=quiet) as progress,
    ):
        task = progress.add_task("exporting", total=len(editions))
        rows = write_export(arguments.to, arguments.format, editions, lambda: progress.advance(task))
    if not rows["reports"]:
        errors().print("There is no such report in the database: the tables have heads only.", soft_wrap=True)
    told = ", ".join(f"{rows[name]} {name}" for name in SHOWN)
    console().print(f"{arguments.to}: {told}", markup=False, soft_wrap=True)
    return 0
