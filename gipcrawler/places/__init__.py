"""The register of divisions: codes to places, and the names of organs, as titles write them, to their places."""

from gipcrawler.places.central import central_organ
from gipcrawler.places.governments import (
    GOVERNMENT,
    division,
    government_name,
    governs,
    is_government,
    lawful_name,
    organ_of,
)
from gipcrawler.places.register import Level, Place, get, under
from gipcrawler.places.search import find, full_name
from gipcrawler.places.sites import site_owner

__all__ = [
    "GOVERNMENT",
    "Level",
    "Place",
    "central_organ",
    "division",
    "find",
    "full_name",
    "get",
    "government_name",
    "governs",
    "is_government",
    "lawful_name",
    "organ_of",
    "site_owner",
    "under",
]
