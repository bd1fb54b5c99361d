"""Count beforehand, while the first reader still types, what takes seconds in a large database."""

from gipcrawler.browse.pages import home, surveyed
from gipcrawler.browse.request import Asked
from gipcrawler.browse.site import Site

LARGE = 5000
"""Reports from which on it is worth it."""
PAGES = ((home.page, "/"), (surveyed.coverage, "/gip/coverage"), (surveyed.quality, "/gip/quality"))


def warm(site: Site) -> None:
    """Ask for the pages that add up the whole database; what they count is remembered."""
    if site.store.totals().reports >= LARGE:
        for page, path in PAGES:
            page(Asked(site, "zh", path, parts={}, query={}))
