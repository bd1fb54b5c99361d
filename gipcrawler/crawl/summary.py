"""Turn a run into the screen that its user reads, and a dry run into the table of what it would fetch."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

from rich.cells import cell_len, set_cell_size

from gipcrawler.cms import Entry
from gipcrawler.model import Run, SourceTally

COUNTS = tuple(field.name for field in fields(SourceTally))[2:]
"""What is counted of a source, without its name and place."""
TOTALS = ("new", "unchanged", "replaced", "unreadable")
TROUBLES = ("blocked", "gone", "empty", "unreadable")
MOST_SOURCES = 20
"""Sources that the screen shows by themselves; all are in the run's file."""
WIDE, TITLE = 64, 44
"""Cells that an address and a title have at most."""


def summary(run: Run, wrote: Path, not_due: int = 0) -> str:
    """The summary of a finished run, its verdict first; `wrote` is the path of its JSON file.

    `not_due` counts the listed reports that were left alone, because their last capture is young (RECHECK_AFTER).

    Sources that nothing came from stand first, then those with trouble, then those that gave most; many that gave some
    share a row. What was counted nowhere has no column.
    """
    totals = ", ".join(f"{sum(getattr(source, name) for source in run.sources)} {name}" for name in TOTALS)
    left = f", {not_due} not due" if not_due else ""
    lines = [f"{run.verdict or 'unfinished'}: {run.spider}: {totals}{left}"]
    if run.arguments:
        lines.append("with " + ", ".join(f"{name}={value}" for name, value in run.arguments.items()))
    counted = [name for name in COUNTS if any(getattr(source, name) for source in run.sources)]
    shown, rest = _shown(run.sources)
    rows = [_row(_short(source.source), [source], counted) for source in shown]
    if rest:
        rows.append(_row(f"… and {len(rest)} others", rest, counted))
    if len(run.sources) > 1:
        rows.append(_row(f"{len(run.sources)} sources", run.sources, counted))
    lines += table([["source", *counted], *rows])
    seconds = (run.finished - run.started).total_seconds() if run.finished else 0
    lines.append(f"{run.captures} captures, {run.bytes / 1000:.0f} kB in {_duration(seconds)}; {wrote}")
    return "\n".join(lines)


def plan(planned: Iterable[tuple[Entry, int | None]]) -> str:
    """What a dry run would have fetched: host by host, the host with most of it first, the latest year first."""
    hosts: dict[str, list[tuple[Entry, int | None]]] = {}
    for entry, year in planned:
        hosts.setdefault(urlsplit(entry.url).hostname or "", []).append((entry, year))
    rows = [["year", "published", "title", "address"]]
    for host in sorted(hosts, key=lambda host: (-len(hosts[host]), host)):
        found = sorted(hosts[host], key=lambda one: (-(one[1] or 0), one[0].title))
        rows += [
            [str(year or "?"), str(entry.published or ""), _cut(entry.title, TITLE), entry.url] for entry, year in found
        ]
    years = Counter(row[0] for row in rows[1:])
    of_years = ", ".join(f"{year}: {years[year]}" for year in sorted(years, key=lambda year: (year != "?", year))[::-1])
    total = f"{len(rows) - 1} reports would be fetched{f' ({of_years})' if of_years else ''}"
    by_hosts = f" from {len(hosts)} hosts" if len(hosts) > 1 else ""
    return "\n".join([*table(rows), f"{total}{by_hosts}; nothing was written"])


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell on a terminal, where a Chinese character takes two places."""
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _shown(sources: Sequence[SourceTally]) -> tuple[list[SourceTally], list[SourceTally]]:
    """The sources with rows of their own, in the order of the screen, and those without."""

    def urgency(source: SourceTally) -> tuple[bool, bool, int]:
        return source.entries > 0, not any(getattr(source, name) for name in TROUBLES), -source.entries

    ordered = sorted(sources, key=urgency)
    most = MOST_SOURCES if len(sources) > MOST_SOURCES + 1 else len(sources)  # a row for one other would say less
    return ordered[:most], ordered[most:]


def _row(name: str, sources: Sequence[SourceTally], counted: Sequence[str]) -> list[str]:
    sums = (sum(getattr(source, count) for source in sources) for count in counted)
    return [name, *(str(number or "·") for number in sums)]


def _short(address: str) -> str:
    """An address without its scheme, and without its middle where it is long: its end tells columns apart."""
    name = address.partition("://")[2] or address
    if cell_len(name) <= WIDE:
        return name
    host = name.partition("/")[0]
    return f"{host}/…{name[-(WIDE - len(host) - 2) :]}" if len(host) < WIDE // 2 else _cut(name, WIDE)


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def _duration(seconds: float) -> str:
    """Seconds as one says them: 4.2 s, 12 min, 3 h 20 min."""
    if seconds < 100:
        return f"{seconds:.1f} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
