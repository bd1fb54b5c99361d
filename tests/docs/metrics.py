"""The dictionary of gipcrawler/forms/metrics.toml into docs/metrics.md."""

from collections.abc import Iterator

from gipcrawler.forms import Metric, Term, form, metrics, themes
from tests.docs.markdown import GENERATED, code, table

HEAD = ("metric", "means", "unit", "report years", "stands in", "adds up over", "caveat")
MOST_KEYS = 3
BEGINNING = f"""# Metrics

{GENERATED}

What the figures mean, each under one name across the sheet of 2014 and the forms of 2019 and 2021: dictionary and
crosswalk, from `gipcrawler/forms/metrics.toml`. What two forms count alike, or with a break that the caveat tells, is
one metric; what they do not is two. In Python `gipcrawler.forms.metrics()`, in the database the tables of the
[store](store.md), in [exports](export.md) a column each.

- *Stands in* gives the cells as table/row/column ([glossary](glossary.md)); several are added up. A quotient has no
  value where it would divide by zero.
- A metric has no value where one of its cells is missing, blank, or holds a dash or words: a blank is not zero.
- *Report years* are those for which the notices made the forms. A report may follow another form than its year's, and
  each of its tables tells which.
- *Adds up over* publishers means over such as do not report for each other: the report of a government holds the
  figures of its departments. Shares add up over nothing: divide the sums instead.
- *Break* names the form from which on a series counts something else than before.

{{count}}
"""


def page() -> str:
    """The page."""
    parts = [BEGINNING.format(count=f"There are {len(metrics())} metrics.")]
    for theme in themes():
        rows = (_row(one) for one in metrics() if one.theme == theme.key)
        parts.append(f"## {theme.name_en} ({theme.name_zh})\n\n{table(HEAD, rows)}")
    return "\n".join(parts)


def _row(one: Metric) -> tuple[str, ...]:
    years = f"{one.since}–{one.until or ''}"
    additive = [word for word, is_so in (("publishers", one.over_publishers), ("years", one.over_years)) if is_so]
    breaks = f"Break: {', '.join(one.break_in_series)}. " if one.break_in_series else ""
    caveat = breaks + " ".join(filter(None, (one.caveat_zh, one.caveat_en)))
    means = f"{one.name_zh} · {one.name_en}"
    return code(one.id), means, one.unit, years, "; ".join(_places(one)), ", ".join(additive) or "nothing", caveat


def _places(one: Metric) -> Iterator[str]:
    """The cells of each form, forms with the same cells together."""
    if one.of:
        yield f"{code(one.of[0])} / {code(one.of[1])}"
    told: dict[str, list[str]] = {}
    for form_id in one.forms:
        cells = " + ".join(map(code, _cells([term for term in one.terms if term.form == form_id])))
        told.setdefault(cells, []).append(form_id)
    for cells, form_ids in told.items():
        yield f"{', '.join(form_ids)}: {cells}"


def _cells(terms: list[Term]) -> Iterator[str]:
    """The addresses of terms; whole blocks of rows and columns as one."""
    if len(terms) <= MOST_KEYS:
        yield from (f"{'-' * (term.sign < 0)}{term.table}/{term.row}/{term.column}" for term in terms)
        return
    first = terms[0]
    rows, columns = ([*dict.fromkeys(getattr(term, name) for term in terms)] for name in ("row", "column"))
    if {(term.table, term.sign) for term in terms} != {(first.table, 1)} or len(rows) * len(columns) != len(terms):
        raise SystemExit(f"metrics.md cannot say where {first} and its neighbours stand: they are no block")
    official = form(first.form).table(first.table)
    order = [row.key for row, _ in official.rows] if official else []
    yield f"{first.table}/{_span(rows, order)}/{_span(columns, list(official.column_of) if official else [])}"


def _span(keys: list[str], order: list[str]) -> str:
    """Keys that follow each other in the form by the first and the last, and how many they are; others each."""
    start = order.index(keys[0])
    if len(keys) > MOST_KEYS and order[start : start + len(keys)] == keys:
        return f"{keys[0]}…{keys[-1]} ({len(keys)})"
    return "+".join(keys)
