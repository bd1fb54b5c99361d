"""Turn metrics.toml into metrics: what one figure means, and in which cells of each official form it stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from gipcrawler.errors import FormError
from gipcrawler.forms.load import form, forms
from gipcrawler.text.labels import split_number

FILE = "metrics.toml"
# Money that a cell gives in another unit than its column: the factor from the cell's unit to the metric's
CONVERTED = {("元", "万元"): Decimal("0.0001"), ("亿元", "万元"): Decimal(10_000)}
# What Stata, R and pandas all take for the name of a column; Stata's names end at 32 characters
IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,31}")
APPLICATIONS = "applications"  # the table whose columns tell who asked
KEYS = frozenset(
    {"id", "name_zh", "name_en", "unit", "cells", "of", "by_applicant", "over_publishers", "over_years"}
    | {"break_in_series", "caveat"}
)


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
    return read_metrics(_data())


@cache
def metric(metric_id: str) -> Metric:
    """The metric with an id; raises FormError where there is none."""
    for candidate in metrics():
        if candidate.id == metric_id:
            return candidate
    raise FormError(f"there is no metric {metric_id}")


def read_metrics(data: Mapping[str, Any]) -> tuple[Metric, ...]:
    """The metrics of a dictionary as its TOML file gives it; raises as `metrics` does."""
    made: dict[str, Metric] = {}
    try:
        dictionary = _Dictionary(data["years"], data["set"]["rows"], data["set"]["columns"], data["applicant"])
        for theme in data["theme"]:
            for entry in theme["metric"]:
                for one in dictionary.read(theme["key"], entry, made):
                    _check(one, made)
                    made[one.id] = one
    except (KeyError, TypeError, ValueError) as error:
        raise FormError(f"{FILE}: {error!r}") from error
    return tuple(made.values())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(FILE).read_text("utf-8"))


@dataclass(frozen=True)
class _Dictionary:
    """What all entries share: the years of the forms, the named sets of rows and columns, the kinds of applicants."""

    years: Mapping[str, Mapping[str, int]]
    rows: Mapping[str, list[str]]
    columns: Mapping[str, list[str]]
    applicants: list[Mapping[str, Any]]

    def read(self, theme: str, entry: Mapping[str, Any], before: Mapping[str, Metric]) -> Iterator[Metric]:
        """The metric of an entry and, where it asks for them, the same of kinds of applicants."""
        whole = self._quotient(theme, entry, before) if "of" in entry else self._sum(theme, entry)
        yield whole
        kinds = {kind["suffix"]: kind for kind in self.applicants}
        for suffix in entry.get("by_applicant", ()):
            yield self._asked_by(kinds[suffix], whole)

    def _sum(self, theme: str, entry: Mapping[str, Any]) -> Metric:
        terms = tuple(self._terms(entry["cells"]))
        return _made(theme, entry, terms, self._told({term.form for term in terms}))

    def _quotient(self, theme: str, entry: Mapping[str, Any], before: Mapping[str, Metric]) -> Metric:
        """One metric above this divided by another: told by the forms that tell both, broken where either is."""
        part, whole = (before[name] for name in entry["of"])
        both = set(part.forms) & set(whole.forms)
        if not both:
            raise FormError(f"{FILE}: {entry['id']} divides {part.id} by {whole.id}, but no form tells both")
        breaks = {*part.break_in_series, *whole.break_in_series} & both - {min(both)}
        made = _made(theme, entry, (), self._told(both))
        return replace(made, of=(part.id, whole.id), break_in_series=tuple(sorted(breaks)))

    def _asked_by(self, kind: Mapping[str, Any], whole: Metric) -> Metric:
        """The same metric of one kind of applicant, by the forms that ask for kinds."""
        terms = tuple(
            replace(term, column=column)
            for term in whole.terms
            if term.table == APPLICATIONS
            for column in kind["columns"]
        )
        first = min(term.form for term in terms)
        breaks = tuple(form_id for form_id in whole.break_in_series if form_id > first)
        if whole.break_in_series and not breaks:  # nor is there what the caveat tells
            whole = replace(whole, caveat_zh="", caveat_en="")
        return replace(
            whole,
            id=f"{whole.id}_{kind['suffix']}",
            name_zh=f"{whole.name_zh}（{kind['name_zh']}）",
            name_en=f"{whole.name_en}: {kind['name_en']}",
            terms=terms,
            break_in_series=breaks,
            **self._told({term.form for term in terms}),
        )

    def _terms(self, cells: Mapping[str, list[str]]) -> Iterator[Term]:
        """The cells at `table/row/column` of one form or of several (`2019 2021`), sets opened."""
        for names, addresses in cells.items():
            for form_id, address in product(names.split(), addresses):
                table, row, column = address.removeprefix("-").split("/")
                for one_row, one_column in product(self.rows.get(row, [row]), self.columns.get(column, [column])):
                    yield Term(form_id, table, one_row, one_column, -1 if address.startswith("-") else 1)

    def _told(self, form_ids: set[str]) -> dict[str, Any]:
        """The report years for which forms are made, from the first of the oldest to the last of the newest."""
        oldest, newest = self.years[min(form_ids)], self.years[max(form_ids)]
        return {"since": oldest["since"], "until": newest.get("until")}


def _made(theme: str, entry: Mapping[str, Any], terms: tuple[Term, ...], years: Mapping[str, Any]) -> Metric:
    unknown = set(entry) - KEYS
    if unknown:
        raise FormError(f"{FILE}: {entry['id']} has {', '.join(sorted(unknown))}, which says nothing")
    caveat = entry.get("caveat", {"zh": "", "en": ""})
    additive = "of" not in entry
    return Metric(
        id=entry["id"],
        theme=theme,
        name_zh=entry.get("name_zh") or _official_name(terms[-1]),
        name_en=entry["name_en"],
        unit=entry["unit"],
        terms=terms,
        of=None,
        over_publishers=entry.get("over_publishers", additive),
        over_years=entry.get("over_years", additive),
        break_in_series=tuple(entry.get("break_in_series", ())),
        caveat_zh=caveat["zh"],
        caveat_en=caveat["en"],
        **years,
    )


def _official_name(term: Term) -> str:
    """What the form calls the cell's row, without its number, behind the group that it stands in."""
    table = form(term.form).table(term.table)
    for row, _ in table.rows if table else ():
        if row.key == term.row:
            return "：".join(split_number(label)[1] for label in (row.group, row.label) if label)
    raise FormError(f"{FILE}: form {term.form} has no row {term.table}/{term.row}")


def _check(one: Metric, before: Mapping[str, Metric]) -> None:
    """Raise FormError where a metric names what no form has, or what the forms would tell otherwise than it does."""
    faults = list(_faults(one))
    faults += ["is there twice"] * (one.id in before)
    faults += ["has its caveat in one language only"] * (bool(one.caveat_zh) != bool(one.caveat_en))
    if not IDENTIFIER.fullmatch(one.id):
        faults.append("is no name that all programs take: 32 of a-z, 0-9 and _")
    if len(set(one.terms)) < len(one.terms):
        faults.append("counts a cell twice")
    if one.terms and not set(one.break_in_series) <= set(one.forms[1:]):
        faults.append("breaks at none of its later forms")
    if one.terms and one.break_in_series and not one.caveat_en:
        faults.append("does not say what breaks its series")
    if faults:
        raise FormError(f"{FILE}: {one.id} {faults[0]}")


def _faults(one: Metric) -> Iterator[str]:
    """What is wrong with its cells: each must be there in its form, and count in each form that has it."""
    signs = {(term.table, term.row, term.column): term.sign for term in one.terms}
    for form_id in (known.id for known in forms()):
        told = {(term.table, term.row, term.column): term.sign for term in one.terms if term.form == form_id}
        for address, sign in signs.items():
            if address in told and not _is_cell(form_id, *address):
                yield f"names {'/'.join(address)}, which form {form_id} does not have"
            elif told.get(address) != sign and _is_cell(form_id, *address):
                yield f"counts {'/'.join(address)} otherwise in form {form_id} than in another"


def _is_cell(form_id: str, table: str, row: str, column: str) -> bool:
    official = form(form_id).table(table)
    return official is not None and (row, column) in official.column_at
