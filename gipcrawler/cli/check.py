"""`gipcrawler check`: hold reports against their forms, words, years and neighbours, and list what was found."""

import argparse
import csv
import gc
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from gipcrawler.check import Checkup, Copy, Told, rule_notes, worst_first
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console, errors
from gipcrawler.errors import ArgumentError
from gipcrawler.model import Verdict
from gipcrawler.model.as_json import number
from gipcrawler.places import division
from gipcrawler.places.register import stem_of
from gipcrawler.store import FindingLine, Store

BATCH = 500  # reports whose findings are written in one transaction
SHOWN = 100
SELDOM = 100_000  # objects
MARKS = {Verdict.BROKEN: Text("✗", style="red"), Verdict.UNASSESSABLE: Text("?", style="yellow")}
COLUMNS = tuple(field.name for field in fields(FindingLine))


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "check",
        help="findings, worst first",
        description="Hold reports against the arithmetic of their forms, against their own words, their last year and "
        "their neighbours; keep what is found, and list it, the worst first. Verdicts by hand stay. For the sake of "
        "neighbours and phrases that everybody uses, all reports of a place's province are looked at.",
    )
    parser.add_argument("--year", type=int, help="a report year")
    parser.add_argument("--place", metavar="CODE", help="a division code; the divisions below it belong to it")
    parser.add_argument(
        "--rule", metavar="ID", choices=list(rule_notes()), help="list this rule only; docs/checks.md has them all"
    )
    parser.add_argument("--verdict", choices=[Verdict.BROKEN.value, Verdict.UNASSESSABLE.value], help="list these only")
    parser.add_argument(
        "--human", choices=["open", "confirmed", "dismissed"], help="list these only (default: all but dismissed)"
    )
    parser.add_argument("--known", action="store_true", help="do not check again: list what was found before")
    parser.add_argument(
        "--limit", type=int, metavar="N", default=SHOWN, help="lines of the table (default: %(default)s)"
    )
    parser.add_argument("--format", choices=["table", *PROGRAMS], default="table", help="default: %(default)s")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check, unless told not to, and list; findings are the product, so the status is 0 whatever they say."""
    if arguments.place is not None and not arguments.place.isdecimal():
        raise ArgumentError(f"{arguments.place} is no division code: give its digits, such as 510100")
    with open_store(arguments) as store:
        checked = None if arguments.known else check_all(store, arguments.place, arguments.year)
        lines = worst_first(
            line for line in store.findings(arguments.place, arguments.year) if _is_wanted(line, arguments)
        )
    if arguments.format == "table":
        _paint(lines, arguments.limit, checked)
    else:
        PROGRAMS[arguments.format](lines)
    return 0


def check_all(store: Store, place: str | None, year: int | None) -> int:
    """Check the reports of a place (and below) and year, and keep what is found; gives back how many there were."""
    years = None if year is None else (year - 1, year)
    stem = stem_of(division(place)) if place else ""
    checkup, batch, before = Checkup(), dict[int, list[Told]](), dict[int, int]()
    wanted: set[int] = set()
    last: tuple[str, int] | None = None
    with _progress() as progress, _seldom_collected():
        task = progress.add_task("checking", total=None)
        for row in store.read_reports(place and f"{place[:2]}0000", years):
            told = checkup.add(row.report_id, row.identity, row.report)
            if last is not None and last[0] == row.identity:
                before[row.report_id] = last[1]
            last = row.identity, row.report_id
            if year in {None, row.year} and (row.place or "").startswith(stem):
                wanted.add(row.report_id)
                batch[row.report_id] = told
                progress.advance(task)
            if len(batch) == BATCH:
                store.write_findings(batch)
                batch.clear()
        store.write_findings(batch)
        copied = defaultdict[int, list[Copy]](list)
        for copy in checkup.copies():
            if copy.key in wanted:
                copied[copy.key].append(copy)
        task = progress.add_task("near copies", total=len(copied))
        for report_id, copies in copied.items():
            told = _again(store, report_id, before.get(report_id))
            store.write_findings({report_id: [*told, *((copy.finding, copy.other) for copy in copies)]})
            progress.advance(task)
    return len(wanted)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """While reports come and go by the thousand: they hold no cycles, and looking for some takes a quarter of it."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _again(store: Store, report_id: int, before: int | None) -> list[Told]:
    """What was found in a report by itself and with its last year; kept nowhere, for few reports have copies."""
    checkup = Checkup()
    told: list[Told] = []
    for key in filter(None, (before, report_id)):
        if report := store.report(key):
            told = checkup.add(key, "", report)
    return told


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors(), transient=True, redirect_stdout=False, disable=not sys.stderr.isatty())


def _is_wanted(line: FindingLine, arguments: argparse.Namespace) -> bool:
    return (
        line.verdict is not Verdict.HOLDS
        and arguments.rule in {None, line.rule}
        and arguments.verdict in {None, line.verdict.value}
        and (line.human != "dismissed" if arguments.human is None else line.human == arguments.human)
    )


def _paint(lines: Sequence[FindingLine], limit: int, checked: int | None) -> None:
    """The findings as a table, and how many there are by rule."""
    painted = Table("", "rule", "publisher", "year", box=None, pad_edge=False)
    painted.add_column("finding", overflow="fold", ratio=1)
    painted.add_column("id", no_wrap=True)
    for line in lines[:limit]:
        name = rule_notes()[line.rule].name if line.rule in rule_notes() else ""
        mark = Text("!", style="bold red") if line.human == "confirmed" else MARKS[line.verdict]
        publisher = Text(line.publisher or line.place or f"report {line.report_id}")
        year = "" if line.year is None else str(line.year)
        painted.add_row(mark, Text(f"{line.rule} {name}"), publisher, year, Text(line.says), line.id)
    if lines:
        console().print(painted)
    if len(lines) > limit:
        console().print(f"and {len(lines) - limit} more: --limit N, or --format csv for all of them")
    rules = ", ".join(f"{rule} {times}" for rule, times in Counter(line.rule for line in lines).most_common())
    told = f"{len(lines)} findings" + (f" ({rules})" if rules else "")
    console().print(told if checked is None else f"{checked} reports checked: {told}")


def _as_csv(lines: Iterable[FindingLine]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_plain(line)[name] for name in COLUMNS] for line in lines)


def _as_json(lines: Iterable[FindingLine]) -> None:
    told = [_plain(line) | {"left": number(line.left), "right": number(line.right)} for line in lines]
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _plain(line: FindingLine) -> dict[str, Any]:
    values = {name: getattr(line, name) for name in COLUMNS}
    judged = line.judged_at.isoformat() if line.judged_at else None
    return values | {"verdict": line.verdict.value, "judged_at": judged}


PROGRAMS: Mapping[str, Callable[[Iterable[FindingLine]], None]] = {"csv": _as_csv, "json": _as_json}
