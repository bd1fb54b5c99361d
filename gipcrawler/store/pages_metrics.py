"""One metric over many publishers and years, for a page that ranks them: by editions first, then their few cells.

The view `metrics` gives the same and looks at every edition of the database for it.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Select, func, select, true

from gipcrawler.places import GOVERNMENT
from gipcrawler.store.panel import Term, count_metrics, figures_of, terms_of, told_by
from gipcrawler.store.tables import edition, publisher, report
from gipcrawler.store.within import within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

AT_ONCE = 5000
"""Editions whose figures are asked for at a time: SQLite takes some 32 000 values in one question."""


class Among(NamedTuple):
    """Whose reports: of a division and all below it, of a level, of a year, of governments alone."""

    place: str | None = None
    level: str | None = None
    year: int | None = None
    governments: bool = False


class Point(NamedTuple):
    """A metric in one report; `value` is null where the report does not tell it."""

    report_id: int
    publisher_id: int
    publisher: str | None
    place: str | None
    level: str | None
    year: int
    value: Decimal | None


def points(connection: Connection, metric_id: str, among: Among) -> list[Point]:
    """The reports that follow a form which has the metric, by place, publisher and year."""
    columns = (report.c.id, publisher.c.id, publisher.c.name, publisher.c.place, publisher.c.level, report.c.year)
    asked = _scope(select(*columns, edition.c.id, edition.c.forms), among)
    terms = terms_of(connection, metric_id)
    fields = {term.field_id for term in terms}
    told: dict[tuple[object, ...], Mapping[str, Sequence[Term]]] = {}
    found = []
    order = (publisher.c.place.nulls_last(), publisher.c.id, report.c.year)
    rows = connection.execute(asked.order_by(*order)).all()
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        figures = figures_of(connection, [row[6] for row in some], fields)
        for row in some:
            alike = tuple(sorted(row.forms.items()))
            if alike not in told:
                told[alike] = told_by(terms, row.forms)
            found += [Point._make((*row[:6], value)) for _, value in count_metrics(told[alike], figures[row[6]])]
    return found


def count_reports(connection: Connection, among: Among) -> dict[tuple[int, str | None], int]:
    """How many dated reports there are of each year and level."""
    counted = _scope(select(report.c.year, publisher.c.level, func.count()), among)
    rows = connection.execute(counted.group_by(report.c.year, publisher.c.level))
    return {(year, level): number for year, level, number in rows}


def _scope(rows: Select[Any], among: Among) -> Select[Any]:
    owner = publisher.c.place + f" {GOVERNMENT}"
    return (
        rows.select_from(publisher)
        .join(report, report.c.publisher_id == publisher.c.id)
        .join(edition, edition.c.report_id == report.c.id)
        .where(
            edition.c.is_current,
            report.c.year.is_not(None) if among.year is None else report.c.year == among.year,
            true() if among.level is None else publisher.c.level == among.level,
            true() if among.place is None else within(publisher.c.place, among.place),
            publisher.c.identity == owner if among.governments else true(),
        )
    )
