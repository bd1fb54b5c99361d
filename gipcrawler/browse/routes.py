"""Which page answers at which address; the first that fits does."""

from collections.abc import Sequence

from gipcrawler.browse.pages import findings, home, search, static, surveyed
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
    (r"/gip/static/(?P<name>[a-z]+\.(?:css|js|svg))", static.page),
)
"""Patterns of whole paths; what they name is in `Asked.parts`."""
POSTED: frozenset[str] = frozenset({"/gip/annotate"})
"""The paths that take forms; everything else can only be read."""
