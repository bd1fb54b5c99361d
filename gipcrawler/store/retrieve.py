"""Turn the rows of editions back into the reports that they were, many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, select

from gipcrawler.model import Cell, Finding, Leftover, Origin, Report, Section, State, Verdict
from gipcrawler.store.cells import cell, corrected_cell, field, figure, label, origin
from gipcrawler.store.tables import edition, finding, report, section

IN_POSITION = attrgetter("position")


class Printed(NamedTuple):
    """What a cell says, whatever cell says it."""

    raw: str
    value: Decimal | None
    state: State
    unit: str | None


class Words:
    """What the numbers of cells stand for: each is asked for once, so that thousands of reports are read quickly."""

    def __init__(self) -> None:
        self.fields: dict[int, tuple[str, str, str]] = {}
        self.labels: dict[int, tuple[str, str | None]] = {}
        self.figures: dict[int, Printed] = {}
        self.origins: dict[int, Origin] = {}

    def learn(self, connection: Connection, rows: Sequence[Row[Any]]) -> None:
        """Ask for the numbers of these cells that are still unknown."""
        _, fields, _, labels, figures, origins = map(set, zip(*rows, strict=True)) if rows else [set[int]()] * 6
        for row in _unknown(connection, field, self.fields, fields):
            self.fields[row.id] = row.table_key, row.row_key, row.column_key
        for row in _unknown(connection, label, self.labels, labels):
            self.labels[row.id] = row.label, row.sub_row
        self.learn_figures(connection, figures)
        for row in _unknown(connection, origin, self.origins, origins):
            self.origins[row.id] = origin_of(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's public name for it

    def learn_figures(self, connection: Connection, numbers: Iterable[int]) -> None:
        """Ask for figures that are still unknown."""
        for row in _unknown(connection, figure, self.figures, numbers):
            exact = None if row.exact is None else Decimal(row.exact)
            self.figures[row.id] = Printed(row.raw, exact, State(row.state), row.unit)


def read_edition(connection: Connection, edition_id: int, *, by_hand: bool = True) -> Report:
    """The report that an edition holds; with what was corrected by hand unless that is not wanted."""
    return read_editions(connection, [edition_id], by_hand=by_hand)[edition_id]


def read_editions(
    connection: Connection, editions: Sequence[int], words: Words | None = None, *, by_hand: bool = True
) -> dict[int, Report]:
    """The reports of some hundred editions, by edition; `words` are those of an earlier call."""
    words = words or Words()
    cells = _parts(connection, cell, editions)
    words.learn(connection, [row for rows in cells.values() for row in rows])
    corrected = _corrected(connection, editions, words) if by_hand else {}
    sections, findings = (_parts(connection, table, editions) for table in (section, finding))
    of_year = select(edition, report.c.year).join_from(edition, report).where(edition.c.id.in_(editions))
    return {
        row.id: Report(
            title=row.title,
            issuer=row.issuer,
            place=row.place,
            year=row.year,
            published=row.published,
            media_type=row.media_type,
            parser_version=row.parser_version,
            forms=row.forms,
            sections=tuple(Section(each.section_key, each.number, each.title, each.text) for each in sections[row.id]),
            cells=tuple(_cells(cells[row.id], words, corrected.get(row.id, {}))),
            leftovers=tuple(Leftover(each["text"], origin_of(each["origin"])) for each in row.leftovers),
            findings=tuple(finding_of(each) for each in findings[row.id] if each.against is None),
            evidence=row.evidence,
        )
        for row in connection.execute(of_year)
    }


def finding_of(row: Row[Any]) -> Finding:
    """A row of `finding` as it was found."""
    return Finding(row.rule, row.subject, Verdict(row.verdict), row.left_side, row.right_side, row.says)


def origin_of(values: Mapping[str, Any]) -> Origin:
    """An origin as `origin` or the JSON of a leftover has it; a box is text there and a list here."""
    box = values.get("box")
    parts = box.split(",") if isinstance(box, str) else box
    corners = tuple(map(int, parts)) if parts else None
    named = {name: values.get(name) for name in ("row", "column", "page")}
    return Origin(values["block"], **named, box=corners, document=values.get("document", 0))  # type: ignore[arg-type]  # four corners


def _unknown(
    connection: Connection, table: Table, known: Mapping[int, object], numbers: Iterable[int]
) -> Iterator[Row[Any]]:
    wanted = set(numbers).difference(known)
    return iter(connection.execute(select(table).where(table.c.id.in_(wanted))) if wanted else ())


def _parts(connection: Connection, table: Table, editions: Sequence[int]) -> defaultdict[int, list[Row[Any]]]:
    found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.edition_id.in_(editions))):
        found[row.edition_id].append(row)
    for rows in found.values():
        rows.sort(key=IN_POSITION)
    return found


Corrected = Mapping[tuple[int, str], Printed]


def _corrected(connection: Connection, editions: Sequence[int], words: Words) -> dict[int, Corrected]:
    """What stands corrected, by edition, field and sub-row."""
    rows = select(corrected_cell).where(corrected_cell.c.edition_id.in_(editions), corrected_cell.c.is_current)
    told = connection.execute(rows).all()
    words.learn_figures(connection, (row.figure_id for row in told))
    found: defaultdict[int, dict[tuple[int, str], Printed]] = defaultdict(dict)
    for row in told:
        found[row.edition_id][row.field_id, row.sub_row] = words.figures[row.figure_id]
    return dict(found)


def _cells(rows: Iterable[Row[Any]], words: Words, corrected: Corrected) -> Iterator[Cell]:
    for numbers in rows:
        _, field_id, _, label_id, figure_id, origin_id = tuple(numbers)
        table, row, column = words.fields[field_id]
        name, sub_row = words.labels[label_id]
        said = (corrected and corrected.get((field_id, sub_row or ""))) or words.figures[figure_id]
        yield Cell(table, row, sub_row, column, name, *said, words.origins[origin_id])
