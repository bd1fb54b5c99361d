"""Paint a change for people: the cells that hold something else, then the sections, word by word where they changed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from gipcrawler.diff import CellChange, Change, Hunk, Kind, Passage, SectionChange, TableChange
from gipcrawler.forms import Table, form
from gipcrawler.model import Cell, Report

CONTEXT = 24  # characters of equal text that are shown on each side of a change
STYLES = {"removed": "red strike", "added": "green", "moved": "yellow", "same": ""}
# What marks a side where there are no colours: as in wdiff
BRACKETS = {"removed": ("[-", "-]"), "added": ("{+", "+}")}
SIGNS = {"changed": "~", "added": "+", "removed": "-", "moved": ">"}


def paint_change(console: Console, change: Change, left: Report, right: Report) -> None:
    """Print a change; where nothing differs, one line says so."""
    console.print(Text(f"{left.title or change.left}\n→ {right.title or change.right}", style="bold"))
    if change.kind is Kind.SAME:
        console.print("no difference")
        return
    console.print(f"weight {change.weight:.2f}, {change.kind}")
    figures = sum(cell.is_figure for cell in change.cells)
    states = len(change.cells) - figures
    console.print(f"{figures} figures differ" + (f", {states} cells are filled in otherwise" if states else ""))
    for fact in change.facts:
        console.print(Text(f"{fact.name}: {fact.left or '—'} → {fact.right or '—'}", "dim" if fact.cosmetic else ""))
    for told in change.tables:
        _paint_table(console, told, [cell for cell in change.cells if cell.table == told.key])
    for section in change.sections:
        _paint_section(console, section)
    changed = [leftover for leftover in change.leftovers if leftover.change != "same"]
    if changed:
        console.print(Text("\nIn no form", style="bold"))
    for leftover in changed:
        console.print(_line(console, leftover.change, leftover.hunks))


def _paint_table(console: Console, told: TableChange, cells: list[CellChange]) -> None:
    known = (form(id_).table(told.key) for id_ in (told.right_form, told.left_form) if id_)
    table = next((one for one in known if one), None)
    title = table.title if table else told.key
    if told.change in {"added", "removed"}:
        console.print(f"\n{title}: only the {'second' if told.change == 'added' else 'first'} report has this table")
    if cells:
        painted = Grid(title=title, title_justify="left")
        for name in ("Row", "Column"):
            painted.add_column(name, overflow="fold")
        for name in ("From", "To", "Δ", "%"):
            painted.add_column(name, justify="right", no_wrap=True)
        for cell in cells:
            painted.add_row(*_row(cell, table))
        console.print(painted)
    for side, form_id, labels in (
        ("first", told.left_form, told.only_left),
        ("second", told.right_form, told.only_right),
    ):
        if labels:
            says = f"{title}: only the form of {form_id}, that of the {side} report, asks: {'; '.join(labels)}"
            console.print(Text(says, style="dim"))


def _row(cell: CellChange, table: Table | None) -> list[str]:
    column = table.column_of[cell.column].label if table and cell.column in table.column_of else cell.column
    label = f"{cell.label} / {cell.sub_row}" if cell.sub_row else cell.label
    percent = "" if cell.share is None else f"{cell.share * 100:+.1f}"
    return [label, column, _held(cell.before), _held(cell.after), _difference(cell.delta), percent]


def _held(cell: Cell | None) -> str:
    """A cell as printed; a dot where it is blank, nothing where there is none."""
    return "" if cell is None else " ".join(cell.raw.split()) or "·"


def _difference(delta: Decimal | None) -> str:
    return "" if not delta else f"{delta:+f}"


def _paint_section(console: Console, section: SectionChange) -> None:
    if section.change == "same":
        return
    says = f"{section.similarity:.0%} alike" if section.change == "changed" else section.change
    console.print(Text(f"\n{section.title}", style="bold").append(f"  {says}", style="dim"))
    for passage in section.passages:
        if passage.change != "same":
            console.print(_line(console, passage.change, passage.hunks, _elsewhere(passage)))


def _elsewhere(passage: Passage) -> str:
    if passage.elsewhere is None:
        return ""
    way = "to" if any(hunk.left for hunk in passage.hunks) else "from"
    return f"  {way} {passage.elsewhere.section}, paragraph {passage.elsewhere.paragraph}"


def _line(console: Console, change: str, hunks: Iterable[Hunk], note: str = "") -> Grid:
    """A passage beside its sign: what both sides say once, what one says in its colour or, without, in brackets."""
    line = Text(overflow="fold")
    for side, text, is_light in _parts(list(hunks)):
        opened, closed = BRACKETS.get(side, ("", "")) if console.color_system is None and change != side else ("", "")
        style = f"{STYLES[side]} dim" if is_light else STYLES[side]
        line.append(f"{opened}{' '.join(text.split())}{closed}", style=style)
    row = Grid.grid(padding=(0, 1, 0, 0))
    row.add_row(SIGNS[change], line.append(note, style="dim"))
    return row


def _parts(hunks: list[Hunk]) -> Iterator[tuple[str, str, bool]]:
    """Which side says what, and whether it is dictated or trivial; of long equal text only what is next to changes."""
    last = len(hunks) - 1
    runs = [list(run) for _, run in groupby(range(len(hunks)), key=lambda place: hunks[place].change == "same")]
    for places in runs:
        if hunks[places[0]].change == "same":
            text = "".join(hunks[place].right for place in places)
            head = "" if places[0] == 0 else text[:CONTEXT]
            tail = "" if places[-1] == last else text[-CONTEXT:]
            yield "same", text if len(text) <= 2 * CONTEXT else f"{head}…{tail}", False
            continue
        for hunk in (hunks[place] for place in places):
            light = hunk.boilerplate or hunk.cosmetic
            moved = "moved" if hunk.change == "moved" else None
            if hunk.left:
                yield moved or "removed", hunk.left, light
            if hunk.right:
                yield moved or "added", hunk.right, light
