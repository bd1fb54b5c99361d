"""Turn the cells of a report into its tables as the official form prints them, by the form files; none is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from gipcrawler.diff.page_tables import HEADS
from gipcrawler.forms import Block, Column, Row, Table, form
from gipcrawler.model import Cell, Report

ARTICLE = "第二十条"
"""What begins the lines that the form prints over the blocks of a table; they are among its `marks`, in order."""
CONTENT = "信息内容"
# What the sheet of 2014 prints over rows: the heads of its parts, which carry no figure (国办发〔2014〕32号)
OVER_ROWS: Mapping[str, str] = {
    "active.items": "一、主动公开情况",
    "active.gazette": "（二）通过不同渠道和方式公开政府信息的情况",
    "response.hot_topics": "二、回应解读情况",
    "response.press_conferences": "（二）通过不同渠道和方式回应解读的情况",
    "applications.received": "三、依申请公开情况",
    "organisation.offices": "八、机构建设和保障经费情况",
    "training.meetings": "九、政府信息公开会议和培训情况",
}
SHEET_HEADS = ("统计指标", "统计数")
# What stands over the rows of a table that goes across (国办公开办函〔2019〕60号 and 〔2021〕30号, table 4)
OVER_GROUPS: Mapping[str, str] = dict.fromkeys(("litigation_direct", "litigation_after_review"), "行政诉讼")
ANY = "*"


class Placed(NamedTuple):
    """A cell with its number among the cells of its report, from 0."""

    number: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a printed table: a label, or the place of a figure, which holds what was read there, mostly one.

    `where` is the part of the form that it stands for, as a finding names it: `applications/granted` is a row,
    `applications/*/total` a column, `applications/granted/total` a cell.
    """

    text: str = ""
    scope: Literal["row", "col", "rowgroup", "colgroup"] | None = None
    where: str | None = None
    cells: tuple[Placed, ...] = ()
    is_figure: bool = False
    rows: int = 1
    columns: int = 1
    depth: int = 0


Line = tuple[Field, ...]
Part = tuple[Row, str | None]  # an official row, or the part of it that an issuer made


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """A table as the form prints it; `others` are the cells for which the form has no place."""

    key: str
    title: str
    form: str
    head: tuple[Line, ...]
    bodies: tuple[tuple[Line, ...], ...]
    others: tuple[Placed, ...]


def official_tables(report: Report) -> list[OfficialTable]:
    """The tables that a report has, in its order."""
    found = []
    for key, form_id in report.forms.items():
        table = form(form_id).table(key) if form_id else None
        if form_id and table:
            found.append(_laid_out(table, form_id, report))
    return found


def unplaced(report: Report, tables: Sequence[OfficialTable]) -> list[Placed]:
    """The cells of tables that follow no form."""
    known = {table.key for table in tables}
    return [Placed(number, cell) for number, cell in enumerate(report.cells) if cell.table not in known]


class _Sheet:
    """A table with what was read of it, by address."""

    def __init__(self, table: Table, report: Report) -> None:
        self.table = table
        self.placed: dict[tuple[str, str | None, str], list[Placed]] = {}
        for number, cell in enumerate(report.cells):
            if cell.table == table.key:
                self.placed.setdefault((cell.row, cell.sub_row, cell.column), []).append(Placed(number, cell))
        self.shown: set[int] = set()
        self.width = max(len(block.columns) for block in table.blocks)
        self.paths = {row.key: self._path(row) for row, _ in table.rows}
        is_split = any(sub_row for _, sub_row, _ in self.placed)
        self.labels = 1 + is_split + max(len(path) for path in self.paths.values())

    def parts(self, row: Row) -> list[Part]:
        """The parts that an issuer made of a row, in the order of print, or the row itself."""
        parts = dict.fromkeys(sub_row for key, sub_row, _ in self.placed if key == row.key)
        return [(row, sub_row) for sub_row in parts] or [(row, None)]

    def figure(self, part: Part, column: Column, span: int = 1) -> Field:
        """The field of a figure."""
        row, sub_row = part
        cells = tuple(self.placed.get((row.key, sub_row, column.key), ()))
        self.shown.update(cell.number for cell in cells)
        where = f"{self.table.key}/{row.key}/{column.key}"
        return Field(where=where, cells=cells, is_figure=True, columns=span)

    def _path(self, row: Row) -> tuple[str, ...]:
        """The groups that stand beside a row: a group that holds others first; none where groups are rows too."""
        groups = self.table.groups
        inner = [group for group in groups[1:] if any(one.group == group for one, _ in self.table.rows)]
        if not (row.group and self._is_nested(inner)):
            return ()
        return (groups[0],) if row.group == groups[0] else (groups[0], row.group)

    def _is_nested(self, inner: Sequence[str]) -> bool:
        """Whether the first group stands around others: 三、本年度办理结果 does."""
        first = [place for place, (row, _) in enumerate(self.table.rows) if row.group == self.table.groups[0]]
        around = {row.group for row, _ in self.table.rows[first[0] : first[-1]]} if first else set()
        return bool(around.intersection(inner))


def _laid_out(table: Table, form_id: str, report: Report) -> OfficialTable:
    sheet = _Sheet(table, report)
    banners = [mark for mark in table.marks if mark.startswith(ARTICLE)]
    if table.across:
        head, bodies = _across(sheet)
    elif banners:
        head, bodies = (
            (),
            tuple(tuple(_block(sheet, block, over)) for block, over in zip(table.blocks, banners, strict=True)),
        )
    else:
        head = tuple(_head(sheet))
        bodies = (tuple(line for block in table.blocks for line in _rows(sheet, block)),)
    others = [one for cells in sheet.placed.values() for one in cells if one.number not in sheet.shown]
    return OfficialTable(table.key, table.title, form_id, head, bodies, tuple(sorted(others)))


def _block(sheet: _Sheet, block: Block, over: str) -> Iterator[Line]:
    """A block under a line of its own and its own heads."""
    yield (Field(over, "colgroup", columns=sheet.labels + sheet.width),)
    heads = (_column_head(sheet, column, span) for column, span in _spans(sheet, block))
    yield (Field(CONTENT, "col", columns=sheet.labels), *heads)
    yield from _rows(sheet, block)


def _head(sheet: _Sheet) -> Iterator[Line]:
    """The head over all rows: the corner, what stands over all columns and over some, and the columns."""
    columns = sheet.table.blocks[0].columns
    if sheet.table.key not in HEADS:
        row, value = SHEET_HEADS
        yield Field(row, "col", columns=sheet.labels), Field(value, "col", columns=sheet.width)
        return
    corner, over, spans = HEADS[sheet.table.key]
    yield Field(corner, rows=3, columns=sheet.labels), Field(over, "colgroup", columns=len(columns))
    upper, lower = [], []
    for span, members in groupby(columns, key=lambda column: spans.get(column.key)):
        heads = [_column_head(sheet, column) for column in members]
        if span:
            upper.append(Field(span, "colgroup", columns=len(heads)))
            lower += heads
        else:
            upper += [Field(one.text, "col", one.where, rows=2) for one in heads]
    yield tuple(upper)
    yield tuple(lower)


def _column_head(sheet: _Sheet, column: Column, span: int = 1) -> Field:
    return Field(column.label, "col", f"{sheet.table.key}/{ANY}/{column.key}", columns=span)


def _spans(sheet: _Sheet, block: Block) -> list[tuple[Column, int]]:
    """The columns of a block with what each spans of the whole table: the last one takes what is over."""
    last = 1 + sheet.width - len(block.columns)
    return [(column, last if column is block.columns[-1] else 1) for column in block.columns]


def _rows(sheet: _Sheet, block: Block) -> Iterator[Line]:
    listed = [(row, parts) for row in block.rows for parts in (sheet.parts(row),)]
    paths = [sheet.paths[row.key] for row, parts in listed for _ in parts]
    place = 0
    for row, parts in listed:
        if row.key in OVER_ROWS:
            yield (Field(OVER_ROWS[row.key], "colgroup", columns=sheet.labels + sheet.width),)
        for number, part in enumerate(parts):
            figures = (sheet.figure(part, column, span) for column, span in _spans(sheet, block))
            labels = _labels(sheet, parts, number, len(paths[place]))
            yield (*_groups(paths, place), *labels, *figures)
            place += 1


def _labels(sheet: _Sheet, parts: Sequence[Part], number: int, groups: int) -> Iterator[Field]:
    """The label of a row, over all parts that an issuer made of it, and that of the part."""
    row, sub_row = parts[number]
    where = f"{sheet.table.key}/{row.key}"
    depth = row.key.count(".")  # the keys of the sheet of 2014 say what is part of what
    span = sheet.labels - groups
    if parts == [(row, None)]:
        yield Field(row.label, "row", where, columns=span, depth=depth)
        return
    if number == 0:
        yield Field(row.label, "rowgroup", where, rows=len(parts), columns=span - 1, depth=depth)
    yield Field(sub_row or row.label, "row")


def _groups(paths: Sequence[tuple[str, ...]], place: int) -> Iterator[Field]:
    """The groups that begin with a row, each over as many rows as it holds."""
    before = paths[place - 1] if place else ()
    for depth in range(1, len(paths[place]) + 1):
        group = paths[place][:depth]
        if before[:depth] != group:
            height = next((n for n, path in enumerate(paths[place:]) if path[:depth] != group), len(paths) - place)
            yield Field(group[-1], "rowgroup", rows=height)


def _across(sheet: _Sheet) -> tuple[tuple[Line, ...], tuple[tuple[Line, ...], ...]]:
    """A table whose rows stand beside each other over a single line of figures."""
    columns = sheet.table.blocks[0].columns
    parts = [part for row in sheet.table.blocks[0].rows for part in sheet.parts(row)]
    top: list[Field] = []
    middle: list[Field] = []
    bottom: list[Field] = []
    figures: list[Field] = []
    for over, members in groupby(parts, key=lambda part: OVER_GROUPS.get(part[0].key)):
        listed = list(members)
        if over:
            top.append(Field(over, "colgroup", columns=len(listed) * len(columns)))
        for part in listed:
            row, sub_row = part
            label = f"{row.label} / {sub_row}" if sub_row else row.label
            named = Field(label, "colgroup", f"{sheet.table.key}/{row.key}", columns=len(columns))
            heads = [Field(column.label, "col", rows=1 if over else 2) for column in columns]
            (middle if over else top).append(named)
            (bottom if over else middle).extend(heads)
            figures += [sheet.figure(part, column) for column in columns]
    return (tuple(top), tuple(middle), tuple(bottom)), ((tuple(figures),),)
