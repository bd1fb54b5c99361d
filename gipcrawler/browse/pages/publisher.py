"""One publisher: its years in a table and in charts, which of them are missing or late, and what was found in them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from gipcrawler.browse.charts import Kind, Series, chart
from gipcrawler.browse.render import number, render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response, csv_response, json_response
from gipcrawler.browse.told import told
from gipcrawler.forms import Metric, metric, metrics, themes
from gipcrawler.places import is_government
from gipcrawler.store import PublisherLine, ReportLine
from gipcrawler.survey.due import Organ, due, today_in_china

Panel = Mapping[int, Mapping[str, Decimal | None]]
SHARE = "比例"
"""The unit of metrics that are one figure divided by another."""
# What each chart shows, by the ids of metrics
CHARTS: Sequence[tuple[str, Kind, Sequence[str]]] = (
    ("requests", "lines", ("new_requests", "concluded", "carried_forward")),
    (
        "outcomes",
        "stacked",
        ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other_processing"),
    ),
    ("disputes", "bars", ("review_total", "review_corrected", "litigation_total", "litigation_corrected")),
    ("administration", "bars", ("licensing_decisions", "penalty_decisions", "coercion_decisions")),
)


class YearLine(NamedTuple):
    """A year of a publisher: its report, null where there is none, and the last day for it."""

    year: int | None
    report: ReportLine | None
    due: date | None

    @property
    def is_late(self) -> bool:
        """Whether the report bears a later day than the last one."""
        published = self.report.published if self.report else None
        return bool(published and self.due and published > self.due)


class Row(NamedTuple):
    """A metric with its figures, one for each year, as they are to be shown."""

    metric: Metric
    figures: Sequence[str]


def page(asked: Asked) -> Response:
    """A publisher by its number; as data, the panel of all its metrics by year."""
    publisher = asked.store.publisher(int(asked.parts["publisher_id"]))
    if publisher is None:
        raise asked.missing(asked.t("publisher.named", number=asked.parts["publisher_id"]))
    reports = asked.store.reports_of(publisher.publisher_id)
    panel = asked.store.panel(publisher.publisher_id)
    if asked.format == "csv":
        return _csv(publisher, reports, panel)
    if asked.format == "json":
        return _json(publisher, reports, panel)
    years = sorted(panel)
    return render(
        asked,
        "publisher.html",
        publisher=publisher,
        lines=year_lines(publisher, reports, today_in_china()),
        years=years,
        reports={line.year: line for line in reports},
        themes=_by_theme(asked, years, panel),
        charts=list(_charts(asked, years, panel)),
        findings=told(asked, asked.store.findings_of(publisher.publisher_id)),
        panel_name=_name(publisher),
    )


def year_lines(publisher: PublisherLine, reports: Sequence[ReportLine], today: date) -> list[YearLine]:
    """Every year from the first one known to the last one that is due or known, and reports of an unknown year last.

    A year before the first law is there only with a report.
    """
    organ: Organ = "government" if is_government(publisher.name, publisher.place) else "department"
    known = {line.year: line for line in reports if line.year is not None}
    lines = []
    if known:
        year = min(known)
        while year <= max(known) or ((last := due(year, organ)) is not None and last < today):
            if year in known or due(year, organ):
                lines.append(YearLine(year, known.get(year), due(year, organ)))
            year += 1
    return lines + [YearLine(None, line, None) for line in reports if line.year is None]


def _by_theme(asked: Asked, years: Sequence[int], panel: Panel) -> list[tuple[str, list[Row]]]:
    """The metrics that some year tells, by theme."""
    found = []
    names = {theme.key: asked.either(theme.name_zh, theme.name_en) for theme in themes()}
    for theme, some in groupby(metrics(), key=lambda one: one.theme):
        rows = [
            Row(one, [_shown(panel[year].get(one.id), one) for year in years])
            for one in some
            if any(panel[year].get(one.id) is not None for year in years)
        ]
        if rows:
            found.append((names[theme], rows))
    return found


def _shown(value: Decimal | None, of: Metric) -> str:
    return f"{value:.1%}" if value is not None and of.unit == SHARE else number(value)


def _charts(asked: Asked, years: Sequence[int], panel: Panel) -> list[tuple[str, Markup]]:
    """The charts for which there are figures, each with its heading."""
    drawn = []
    for key, kind, ids in CHARTS:
        named = [(metric(one), [panel[year].get(one) for year in years]) for one in ids]
        series = [Series(asked.either(one.name_zh, one.name_en), values) for one, values in named]
        title = asked.t(f"publisher.{key}")
        says = asked.t("publisher.chart_says", series="、".join(one.name for one in series))
        svg = chart(kind, title, says, [str(year) for year in years], series)
        if svg:
            drawn.append((title, svg))
    return drawn


def _name(publisher: PublisherLine) -> str:
    return f"publisher-{publisher.publisher_id}"


def _csv(publisher: PublisherLine, reports: Sequence[ReportLine], panel: Panel) -> Response:
    whose = ("publisher_id", "publisher", "place", "level", "year", "report_id", "published", "form", "source_url")
    ids = [one.id for one in metrics()]
    by_year = {line.year: line for line in reports}
    rows = []
    for year, values in sorted(panel.items()):
        line = by_year[year]
        known = (*_owner(publisher), year, line.report_id, line.published, line.form, line.source_url)
        rows.append((*known, *(values.get(one) for one in ids)))
    return csv_response(f"{_name(publisher)}.csv", (*whose, *ids), rows)


def _owner(publisher: PublisherLine) -> tuple[int, str | None, str | None, str | None]:
    return publisher.publisher_id, publisher.name, publisher.place, publisher.level


def _json(publisher: PublisherLine, reports: Sequence[ReportLine], panel: Panel) -> Response:
    lines = [
        {"year": line.year, "due": line.due, "report": asdict(line.report) if line.report else None}
        for line in year_lines(publisher, reports, today_in_china())
    ]
    return json_response(
        asdict(publisher) | {"years": lines, "metrics": {str(year): panel[year] for year in sorted(panel)}}
    )
