"""Ask an open database for what the pages of one report and of one publisher show, each by its number."""

from dataclasses import dataclass

from sqlalchemy import func, select

from gipcrawler.model import Capture
from gipcrawler.store import findings
from gipcrawler.store.captures import capture_of
from gipcrawler.store.cells import cell, corrected_cell, field, figure, label
from gipcrawler.store.exchange import ReportLine
from gipcrawler.store.findings import FindingLine
from gipcrawler.store.opened import Opened
from gipcrawler.store.tables import capture, edition, edition_document, publisher, report
from gipcrawler.store.views import reports

CellKey = tuple[str, str, str | None, str]
"""Table, row, part of the row, and column."""


@dataclass(frozen=True, slots=True)
class PublisherLine:
    """A publisher: its name as reports print it, the division that it belongs to, and its level."""

    publisher_id: int
    name: str | None
    place: str | None
    level: str | None


class Publishers(Opened):
    """The publishers of a database, and what stands behind an edition."""

    def publisher(self, publisher_id: int) -> PublisherLine | None:
        """A publisher, or null where there is none."""
        rows = select(publisher.c.id, publisher.c.name, publisher.c.place, publisher.c.level)
        with self._engine.begin() as connection:
            row = connection.execute(rows.where(publisher.c.id == publisher_id)).one_or_none()
            return None if row is None else PublisherLine(*row)

    def publisher_of(self, report_id: int) -> int | None:
        """Whose a report is, or null where there is no such report."""
        with self._engine.begin() as connection:
            return connection.scalar(select(report.c.publisher_id).where(report.c.id == report_id))

    def reports_of(self, publisher_id: int) -> list[ReportLine]:
        """The lines of the view `reports` of a publisher, by year."""
        with self._engine.begin() as connection:
            ids = connection.scalars(select(report.c.id).where(report.c.publisher_id == publisher_id)).all()
            lines = select(reports).where(reports.c.report_id.in_(ids))
            in_order = lines.order_by(reports.c.year.nulls_last(), reports.c.report_id)
            return [ReportLine(**row) for row in connection.execute(in_order).mappings()]

    def findings_of(self, publisher_id: int) -> list[FindingLine]:
        """The findings on the current editions of a publisher, by year."""
        with self._engine.begin() as connection:
            return findings.finding_lines(connection, edition.c.is_current, report.c.publisher_id == publisher_id)

    def report_of_edition(self, edition_id: int) -> int | None:
        """The report that an edition is one of, or null where there is no such edition."""
        with self._engine.begin() as connection:
            return connection.scalar(select(edition.c.report_id).where(edition.c.id == edition_id))

    def captures_of(self, edition_id: int) -> list[Capture]:
        """The captures that show an edition, in the order of time."""
        rows = select(capture).where(capture.c.edition_id == edition_id)
        with self._engine.begin() as connection:
            in_order = connection.execute(rows.order_by(capture.c.captured_at, capture.c.id))
            return [capture_of(row) for row in in_order]

    def documents_of(self, edition_id: int) -> dict[int, Capture]:
        """The captures that an edition was read from, by the number that `Origin.document` gives them."""
        first = select(capture).join(edition, edition.c.read_from == capture.c.id).where(edition.c.id == edition_id)
        further = (
            select(edition_document.c.document, capture)
            .join(capture, capture.c.id == edition_document.c.capture_id)
            .where(edition_document.c.edition_id == edition_id)
        )
        with self._engine.begin() as connection:
            read_from = connection.execute(first).one_or_none()
            found = {} if read_from is None else {0: capture_of(read_from)}
            return found | {row.document: capture_of(row) for row in connection.execute(further)}

    def corrected_of(self, edition_id: int) -> dict[CellKey, tuple[int, str]]:
        """The cells of an edition that stand corrected: the number of the correction, and what the program had read."""
        rows = (
            select(
                field.c.table_key,
                field.c.row_key,
                label.c.sub_row,
                field.c.column_key,
                corrected_cell.c.correction_id,
                figure.c.raw,
            )
            .join_from(corrected_cell, field, field.c.id == corrected_cell.c.field_id)
            .join(
                cell,
                (cell.c.edition_id == corrected_cell.c.edition_id) & (cell.c.field_id == corrected_cell.c.field_id),
            )
            .join(label, label.c.id == cell.c.label_id)
            .join(figure, figure.c.id == cell.c.figure_id)
            .where(corrected_cell.c.edition_id == edition_id, corrected_cell.c.is_current)
            .where(func.coalesce(label.c.sub_row, "") == corrected_cell.c.sub_row)
        )
        with self._engine.begin() as connection:
            return {(row[0], row[1], row[2], row[3]): (row[4], row[5]) for row in connection.execute(rows)}
