"""Turn the cells of a report into the figures of the metrics: what one row of the panel says."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from gipcrawler.forms import Metric, Term, metrics
from gipcrawler.model import Cell, Report

PLACES = Decimal("0.000001")
"""A quotient is rounded to a millionth, so that it is the same figure wherever it is computed."""
# Money that a cell gives in another unit than its column: the factor to the metric's unit
CONVERTED = {("元", "万元"): Decimal("0.0001"), ("亿元", "万元"): Decimal(10_000)}


def figures(report: Report) -> dict[str, Decimal | None]:
    """The value of each metric in a report, by id; null where a cell that it counts is not there or holds no number.

    A cell counts if its table follows the form of the term. A quotient by zero has no value. An address with more than
    one cell has none either: which of them is meant nobody knows.
    """
    at: defaultdict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in report.cells:
        if cell.sub_row is None:
            at[cell.table, cell.row, cell.column].append(cell)
    told: dict[str, Decimal | None] = {}
    for metric in metrics():
        told[metric.id] = _quotient(told, *metric.of) if metric.of else _sum(metric, report.forms, at)
    return told


def _quotient(told: Mapping[str, Decimal | None], part_id: str, whole_id: str) -> Decimal | None:
    part, whole = told[part_id], told[whole_id]
    return None if part is None or not whole else (part / whole).quantize(PLACES)


def _sum(
    metric: Metric, forms: Mapping[str, str | None], at: Mapping[tuple[str, str, str], list[Cell]]
) -> Decimal | None:
    """The terms of the newest form that the report's tables follow, added up."""
    for form_id in reversed(metric.forms):
        terms = [term for term in metric.terms if term.form == form_id]
        if all(forms.get(term.table) == form_id for term in terms):
            values = [_value(term, metric.unit, at) for term in terms]
            known = [value for value in values if value is not None]
            return sum(known, Decimal(0)) if len(known) == len(values) else None
    return None


def _value(term: Term, unit: str, at: Mapping[tuple[str, str, str], list[Cell]]) -> Decimal | None:
    cells = at.get((term.table, term.row, term.column), [])
    if len(cells) != 1 or cells[0].value is None:
        return None
    return cells[0].value * CONVERTED.get((cells[0].unit or unit, unit), Decimal(1)) * term.sign
