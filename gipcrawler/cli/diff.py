"""`gipcrawler diff A B`: what changed between two files, reports, or editions of one."""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from gipcrawler.cli.change import paint_change
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.fetch import open_source
from gipcrawler.cli.painting import console
from gipcrawler.cli.read import read_source
from gipcrawler.diff import Shown, change_html, change_json, diff
from gipcrawler.errors import ArgumentError, UnreadableError
from gipcrawler.store import EditionLine

# A report id or PLACE@YEAR, and which of its editions, the first seen being 1
NAMED = re.compile(r"(?P<id>[0-9]{1,12})(?:@(?P<year>[0-9]{4}))?(?:\.(?P<edition>[0-9]{1,6}))?")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "diff",
        help="compare two reports",
        description="Compare two reports section by section and cell by cell. A and B are report ids, PLACE@YEAR "
        "(a division code and a report year), or files. An id or PLACE@YEAR means the current edition; 12.1 and "
        "370322@2021.1 mean the first edition that was seen.",
    )
    parser.add_argument("left", metavar="A")
    parser.add_argument("right", metavar="B")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="the change as one JSON object")
    shown.add_argument("--html", metavar="FILE", help="write the change as one page that needs no other file")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Find both reports, compare them, print the change or write its page."""
    left, right = (_find(name, arguments) for name in (arguments.left, arguments.right))
    change = diff(left.report, right.report, (left.name, right.name))
    if arguments.json:
        sys.stdout.write(json.dumps(change_json(change), ensure_ascii=False, indent=2) + "\n")
    elif arguments.html:
        _write(Path(arguments.html), change_html(change, left, right))
    else:
        paint_change(console(), change, left.report, right.report)
    return 0


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise ArgumentError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _find(name: str, arguments: argparse.Namespace) -> Shown:
    if Path(name).is_file():
        try:
            return Shown(read_source(open_source(name)), name)
        except UnreadableError as error:
            raise UnreadableError(f"{name}: {error}") from error
    named = NAMED.fullmatch(name)
    if named is None:
        raise ArgumentError(f"{name} is no file, no report id and no PLACE@YEAR such as 510000@2021")
    with open_store(arguments) as store:
        year = named["year"]
        report_id = store.report_id_of(named["id"], int(year)) if year else int(named["id"])
        editions = [] if report_id is None else store.editions(report_id)
        if not editions:
            raise ArgumentError(f"{name} is not in {arguments.database}; `gipcrawler survey coverage` shows what is")
        line = _edition(name, named["edition"], editions)
        report = store.edition(line.edition_id)
    if report is None:
        raise ArgumentError(f"{name} went from {arguments.database} while it was looked for; call again")
    return Shown(report, name, line.source_url, f"{line.captured_at:%Y-%m-%d %H:%M} UTC", line.record_id)


def _edition(name: str, wanted: str | None, editions: Sequence[EditionLine]) -> EditionLine:
    """The edition of a number, or the current one."""
    if wanted is None:
        return next((line for line in editions if line.is_current), editions[-1])
    if not 0 < int(wanted) <= len(editions):
        count = "1 edition" if len(editions) == 1 else f"{len(editions)} editions"
        raise ArgumentError(f"{name}: the report has {count}, numbered from 1 as they were first seen")
    return editions[int(wanted) - 1]
