"""Keep the dictionary of metrics in the database as the program has it, and ask for their values."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple

from sqlalchemy import Connection, column, delete, func, insert, select, table

from gipcrawler import forms
from gipcrawler.forms import Metric, metrics
from gipcrawler.forms import metric as named
from gipcrawler.store.cells import cell, corrected_cell, figure, label
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.metric_tables import dictionary, metric, metric_term
from gipcrawler.store.tables import edition, report
from gipcrawler.store.within import within

NAME = "metrics"
# Money that a cell gives in another unit than its column, as the view has it
CONVERTED = {("元", "万元"): Decimal("0.0001"), ("亿元", "万元"): Decimal(10_000)}

shown = table(
    "metrics",
    *(column(name) for name in ("report_id", "edition_id", "publisher", "place", "level", "year", "metric")),
    column("value"),
    column("unit"),
)


class MetricLine(NamedTuple):
    """What a metric is in one report; `value` is null where the report does not tell it."""

    report_id: int
    edition_id: int
    publisher: str | None
    place: str | None
    level: str | None
    year: int | None
    metric: str
    value: Decimal | None
    unit: str


def keep_dictionary(connection: Connection) -> None:
    """Bring the tables to the metrics of this program; they are left alone where they are already."""
    digest = _digest()
    known = select(dictionary.c.digest).where(dictionary.c.name == NAME)
    if connection.scalar(known) == digest:
        return
    numbers = Dictionaries()
    numbers.refresh(connection)
    rows = [(at, each, list(_terms(each, numbers))) for at, each in enumerate(metrics())]
    numbers.flush(connection)
    for each in (metric_term, metric, dictionary):
        connection.execute(delete(each))
    connection.execute(insert(metric), [_values(at, each) for at, each, _ in rows])
    connection.execute(insert(metric_term), [term for _, _, terms in rows for term in terms])
    connection.execute(insert(dictionary).values(name=NAME, digest=digest))


def metric_lines(
    connection: Connection, metric_id: str, place: str | None = None, year: int | None = None
) -> list[MetricLine]:
    """A metric in all reports of a division (and below) and year that follow a form which has it."""
    lines = select(shown).where(shown.c.metric == metric_id)
    if place is not None:
        lines = lines.where(within(shown.c.place, place))
    if year is not None:
        lines = lines.where(shown.c.year == year)
    return [MetricLine._make((*row[:7], exact(row[7]), row[8])) for row in connection.execute(lines)]


def panel(connection: Connection, publisher_id: int) -> dict[int, dict[str, Decimal | None]]:
    """All metrics of a publisher's reports, by year and metric; of reports whose year is unknown nothing is told."""
    owed = (
        select(report.c.year, edition.c.id, edition.c.forms)
        .join_from(report, edition, edition.c.report_id == report.c.id)
        .where(report.c.publisher_id == publisher_id, edition.c.is_current, report.c.year.is_not(None))
        .order_by(report.c.year)
    )
    rows = connection.execute(owed).all()
    values = _figures(connection, [row.id for row in rows])
    terms = _terms_kept(connection)
    units = {row.id: row.unit for row in connection.execute(select(metric.c.id, metric.c.unit))}
    return {row.year: dict(_count(terms, units, row.forms, values[row.id])) for row in rows}


def exact(value: Decimal | float | None) -> Decimal | None:
    """A value as the database counts it: SQLite gives whole numbers and doubles."""
    return None if value is None else Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _digest() -> str:
    of = sha256()
    for each in sorted(files("gipcrawler.forms").iterdir(), key=lambda one: one.name):
        if each.name.endswith(".toml"):
            of.update(each.read_bytes())
    return of.hexdigest()


def _values(position: int, one: Metric) -> dict[str, Any]:
    same = ("id", "theme", "name_zh", "name_en", "unit", "since", "until", "over_publishers", "over_years")
    return {name: getattr(one, name) for name in (*same, "caveat_zh", "caveat_en")} | {
        "position": position,
        "breaks": " ".join(one.break_in_series),
    }


def _terms(one: Metric, numbers: Dictionaries) -> Iterator[dict[str, Any]]:
    parts = [named(each).terms for each in one.of] if one.of else [one.terms]
    told = set.intersection(*({term.form for term in terms} for terms in parts))
    of_form = Counter(term.form for terms in parts for term in terms)
    for part, terms in enumerate(parts):
        for term in terms:
            if term.form in told:
                yield {
                    "metric_id": one.id,
                    "form": term.form,
                    "part": part,
                    "field_id": numbers.field_of(term.table, term.row, term.column),
                    "table_key": term.table,
                    "sign": term.sign,
                    "of_form": of_form[term.form],
                    "unless_table": next((each.table for each in terms if _is_newer(each, term)), None),
                }


def _is_newer(other: forms.Term, term: forms.Term) -> bool:
    return other.form > term.form and other.table != term.table


Printed = tuple[Decimal | None, str | None]  # a number and the unit that its cell names


class Term(NamedTuple):
    """A row of `metric_term`, without its metric."""

    form: str
    part: int
    field_id: int
    table_key: str
    sign: int
    of_form: int
    unless_table: str | None


Kept = Mapping[str, Sequence[Term]]  # by metric


def _terms_kept(connection: Connection) -> Kept:
    kept: defaultdict[str, list[Term]] = defaultdict(list)
    for metric_id, *term in connection.execute(select(metric_term)):
        kept[metric_id].append(Term._make(term))
    return kept


def _figures(connection: Connection, editions: Sequence[int]) -> defaultdict[int, dict[int, list[Printed]]]:
    """The numbers of editions by field, several where a row is split; what is corrected stands corrected."""
    cells = (
        select(cell.c.edition_id, cell.c.field_id, figure.c.exact, figure.c.unit)
        .join_from(cell, label)
        .outerjoin(
            corrected_cell,
            (corrected_cell.c.edition_id == cell.c.edition_id)
            & (corrected_cell.c.field_id == cell.c.field_id)
            & (corrected_cell.c.sub_row == func.coalesce(label.c.sub_row, ""))
            & corrected_cell.c.is_current,
        )
        .join(figure, figure.c.id == func.coalesce(corrected_cell.c.figure_id, cell.c.figure_id))
        .where(cell.c.edition_id.in_(editions))
    )
    found: defaultdict[int, dict[int, list[Printed]]] = defaultdict(dict)
    for row in connection.execute(cells):
        number = None if row.exact is None else Decimal(row.exact)
        found[row.edition_id].setdefault(row.field_id, []).append((number, row.unit))
    return found


def _count(
    terms: Kept, units: Mapping[str, str], followed: Mapping[str, str | None], figures: Mapping[int, Sequence[Printed]]
) -> Iterator[tuple[str, Decimal | None]]:
    """The metrics of which a report has cells, as the view `metrics` counts them; null where one holds no number."""
    for metric_id, told in terms.items():
        there = [term for term in told if _is_told(term, followed) and term.field_id in figures]
        if not there:
            continue
        numbers = [(term.part, term.sign, *said) for term in there for said in figures[term.field_id]]
        known = [
            (part, sign * number * CONVERTED.get((unit or "", units[metric_id]), Decimal(1)))
            for part, sign, number, unit in numbers
            if number is not None
        ]
        whole = len(known) == len(numbers) and len(there) >= max(term.of_form for term in there)
        yield metric_id, _value(known) if whole else None


def _is_told(term: Term, followed: Mapping[str, str | None]) -> bool:
    """Whether a report's tables follow the term's form, and none a newer one that has the metric elsewhere."""
    newer = term.unless_table is not None and followed.get(term.unless_table) is not None
    return followed.get(term.table_key) == term.form and not newer


def _value(numbers: Sequence[tuple[int, Decimal]]) -> Decimal | None:
    """The sum of the first part, divided by that of the second where there is one."""
    parts = {part: sum((number for each, number in numbers if each == part), Decimal(0)) for part, _ in numbers}
    if 1 not in parts:
        return parts[0]
    return parts.get(0, Decimal(0)) / parts[1] if parts[1] else None
