"""Keep the dictionary of metrics in the database as the program has it, and ask for their values."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    column,
    delete,
    func,
    insert,
    select,
    table,
)

from gipcrawler.forms import Metric, metrics
from gipcrawler.forms import metric as named
from gipcrawler.store.cells import cell, corrected_cell, figure, label
from gipcrawler.store.columns import Prose
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.tables import edition, metadata, report
from gipcrawler.store.within import within

NAME = "metrics"

metric = Table(
    "metric",
    metadata,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("theme", String, nullable=False),
    Column("name_zh", Prose, nullable=False),
    Column("name_en", Prose, nullable=False),
    Column("unit", Prose, nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer),
    Column("over_publishers", Boolean, nullable=False),
    Column("over_years", Boolean, nullable=False),
    Column("breaks", String, nullable=False),
    Column("caveat_zh", Prose, nullable=False),
    Column("caveat_en", Prose, nullable=False),
)

# The cells that a metric counts in the reports that follow a form; `of_form` is how many these are, and `part` 1 for
# those that the others are divided by.
metric_term = Table(
    "metric_term",
    metadata,
    Column("metric_id", ForeignKey("metric.id"), primary_key=True),
    Column("form", String, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("field_id", ForeignKey("field.id"), primary_key=True),
    Column("table_key", String, nullable=False),
    Column("sign", Integer, nullable=False),
    Column("of_form", Integer, nullable=False),
)

# Which state of a dictionary of the program the tables hold.
dictionary = Table(
    "dictionary",
    metadata,
    Column("name", String, primary_key=True),
    Column("digest", String, nullable=False),
)

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
    return {row.year: dict(_count(terms, row.forms, values[row.id])) for row in rows}


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
                }


class Term(NamedTuple):
    """A row of `metric_term`, without its metric."""

    form: str
    part: int
    field_id: int
    table_key: str
    sign: int
    of_form: int


Kept = Mapping[str, Sequence[Term]]  # by metric


def _terms_kept(connection: Connection) -> Kept:
    kept: defaultdict[str, list[Term]] = defaultdict(list)
    for metric_id, *term in connection.execute(select(metric_term)):
        kept[metric_id].append(Term._make(term))
    return kept


def _figures(connection: Connection, editions: Sequence[int]) -> defaultdict[int, dict[int, list[Decimal | None]]]:
    """The numbers of editions by field, several where a row is split; what is corrected stands corrected."""
    cells = (
        select(cell.c.edition_id, cell.c.field_id, figure.c.exact)
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
    found: defaultdict[int, dict[int, list[Decimal | None]]] = defaultdict(dict)
    for row in connection.execute(cells):
        number = None if row.exact is None else Decimal(row.exact)
        found[row.edition_id].setdefault(row.field_id, []).append(number)
    return found


def _count(
    terms: Kept, forms: Mapping[str, str | None], figures: Mapping[int, Sequence[Decimal | None]]
) -> Iterator[tuple[str, Decimal | None]]:
    """The metrics of which a report has cells, as the view `metrics` counts them; null where one holds no number."""
    for metric_id, told in terms.items():
        there = [term for term in told if forms.get(term.table_key) == term.form and term.field_id in figures]
        if not there:
            continue
        numbers = [(term.part, term.sign, number) for term in there for number in figures[term.field_id]]
        known = [(part, sign * number) for part, sign, number in numbers if number is not None]
        whole = len(known) == len(numbers) and len(there) >= max(term.of_form for term in there)
        yield metric_id, _value(known) if whole else None


def _value(numbers: Sequence[tuple[int, Decimal]]) -> Decimal | None:
    """The sum of the first part, divided by that of the second where there is one."""
    parts = {part: sum((number for each, number in numbers if each == part), Decimal(0)) for part, _ in numbers}
    if 1 not in parts:
        return parts[0]
    return parts.get(0, Decimal(0)) / parts[1] if parts[1] else None
