"""Lay a sheet's tables out as boxes with their spans: the geometry of the official forms on whatever carrier."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tests.press import forms
from tests.press.sheet import Figures, Row, Section, Sheet, printed

HEAD, LABEL, FIGURE, NOTE = "head", "label", "figure", "note"


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell at its upper left corner; `kind` is head, label, figure or note."""

    text: str
    kind: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """One table: `key` is the table's, the boxes fill `height` rows of `width` columns without a gap."""

    key: str
    height: int
    width: int
    boxes: tuple[Box, ...]

    def row(self, row: int) -> list[Box]:
        """The boxes that stand in a row, those that reach down into it from above included, from left to right."""
        inside = (box for box in self.boxes if box.row <= row < box.row + box.row_span)
        return sorted(inside, key=lambda box: box.column)


def lay_out(sheet: Sheet, table: str) -> Layout:
    """The layout of one table of a sheet: 14 × 4 or 18 × 4 (5 with sub-rows), 26 or 28 × 10, 4 × 15."""
    figures = sheet.figures[table]
    boxes = tuple(
        Box(figures.wording.get(box.text, box.text), box.kind, box.row, box.column, box.row_span, box.column_span)
        for box in PLANS[table](figures)
    )
    height = max(box.row + box.row_span for box in boxes)
    return Layout(table, height, max(box.column + box.column_span for box in boxes), boxes)


def table_of(sheet: Sheet, section: Section) -> Layout | None:
    """The layout of the table that stands in a section, or null."""
    return lay_out(sheet, section.key) if section.key and section.key in sheet.figures else None


def _active_disclosure(figures: Figures) -> Iterator[Box]:
    labels = 2 if figures.sub_rows else 1
    width = labels + 3
    row = 0
    for article in forms.ACTIVE_DISCLOSURE[figures.form]:
        yield Box(f"第二十条第（{article.item}）项", HEAD, row, 0, 1, width)
        yield Box("信息内容", HEAD, row + 1, 0, 1, labels)
        heads = dict(article.columns)
        yield from _values(heads, heads, HEAD, row + 1, labels)
        row += 2
        for key, label in article.rows:
            parts = figures.sub_rows.get(key, ())
            if parts:
                yield Box(label, LABEL, row, 0, len(parts))
                for number, (part, values) in enumerate(parts):
                    yield Box(part, LABEL, row + number, 1)
                    yield from _values(heads, values, FIGURE, row + number, labels)
            else:
                yield Box(label, LABEL, row, 0, 1, labels)
                yield from _values(heads, figures.rows[key], FIGURE, row, labels)
            row += max(1, len(parts))
    for number, text in enumerate(figures.extra_rows):
        yield Box(text, NOTE, row + number, 0, 1, width)


def _values(columns: dict[str, str], values: Row, kind: str, row: int, left: int) -> Iterator[Box]:
    """A row's boxes over three columns; where there are fewer, the last one is the wider."""
    for number, key in enumerate(columns):
        last = number == len(columns) - 1
        yield Box(printed(values[key]), kind, row, left + number, 1, 3 - number if last else 1)


def _applications(figures: Figures) -> Iterator[Box]:
    yield Box(forms.RELATION, HEAD, 0, 0, 3, 3)
    yield Box("申请人情况", HEAD, 0, 3, 1, 7)
    yield Box("自然人", HEAD, 1, 3, 2)
    yield Box("法人或其他组织", HEAD, 1, 4, 1, 5)
    yield Box("总计", HEAD, 1, 9, 2)
    for number, (_, label) in enumerate(forms.LEGAL_PERSONS):
        yield Box(label, HEAD, 2, 4 + number)
    lines = forms.APPLICATIONS[figures.form]
    yield from _outer_labels(lines)
    for row, line in enumerate(lines, 3):
        depth = len(line.labels) - 1
        yield Box(line.labels[-1], LABEL, row, depth, 1, 3 - depth)
        for column, (key, _) in enumerate(forms.APPLICANTS, 3):
            yield Box(printed(figures.rows[line.key][key]), FIGURE, row, column)


def _outer_labels(lines: tuple[forms.Line, ...]) -> Iterator[Box]:
    """The labels that span the rows of their group: 三、本年度办理结果 and （三） to （六）."""
    for depth in (0, 1):
        row = 3
        outer = (line.labels[depth] if len(line.labels) > depth + 1 else None for line in lines)
        for label, members in groupby(outer):
            count = len(list(members))
            if label:
                yield Box(label, LABEL, row, depth, count)
            row += count


def _review_litigation(figures: Figures) -> Iterator[Box]:
    yield Box(forms.REVIEW[1], HEAD, 0, 0, 1, 5)
    yield Box(forms.LITIGATION, HEAD, 0, 5, 1, 10)
    for column, (_, case) in enumerate(forms.CASES):
        yield Box(case, HEAD, 1, column, 2)
    for number, (_, label) in enumerate(forms.LITIGATIONS, 1):
        yield Box(label, HEAD, 1, 5 * number, 1, 5)
        for column, (_, case) in enumerate(forms.CASES):
            yield Box(case, HEAD, 2, 5 * number + column)
    for number, (group, _) in enumerate((forms.REVIEW, *forms.LITIGATIONS)):
        for column, (key, _) in enumerate(forms.CASES):
            yield Box(printed(figures.rows[group][key]), FIGURE, 3, 5 * number + column)


PLANS = {
    "active_disclosure": _active_disclosure,
    "applications": _applications,
    "review_litigation": _review_litigation,
}
