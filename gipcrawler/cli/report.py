"""Paint a report for people: who and when, its sections, its tables as tables, leftovers and findings."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid
from rich.text import Text

from gipcrawler.forms import Block, Row, Table, form
from gipcrawler.model import Cell, Report, State, Verdict
from gipcrawler.places import get

INDENT = "  "  # of rows that stand in a group
EXCERPT = 160  # characters of a section that are shown unless all is asked for
MARKS = {Verdict.BROKEN: "[red]✗[/red]", Verdict.UNASSESSABLE: "[yellow]?[/yellow]", Verdict.HOLDS: "✓"}


def paint_report(console: Console, report: Report, *, full: bool = False) -> None:
    """Print a report; `full` shows all of each section's text."""
    console.print(Text(report.title or "(no title)", style="bold"))
    facts = {
        "issuer": report.issuer,
        "place": _place(report.place),
        "year": report.year,
        "published": report.published,
        "carrier": report.media_type,
        "forms": ", ".join(f"{table} {form_id}" for table, form_id in report.forms.items() if form_id) or None,
    }
    for name, fact in facts.items():
        line = Text(f"  {name:<10}{'—' if fact is None else fact}")
        if name in report.evidence:
            line.append(f"  by {report.evidence[name]}", style="dim")
        console.print(line)
    for section in report.sections:
        heading = f"{section.number}、{section.title}" if section.number else section.title
        console.print(Text(f"\n{heading}", style="bold").append(f"  [{section.key or 'no key'}]", style="dim"))
        shown = section.text if full or len(section.text) <= EXCERPT else section.text[:EXCERPT].rstrip() + "…"
        if shown:
            console.print(Text(shown))
    for key, form_id in report.forms.items():
        table = form(form_id).table(key) if form_id else None
        if table:
            paint_table(console, table, [cell for cell in report.cells if cell.table == key])
    for leftover in report.leftovers:
        console.print(Text(f"leftover: {leftover.text}", style="yellow"))
    console.print()
    for finding in report.findings:
        console.print(f"{MARKS[finding.verdict]} {finding.rule} {escape(finding.where)}: {escape(finding.says)}")
    if not report.findings:
        console.print("no findings")


def _place(code: str | None) -> str | None:
    """A division with its superiors: `110118106 北京市 密云区 穆家峪镇`."""
    place = get(code) if code else None
    if place is None:
        return code
    above = (superior.name for each in place.superiors if (superior := get(each)))
    return " ".join((place.code, *above, place.name))


def paint_table(console: Console, table: Table, cells: Sequence[Cell]) -> None:
    """Print one official table with its figures as printed; blank cells show as ·, missing ones stay empty."""
    for block in table.blocks:
        painted = Grid(title=table.title if block is table.blocks[0] else None, title_justify="left")
        painted.add_column("", overflow="fold")
        for column in block.columns:
            painted.add_column(column.label, justify="right", overflow="fold", min_width=4)
        shown: set[str] = set()
        for row in block.rows:
            depth = _depth(row.group, table)
            if row.group and row.group not in shown:
                shown.add(row.group)
                painted.add_row(Text(INDENT * (depth - 1) + row.group, style="dim"))
            _add_rows(painted, block, row, depth, [cell for cell in cells if cell.row == row.key])
        console.print(painted)


def _depth(group: str | None, table: Table) -> int:
    """How deep a row stands: in the first group, which holds the others, or in one of those."""
    return 0 if group is None else 1 if group == table.groups[0] else 2


def _add_rows(painted: Grid, block: Block, row: Row, depth: int, cells: Sequence[Cell]) -> None:
    for sub_row, members in groupby(cells, key=lambda cell: cell.sub_row):
        shown = {cell.column: Text("·" if cell.state is State.BLANK else cell.raw) for cell in members}
        label = f"{row.label} / {sub_row}" if sub_row else row.label
        painted.add_row(Text(INDENT * depth + label), *(shown.get(column.key, Text()) for column in block.columns))
