"""What a survey is narrowed to, a division with all below it and a level, and the sources that there should be."""

from typing import NamedTuple

from gipcrawler.errors import ArgumentError
from gipcrawler.places import Level, Place, division, get
from gipcrawler.places.register import level_of


class Scope(NamedTuple):
    """A division and a level, either null for all."""

    place: str | None = None
    level: Level | None = None

    def covers(self, code: str) -> bool:
        """Whether a place, empty for what belongs to no division, is in it."""
        if not code:
            return self == (None, None)
        place = get(division(code))
        inside = self.place is None or code == self.place or (place is not None and self.place in place.superiors)
        return inside and self.level in {None, level_of(division(code))}


def scope_of(place: str | None, level: Level | None) -> Scope:
    """The scope of a command's arguments; raises `ArgumentError` for a code that the register does not have."""
    return Scope(known(division(place)).code if place else None, level)


def known(code: str) -> Place:
    """The division of a code; raises `ArgumentError` where the register does not have it."""
    place = get(code)
    if place is None:
        raise ArgumentError(f"The register has no division {code}; a code has 6 or 9 digits, as 510000 (四川省).")
    return place


def row_of(code: str, place: str | None) -> str | None:
    """The province of a code, or the division directly below a place in which it lies; null for no division."""
    found = get(division(code)) if code else None
    if found is None:
        return None
    chain = (*found.superiors, found.code)
    at = 0 if place is None else chain.index(place) + 1 if place in chain else len(chain)
    return chain[min(at, len(chain) - 1)]


def name_of(code: str) -> str:
    """The name of a place, or what stands for one that the register does not have."""
    place = get(division(code)) if code else None
    return place.name if place else code


class Declaration(NamedTuple):
    """A source as a province declares it; `crawl.families.Declared` is one."""

    source: str
    place: str
    spider: str
    family: str
