"""`python -m tests.demo`: crawl five provinces of the replica into `archive/`, and show what came of it.

Nothing leaves the machine: the portals are served on loopback. A second run finds the same reports again and adds
nothing. Exit status 1 where something planted was not found, or something else was.
"""
# ruff: noqa: T201 - a program that speaks to its user

import json
import sqlite3
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from gipcrawler.warc import read_record
from tests.crawling import ROOT, crawl, gipcrawler
from tests.replica.content import Planted
from tests.replica.provinces import PROVINCES
from tests.replica.replica import Replica

AT_ONCE = 2
WIDTH = 110
SHOWN = "beijing"
"""The province whose report and whose two years are shown: its sample has split rows and figures that are not zero."""
COUNTS = ("asked", "answered", "blocked", "gone", "listings", "entries", "new", "unchanged", "replaced", "unreadable")
NEXT = """\
Look further:
  {bin}/gipcrawler survey runs                          what each run asked, and what it was answered
  {bin}/gipcrawler read FILE [--json]                   any report of your own: .html .docx .pdf .txt
  {bin}/gipcrawler diff {diff}{pad} two years of one organ
  sqlite3 {archive}/gip.db 'select * from report_cells limit 5'    every figure, with the WARC record it was read from

Point it at a real province (it waits between requests, and tells the portal who asks):
  {bin}/scrapy crawl beijing -a year=2024 -s CONTACT=you@example.org
  {bin}/scrapy crawl sichuan -a since=2021 -a sample=3 -s CONTACT=you@example.org
  {bin}/scrapy crawl portal -a url=URL -s CONTACT=you@example.org   any listing or report page of any site
"""


def main() -> int:
    """Run the demo; the exit status."""
    parser = ArgumentParser(prog="python -m tests.demo", description="Crawl the replica of five provinces' portals.")
    parser.add_argument("--archive", type=Path, default=ROOT / "archive", help="the folder to write to")
    archive = parser.parse_args().archive.resolve()
    console = Console(width=WIDTH, highlight=False)
    started = time.monotonic()
    with Replica() as replica:
        console.print(f"Five provinces' portals are served on loopback ({replica.proxy}); nothing else is asked.")
        console.print(
            f"They are crawled into {_short(archive)}, two at a time, {len(replica.planted)} reports are planted.\n"
        )
        crawled = crawl_all(archive, replica.proxy, console)
        elsewhere = sorted({line.host for line in replica.foreign()})
    complaints = [*crawled, *(f"asked a host outside the replica: {host}" for host in elsewhere)]
    complaints += compare(archive, replica.planted, console)
    if not complaints:
        complaints += show(archive, console)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    console.print(f"Done in {time.monotonic() - started:.0f} s." if not complaints else "The demo failed; see above.")
    return 1 if complaints else 0


def crawl_all(archive: Path, proxy: str, console: Console) -> list[str]:
    """Crawl every province and print what each run says of itself; gives what went wrong."""
    known = set(_run_files(archive))

    def one(slug: str) -> tuple[str, subprocess.CompletedProcess[str]]:
        return slug, crawl(slug, archive=archive, proxy=proxy)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        ended = list(pool.map(one, PROVINCES))
    runs = [json.loads(path.read_text("utf-8")) for path in sorted(set(_run_files(archive)) - known)]
    console.print(_run_table(sorted(runs, key=lambda run: str(run["spider"]))))
    return [
        f"scrapy crawl {slug} ended with {process.returncode}:\n{process.stderr.strip()}"
        for slug, process in ended
        if process.returncode
    ]


def compare(archive: Path, planted: Iterable[Planted], console: Console) -> list[str]:
    """Hold what is in the database against what was planted; print both, and give every difference."""
    rows = _ask(archive, "select publisher, year, editions, form, broken, source_url, report_id from reports")
    left = {row["source_url"]: row for row in rows}
    table = Table("Province", "Publisher", "Year", "Carrier", "Form", "Figures", "Findings", title="Planted and found")
    complaints = []
    for one in planted:
        urls = [url for url in (one.url, *one.documents, *one.aliases) if url in left]
        if not urls:
            complaints.append(f"not found: {one.title} ({one.url})")
            continue
        row = left.pop(urls[0])
        wrong = list(_wrong_figures(archive, row["report_id"], one))
        complaints += wrong
        if row["year"] != one.year:
            complaints.append(f"{one.url} is of {one.year}, but was read as {row['year']}")
        figures = f"{len(one.figures) - len(wrong)} of {len(one.figures)}"
        name = row["publisher"] or "(names nobody)"
        table.add_row(one.province, name, str(row["year"]), one.carrier, row["form"], figures, str(row["broken"]))
    complaints += [f"found, but not planted: {url}" for url in left]
    console.print(table)
    return complaints


def show(archive: Path, console: Console) -> list[str]:
    """One report with its tables, what changed to the next year, coverage, and what to type next."""
    host = next(iter(PROVINCES[SHOWN]().sites)).host
    cells = _ask(
        archive,
        "select distinct report_id, year, source_url, warc_file, warc_offset, record_id, captured_at from report_cells"
        " where source_url like ? order by year",
        f"%//{host}/%",
    )
    earlier, later = cells[0], cells[-1]
    record = read_record(archive / "warc", earlier["warc_file"], earlier["warc_offset"])
    console.rule("One report, read again from its WARC record")
    console.print(
        f"{earlier['source_url']}\n{earlier['warc_file']} at {earlier['warc_offset']}, {earlier['record_id']}\n"
    )
    failed = []
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_bytes(record.payload)
        failed += _show(archive, "read", str(page))
    console.rule(f"What changed from {earlier['year']} to {later['year']}")
    pair = (str(earlier["report_id"]), str(later["report_id"]))
    failed += _show(archive, "diff", *pair)
    console.rule("Coverage")
    failed += _show(archive, "survey", "coverage")
    console.rule("Next")
    diff = " ".join(pair)
    folder = _short(archive)
    print(NEXT.format(bin=_short(Path(sys.executable).parent), diff=diff, pad=" " * (29 - len(diff)), archive=folder))
    return failed


def _show(archive: Path, *arguments: str) -> list[str]:
    """Print what a command says; gives what went wrong."""
    ended = gipcrawler(*arguments, archive=archive, columns=WIDTH)
    print(ended.stdout)
    return (
        [f"gipcrawler {' '.join(arguments)} ended with {ended.returncode}: {ended.stderr}"] if ended.returncode else []
    )


def _wrong_figures(archive: Path, report_id: int, one: Planted) -> Iterator[str]:
    """Every planted figure that the database has otherwise."""
    rows = _ask(
        archive,
        "select table_key, row_key, sub_row, column_key, value from report_cells where report_id = ? and is_current",
        report_id,
    )
    found = {tuple(row)[:4]: row["value"] for row in rows}
    for *key, value in one.figures:
        read = found.get(tuple(key))
        if (None if read is None else float(read)) != (None if value is None else float(value)):
            yield f"{one.title}: {'/'.join(filter(None, key))} is {value}, but was read as {read}"


def _run_table(runs: Iterable[dict[str, Any]]) -> Table:
    table = Table("Run", "Verdict", *(name.capitalize() for name in COUNTS), "Captures", "kB", title="Runs")
    for run in runs:
        sums = [sum(source[name] for source in run["sources"]) for name in COUNTS]
        counts = (str(number or "·") for number in sums)
        table.add_row(run["spider"], run["verdict"], *counts, str(run["captures"]), str(run["bytes"] // 1000))
    for column in table.columns[2:]:
        column.justify = "right"
    return table


def _run_files(archive: Path) -> list[Path]:
    return list((archive / "runs").glob("*.json"))


def _ask(archive: Path, question: str, *values: object) -> list[sqlite3.Row]:
    database = archive / "gip.db"
    if not database.exists():
        return []
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        return connection.execute(question, values).fetchall()
    finally:
        connection.close()


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


if __name__ == "__main__":
    sys.exit(main())
