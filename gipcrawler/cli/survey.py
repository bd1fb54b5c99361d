"""`gipcrawler survey`: what is kept of what is owed, which sources live, how well we read, and what runs found."""

import argparse
import sys
from collections.abc import Callable, Mapping
from importlib import import_module

from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console
from gipcrawler.errors import ArgumentError
from gipcrawler.store import Store
from gipcrawler.survey import Survey, as_csv, as_html, as_json, as_tables, coverage, freshness, one_run, quality, runs
from gipcrawler.survey.coverage import LEVELS
from gipcrawler.survey.due import today_in_china
from gipcrawler.survey.quality_sheets import DIMENSIONS
from gipcrawler.survey.scope import Declaration

FORMATS = ("table", "csv", "json", "html")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "survey",
        help="how we are doing",
        description="How we are doing. coverage: reports kept against those owed, by division and year. freshness: "
        "which sources answer, and since when not. quality: how well reports were read, the worst first. runs: what "
        "each run found, and what fell short.",
    )
    parser.add_argument("what", choices=list(SURVEYS), help="which survey")
    parser.add_argument("--year", type=int, help="a report year; of freshness and runs the year in which a run started")
    parser.add_argument("--place", metavar="CODE", help="a division code; coverage and quality show what is below it")
    parser.add_argument("--level", choices=LEVELS, help="this level only")
    parser.add_argument("--by", choices=list(DIMENSIONS), help="quality in one way only (default: all)")
    parser.add_argument("--run", metavar="ID", dest="id", help="runs: one run in detail, by its id or how that begins")
    parser.add_argument("--format", choices=FORMATS, default="table", help="default: %(default)s")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the survey in the format that was asked for."""
    for option, given, owner in (("--by", arguments.by, "quality"), ("--run", arguments.id, "runs")):
        if given and arguments.what != owner:
            raise ArgumentError(f"{option} is for `gipcrawler survey {owner}`; leave it out with {arguments.what}.")
    with open_store(arguments) as store:
        survey = SURVEYS[arguments.what](store, arguments)
    if arguments.format == "table":
        for table in as_tables(survey, console().width):
            console().print(table)
    else:
        sys.stdout.write(PROGRAMS[arguments.format](survey))
    return 0


def _coverage(store: Store, given: argparse.Namespace) -> Survey:
    return coverage(store, given.place, given.year, given.level)


def _freshness(store: Store, given: argparse.Namespace) -> Survey:
    return freshness(store, given.place, given.year, given.level, declared=_declared())


def _quality(store: Store, given: argparse.Namespace) -> Survey:
    by = (given.by,) if given.by else ()
    declared = _declared() if not by or "family" in by else ()
    return quality(store, given.place, given.year, given.level, by, declared)


def _runs(store: Store, given: argparse.Namespace) -> Survey:
    if given.id:
        return one_run(store, given.id)
    return runs(store, given.place, given.year, given.level)


def _declared() -> tuple[Declaration, ...]:
    """The sources of all provinces; imported here, for Scrapy takes a second that coverage need not wait."""
    return tuple(Declaration(*one) for one in import_module("gipcrawler.crawl.families").declared())


SURVEYS: Mapping[str, Callable[[Store, argparse.Namespace], Survey]] = {
    "coverage": _coverage,
    "freshness": _freshness,
    "quality": _quality,
    "runs": _runs,
}
PROGRAMS: Mapping[str, Callable[[Survey], str]] = {
    "csv": as_csv,
    "json": as_json,
    "html": lambda survey: as_html(survey, today_in_china()),
}
