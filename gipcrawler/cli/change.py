"""Paint a change for people: the cells whose figures differ, then the sections with what was added and removed."""

from decimal import Decimal
from itertools import groupby

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from gipcrawler.diff import CellChange, Change, SectionChange
from gipcrawler.forms import Table, form
from gipcrawler.model import Report

SHOWN = 400  # characters of one side of a hunk
MARKS = {"added": ("+", "green"), "removed": ("-", "red")}


def paint_change(console: Console, change: Change, left: Report, right: Report) -> None:
    """Print a change; where nothing differs, one line says so."""
    console.print(Text(f"{left.title or change.left}\n→ {right.title or change.right}", style="bold"))
    if change.weight == 0:
        console.print("no difference")
        return
    console.print(f"weight {change.weight:.2f}")
    console.print(f"{len(change.cells)} figures differ")
    for key, cells in groupby(change.cells, key=lambda cell: cell.table):
        _paint_cells(console, key, list(cells), right)
    for section in change.sections:
        _paint_section(console, section)


def _paint_cells(console: Console, key: str, cells: list[CellChange], report: Report) -> None:
    table = form(report.forms.get(key) or "2021").table(key)
    painted = Grid(title=table.title if table else key, title_justify="left")
    for name in ("Row", "Column"):
        painted.add_column(name, overflow="fold")
    for name in ("From", "To", "Δ", "%"):
        painted.add_column(name, justify="right", no_wrap=True)
    for cell in cells:
        painted.add_row(*_row(cell, table))
    console.print(painted)


def _row(cell: CellChange, table: Table | None) -> list[str]:
    column = table.column_of[cell.column].label if table and cell.column in table.column_of else cell.column
    label = f"{cell.label} / {cell.sub_row}" if cell.sub_row else cell.label
    percent = "" if cell.percent is None else f"{cell.percent:+.1f}"
    figures = (_figure(cell.left), _figure(cell.right), _figure(cell.delta, signed=True))
    return [label, column, *figures, percent]


def _figure(value: Decimal | None, *, signed: bool = False) -> str:
    if value is None:
        return "—"
    return f"{value:+f}" if signed else f"{value:f}"


def _paint_section(console: Console, section: SectionChange) -> None:
    if section.change == "same":
        return
    console.print(Text(f"\n{section.title}", style="bold").append(f"  {section.similarity:.0%} alike", style="dim"))
    for hunk in section.hunks:
        for kind, text in (("removed", hunk.left), ("added", hunk.right)):
            if hunk.change != "same" and text.strip():
                mark, style = MARKS[kind]
                shown = text.strip() if len(text) <= SHOWN else text[:SHOWN].strip() + "…"
                console.print(Text(f"{mark} {shown}", style=style))
