"""Turn metrics.toml into metrics: what one figure means, and in which cells of each official form it stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from gipcrawler.errors import FormError
from gipcrawler.forms.load import form
from gipcrawler.text.labels import split_number

FILE = "metrics.toml"
# What Stata, R and pandas all take for the name of a column; Stata's names end at 32 characters
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True, slots=True)
class Term:
    """A cell of a form that a metric counts, added or (`sign` -1) taken away."""

    form: str
    table: str
    row: str
    column: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Metric:
    """One meaning of a figure across the forms.

    Its value in a report is the sum of the `terms` of the form that the table follows, or, where `of` names two other
    metrics, the first divided by the second; it has none where a cell holds no number, for a blank is not zero.
    `since` and `until` are the report years for which its forms are made, without end where `until` is null;
    `break_in_series` holds the forms from which on it counts something else than before, as the caveat tells.
    It may be added up over publishers none of which reports for another (a government's report holds its
    departments'), and over years. An address means the same in each form that has it, so a cell's form need not
    be asked for.
    """

    id: str
    theme: str
    name_zh: str
    name_en: str
    unit: str
    terms: tuple[Term, ...]
    of: tuple[str, str] | None
    since: int
    until: int | None
    over_publishers: bool
    over_years: bool
    break_in_series: tuple[str, ...]
    caveat_zh: str
    caveat_en: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that tell it, oldest first; none of its own where it is the quotient of two others."""
        return tuple(sorted({term.form for term in self.terms}))


@dataclass(frozen=True, slots=True)
class Theme:
    """Metrics that belong together, for people who look one up."""

    key: str
    name_zh: str
    name_en: str


@cache
def themes() -> tuple[Theme, ...]:
    """The themes in the order of the dictionary."""
    return tuple(Theme(entry["key"], entry["name_zh"], entry["name_en"]) for entry in _data()["theme"])


@cache
def metrics() -> tuple[Metric, ...]:
    """Every metric, by theme; raises FormError where the dictionary contradicts the forms or itself."""
    made: dict[str, Metric] = {}
    try:
        for theme in _data()["theme"]:
            for entry in theme["metric"]:
                for metric in _metrics(theme["key"], entry, made):
                    if metric.id in made:
                        raise FormError(f"{FILE}: two metrics are called {metric.id}")
                    made[metric.id] = metric
    except (KeyError, TypeError, ValueError) as error:
        raise FormError(f"{FILE}: {error!r}") from error
    for metric in made.values():
        _check(metric)
    return tuple(made.values())


@cache
def metric(metric_id: str) -> Metric:
    """The metric with an id; raises FormError where there is none."""
    for candidate in metrics():
        if candidate.id == metric_id:
            return candidate
    raise FormError(f"there is no metric {metric_id}")


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(FILE).read_text("utf-8"))


def _metrics(theme: str, entry: Mapping[str, Any], before: Mapping[str, Metric]) -> Iterator[Metric]:
    """The metric of an entry and, where it asks for them, the same of each kind of applicant."""
    whole = _quotient(theme, entry, before) if "of" in entry else _sum(theme, entry)
    yield whole
    for kind in _data()["applicant"] if entry.get("by_applicant") else ():
        terms = tuple(
            replace(term, column=column)
            for term in whole.terms
            if term.table == "applications"
            for column in kind["columns"]
        )
        yield replace(
            whole,
            id=f"{whole.id}_{kind['suffix']}",
            name_zh=f"{whole.name_zh}（{kind['name_zh']}）",
            name_en=f"{whole.name_en}, {kind['name_en']}",
            terms=terms,
            break_in_series=_later(whole.break_in_series, terms),
            **_years({term.form for term in terms}),
        )


def _later(breaks: tuple[str, ...], terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The breaks that still have a form before them."""
    first = min(term.form for term in terms)
    return tuple(one for one in breaks if one > first)


def _sum(theme: str, entry: Mapping[str, Any]) -> Metric:
    terms = tuple(_terms(entry["cells"]))
    return _made(theme, entry, terms, _years({term.form for term in terms}))


def _quotient(theme: str, entry: Mapping[str, Any], before: Mapping[str, Metric]) -> Metric:
    """A metric that divides one above it by another: told by the forms that tell both, broken where either is."""
    part, whole = (before[name] for name in entry["of"])
    both = set(part.forms) & set(whole.forms)
    made = _made(theme, entry, (), _years(both))
    breaks = {*part.break_in_series, *whole.break_in_series, *made.break_in_series}
    return replace(made, of=(part.id, whole.id), break_in_series=tuple(sorted(breaks & both - {min(both)})))


def _made(theme: str, entry: Mapping[str, Any], terms: tuple[Term, ...], years: Mapping[str, Any]) -> Metric:
    caveat: Mapping[str, str] = entry.get("caveat", {})
    return Metric(
        id=entry["id"],
        theme=theme,
        name_zh=entry.get("name_zh") or _official_name(terms[-1]),
        name_en=entry["name_en"],
        unit=entry["unit"],
        terms=terms,
        of=None,
        over_publishers=entry.get("over_publishers", "of" not in entry),
        over_years=entry.get("over_years", "of" not in entry),
        break_in_series=tuple(entry.get("break_in_series", ())),
        caveat_zh=caveat["zh"] if caveat else "",
        caveat_en=caveat["en"] if caveat else "",
        **years,
    )


def _terms(cells: Mapping[str, list[str]]) -> Iterator[Term]:
    """`table/row/column` of each form or of several (`2019 2021`); a set of rows or columns stands for all it names."""
    rows, columns = (_data()["set"][kind] for kind in ("rows", "columns"))
    for names, addresses in cells.items():
        for form_id, address in product(names.split(), addresses):
            table, row, column = address.removeprefix("-").split("/")
            sets = rows.get(row, {}).get(form_id, [row]), columns.get(column, [column])
            for one_row, one_column in product(*sets):
                yield Term(form_id, table, one_row, one_column, -1 if address.startswith("-") else 1)


def _years(form_ids: set[str]) -> dict[str, Any]:
    """The report years for which forms are made, from the first of the oldest to the last of the newest."""
    years = [_data()["years"][form_id] for form_id in sorted(form_ids)]
    return {"since": years[0]["since"], "until": years[-1].get("until")}


def _official_name(term: Term) -> str:
    """What the form calls the cell's row, without its number, behind the group that it stands in."""
    table = form(term.form).table(term.table)
    row = next((row for row, _ in table.rows if row.key == term.row), None) if table else None
    if row is None:
        raise FormError(f"{FILE}: form {term.form} has no row {term.table}/{term.row}")
    return "：".join(split_number(label)[1] for label in (row.group, row.label) if label)


def _check(one: Metric) -> None:
    """Raise FormError where a metric names what no form has, or what the forms would tell otherwise than it does."""
    if not IDENTIFIER.fullmatch(one.id):
        raise FormError(f"{FILE}: {one.id} is no name that all programs take: 32 of a-z, 0-9 and _")
    if len(set(one.terms)) < len(one.terms):
        raise FormError(f"{FILE}: {one.id} counts a cell twice")
    signs = {(term.table, term.row, term.column): term.sign for term in one.terms}
    for form_id in one.forms:
        told = {(term.table, term.row, term.column): term.sign for term in one.terms if term.form == form_id}
        unknown = ["/".join(address) for address in told if not _is_cell(form_id, *address)]
        if unknown:
            raise FormError(f"{FILE}: {one.id} names {', '.join(unknown)}, which form {form_id} does not have")
        if any(told.get(address) != sign for address, sign in signs.items() if _is_cell(form_id, *address)):
            raise FormError(f"{FILE}: {one.id} counts a cell of form {form_id} in another form only")
    if one.terms and not set(one.break_in_series) <= set(one.forms[1:]):
        raise FormError(f"{FILE}: {one.id} breaks at a form that it does not have, or at its first")
    if one.break_in_series and not one.caveat_en:
        raise FormError(f"{FILE}: {one.id} does not say what breaks its series")


def _is_cell(form_id: str, table: str, row: str, column: str) -> bool:
    official = form(form_id).table(table)
    return official is not None and (row, column) in official.column_at
