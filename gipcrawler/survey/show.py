"""Print a coverage table for people, as CSV for spreadsheets, or as JSON for programs."""

import csv
import json
from collections import Counter
from dataclasses import asdict, fields
from io import StringIO

from rich.table import Table

from gipcrawler.survey.coverage import Count, Coverage

NOTHING = "·"
CAPTION = "By level: governments of which a report is kept, of all in the register. By year: reports kept."


def as_table(coverage: Coverage) -> Table:
    """One row a division: by level what is kept of what there is, by year how many reports are kept."""
    table = Table(title="Coverage", caption="\n".join((CAPTION, *_remarks(coverage))), caption_justify="left")
    table.add_column("Division")
    for heading in (*coverage.levels, *map(str, coverage.years)):
        table.add_column(heading.capitalize(), justify="right", no_wrap=True)
    by_year: Counter[tuple[str, int]] = Counter()
    for count in coverage.counts:
        by_year[count.place, count.year] += count.kept
    for division in coverage.divisions:
        ever = [coverage.ever[division.code, level] for level in coverage.levels]
        kept = [by_year[division.code, year] for year in coverage.years]
        table.add_row(
            division.name,
            *(f"{have}/{there}" if there else NOTHING for have, there in ever),
            *(str(number) if number else NOTHING for number in kept),
            style=None if any(kept) else "dim",
        )
    table.add_section()
    totals = [[coverage.ever[each.code, level] for each in coverage.divisions] for level in coverage.levels]
    table.add_row(
        "Total",
        *(f"{sum(have for have, _ in total)}/{sum(there for _, there in total)}" for total in totals),
        *(str(sum(by_year[each.code, year] for each in coverage.divisions)) for year in coverage.years),
        style="bold",
    )
    return table


def as_csv(coverage: Coverage) -> str:
    """One line a division, level and year, with a head."""
    text = StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Count)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, coverage.counts))
    return text.getvalue()


def as_json(coverage: Coverage) -> str:
    """`{"years", "counts": [the lines of the CSV], "apart": {reason: reports}}`."""
    told = {"years": coverage.years, "counts": [asdict(count) for count in coverage.counts], "apart": coverage.apart}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _remarks(coverage: Coverage) -> list[str]:
    waiting: Counter[int] = Counter()
    for count in coverage.counts:
        waiting[count.year] += count.not_yet_due
    remarks = [f"Reports of {year} are not yet due." for year in coverage.years if waiting[year]]
    if coverage.apart:
        apart = ", ".join(f"{number} {reason}" for reason, number in sorted(coverage.apart.items()))
        remarks.append(f"Not in the table: {apart}.")
    return remarks
