"""Turn two reports into the change from one to the other."""

from collections.abc import Iterator

from gipcrawler.diff.change import CellChange, Change, Hunk, Kind, SectionChange
from gipcrawler.diff.text import compare_text
from gipcrawler.model import Cell, Report, Section

FIGURES = 0.7  # the share of a change's weight that its figures can have; the rest is wording


def diff(left: Report, right: Report, names: tuple[str, str] | None = None) -> Change:
    """The change from `left` to `right`; `names` say how the two are called, else their titles do.

    Cells are compared where both reports have them; where only one has, if the table follows the same form in both.
    """
    sections = tuple(_sections(left, right))
    cells = tuple(_cells(left, right))
    total = len({_address(cell) for cell in (*left.cells, *right.cells)})
    figures = len(cells) / total if total else 0.0
    wording = 1 - sum(section.similarity for section in sections) / len(sections) if sections else 0.0
    called = names or (left.title or "", right.title or "")
    return Change(*called, round(FIGURES * figures + (1 - FIGURES) * wording, 4), sections, cells)


def _sections(left: Report, right: Report) -> Iterator[SectionChange]:
    """Sections in the order of the right side, then those that only the left side has."""
    old = {_name(section): section for section in left.sections}
    new = {_name(section): section for section in right.sections}
    for name in [*new, *(name for name in old if name not in new)]:
        before, after = old.get(name), new.get(name)
        shown = after or before
        if shown:
            similarity, hunks = compare_text(before.text if before else "", after.text if after else "")
            similarity = similarity if before and after else 0.0
            change = _kind(before, after, hunks)
            yield SectionChange(shown.key, shown.title, change, similarity, hunks)


def _kind(before: Section | None, after: Section | None, hunks: tuple[Hunk, ...]) -> Kind:
    if before is None or after is None:
        return "added" if before is None else "removed"
    return "same" if all(hunk.change == "same" for hunk in hunks) else "changed"


def _name(section: Section) -> str:
    return section.key or section.title


def _cells(left: Report, right: Report) -> Iterator[CellChange]:
    old, new = ({_address(cell): cell for cell in report.cells} for report in (left, right))
    rows = {address[:2]: place for place, address in reversed([*enumerate([*old, *new])])}  # in order of appearance
    for address in sorted(dict.fromkeys([*old, *new]), key=lambda one: rows[one[:2]]):
        before, after = old.get(address), new.get(address)
        alike = left.forms.get(address[0]) == right.forms.get(address[0])
        if (before is None or after is None) and not alike:
            continue
        values = tuple(cell.value if cell else None for cell in (before, after))
        shown = after or before
        if values[0] != values[1] and shown:
            yield CellChange(*address, shown.label, *values)


def _address(cell: Cell) -> tuple[str, str, str | None, str]:
    return cell.table, cell.row, cell.sub_row, cell.column
