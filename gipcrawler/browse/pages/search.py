"""Search: organs by their name, and the text of reports, narrowed as wanted; the address keeps it all."""

import re
from collections.abc import Sequence

from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response, csv_response, json_response
from gipcrawler.browse.snippet import snippets
from gipcrawler.errors import ArgumentError
from gipcrawler.forms import section_names
from gipcrawler.store import Organ, Query, SearchLine
from gipcrawler.store.search import words_of
from gipcrawler.survey.coverage import LEVELS

SIZE = 20
MOST = 1000
"""Hits that are counted, listed on pages, and given as data."""
LONGEST = 200
"""Characters of a query."""
YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
COLUMNS = ("report_id", "publisher", "place", "level", "year", "section", "title", "text")


def page(asked: Asked) -> Response:
    """What was found, a screenful at a time; without words the form alone."""
    sections = {name.key: name.label for name in section_names()}
    query = Query(
        words=asked.query.get("q", "").strip()[:LONGEST],
        place=asked.place(),
        year=asked.integer("year"),
        level=asked.choice("level", LEVELS),
        section=asked.choice("section", tuple(sections)),
    )
    words = _words(query.words)
    if asked.format != "html":
        return _data(asked, asked.store.search(query, MOST) if words else [])
    number = min(max(asked.integer("page") or 1, 1), MOST // SIZE)
    hits = asked.store.search(query, SIZE, (number - 1) * SIZE) if words else []
    return render(
        asked,
        "search.html",
        query=query,
        words=words,
        sections=sections,
        levels=LEVELS,
        organs=_organs(asked, query, words) if number == 1 else [],
        hits=[(hit, snippets(hit.text, words)) for hit in hits],
        there=asked.store.count_hits(query) if words else 0,
        number=number,
        size=SIZE,
        most=MOST,
    )


def _words(text: str) -> list[str]:
    try:
        return words_of(text)
    except ArgumentError:
        return []


def _organs(asked: Asked, query: Query, words: Sequence[str]) -> list[Organ]:
    """Organs whose name has the words; a year among them says which report is wanted, not whose."""
    named = " ".join(word for word in words if not YEAR.fullmatch(word))
    return asked.store.organs(named, query.place, query.level, SIZE // 2) if named else []


def _data(asked: Asked, hits: Sequence[SearchLine]) -> Response:
    rows = [
        (hit.report_id, hit.publisher, hit.place, hit.level, hit.year, hit.key, hit.title, hit.text) for hit in hits
    ]
    if asked.format == "csv":
        return csv_response("search.csv", COLUMNS, rows)
    return json_response([dict(zip(COLUMNS, row, strict=True)) for row in rows])
