"""The list of findings: by rule, verdict and what people said, a screenful at a time."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import get_args

from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response, csv_response, json_response
from gipcrawler.check import rule_notes
from gipcrawler.model import Verdict
from gipcrawler.store import FindingLine, FindingQuery, Human

SIZE = 50
MOST = 10_000
"""Findings that are given as data."""
HUMANS: tuple[Human, ...] = get_args(Human)
VERDICTS = (Verdict.BROKEN.value, Verdict.UNASSESSABLE.value)
COLUMNS = (
    *("id", "report_id", "publisher", "place", "level", "year", "rule", "where", "verdict", "left", "right", "says"),
    *("against", "human", "note", "who", "judged_at"),
)


def page(asked: Asked) -> Response:
    """Findings on current editions; broken ones of the reports saved last come first."""
    names = rule_notes()
    query = FindingQuery(
        verdict=asked.choice("verdict", VERDICTS),
        rule=asked.choice("rule", tuple(names)),
        human=asked.choice("human", HUMANS),
        place=asked.place(),
        year=asked.integer("year"),
    )
    if asked.format != "html":
        return _data(asked, asked.store.some_findings(query, MOST))
    counted = asked.site.remembered.get(query, partial(asked.store.count_findings, query))
    there = sum(counted.values())
    number = max(asked.integer("page") or 1, 1)
    return render(
        asked,
        "findings.html",
        query=query,
        names=names,
        verdicts=VERDICTS,
        humans=HUMANS,
        counted=sorted(counted.items(), key=lambda pair: (pair[0][1], -pair[1])),
        findings=asked.store.some_findings(query, SIZE, (number - 1) * SIZE),
        there=there,
        number=number,
        size=SIZE,
    )


def _data(asked: Asked, found: Sequence[FindingLine]) -> Response:
    rows = [asdict(line) for line in found]
    if asked.format == "csv":
        return csv_response("findings.csv", COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
    return json_response([{name: row[name] for name in COLUMNS} for row in rows])
