"""Keep the dictionary of metrics in the database as the program has it, and ask for their values."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from typing import Any, NamedTuple

from sqlalchemy import Connection, column, delete, insert, select, table

from gipcrawler import forms
from gipcrawler.forms import Metric, metrics
from gipcrawler.forms import metric as named
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.metric_tables import dictionary, metric, metric_term
from gipcrawler.store.within import within

NAME = "metrics"

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
