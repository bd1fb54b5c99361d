"""Turn the tables of a change into HTML: the official grid, with old and new figure and their difference in it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from gipcrawler.diff.change import CellChange, Change, TableChange
from gipcrawler.diff.markup import Html, element, join, link
from gipcrawler.diff.shown import Shown
from gipcrawler.forms import Block, Column, Row, Table, form
from gipcrawler.model import Cell, State

# What the form prints in the corner of a table's head, over all its columns, and over some of them
HEADS: dict[str, tuple[str, str, dict[str, str]]] = {
    "applications": (
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
        dict.fromkeys(("business", "research", "nonprofit", "legal_service", "other"), "法人或其他组织"),
    ),
}
STATES = {State.BLANK: "空白", None: "无此格"}

Key = tuple[str, str | None, str]  # row, sub-row, column


class Grid:
    """One table of both sides: its cells, and which of them changed."""

    def __init__(self, table: Table, change: Change, left: Shown, right: Shown) -> None:
        self.table = table
        self.left, self.right = left, right
        self.old, self.new = (
            {(cell.row, cell.sub_row, cell.column): cell for cell in side.report.cells if cell.table == table.key}
            for side in (left, right)
        )
        self.changed: dict[Key, CellChange] = {
            (cell.row, cell.sub_row, cell.column): cell for cell in change.cells if cell.table == table.key
        }
        self.lines = [(row, sub_row) for row, _ in table.rows for sub_row in self._sub_rows(row)]
        first = [place for place, (row, _) in enumerate(self.lines) if table.groups and row.group == table.groups[0]]
        around = {row.group for row, _ in self.lines[first[0] : first[-1] + 1]} if first else set()
        self.is_nested = len(around) > 1  # 三、本年度办理结果 holds the other groups

    def _sub_rows(self, row: Row) -> list[str | None]:
        """What an issuer split a row into, in order, or the row itself."""
        parts = dict.fromkeys(key[1] for side in (self.new, self.old) for key in side if key[0] == row.key)
        return list(parts) or [None]


def table_html(told: TableChange, change: Change, left: Shown, right: Shown) -> Html:
    """One official table, in the grid of the right side's form where it follows one, and what cannot be compared."""
    form_id = told.right_form if told.right_form and told.change != "removed" else told.left_form
    table = form(form_id).table(told.key) if form_id else None
    if table is None:
        return Html("")
    grid = Grid(table, change, left, right)
    count = f"{len(grid.changed)} 格不同" if grid.changed else "数字相同"
    says = {"added": "只有新的一份有此表", "removed": "只有原来的一份有此表"}.get(told.change, count)
    heading = element("h3", table.title, " ", element("span", says, class_="gip-note"))
    wide = element("table", *_head(grid), *_bodies(grid), class_="gip-grid")
    scroll = element("div", wide, class_="gip-scroll", tabindex=0, role="region", aria_label=table.title)
    quiet = "" if grid.changed or told.change in {"added", "removed"} else " gip-quiet"
    return element(
        "section", heading, *_notes(told), scroll, class_=f"gip-table gip-{told.change}{quiet}", lang="zh-CN"
    )


def _notes(told: TableChange) -> Iterator[Html]:
    if told.only_left or told.only_right:
        yield element(
            "p",
            f"原表为 {told.left_form} 年格式，新表为 {told.right_form} 年格式；只比较两种格式都有的格。",
            class_="gip-note",
        )
    for side, labels in (("原", told.only_left), ("新", told.only_right)):
        if labels:
            yield element("p", f"只有{side}表的格式有，无法比较：{'；'.join(labels)}。", class_="gip-incomparable")


def _head(grid: Grid) -> Iterator[Html]:
    """The head of a table whose rows all share one; the others have a head for each block."""
    if len(grid.table.blocks) > 1:
        return
    columns = grid.table.blocks[0].columns
    text, over, spans = HEADS.get(grid.table.key, ("", "", {}))
    depth = 1 + bool(over) + bool(spans)
    corner = element("td", text, rowspan=depth, colspan=_label_columns(grid))
    rows: list[list[Html]] = [[corner], *([] for _ in range(depth - 1))]
    if over:
        rows[0].append(element("th", over, colspan=len(columns), scope="colgroup"))
    for span, members in groupby(columns, key=lambda column: spans.get(column.key)):
        listed = list(members)
        if span:
            rows[depth - 2].append(element("th", span, colspan=len(listed), scope="colgroup"))
            rows[depth - 1] += [element("th", column.label, scope="col") for column in listed]
        else:
            height = 2 if spans else 1
            rows[-height] += [element("th", column.label, scope="col", rowspan=height) for column in listed]
    yield element("thead", *(element("tr", *row) for row in rows))


def _bodies(grid: Grid) -> Iterator[Html]:
    width = max(len(block.columns) for block in grid.table.blocks)
    for block in grid.table.blocks:
        rows = []
        if len(grid.table.blocks) > 1:
            heads = [element("th", column.label, scope="col", **span) for column, span in _spans(block, width)]
            rows.append(element("tr", element("td", colspan=_label_columns(grid)), *heads, class_="gip-heads"))
        rows += _rows(grid, block, width)
        yield element("tbody", *rows)


def _spans(block: Block, width: int) -> list[tuple[Column, dict[str, int]]]:
    """The columns of a block with what each spans of the whole table: the first one takes what is over."""
    over = 1 + width - len(block.columns)
    first = {"colspan": over} if over > 1 else {}
    return [(column, {} if place else first) for place, column in enumerate(block.columns)]


def _rows(grid: Grid, block: Block, width: int) -> Iterator[Html]:
    own = {row.key for row in block.rows}
    lines = [(row, sub_row) for row, sub_row in grid.lines if row.key in own]
    groups = [row.group for row, _ in lines]
    outer = grid.table.groups[0] if grid.is_nested else None
    for place, (row, sub_row) in enumerate(lines):
        cells = [_cell(grid, row, sub_row, column, span) for column, span in _spans(block, width)]
        is_changed = any((row.key, sub_row, column.key) in grid.changed for column in block.columns)
        labels = _labels(grid, row, sub_row, groups, place, outer)
        yield element("tr", *labels, *cells, class_="gip-changed" if is_changed else "gip-quiet")


def _labels(
    grid: Grid, row: Row, sub_row: str | None, groups: Sequence[str | None], place: int, outer: str | None
) -> Iterator[Html]:
    """The labels of a row as the form prints them: its groups over all their rows, then its own."""
    is_first = place == 0 or groups[place - 1] != row.group
    span = 1
    if grid.is_nested and row.group:
        span = 2 if row.group == outer else 1
        if row.group == outer and outer not in groups[:place]:
            inside = len(groups) - groups[::-1].index(outer) - place
            yield element("th", outer, rowspan=inside, scope="rowgroup", class_="gip-group")
        if row.group != outer and is_first:
            height = next((n for n, group in enumerate(groups[place:]) if group != row.group), len(groups) - place)
            yield element("th", row.group, rowspan=height, scope="rowgroup", class_="gip-group")
    elif grid.is_nested:
        span = 3
    path = " › ".join(group for group in dict.fromkeys((outer if row.group else None, row.group)) if group)
    above = element("span", f"{path} › ", class_="gip-path") if path else None
    label = f"{row.label} / {sub_row}" if sub_row else row.label
    yield element("th", above, label, scope="row", colspan=span if span > 1 else None)


def _label_columns(grid: Grid) -> int | None:
    return 3 if grid.is_nested else None


def _cell(grid: Grid, row: Row, sub_row: str | None, column: Column, span: dict[str, int]) -> Html:
    key = (row.key, sub_row, column.key)
    before, after, changed = grid.old.get(key), grid.new.get(key), grid.changed.get(key)
    name = element("span", column.label, class_="gip-label")
    if changed is None:
        side, shown = (grid.right, after) if after else (grid.left, before)
        alone = "gip-alone" if (before is None) != (after is None) else None
        return element("td", name, link(side.address(shown), shown.raw if shown else ""), class_=alone, **span)
    old = element("del", link(grid.left.address(before), _figure(before)))
    new = element("ins", link(grid.right.address(after), _figure(after)))
    css = "gip-changed" if changed.is_figure else "gip-state"
    return element("td", name, old, " ", new, *_delta(changed), class_=css, **span)


def _figure(cell: Cell | None) -> str:
    """What a cell holds, in words where it holds nothing."""
    return (cell.raw if cell else "") or STATES.get(cell.state if cell else None, "空白")


def _delta(cell: CellChange) -> Iterator[Html]:
    if cell.delta:
        way = "gip-more" if cell.delta > 0 else "gip-less"
        percent = f"（{percentage(cell.share)}）" if cell.share is not None else ""
        yield join(" ", element("span", f"{signed(cell.delta)}{percent}", class_=f"gip-delta {way}"))
    elif cell.scales is None:
        yield join(" ", element("span", "单位不明", class_="gip-delta"))
    elif cell.left and cell.right:
        yield join(" ", element("span", "单位不同" if cell.is_figure else "单位不同，数额相等", class_="gip-delta"))


def percentage(share: float) -> str:
    """A share with its sign, in percent to one place; without places where it is more than tenfold."""
    return f"{share:+,.{0 if abs(share) >= 10 else 1}%}".replace("-", "\u2212")


def signed(value: Decimal) -> str:
    """A difference with its sign, without an exponent and without noughts at the end of its decimals."""
    shown = f"{value:+f}"
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace("-", "\u2212")
