"""The styles and scripts of the pages, which this machine serves itself."""

from importlib.resources import files

from gipcrawler.browse.request import Asked
from gipcrawler.browse.response import Response

TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
KEEP = "public, max-age=86400"
"""Addresses of static files change with what is in them."""


def page(asked: Asked) -> Response:
    """A file of `browse/static`."""
    file = files("gipcrawler.browse").joinpath("static", asked.parts["name"])
    if not file.is_file():
        raise asked.missing(asked.parts["name"])
    return Response(file.read_bytes(), TYPES[asked.parts["name"].rpartition(".")[2]], headers={"cache-control": KEEP})
