"""`gipcrawler probe [PROVINCE…]`: ask each source for one listing and one report, and say which of them hold."""

import argparse
import json
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, set_cell_size
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from gipcrawler.cli.painting import console, errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gipcrawler.crawl.probed import Probed

COLUMNS = ("province", "place", "source", "stands", "family", "entries", "newest", "one report")
ROOMY = {"source": 0.45, "one report": 0.55}
"""Columns that are cut where the terminal is narrow, and their shares of what the others leave."""
GAP, FRAME = 1, 4
LEAST = 12
NUMBERS = ("entries", "newest")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "probe",
        help="which sources of the provinces hold",
        description="Ask each source of the provinces, or of those named, for one listing and one report, as politely "
        "as a crawl does, and say whether it answered, moved, is empty, gone, blocked or unreachable, what it lists, "
        "and the `Source(…)` line of what would hold instead, if that was found. Every answer is kept, in the "
        "folder probes of the archive; the database is not touched. Exit status 1 if a source does not hold.",
    )
    parser.add_argument("provinces", nargs="*", metavar="PROVINCE", help="spiders by name (default: all provinces)")
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="a line of JSON a source, as soon as it is known")
    formats.add_argument(
        "--local", action="store_true", help="entries for sources.local.toml, of sources for which another was found"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Probe, and print a table in the order of the declarations, or lines as they come."""
    from gipcrawler.crawl import probe_run  # noqa: PLC0415  # Scrapy takes a second, which other commands do not need

    settings = probe_run.project_settings()
    sources = probe_run.sources_of(settings, arguments.provinces)
    archive = probe_run.archive_of(settings)
    found: dict[tuple[str, str], Probed] = {}
    with _progress() as progress:
        task = progress.add_task("probing", total=len(sources))

        def tell(probed: "Probed") -> None:
            found[probed.spider, probed.source.label] = probed
            progress.update(task, advance=1, description=urlsplit(probed.source.label).hostname or "")
            if arguments.json:
                sys.stdout.write(json.dumps(probed.as_json(), ensure_ascii=False) + "\n")
                sys.stdout.flush()

        whole = probe_run.probe(settings, sources, tell)
    told = [found[spider, source.label] for spider, source in sources if (spider, source.label) in found]
    if arguments.local:
        sys.stdout.write("\n".join(_entries(told)))
    elif told and not arguments.json:
        _show(told)
    holding = sum(one.holds for one in told)
    stopped = "" if whole else f", stopped after {len(told)}"
    kept = "nothing was kept" if settings.getbool("DRY_RUN") else f"every answer is in {archive}"
    errors().print(f"{holding} of {len(sources)} sources hold{stopped}; {kept}", soft_wrap=True)
    return 0 if holding == len(sources) else 1


def _show(told: "Sequence[Probed]") -> None:
    """A line a source, and below the table what more is to be known of those that do not hold or have moved."""
    rows = _fitted([_row(one) for one in told], console().width)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, GAP, 0, 0))
    for name in COLUMNS:
        table.add_column(name, no_wrap=True, justify="right" if name in NUMBERS else "left")
    for one, row in zip(told, rows, strict=True):
        table.add_row(*map(Text, row), style=None if one.holds else "bold")
    console().print(table)
    for one in told:
        if not one.holds or one.proposal is not None:
            console().print("\n".join(_remarks(one)), markup=False, soft_wrap=True)


def _fitted(rows: "Sequence[tuple[str, ...]]", width: int) -> list[tuple[str, ...]]:
    """The rows with the roomy cells cut, so that all columns fit a terminal."""
    widths = [max(map(cell_len, cells)) for cells in zip(COLUMNS, *rows, strict=True)]
    fixed = sum(wide for name, wide in zip(COLUMNS, widths, strict=True) if name not in ROOMY)
    room = width - FRAME - fixed - 2 * GAP * len(COLUMNS)
    most = {name: max(LEAST, int(share * room)) for name, share in ROOMY.items()}
    return [
        tuple(_cut(cell, most.get(name, cell_len(cell))) for name, cell in zip(COLUMNS, row, strict=True))
        for row in rows
    ]


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def _row(one: "Probed") -> tuple[str, ...]:
    mistaken = not one.holds and one.recognised not in {None, one.family}
    family = f"{one.family}, is {one.recognised}?" if mistaken else one.family
    entries = str(one.entries) if one.entries else f"{one.columns} organs" if one.columns else "·"
    address = one.source.label.partition("://")[2]
    return one.spider, one.source.place, address, one.standing, family, entries, str(one.newest or "·"), _report(one)


def _report(one: "Probed") -> str:
    if one.report is None:
        return one.why
    if one.report.why:
        return f"not read: {one.report.why}"
    return f"{one.report.cells} cells: {one.report.title}"


def _remarks(one: "Probed") -> list[str]:
    from gipcrawler.crawl.source_line import source_line  # noqa: PLC0415  # as above

    said = [f"{one.spider}: {one.source.label}: {one.standing}{f': {one.why}' if one.why else ''}"]
    if one.at != one.source.label:
        said.append(f"  looked at {one.at}")
    if one.report is not None and not one.report.answered:
        said.append(f"  no report from {one.report.url}: {one.report.why}")
    if one.proposal is not None:
        said.append(f"  would hold: {source_line(one.proposal)}")
    return said


def _entries(told: "Sequence[Probed]") -> list[str]:
    from gipcrawler.crawl.source_line import local_entry  # noqa: PLC0415  # as above

    return [local_entry(one.spider, one.proposal, one.source.label) for one in told if one.proposal is not None]


def _progress() -> Progress:
    """A bar on a terminal, nothing in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    quiet = not sys.stderr.isatty()
    return Progress(*columns, console=errors(), transient=True, redirect_stdout=False, disable=quiet)
