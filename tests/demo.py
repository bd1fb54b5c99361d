"""`python -m tests.demo`: crawl five provinces of the replica into `archive/`, and show what came of it.

Nothing leaves the machine: the portals are served on loopback. A second run finds the same reports again and adds
nothing. Exit status 1 where something planted was not found, or something else was.
"""
# ruff: noqa: T201 - a program that speaks to its user

import json
import sqlite3
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from gipcrawler.warc import read_record
from tests.crawling import ROOT, crawl, gipcrawler
from tests.replica.content import Planted
from tests.replica.provinces import PROVINCES, SAMPLES
from tests.replica.replica import Replica

AT_ONCE = 2
WIDTH = 110
SHOWN = "beijing"
"""The province whose report and whose two years are shown: its sample has split rows and figures that are not zero."""
ROWS = 3
"""Reports of a province that have a line of their own."""
NOBODY = "(names nobody)"
COUNTS = ("asked", "gone", "blocked", "listings", "entries", "new", "unchanged", "replaced", "unreadable")
NEXT = """\
  # the same two years once more, for programs
  {here}{bin}/gipcrawler diff {pair} --json

  # what contradicts itself or last year; then all of it in the browser
  {here}{bin}/gipcrawler check
  {here}{bin}/gipcrawler browse

  # any report of your own: .html, .docx, .pdf, .txt
  {bin}/gipcrawler read FILE

  # every figure, with the WARC record that it was read from
  sqlite3 {archive}/gip.db 'select * from report_cells limit 5'

  # a real province, into a folder of its own; it waits between requests, and tells the portal who asks
  {bin}/scrapy crawl beijing -a year=2024 -s ARCHIVE_DIR=mine -s CONTACT=you@example.org
  {bin}/scrapy crawl sichuan -a since=2021 -a sample=3 -s ARCHIVE_DIR=mine -s CONTACT=you@example.org

  # any other portal: the address of a listing or of a report's page
  {bin}/scrapy crawl portal -a url=URL -s ARCHIVE_DIR=mine -s CONTACT=you@example.org
"""


def main() -> int:
    """Run the demo; the exit status."""
    parser = ArgumentParser(prog="python -m tests.demo", description="Crawl the replica of five provinces' portals.")
    parser.add_argument("--archive", type=Path, default=ROOT / "archive", help="the folder to write to")
    archive = parser.parse_args().archive.resolve()
    console = Console(width=WIDTH, highlight=False)
    started = time.monotonic()
    known = _runs(archive).keys()
    with Replica(SAMPLES) as replica:
        console.print(f"Five provinces' portals are served on loopback ({replica.proxy}); nothing else is asked.")
        console.print(f"{len(replica.planted)} reports are planted there. They are crawled into {_short(archive)}/.\n")
        complaints = crawl_all(archive, replica.proxy)
        complaints += [f"asked outside the replica: {line.url}" for line in replica.foreign()]
    runs = [run for name, run in _runs(archive).items() if name not in known]
    report_runs(runs, console)
    ours = [run["run"] for run in _runs(archive).values() if run["spider"] in SAMPLES]  # what is not due stays known
    complaints += compare(archive, replica.planted, ours, console)
    if not complaints:
        complaints += show(archive, console)
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    console.print(f"Done in {time.monotonic() - started:.0f} s." if not complaints else "The demo failed; see above.")
    return 1 if complaints else 0


def crawl_all(archive: Path, proxy: str) -> list[str]:
    """Crawl every province, a few at once; gives what went wrong."""

    def one(slug: str) -> str | None:
        ended = crawl(slug, archive=archive, proxy=proxy)
        return (
            f"scrapy crawl {slug} ended with {ended.returncode}:\n{ended.stderr.strip()}" if ended.returncode else None
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [complaint for complaint in pool.map(one, SAMPLES) if complaint]


def report_runs(runs: Sequence[dict[str, Any]], console: Console) -> None:
    """Print what each run says of itself."""
    table = _table("Runs", "spider", "verdict", *COUNTS, "kB")
    sums = Counter[str]()
    for run in sorted(runs, key=lambda run: str(run["spider"])):
        counts = Counter({name: sum(source[name] for source in run["sources"]) for name in COUNTS})
        sums += counts
        shown = (str(counts[name] or "·") for name in COUNTS)
        table.add_row(run["spider"], run["verdict"], *shown, str(run["bytes"] // 1000))
    for column in table.columns[2:]:
        column.justify = "right"
    console.print(table)
    console.print(f"{sums['new'] or 'Nothing'} new, {sums['entries']} listed. What is unreadable here are picture")
    console.print(
        "editions (图解), which have no text; they are kept in the archive like everything that was answered.\n"
    )


def compare(archive: Path, planted: Iterable[Planted], runs: Sequence[str], console: Console) -> list[str]:
    """Hold what these runs put into the database against what was planted; print both, and give every difference."""
    reports = "select publisher, year, form, broken, source_url, report_id from reports"
    captured = f"select url from capture where edition_id is not null and run in ({','.join('?' * len(runs))})"
    read_now = {row["url"] for row in _ask(archive, captured, *runs)}
    left = {row["source_url"]: row for row in _ask(archive, reports) if row["source_url"] in read_now}
    table = _table("Planted and found", "province", "publisher", "year", "carrier", "form", "figures", "findings")
    complaints = []
    found: dict[str, list[tuple[str, ...]]] = {}
    right, there, broken = Counter[str](), Counter[str](), Counter[str]()
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
        good, name, rows = len(one.figures) - len(wrong), row["publisher"] or NOBODY, found.setdefault(one.province, [])
        figures = f"{good} of {len(one.figures)}"
        rows.append((one.province, name, str(row["year"]), one.carrier, row["form"], figures, str(row["broken"])))
        if len(rows) > ROWS:
            right[one.province] += good
            there[one.province] += len(one.figures)
            broken[one.province] += row["broken"]
    for slug, rows in found.items():
        for cells in rows[:ROWS]:
            table.add_row(*cells)
        if len(rows) > ROWS:
            rest = f"{right[slug]} of {there[slug]}"
            table.add_row(slug, f"… and {len(rows) - ROWS} more", "", "", "", rest, str(broken[slug]))
    console.print(table)
    return [*complaints, *(f"found, but not planted: {url}" for url in left)]


def show(archive: Path, console: Console) -> list[str]:
    """One report with its tables, what changed to the next year, coverage, and what to type next."""
    host = next(iter(PROVINCES[SHOWN]().sites)).host
    cells = _ask(
        archive,
        "select distinct report_id, publisher, year, source_url, warc_file, warc_offset, record_id, captured_at"
        " from report_cells where source_url like ? order by year",
        f"%//{host}/%",
    )
    earlier = cells[0]
    later = [row for row in cells if row["publisher"] == earlier["publisher"]][-1]
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
    folder = _short(archive)
    here = "" if folder == "archive" else f"GIP_ARCHIVE_DIR={folder} "
    print(NEXT.format(bin=_short(Path(sys.executable).parent), here=here, pair=" ".join(pair), archive=folder))
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


def _table(title: str, *columns: str) -> Table:
    return Table(
        *columns,
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )


def _runs(archive: Path) -> dict[str, dict[str, Any]]:
    """What runs have written of themselves, under their files' names."""
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted((archive / "runs").glob("*.json"))}


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
