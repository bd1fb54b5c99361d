"""Two editions, years or publishers beside each other, with what people noted of the difference."""

from markupsafe import Markup

from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response, json_response
from gipcrawler.browse.sides import Side, side
from gipcrawler.diff import CHANGE_CSS, Change, change_body, change_json, diff

KEEP = {"cache-control": "public, max-age=86400"}


def page(asked: Asked) -> Response:
    """The change from `a` to `b`; where one is missing, a form that asks for it, with the other years beside it."""
    given = {name: asked.query.get(name, "").strip() for name in ("a", "b")}
    sides = {name: side(asked, value) for name, value in given.items() if value}
    change = None
    if len(sides) == len(given):
        left, right = sides["a"], sides["b"]
        change = diff(left.shown.report, right.shown.report, (left.shown.name, right.shown.name))
    if asked.format != "html":
        return _data(asked, change, sides)
    return render(
        asked,
        "compare.html",
        given=given,
        sides=sides,
        change=change,
        body=Markup(change_body(change, sides["a"].shown, sides["b"].shown)) if change else "",  # noqa: S704 - escaped there
        figures=sum(cell.is_figure for cell in change.cells) if change else 0,
        texts=sum(section.change != "same" for section in change.sections) if change else 0,
        others=_others(asked, sides),
        remarks=asked.store.remarks(sides["a"].edition.edition_id, sides["b"].edition.edition_id) if change else (),
    )


def style(asked: Asked) -> Response:  # noqa: ARG001 - a page is asked like any other
    """The style sheet of a change."""
    return Response(CHANGE_CSS, "text/css; charset=utf-8", headers=dict(KEEP))


def _data(asked: Asked, change: Change | None, sides: dict[str, Side]) -> Response:
    if change is None:
        raise asked.missing(asked.t("compare.both"))
    editions = {name: {"report_id": one.report_id, "edition_id": one.edition.edition_id} for name, one in sides.items()}
    return json_response(editions | change_json(change))


def _others(asked: Asked, sides: dict[str, Side]) -> list[tuple[str, str]]:
    """The other years of the publisher of the side that is given, as names and what they are called."""
    if len(sides) != 1:
        return []
    (known,) = sides.values()
    publisher_id = asked.store.publisher_of(known.report_id)
    lines = asked.store.reports_of(publisher_id) if publisher_id is not None else []
    return [
        (str(line.report_id), f"{line.publisher or asked.t('base.unnamed')} {line.year or asked.t('base.undated')}")
        for line in lines
        if line.report_id != known.report_id
    ]
