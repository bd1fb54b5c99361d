"""Which page answers at which address; the first that fits does."""

from collections.abc import Sequence

from gipcrawler.browse.pages import home, static
from gipcrawler.browse.request import Page

FORMAT = r"(?:\.(?P<format>json|csv))?"
ROUTES: Sequence[tuple[str, Page]] = (
    (r"/", home.page),
    (r"/gip/static/(?P<name>[a-z]+\.(?:css|js|svg))", static.page),
)
"""Patterns of whole paths; what they name is in `Asked.parts`."""
POSTED: frozenset[str] = frozenset({"/gip/annotate"})
"""The paths that take forms; everything else can only be read."""
