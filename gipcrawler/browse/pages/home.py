"""The first page: what is here, the map of coverage, what is new, what changed, and what is open."""

from functools import partial

from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response
from gipcrawler.check import rule_notes
from gipcrawler.store import FindingQuery
from gipcrawler.survey import coverage

LISTED = 8


def page(asked: Asked) -> Response:
    """Figures, the map, and the last of everything."""
    store, remembered = asked.store, asked.site.remembered
    one = remembered.get(("coverage", None, None, None), partial(coverage, store))
    totals = remembered.get("totals", store.totals)
    counted = remembered.get("open findings", partial(store.count_findings, FindingQuery(human="open")))
    names = rule_notes()
    worst = sorted(
        ((names[rule], number) for (rule, verdict), number in counted.items() if verdict == "broken" and rule in names),
        key=lambda pair: (pair[0].severity != "hard", -pair[1]),
    )
    return render(
        asked,
        "home.html",
        totals=totals,
        map=one.sheets()[0],
        links=[asked.link(f"/gip/coverage/{row.code}") for row in one.divisions],
        newest=remembered.get("newest", partial(store.arrivals, LISTED)),
        changed=remembered.get("changed", partial(store.arrivals, LISTED, changed=True)),
        open=sum(counted.values()),
        worst=worst[:LISTED],
    )
