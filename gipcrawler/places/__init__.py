"""The register of divisions: codes to places, and the names of organs, as titles write them, to their places."""

from gipcrawler.places.central import central_organ
from gipcrawler.places.register import Level, Place, get, under
from gipcrawler.places.search import find, full_name

__all__ = ["Level", "Place", "central_organ", "find", "full_name", "get", "under"]
