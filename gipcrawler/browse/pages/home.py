"""The first page: what is here."""

from gipcrawler.browse.render import render
from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response


def page(asked: Asked) -> Response:
    """Figures, a search box, the map of coverage, what is new, what changed, and what is open."""
    return render(asked, "home.html")
