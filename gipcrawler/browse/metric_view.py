"""One metric over a scope, counted for a page: the ranking of a year, its years, and the divisions below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from statistics import median

from gipcrawler.browse.site import Site
from gipcrawler.forms import Metric
from gipcrawler.places import Level
from gipcrawler.store import Among, Point
from gipcrawler.survey.coverage import LEVELS
from gipcrawler.survey.scope import row_of

MOST = 15_000
"""Reports over which years are counted; for more a reader must name a place or a level, or wait for seconds."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A year, or a division, in figures: `told` of the `reports` tell the metric; the rest is null for none.

    `total` is null too where figures of several publishers must not be added up.
    """

    key: str
    reports: int
    told: int
    total: Decimal | None
    middle: Decimal | None
    least: Decimal | None
    most: Decimal | None


@dataclass(frozen=True, slots=True)
class View:
    """What a page of a metric shows; `years` is null where there are too many reports to count them all.

    `places` are the divisions directly below the one that was asked for, where several reports lie in one of them.
    """

    among: Among
    levels: tuple[Level, ...]
    years_there: tuple[int, ...]
    ranking: tuple[Point, ...]
    untold: int
    years: tuple[Summary, ...] | None
    places: tuple[Summary, ...]


def view(site: Site, metric: Metric, asked: Among) -> View:
    """The metric in a scope; where level or year are not given, the highest level and the last year with a report."""
    remember = site.remembered.get
    everything = Among(place=asked.place, governments=asked.governments)
    counted = remember(("reports", everything), partial(site.store.count_reports, everything))
    there = {key: number for key, number in counted.items() if metric.since <= key[0] <= (metric.until or key[0])}
    levels = tuple(level for level in LEVELS if any(of == level for _, of in there))
    level = asked.level or next(iter(levels), None)
    years = tuple(sorted({year for year, of in there if of == level}))
    year = asked.year if asked.year is not None else max(years, default=None)
    among = asked._replace(level=level, year=year)
    found = _points(site, metric, among) if year is not None else []
    told = [point for point in found if point.value is not None]
    of_level = sum(number for (_, of), number in there.items() if of == level)
    return View(
        among=among,
        levels=levels,
        years_there=years,
        ranking=tuple(sorted(told, key=lambda point: (-(point.value or 0), point.place or "", point.publisher_id))),
        untold=len(found) - len(told),
        years=_years(metric, _points(site, metric, among._replace(year=None))) if of_level <= MOST else None,
        places=_places(metric, found, asked.place),
    )


def _points(site: Site, metric: Metric, among: Among) -> list[Point]:
    return site.remembered.get((metric.id, among), partial(site.store.points, metric.id, among))


def _years(metric: Metric, found: Iterable[Point]) -> tuple[Summary, ...]:
    by_year: defaultdict[str, list[Point]] = defaultdict(list)
    for point in found:
        by_year[str(point.year)].append(point)
    return _summaries(metric, dict(sorted(by_year.items())))


def _places(metric: Metric, found: Sequence[Point], place: str | None) -> tuple[Summary, ...]:
    by_place: defaultdict[str, list[Point]] = defaultdict(list)
    for point in found:
        by_place[row_of(point.place or "", place) or ""].append(point)
    return _summaries(metric, dict(sorted(by_place.items()))) if len(by_place) < len(found) else ()


def _summaries(metric: Metric, groups: Mapping[str, Sequence[Point]]) -> tuple[Summary, ...]:
    return tuple(_summary(metric, key, points) for key, points in groups.items())


def _summary(metric: Metric, key: str, found: Sequence[Point]) -> Summary:
    values = [point.value for point in found if point.value is not None]
    return Summary(
        key=key,
        reports=len(found),
        told=len(values),
        total=sum(values, Decimal(0)) if values and metric.over_publishers else None,
        middle=median(values) if values else None,
        least=min(values, default=None),
        most=max(values, default=None),
    )
