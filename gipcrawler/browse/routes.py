"""Which page answers at which address; the first that fits does."""

from collections.abc import Sequence

from gipcrawler.browse.pages import (
    annotate,
    compare,
    feed,
    findings,
    home,
    metric,
    origin,
    publisher,
    report,
    search,
    static,
    surveyed,
)
from gipcrawler.browse.request import Page

FORMAT = r"(?:\.(?P<format>json|csv))?"
ROUTES: Sequence[tuple[str, Page]] = (
    (r"/", home.page),
    (rf"/gip/search{FORMAT}", search.page),
    (rf"/gip/coverage(?:/(?P<place>\d{{6,12}}))?{FORMAT}", surveyed.coverage),
    (rf"/gip/quality{FORMAT}", surveyed.quality),
    (rf"/gip/runs{FORMAT}", surveyed.all_runs),
    (rf"/gip/runs/(?P<run>[\w.-]+?){FORMAT}", surveyed.run),
    (rf"/gip/findings{FORMAT}", findings.page),
    (rf"/gip/metric{FORMAT}", metric.listed),
    (rf"/gip/metric/(?P<id>[a-z][a-z0-9_]*){FORMAT}", metric.page),
    (r"/gip/feed/all\.atom", feed.everything),
    (r"/gip/feed/place/(?P<place>\d{6,12})\.atom", feed.of_place),
    (r"/gip/feed/publisher/(?P<publisher>\d{1,9})\.atom", feed.of_publisher),
    (r"/gip/feed/findings\.atom", feed.findings),
    (rf"/gip/report/(?P<report_id>\d{{1,9}}){FORMAT}", report.page),
    (r"/gip/origin/(?P<edition_id>\d{1,9})/(?P<number>\d{1,5})", origin.page),
    (r"/gip/origin/(?P<edition_id>\d{1,9})/(?P<number>\d{1,5})\.png", origin.picture),
    (rf"/gip/publisher/(?P<publisher_id>\d{{1,9}}){FORMAT}", publisher.page),
    (r"/gip/compare(?:\.(?P<format>json))?", compare.page),
    (r"/gip/annotate", annotate.page),
    (r"/gip/static/change\.css", compare.style),
    (r"/gip/static/(?P<name>[a-z]+\.(?:css|js|svg))", static.page),
)
"""Patterns of whole paths; what they name is in `Asked.parts`."""
POSTED: frozenset[str] = frozenset({"/gip/annotate"})
"""The paths that take forms; everything else can only be read."""
