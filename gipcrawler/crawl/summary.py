"""Turn a run into the screen that its user reads, and a dry run into the table of what it would fetch."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from rich.cells import cell_len

from gipcrawler.cms import Entry
from gipcrawler.model import Run, SourceTally

COUNTS = tuple(field.name for field in fields(SourceTally))[2:]
"""What is counted of a source, without its name and place."""
TOTALS = ("new", "unchanged", "replaced", "unreadable")


def summary(run: Run, wrote: Path) -> str:
    """The summary of a finished run, its verdict first; `wrote` is the path of its JSON file."""
    totals = ", ".join(f"{sum(getattr(source, name) for source in run.sources)} {name}" for name in TOTALS)
    lines = [f"{run.verdict or 'unfinished'}: {run.spider}: {totals}"]
    rows = [[source.source, *(str(getattr(source, name) or "·") for name in COUNTS)] for source in run.sources]
    lines += table([["source", *COUNTS], *rows])
    seconds = (run.finished - run.started).total_seconds() if run.finished else 0
    lines.append(f"{run.captures} captures, {run.bytes / 1000:.0f} kB in {seconds:.1f} s; {wrote}")
    return "\n".join(lines)


def plan(planned: Iterable[tuple[Entry, int | None]]) -> str:
    """What a dry run would have fetched, a line each."""
    rows = [[str(year or "?"), str(entry.published or ""), entry.title, entry.url] for entry, year in planned]
    lines = table([["year", "published", "title", "address"], *rows])
    return "\n".join([*lines, f"{len(rows)} reports would be fetched; nothing was written"])


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell on a terminal, where a Chinese character takes two places."""
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
