"""Corrections by hand: a reading on top of an edition, with who made it and why; what the program read stays below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, func, insert, select, update

from gipcrawler.errors import ArgumentError
from gipcrawler.store.cells import cell, corrected_cell, label
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.insert import insert_one
from gipcrawler.store.tables import correction, edition
from gipcrawler.text.figures import read_figure


@dataclass(frozen=True, slots=True)
class CorrectedCell:
    """A cell as it should have been read: its keys, and what is printed there."""

    table: str
    row: str
    column: str
    raw: str
    sub_row: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Who corrected an edition, when and why."""

    id: int
    edition_id: int
    author: str
    reason: str
    made_at: datetime
    cells: int


def correct(
    connection: Connection,
    dictionaries: Dictionaries,
    edition_id: int,
    signed: tuple[str, str],
    cells: Sequence[CorrectedCell],
) -> int:
    """Put a correction, `signed` by its author with the reason, on top of an edition; gives its number.

    Raises `ArgumentError` for an unknown edition, for a cell that it does not have, and where author, reason or cells
    are missing.
    """
    author, reason = signed
    if not author.strip() or not reason.strip() or not cells:
        raise ArgumentError("A correction needs an author, a reason and at least one cell.")
    if connection.scalar(select(edition.c.id).where(edition.c.id == edition_id)) is None:
        raise ArgumentError(f"There is no edition {edition_id}.")
    dictionaries.refresh(connection)
    fields = [dictionaries.field_of(each.table, each.row, each.column) for each in cells]
    for each, field_id in zip(cells, fields, strict=True):
        _must_be_there(connection, edition_id, field_id, each)
    figures = [dictionaries.figure_of(each.raw, read_figure(each.raw)) for each in cells]
    dictionaries.flush(connection)
    made = {"author": author, "reason": reason, "made_at": datetime.now(UTC)}
    number = insert_one(connection, correction, edition_id=edition_id, **made)
    for each, field_id, figure_id in zip(cells, fields, figures, strict=True):
        place = {"edition_id": edition_id, "field_id": field_id, "sub_row": each.sub_row or ""}
        before = and_(*(corrected_cell.c[name] == value for name, value in place.items()))
        connection.execute(update(corrected_cell).where(before).values(is_current=False))
        values = place | {"correction_id": number, "figure_id": figure_id, "is_current": True}
        connection.execute(insert(corrected_cell).values(values))
    return number


def corrections(connection: Connection, edition_id: int) -> list[Correction]:
    """The corrections of an edition, the oldest first."""
    cells = select(func.count()).where(corrected_cell.c.correction_id == correction.c.id).scalar_subquery()
    rows = select(correction, cells.label("cells")).where(correction.c.edition_id == edition_id)
    return [Correction(**row) for row in connection.execute(rows.order_by(correction.c.id)).mappings()]


def _must_be_there(connection: Connection, edition_id: int, field_id: int, each: CorrectedCell) -> None:
    sub_row = label.c.sub_row.is_(None) if each.sub_row is None else label.c.sub_row == each.sub_row
    same = and_(cell.c.edition_id == edition_id, cell.c.field_id == field_id, label.c.id == cell.c.label_id, sub_row)
    if connection.scalar(select(cell.c.position).where(same).limit(1)) is None:
        named = "/".join(filter(None, (each.table, each.row, each.sub_row, each.column)))
        raise ArgumentError(f"Edition {edition_id} has no cell {named}.")
