"""`make bench`: run every benchmark, print a table, write benchmarks/latest.json; status 1 if a bound is broken."""

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import trafilatura
from rich.console import Console
from rich.table import Table

from benchmarks.pages import KNOWN, UNKNOWN, report_page
from benchmarks.pairs import Ratio, compare
from gipcrawler.check import check
from gipcrawler.reading import read

LATEST = Path(__file__).with_name("latest.json")


def reading() -> Iterator[Ratio]:
    """Reading a 60 kB page (text, metadata, sections, tables, checks) against plain text extraction of the same."""
    for name, frame, bound in (("known container", KNOWN, 0.5), ("no known container", UNKNOWN, 1.2)):
        page = report_page(frame)
        text = page.decode()
        report = read(page)
        if len(report.cells) != 200:
            raise SystemExit(f"the page with {name} reads {len(report.cells)} cells of 200: nothing to time")
        yield compare(
            f"read page, {name}",
            bound,
            lambda page=page: check(read(page)),
            lambda text=text: trafilatura.extract(text, include_tables=True),
        )


def main() -> int:
    """Run, print and write."""
    results = list(reading())
    table = Table("benchmark", "ours ms", "theirs ms", "ratio", "spread", "bound", "")
    for result in results:
        spread = f"{result.low:.2f} to {result.high:.2f}"
        row = (f"{result.ours_ms:.1f}", f"{result.theirs_ms:.1f}", f"{result.ratio:.2f}", spread, f"≤ {result.bound}")
        table.add_row(result.name, *row, "holds" if result.holds else "BROKEN")
    Console().print(table)
    facts = {"python": platform.python_version(), "trafilatura": version("trafilatura")}
    LATEST.write_text(json.dumps({**facts, "results": [asdict(result) for result in results]}, indent=2) + "\n")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
