"""`make bench`: run every benchmark, print a table, write benchmarks/latest.json; status 1 if a bound is broken."""

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from math import inf
from pathlib import Path

import trafilatura
from rich.console import Console
from rich.table import Table

from benchmarks.archiving import archiving
from benchmarks.carriers import carriers
from benchmarks.changes import changes
from benchmarks.checks import checks
from benchmarks.pages import KNOWN, UNKNOWN, report_page
from benchmarks.pairs import Ratio, compare
from benchmarks.scans import scanned
from benchmarks.stores import stores
from benchmarks.surveys import surveys
from gipcrawler.reading import read

PAGES = 40
CELLS = 200  # of the three tables of 2021
KEPT = 10_000  # reports in the store; `python -m benchmarks.stores` has more
LATEST = Path(__file__).with_name("latest.json")


def reading() -> Iterator[Ratio]:
    """Reading a 60 kB page (text, metadata, sections, tables) against plain text extraction of the same.

    What checking takes has its own benchmark. The labels of a page are those of the others, as they are in a crawl,
    and are remembered; its prose is half its own.
    """
    for name, frame, bound in (("known container", KNOWN, 0.3), ("no known container", UNKNOWN, 0.9)):
        pages = [report_page(frame, seed) for seed in range(1, 1 + PAGES)]
        if len(read(pages[0]).cells) != CELLS:
            raise SystemExit(f"the page with {name} does not read {CELLS} cells: there is nothing to time")
        yield compare(
            f"read page, {name}",
            bound,
            read,
            lambda page: trafilatura.extract(page, include_tables=True),
            pages,
        )


def main() -> int:
    """Run, print and write."""
    kept = (each.against_bound() for each in stores((KEPT,)) if each.bound < inf)
    results = [*reading(), *carriers(), *changes(), *checks(), *archiving(), *kept, *surveys(), *scanned()]
    table = Table("benchmark", "ours", "theirs", "ratio", "spread", "bound", "")
    for result in results:
        spread = f"{result.low:.2f} to {result.high:.2f}"
        row = (f"{result.ours:.1f}", f"{result.theirs:.1f}", f"{result.ratio:.2f}", spread, f"≤ {result.bound}")
        table.add_row(result.name, *row, "holds" if result.holds else "BROKEN")
    Console().print(table)
    facts = {"python": platform.python_version(), "trafilatura": version("trafilatura")}
    LATEST.write_text(json.dumps({**facts, "results": [asdict(result) for result in results]}, indent=2) + "\n")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
