"""`gipcrawler cite REPORT`: a citation that leads to the record which the report was read from."""

import argparse
import re
import sys

from gipcrawler.cli.database import add_database, open_store
from gipcrawler.errors import ArgumentError
from gipcrawler.store import Store
from gipcrawler.warc.cite import STYLES, Cited, citation_key

REPORT = re.compile(r"[0-9]{1,12}(?:@[0-9]{4})?")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "cite",
        help="a citation of a report as it was captured",
        description="Cite the current edition of a report, with its address, the time of its capture, the WARC record, "
        "the digest of its payload and where `gipcrawler replay` shows it. REPORT is a report id or PLACE@YEAR (a "
        "division code and a report year).",
    )
    parser.add_argument("report", metavar="REPORT")
    parser.add_argument("--style", choices=STYLES, default="gbt7714", help="default: %(default)s")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the citation."""
    sys.stdout.write(STYLES[arguments.style](_cited(arguments)))
    return 0


def report_named(store: Store, name: str, database: str) -> int:
    """The id of the report of a name (a report id, or PLACE@YEAR); raises `ArgumentError` where there is none."""
    if not REPORT.fullmatch(name):
        raise ArgumentError(f"{name} is no report id and no PLACE@YEAR such as 510000@2021")
    place, at, year = name.partition("@")
    report_id = store.report_id_of(place, int(year)) if at else int(name)
    if report_id is None or store.line(report_id) is None:
        raise ArgumentError(f"{name} is not in {database}; `gipcrawler survey coverage` shows what is")
    return report_id


def _cited(arguments: argparse.Namespace) -> Cited:
    with open_store(arguments) as store:
        line = store.line(report_named(store, arguments.report, arguments.database))
        capture = store.capture_of(line.record_id) if line else None
    if line is None or capture is None:
        raise ArgumentError(f"{arguments.report} went from {arguments.database} while it was looked for; call again")
    key = citation_key(line.report_id, line.place, line.year)
    return Cited(key, line.publisher, line.title, line.published, capture)
