"""`gipcrawler read`: documents in, a report for people or JSON for programs out; no database is touched."""

import argparse
import json
import sys
from dataclasses import replace

from rich.progress import track

from gipcrawler.check import check
from gipcrawler.cli.fetch import Source, open_source
from gipcrawler.cli.painting import console, errors
from gipcrawler.cli.report import paint_report
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Report
from gipcrawler.model.as_json import report_json
from gipcrawler.reading import read

FEW = 3  # documents up to which a progress bar is noise


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "read",
        help="read documents without a database",
        description="Read report documents (HTML, plain text, docx, PDF) into sections, cells of the official form "
        "and findings. Exit status 2 if one of them cannot be read.",
    )
    parser.add_argument("sources", nargs="+", metavar="FILE|URL", help="a document, or - for standard input")
    parser.add_argument("--json", action="store_true", help="one object; of several documents one object a line")
    parser.add_argument("--full", action="store_true", help="show the whole text of each section")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read each source in turn; one that cannot be read is one line on stderr and status 2, after the others."""
    failed = 0
    many = len(arguments.sources) > 1
    shown = many and len(arguments.sources) > FEW and sys.stderr.isatty()
    names = track(arguments.sources, "reading", console=errors(), transient=True) if shown else arguments.sources
    for name in names:
        try:
            report = read_source(open_source(name))
        except UnreadableError as error:
            errors().print(f"gipcrawler: {name}: {error}", markup=False, highlight=False, soft_wrap=True)
            failed += 1
            continue
        if arguments.json:
            indent = None if many else 2
            sys.stdout.write(json.dumps(report_json(report), ensure_ascii=False, indent=indent) + "\n")
        else:
            paint_report(console(), report, full=arguments.full)
    return 2 if failed else 0


def read_source(source: Source) -> Report:
    """The report in a document, with its findings; raises UnreadableError where there is none."""
    report = read(source.body, source.media_type)
    if not (report.title or report.cells or report.sections):
        kind = report.media_type
        raise UnreadableError(f"The document ({kind}) holds no disclosure report: no title, section or table of one.")
    return replace(report, findings=check(report))
