"""The register of divisions: codes to places, and the names of organs, as titles write them, to their places."""

from gipcrawler.places.register import Level, Place, get, under
from gipcrawler.places.search import find, full_name

__all__ = ["Level", "Place", "find", "full_name", "get", "under"]
