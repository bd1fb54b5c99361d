"""Turn the cells of a report into the figures of the metrics: what one row of the panel says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from gipcrawler.forms import Metric, Term, metrics
from gipcrawler.forms.metrics import CONVERTED
from gipcrawler.model import Cell, Report

PLACES = Decimal("0.000001")
"""A quotient is rounded to a millionth, so that it is the same figure wherever it is computed."""


At = Mapping[tuple[str, str, str], list[Cell]]
ByForm = tuple[str, tuple[Term, ...]]


def figures(report: Report) -> dict[str, Decimal | None]:
    """The value of each metric in a report, by id; null where a cell that it counts is not there or holds no number.

    A cell counts if its table follows the form of the term; the parts into which an issuer split a row are added up.
    A quotient by zero has no value. The view `metrics` of the database counts alike.
    """
    at: defaultdict[tuple[str, str, str], list[Cell]] = defaultdict(list)
    for cell in report.cells:
        at[cell.table, cell.row, cell.column].append(cell)
    told: dict[str, Decimal | None] = {}
    for metric, by_form in _plan():
        told[metric.id] = _quotient(told, *metric.of) if metric.of else _sum(metric.unit, by_form, report.forms, at)
    return told


@cache
def _plan() -> tuple[tuple[Metric, tuple[ByForm, ...]], ...]:
    """Every metric with its terms by form, the newest form first."""
    return tuple(
        (
            metric,
            tuple((form, tuple(term for term in metric.terms if term.form == form)) for form in reversed(metric.forms)),
        )
        for metric in metrics()
    )


def _quotient(told: Mapping[str, Decimal | None], part_id: str, whole_id: str) -> Decimal | None:
    part, whole = told[part_id], told[whole_id]
    return None if part is None or not whole else (part / whole).quantize(PLACES)


def _sum(unit: str, by_form: Iterable[ByForm], forms: Mapping[str, str | None], at: At) -> Decimal | None:
    """The terms of the newest form that the report's tables follow, added up."""
    for form, terms in by_form:
        if all(forms.get(term.table) == form for term in terms):
            return _added(_value(cell, unit, term.sign) for term in terms for cell in _cells(term, at))
    return None


def _cells(term: Term, at: At) -> Sequence[Cell | None]:
    return at.get((term.table, term.row, term.column)) or (None,)


def _value(cell: Cell | None, unit: str, sign: int) -> Decimal | None:
    if cell is None or cell.value is None:
        return None
    return cell.value * CONVERTED.get((cell.unit or unit, unit), Decimal(1)) * sign


def _added(values: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total
