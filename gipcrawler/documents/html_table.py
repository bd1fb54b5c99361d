"""Turn a table element into a grid with row and column spans, or tell that it only lays out the page."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from gipcrawler.documents.html_text import SILENT, find_hidden, printed, squeeze
from gipcrawler.model import Grid, GridCell, State
from gipcrawler.text.figures import read_figure

MOST_COLUMNS = 1000  # HTML standard, section 4.9.11: larger values of colspan are cut to this
MOST_ROWS = 65_534  # and of rowspan to this
FEWEST_FIGURES = 5  # in cells of its own: the smallest official table has six
SPAN = re.compile(r"\s*\+?(\d{1,9})")
LONG_FIGURE = 30
LONG_CELL = 120  # characters; official labels end at 46
# What stands in the table of a page's own data, before the report (PORTALS section 4, GB/T 21063)
DATA_LABELS = re.compile(
    r"(?:索引号|信息索引号?|索取号|发布机构|发文机关|发布单位|公开主体|信息来源|发文字号|文号|主题分类|信息分类|体裁分类|组配分类|主题词|关键词"
    r"|公开方式|公开范围|公开形式|公开时限|公开程序|有效性|时效性?|是否有效|生成日期|成文日期|发文日期|发布日期|公开日期|发布时间|生效日期|废止日期"
    r"|信息名称|内容概述|名称|标题)[:：]?"
)


class Role(Enum):
    """What a table is for: figures, the frame of a page, or the page's data of itself."""

    GRID = auto()
    LAYOUT = auto()
    PAGE_DATA = auto()


@dataclass(slots=True)
class Table:
    """A table element taken apart; `nested` holds tables in its cells that are grids of their own."""

    rows: list[list[HtmlElement]] = field(default_factory=list)
    group_ends: list[int] = field(default_factory=list)  # for each row, the index after the last row of its group
    strays: list[HtmlElement] = field(default_factory=list)  # what stands in the table but in no cell, captions too
    nested: list[HtmlElement] = field(default_factory=list)
    hidden: frozenset[HtmlElement] = frozenset()  # of the whole page
    role: Role = Role.LAYOUT


class Tables:
    """The tables of one page, each taken apart once and inner ones first, because pages nest them without end."""

    def __init__(self, page: HtmlElement) -> None:
        self.hidden = find_hidden(page)
        self._known: dict[HtmlElement, Table] = {}

    def take_apart(self, element: HtmlElement) -> Table:
        """The rows and cells that belong to `element` itself, and what it is for."""
        if element not in self._known:
            for inner in reversed(list(element.iter("table"))):
                if inner not in self._known:
                    self._known[inner] = _take_apart(inner, self._known, self.hidden)
        return self._known[element]


def _take_apart(element: HtmlElement, known: Mapping[HtmlElement, Table], hidden: frozenset[HtmlElement]) -> Table:
    table = Table(hidden=hidden)
    groups: list[list[list[HtmlElement]]] = []
    feet: list[list[list[HtmlElement]]] = []
    _gather(element, table, groups, feet)
    for group in (*groups, *feet):
        end = len(table.rows) + len(group)
        table.group_ends += [end] * len(group)
        table.rows += group
    holding = [cell for row in table.rows for cell in row if len(cell)]
    table.nested = [inner for cell in holding for inner in _inner_grids(cell, known)]
    table.role = _role(table)
    return table


def _gather(
    parent: HtmlElement,
    table: Table,
    groups: list[list[list[HtmlElement]]],
    feet: list[list[list[HtmlElement]]],
) -> None:
    loose: list[list[HtmlElement]] = []  # rows directly below `parent`: they share its group
    implied: list[HtmlElement] | None = None
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str) or tag in SILENT or tag in {"colgroup", "col"} or child in table.hidden:
            continue
        if tag in {"td", "th"}:
            if implied is None:
                implied = []
                loose.append(implied)
            implied.append(child)
            continue
        implied = None
        if tag == "tr":
            loose.append(list(_cells(child, table)))
        elif tag in {"thead", "tbody"}:
            _gather(child, table, groups, feet)
        elif tag == "tfoot":
            _gather(child, table, feet, feet)
        elif tag != "caption" and child.find(".//tr") is not None and tag != "table":  # a form around rows
            _gather(child, table, groups, feet)
        else:
            table.strays.append(child)
    if loose:
        groups.append(loose)


def _cells(row: HtmlElement, table: Table) -> Iterator[HtmlElement]:
    for child in row:
        tag = child.tag
        if not isinstance(tag, str) or tag in SILENT or child in table.hidden:
            continue
        if tag in {"td", "th"}:
            yield child
        elif child.find(".//td") is not None and tag != "table":
            yield from _cells(child, table)
        else:
            table.strays.append(child)


def _role(table: Table) -> Role:
    cells = [cell for row in table.rows for cell in row]
    if max(map(len, table.rows), default=0) < 2:
        return Role.LAYOUT
    figures = len(list(islice(filter(_is_figure, cells), FEWEST_FIGURES)))
    if figures == FEWEST_FIGURES:
        return Role.GRID
    texts = [squeeze(cell.text_content()) for cell in cells]
    total = sum(map(len, texts))
    prose = sum(len(text) for text in texts if len(text) > LONG_CELL and "。" in text)
    if table.nested or prose * 2 > total or total == 0:
        return Role.LAYOUT
    if sum(1 for text in texts if DATA_LABELS.match(text)) > 1:
        return Role.PAGE_DATA
    return Role.GRID if len(table.rows) > 1 or figures else Role.LAYOUT


def _is_figure(cell: HtmlElement) -> bool:
    text = squeeze(cell.text_content() if len(cell) else cell.text or "")
    return len(text) < LONG_FIGURE and read_figure(text).state in {State.NUMBER, State.DASH}


def _inner_grids(cell: HtmlElement, known: Mapping[HtmlElement, Table]) -> Iterator[HtmlElement]:
    if cell.find(".//table") is None:
        return
    walk = iterwalk(cell, events=("start",))
    for _, inner in walk:
        if inner.tag != "table":
            continue
        walk.skip_subtree()
        table = known[inner]
        if table.role is Role.GRID and (len(table.rows) > 1 or len(table.rows[0]) > 2):
            yield inner
        else:
            yield from table.nested


def lay_out(table: Table) -> Grid:
    """The grid of a table: each cell once, at its upper left corner (HTML standard, section 4.9.12).

    Spans are cut where they leave their row group or meet an earlier cell; columns and rows in which no cell begins
    (a colspan of 100 over ten columns) are taken out, so that spans count columns that are there.
    """
    apart = frozenset(table.nested)
    held: list[tuple[int, int, int]] = []  # what reaches down from above: first column, column and row after the last
    placed: list[tuple[str, int, int, int, int]] = []
    for number, row in enumerate(table.rows):
        held = sorted(one for one in held if one[2] > number)
        begun: list[tuple[int, int, int]] = []
        column = at = 0
        for cell in row:
            while at < len(held) and held[at][0] <= column:
                column = max(column, held[at][1])
                at += 1
            wide, high = _span(cell, "colspan", 1), _span(cell, "rowspan", 0)
            if wide > 1:
                wide = min(wide, MOST_COLUMNS)
            if high != 1:
                high = min(high or MOST_ROWS, table.group_ends[number] - number)
            free = min(wide, held[at][0] - column) if at < len(held) else wide
            if high > 1:
                begun.append((column, column + free, number + high))
            placed.append((printed(cell, table.hidden, apart), number, column, high, free))
            column += wide
        held += begun
    rows = _Ranks({number for _, number, _, _, _ in placed})
    columns = _Ranks({column for _, _, column, _, _ in placed})
    row_of, column_of = rows.of, columns.of
    return Grid(
        tuple(
            [
                GridCell(
                    text,
                    row_of[number],
                    column_of[column],
                    1 if high == 1 else rows.among(number, high),
                    1 if wide == 1 else columns.among(column, wide),
                )
                for text, number, column, high, wide in placed
            ]
        )
    )


class _Ranks:
    """The rows or columns in which a cell begins, counted without the others."""

    def __init__(self, starts: set[int]) -> None:
        self._starts = sorted(starts)
        self.of = {start: rank for rank, start in enumerate(self._starts)}

    def among(self, start: int, span: int) -> int:
        """How many of them a span holds that begins in one."""
        return bisect_left(self._starts, start + span) - self.of[start]


def _span(cell: HtmlElement, name: str, least: int) -> int:
    value = cell.get(name)
    if not value:
        return 1
    match = SPAN.match(value)
    return max(least, int(match[1])) if match else 1
