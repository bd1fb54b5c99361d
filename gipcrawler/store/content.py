"""Turn a report into the rows of an edition, and the rows of an edition back into the report."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from gipcrawler.model import Cell, Finding, Leftover, Origin, Report, Section, State, Verdict
from gipcrawler.store.columns import storable
from gipcrawler.store.tables import cell, edition, finding, report, section

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
    }


def content_rows(edition_id: int, read: Report) -> Iterator[tuple[Table, list[Values]]]:
    """The rows of `section`, `cell` and `finding`, in the order of the report."""
    for table, parts in (
        (section, map(_section_values, read.sections)),
        (cell, map(_cell_values, read.cells)),
        (finding, map(_finding_values, read.findings)),
    ):
        yield table, [{"edition_id": edition_id, "position": at} | values for at, values in enumerate(parts)]


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
        cells=tuple(map(_cell, _rows(connection, cell, edition_id))),
        leftovers=tuple(Leftover(each["text"], Origin(**each["origin"])) for each in row.leftovers),
        findings=tuple(map(_finding, _rows(connection, finding, edition_id))),
    )


def _rows(connection: Connection, table: Table, edition_id: int) -> Iterator[Row[Any]]:
    return iter(connection.execute(select(table).where(table.c.edition_id == edition_id).order_by(table.c.position)))


def _section_values(each: Section) -> Values:
    return {"section_key": each.key, "number": each.number, "title": each.title, "text": each.text}


def _section(row: Row[Any]) -> Section:
    return Section(key=row.section_key, number=row.number, title=row.title, text=row.text)


def _cell_values(each: Cell) -> Values:
    return {
        "table_key": each.table,
        "row_key": each.row,
        "sub_row": each.sub_row,
        "column_key": each.column,
        "label": each.label,
        "raw": each.raw,
        "exact": each.value,
        "state": each.state.value,
        "unit": each.unit,
    } | {f"origin_{part}": at for part, at in _origin_values(each.origin).items()}


def _cell(row: Row[Any]) -> Cell:
    return Cell(
        table=row.table_key,
        row=row.row_key,
        sub_row=row.sub_row,
        column=row.column_key,
        label=row.label,
        raw=row.raw,
        value=row.exact,
        state=State(row.state),
        unit=row.unit,
        origin=Origin(row.origin_block, row.origin_row, row.origin_column, row.origin_page),
    )


def _finding_values(each: Finding) -> Values:
    return {
        "rule": each.rule,
        "subject": each.where,
        "verdict": each.verdict.value,
        "left_side": each.left,
        "right_side": each.right,
        "says": each.says,
    }


def _finding(row: Row[Any]) -> Finding:
    return Finding(
        rule=row.rule,
        where=row.subject,
        verdict=Verdict(row.verdict),
        left=row.left_side,
        right=row.right_side,
        says=row.says,
    )


def _origin_values(origin: Origin) -> Mapping[str, int | None]:
    return {"block": origin.block, "row": origin.row, "column": origin.column, "page": origin.page}
