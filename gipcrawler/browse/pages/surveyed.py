"""The pages of the surveys: coverage with its divisions, quality, and runs; the same as CSV and JSON."""

import csv
from collections.abc import Sequence
from functools import partial
from importlib import import_module

from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import JSON, Response, csv_response
from gipcrawler.errors import ArgumentError
from gipcrawler.places import division, get
from gipcrawler.survey import Survey, as_csv, as_json, one_run, runs
from gipcrawler.survey import coverage as count_coverage
from gipcrawler.survey import quality as count_quality
from gipcrawler.survey.coverage import LEVELS
from gipcrawler.survey.owners import CENTRAL
from gipcrawler.survey.scope import Declaration


def coverage(asked: Asked) -> Response:
    """What is kept of what is owed: provinces, or what is directly below a division, down to its organs."""
    place = asked.parts.get("place")
    if place is not None and get(place) is None:
        raise asked.missing(asked.t("survey.division", code=place))
    level, year = asked.choice("level", LEVELS), asked.integer("year")
    one = asked.site.remembered.get(
        ("coverage", place, year, level), partial(count_coverage, asked.store, place, year, level)
    )
    if asked.format != "html":
        return _data(asked, one)
    codes = [row.code for row in one.divisions]
    rows = {
        "government": [code for code in codes if code != CENTRAL],
        "department": codes,
    }
    links = [[_below(asked, code, place) for code in kind] for kind in rows.values()]
    sheets = one.sheets()
    return render(
        asked,
        "coverage.html",
        place=place,
        sheets=list(zip(sheets, [*links[: len(sheets) - 1], ()], strict=True)),
        organs=asked.store.organs_of(place) if place else [],
        arrivals=asked.store.arrivals(5, place=place) if place else [],
        level=level,
        levels=LEVELS,
        year=year,
    )


def quality(asked: Asked) -> Response:
    """How well reports were read, the worst first."""
    place, level, year = asked.place(), asked.choice("level", LEVELS), asked.integer("year")
    count = partial(count_quality, asked.store, place, year, level, declared=_declared())
    one = asked.site.remembered.get(("quality", place, year, level), count)
    return _sheets(asked, one, place=place, level=level, year=year)


def all_runs(asked: Asked) -> Response:
    """The runs, the latest first."""
    place, level, year = asked.place(), asked.choice("level", LEVELS), asked.integer("year")
    one = asked.site.remembered.get(("runs", place, year, level), partial(runs, asked.store, place, year, level))
    links = [asked.link(f"/gip/runs/{line.run}") for line in one.rows]
    return _sheets(asked, one, links, place=place, level=level, year=year)


def run(asked: Asked) -> Response:
    """One run, source by source."""
    name = asked.parts["run"]
    try:
        one = one_run(asked.store, name)
    except ArgumentError as error:
        raise asked.missing(asked.t("survey.run", run=name)) from error
    return _sheets(asked, one)


def _sheets(asked: Asked, one: Survey, links: Sequence[str] = (), **narrowed: object) -> Response:
    if asked.format != "html":
        return _data(asked, one)
    sheets = [(sheet, links if at == 0 else ()) for at, sheet in enumerate(one.sheets())]
    return render(asked, "survey.html", name=asked.word(one.name), sheets=sheets, narrowed=narrowed, levels=LEVELS)


def _data(asked: Asked, one: Survey) -> Response:
    if asked.format == "json":
        return Response(as_json(one), JSON)
    heads, *rows = csv.reader(as_csv(one).splitlines(keepends=True))
    return csv_response(f"{one.name.english}.csv", heads, rows)


def _below(asked: Asked, code: str, shown: str | None) -> str | None:
    """Where the row of a division leads: to what is below it; nowhere for the page's own, and for no division."""
    return None if code in {shown, CENTRAL} else asked.link(f"/gip/coverage/{division(code)}")


def _declared() -> tuple[Declaration, ...]:
    """The sources of all provinces; imported here, for Scrapy takes a second that no other page need wait."""
    return tuple(Declaration(*one) for one in import_module("gipcrawler.crawl.families").declared())
