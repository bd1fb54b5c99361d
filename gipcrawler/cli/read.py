"""`gipcrawler read`: documents in, reports for people or JSON for programs out; no database is touched."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from rich.progress import track

from gipcrawler.check import check
from gipcrawler.cli.fetch import Source, open_source
from gipcrawler.cli.painting import console, errors
from gipcrawler.cli.report import paint_report
from gipcrawler.cli.scanning import show_scans
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Report
from gipcrawler.model.as_json import report_json
from gipcrawler.reading import Entry, EntryReading, Given, Whence, read, read_entry

FEW = 3  # documents up to which a progress bar is noise


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "read",
        help="read documents without a database",
        description="Read report documents (web pages, plain text, Word, OpenDocument, work sheets, PDF, OFD, and "
        "archives of these) into sections, cells of the official form and findings. Each report of an archive is one. "
        "Exit status 2 if one of them cannot be read.",
    )
    parser.add_argument("sources", nargs="+", metavar="FILE|URL", help="a document, or - for standard input")
    parser.add_argument("--json", action="store_true", help="one object; of several reports one object a line")
    parser.add_argument("--full", action="store_true", help="show the whole text of each section")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read each source in turn; one that cannot be read is one line on stderr and status 2, after the others."""
    show_scans()
    failed = 0
    alone = len(arguments.sources) == 1
    shown = len(arguments.sources) > FEW and sys.stderr.isatty()
    names = track(arguments.sources, "reading", console=errors(), transient=True) if shown else arguments.sources
    for name in names:
        try:
            entry = read_sources(open_source(name))
        except UnreadableError as error:
            _complain(name, str(error))
            failed += 1
            continue
        for unread in entry.unread:
            _complain(" ".join(filter(None, (name, unread.member))), unread.reason)
        failed += entry.lacks
        for reading in entry.readings:
            if arguments.json:
                indent = 2 if alone and len(entry.readings) == 1 else None
                sys.stdout.write(json.dumps(report_json(reading.report), ensure_ascii=False, indent=indent) + "\n")
            else:
                paint_report(console(), reading.report, full=arguments.full)
    return 2 if failed else 0


def read_sources(source: Source) -> Entry:
    """The report in a document, or those in an archive, with their findings; raises UnreadableError where none is."""
    name = source.name if "://" in source.name else Path(source.name).name
    entry = read_entry([Given(source.body, source.media_type, name)])
    if not entry.readings:
        if entry.unread:
            raise UnreadableError(" ".join(" ".join(filter(None, (one.member, one.reason))) for one in entry.unread))
        entry = Entry((EntryReading(_titled(source), Whence(0)),))
    return entry.each(checked)


def read_source(source: Source) -> Report:
    """The one report in a document, with its findings; raises UnreadableError where there is none, or several."""
    first, *others = read_sources(source).readings
    if others:
        raise UnreadableError(f"holds {len(others) + 1} reports: unpack it and name one of them")
    return first.report


def checked(report: Report) -> Report:
    """A report with its findings."""
    return replace(report, findings=check(report))


def _titled(source: Source) -> Report:
    """A document that has the title of a report and nothing more; raises UnreadableError where it has not even that."""
    report = read(source.body, source.media_type)
    if not report.title:
        kind = report.media_type
        raise UnreadableError(f"The document ({kind}) holds no disclosure report: no title, section or table of one.")
    return report


def _complain(name: str, says: str) -> None:
    errors().print(f"gipcrawler: {name}: {says}", markup=False, highlight=False, soft_wrap=True)
