"""Turn a report into the rows of an edition, and the rows of an edition back into the report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select

from gipcrawler.model import Box, Cell, Finding, Leftover, Origin, Report, Section, State, Verdict
from gipcrawler.store.cells import cell, field, figure, label, origin
from gipcrawler.store.columns import storable
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.tables import edition, finding, report, section

Values = dict[str, Any]


def edition_values(read: Report) -> Values:
    """What a row of `edition` says of the report itself; `form` is e.g. `2021`, or `2019+2021` where tables differ."""
    return {
        "parser_version": read.parser_version,
        "title": read.title,
        "issuer": read.issuer,
        "place": read.place,
        "published": read.published,
        "media_type": read.media_type,
        "form": "+".join(sorted({form for form in read.forms.values() if form})) or None,
        "forms": dict(read.forms),
        "leftovers": [
            {"text": storable(leftover.text), "origin": _origin_values(leftover.origin)} for leftover in read.leftovers
        ],
        "evidence": dict(read.evidence),
        "cells": len(read.cells),
        "figures": sum(each.state is State.NUMBER for each in read.cells),
    }


def section_rows(edition_id: int, read: Report) -> list[Values]:
    """The rows of `section`, in the order of the report."""
    return [
        {
            "edition_id": edition_id,
            "position": at,
            "section_key": each.key,
            "number": each.number,
            "title": each.title,
            "text": each.text,
        }
        for at, each in enumerate(read.sections)
    ]


def cell_rows(edition_id: int, read: Report, dictionaries: Dictionaries) -> Iterator[tuple[int, ...]]:
    """The rows of `cell` by its columns, in their order; what is new in the dictionaries is still to be flushed."""
    for at, each in enumerate(read.cells):
        field_id, label_id, figure_id, origin_id = dictionaries.numbers(each)
        yield edition_id, field_id, at, label_id, figure_id, origin_id


def read_edition(connection: Connection, edition_id: int) -> Report:
    """The report that an edition holds, as it was saved."""
    of_year = select(edition, report.c.year).join_from(edition, report).where(edition.c.id == edition_id)
    row = connection.execute(of_year).one()
    return Report(
        title=row.title,
        issuer=row.issuer,
        place=row.place,
        year=row.year,
        published=row.published,
        media_type=row.media_type,
        parser_version=row.parser_version,
        forms=row.forms,
        sections=tuple(map(_section, _rows(connection, section, edition_id))),
        cells=tuple(_cells(connection, edition_id)),
        leftovers=tuple(Leftover(each["text"], _origin(each["origin"])) for each in row.leftovers),
        findings=tuple(map(_finding, _rows(connection, finding, edition_id, finding.c.against.is_(None)))),
        evidence=row.evidence,
    )


def _rows(connection: Connection, table: Table, edition_id: int, *among: ColumnElement[bool]) -> Iterator[Row[Any]]:
    rows = select(table).where(table.c.edition_id == edition_id, *among).order_by(table.c.position)
    return iter(connection.execute(rows))


def _cells(connection: Connection, edition_id: int) -> Iterator[Cell]:
    in_words = (
        select(field, label.c.label, label.c.sub_row, figure, origin)
        .join_from(cell, field)
        .join(label)
        .join(figure)
        .join(origin)
        .where(cell.c.edition_id == edition_id)
        .order_by(cell.c.position)
    )
    return map(_cell, connection.execute(in_words))


def _section(row: Row[Any]) -> Section:
    return Section(key=row.section_key, number=row.number, title=row.title, text=row.text)


def _cell(row: Row[Any]) -> Cell:
    return Cell(
        table=row.table_key,
        row=row.row_key,
        sub_row=row.sub_row,
        column=row.column_key,
        label=row.label,
        raw=row.raw,
        value=None if row.exact is None else Decimal(row.exact),
        state=State(row.state),
        unit=row.unit,
        origin=Origin(row.block, row.row, row.column, row.page, box_of(row.box), row.document),
    )


def box_of(written: str | None) -> Box | None:
    """A box as the row of `origin` has it."""
    if written is None:
        return None
    left, top, right, bottom = map(int, written.split(","))
    return left, top, right, bottom


def finding_rows(
    edition_id: int, owner: Sequence[str], findings: Sequence[Finding], against: int | None = None
) -> list[Values]:
    """The rows of `finding`; `owner` is what tells the edition from all others whichever database it stands in.

    An id is the same whenever the same rule speaks of the same place in the same bytes, however they are read.
    """
    times: Counter[tuple[str, str]] = Counter()
    rows: list[Values] = []
    for at, each in enumerate(findings):
        times[each.rule, each.where] += 1
        told = (*owner, each.rule, each.where, str(times[each.rule, each.where]))
        rows.append(
            {
                "id": sha256("\n".join(told).encode()).hexdigest()[:16],
                "edition_id": edition_id,
                "position": at,
                "rule": each.rule,
                "subject": each.where,
                "verdict": each.verdict.value,
                "left_side": each.left,
                "right_side": each.right,
                "says": each.says,
                "against": against,
            }
        )
    return rows


def _finding(row: Row[Any]) -> Finding:
    return Finding(
        rule=row.rule,
        where=row.subject,
        verdict=Verdict(row.verdict),
        left=row.left_side,
        right=row.right_side,
        says=row.says,
    )


def _origin_values(origin: Origin) -> Values:
    return {name: at for name, at in asdict(origin).items() if at is not None}


def _origin(values: Mapping[str, Any]) -> Origin:
    box = values.get("box")
    return Origin(**{**values, "box": tuple(box) if box else None})
