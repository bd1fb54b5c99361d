"""The metrics: all of them by theme, and each with its meaning, ranking, years and divisions."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from markupsafe import Markup

from gipcrawler.browse.charts import Series, chart
from gipcrawler.browse.metric_view import Summary, view
from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response, csv_response, json_response
from gipcrawler.errors import ArgumentError, FormError
from gipcrawler.forms import Metric, metrics, themes
from gipcrawler.forms import metric as named
from gipcrawler.store import Among, Point
from gipcrawler.survey.coverage import LEVELS

SIZE = 50
Organs = Literal["governments", "all"]
ORGANS: tuple[Organs, ...] = ("governments", "all")
COLUMNS = ("metric", "report_id", "publisher", "place", "level", "year", "value", "unit")
LISTED = ("id", "theme", "name_zh", "name_en", "unit", "since", "until", "over_publishers", "over_years")


def listed(asked: Asked) -> Response:
    """All metrics, by theme."""
    if asked.format != "html":
        told = (*LISTED, "break_in_series", "caveat_zh", "caveat_en")
        rows = [{name: getattr(one, name) for name in told} for one in metrics()]
        if asked.format == "json":
            return json_response(rows)
        return csv_response("metrics.csv", LISTED, ([row[name] for name in LISTED] for row in rows))
    by_theme = [(theme, [one for one in metrics() if one.theme == theme.key]) for theme in themes()]
    return render(asked, "metrics.html", by_theme=by_theme)


def page(asked: Asked) -> Response:
    """One metric: what it counts, and its figures in a scope; as CSV and JSON without a year of all years."""
    try:
        metric = named(asked.parts["id"])
    except FormError as error:
        raise asked.missing(asked.t("metric.none", id=asked.parts["id"])) from error
    among = Among(
        place=asked.place(),
        level=asked.choice("level", LEVELS),
        year=asked.integer("year"),
        governments=asked.choice("organs", ORGANS) != "all",
    )
    if asked.format != "html":
        return _data(asked, metric, among)
    seen = view(asked.site, metric, among)
    number = max(asked.integer("page") or 1, 1)
    start = (number - 1) * SIZE
    return render(
        asked,
        "metric.html",
        metric=metric,
        name=asked.either(metric.name_zh, metric.name_en),
        caveat=asked.either(metric.caveat_zh, metric.caveat_en),
        parts=[named(each) for each in metric.of] if metric.of else [],
        seen=seen,
        shown=seen.ranking[start : start + SIZE],
        start=start,
        chart=_chart(asked, metric, seen.years or ()),
        number=number,
        size=SIZE,
    )


def _chart(asked: Asked, metric: Metric, years: Sequence[Summary]) -> Markup:
    """Sums where they may be made, else the middle of all; nothing for a single year."""
    if len(years) < 2:
        return Markup()
    key = "total" if metric.over_publishers else "middle"
    values = [getattr(one, key) for one in years]
    title = asked.t("metric.over_time", name=asked.either(metric.name_zh, metric.name_en))
    series = [Series(f"{asked.t(f'metric.{key}')} ({metric.unit})", values)]
    return chart("lines", title, asked.t("metric.see_table"), [one.key for one in years], series)


def _data(asked: Asked, metric: Metric, among: Among) -> Response:
    rows = _rows(metric, _of_scope(asked, metric, among))
    if asked.format == "csv":
        return csv_response(f"{metric.id}.csv", COLUMNS, rows)
    return json_response([dict(zip(COLUMNS, row, strict=True)) for row in rows])


def _of_scope(asked: Asked, metric: Metric, among: Among) -> Sequence[Point]:
    if among.year is None and among.place is None and among.level is None:
        raise ArgumentError(asked.t("metric.narrow"))
    key = (metric.id, among)
    return asked.site.remembered.get(key, partial(asked.store.points, metric.id, among))


def _rows(metric: Metric, found: Iterable[Point]) -> list[tuple[object, ...]]:
    return [
        (metric.id, one.report_id, one.publisher, one.place, one.level, one.year, one.value, metric.unit)
        for one in found
    ]
