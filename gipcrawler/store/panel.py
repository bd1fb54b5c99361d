"""Count all metrics of one publisher's reports, as the view `metrics` counts each: from its cells, read in one go."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select, true

from gipcrawler.forms.metrics import CONVERTED
from gipcrawler.store.cells import cell, corrected_cell, figure, label
from gipcrawler.store.metric_tables import metric, metric_term
from gipcrawler.store.tables import edition, report

ZERO = Decimal(0)

Printed = tuple[Decimal | None, str | None]  # a number and the unit that its cell names
Forms = Mapping[str, str | None]  # the form that each table follows


class Term(NamedTuple):
    """A cell that a metric counts: a row of `metric_term`, with the metric's unit."""

    metric_id: str
    form: str
    part: int
    field_id: int
    table_key: str
    sign: int
    of_form: int
    unless_table: str | None
    unit: str


def panel(connection: Connection, publisher_id: int) -> dict[int, dict[str, Decimal | None]]:
    """All metrics of a publisher's reports, by year and metric; of reports whose year is unknown nothing is told."""
    owed = (
        select(report.c.year, edition.c.id, edition.c.forms)
        .join_from(report, edition, edition.c.report_id == report.c.id)
        .where(report.c.publisher_id == publisher_id, edition.c.is_current, report.c.year.is_not(None))
        .order_by(report.c.year)
    )
    rows = connection.execute(owed).all()
    figures = figures_of(connection, [row.id for row in rows])
    terms = terms_of(connection)
    told: dict[tuple[object, ...], Mapping[str, Sequence[Term]]] = {}  # reports of the same forms count the same cells
    counted: dict[int, dict[str, Decimal | None]] = {}
    for row in rows:
        alike = tuple(sorted(row.forms.items()))
        if alike not in told:
            told[alike] = told_by(terms, row.forms)
        counted[row.year] = dict(count_metrics(told[alike], figures[row.id]))
    return counted


def terms_of(connection: Connection, metric_id: str | None = None) -> list[Term]:
    """The cells that all metrics count, or that one does."""
    rows = (
        select(metric_term, metric.c.unit).join(metric).where(true() if metric_id is None else metric.c.id == metric_id)
    )
    return [Term._make(row) for row in connection.execute(rows)]


def figures_of(
    connection: Connection, editions: Sequence[int], fields: Collection[int] | None = None
) -> defaultdict[int, dict[int, list[Printed]]]:
    """The numbers of editions by field (or of some fields), several where a row is split; corrected ones corrected."""
    by_hand = and_(
        corrected_cell.c.edition_id == cell.c.edition_id,
        corrected_cell.c.field_id == cell.c.field_id,
        corrected_cell.c.sub_row == func.coalesce(label.c.sub_row, ""),
        corrected_cell.c.is_current,
    )
    cells = (
        select(cell.c.edition_id, cell.c.field_id, figure.c.exact, figure.c.unit)
        .join_from(cell, label)
        .outerjoin(corrected_cell, by_hand)
        .join(figure, figure.c.id == func.coalesce(corrected_cell.c.figure_id, cell.c.figure_id))
        .where(cell.c.edition_id.in_(editions), true() if fields is None else cell.c.field_id.in_(fields))
    )
    found: defaultdict[int, dict[int, list[Printed]]] = defaultdict(dict)
    for edition_id, field_id, exact, unit in connection.execute(cells).all():
        found[edition_id].setdefault(field_id, []).append((None if exact is None else Decimal(exact), unit))
    return found


def told_by(terms: Sequence[Term], forms: Forms) -> dict[str, list[Term]]:
    """The terms by metric whose form a report's tables follow, but for those that a newer form tells elsewhere."""
    told: dict[str, list[Term]] = {}
    for term in terms:
        newer = term.unless_table is not None and forms.get(term.unless_table) is not None
        if forms.get(term.table_key) == term.form and not newer:
            told.setdefault(term.metric_id, []).append(term)
    return told


def count_metrics(
    told: Mapping[str, Sequence[Term]], figures: Mapping[int, Sequence[Printed]]
) -> Iterator[tuple[str, Decimal | None]]:
    """The metrics of which a report has cells; null where one of them is missing or holds no number."""
    for metric_id, terms in told.items():
        there = [term for term in terms if term.field_id in figures]
        if there:
            whole = len(there) >= there[0].of_form
            yield metric_id, _value(there, figures) if whole else None


def _value(terms: Sequence[Term], figures: Mapping[int, Sequence[Printed]]) -> Decimal | None:
    """The sum of the first part, divided by that of the second where there is one."""
    sums, parts = [ZERO, ZERO], 0
    for term in terms:
        parts |= term.part
        for number, unit in figures[term.field_id]:
            if number is None:
                return None
            factor = CONVERTED.get((unit, term.unit)) if unit else None
            sums[term.part] += term.sign * (number * factor if factor else number)
    if not parts:
        return sums[0]
    return sums[0] / sums[1] if sums[1] else None
