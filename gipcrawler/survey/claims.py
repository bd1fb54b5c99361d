"""Turn what a listing said of a document that could not be read into whose report of which year it is."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gipcrawler.cms import report_year
from gipcrawler.places import central_organ, division, organ_of
from gipcrawler.reading import Hint, identify_unread
from gipcrawler.store import Store
from gipcrawler.store.identity import identity_of
from gipcrawler.store.surveys import Surveys, Unread
from gipcrawler.survey.scope import Scope


class Claim(NamedTuple):
    """An unread document with its publisher, as far as its listing tells; `identity` is empty where it does not."""

    found: Unread
    identity: str
    name: str | None
    place: str | None
    year: int | None


def claims(store: Store, scope: Scope, year: int | None = None) -> Iterator[Claim]:
    """What was found and not read, of a scope and, if given, a report year.

    Where nobody is named, it is the place of the source that counts, and no level.
    """
    for one in Surveys(store).unread(scope.place):
        claim = claim_of(one)
        covered = scope.covers(claim.place or one.place) and (claim.place or scope.level is None)
        if covered and year in {None, claim.year}:
            yield claim


def claim_of(one: Unread) -> Claim:
    """Read the listing's title as a report's own title would be read; its year, else the year before publication."""
    listed = one.listed
    title = listed.get("title")
    published = date.fromisoformat(listed["published"]) if listed.get("published") else None
    said = identify_unread(Hint(title, one.place or None, published, listed.get("organ"), listed.get("site")))
    place = division(said.place.code) if said.place else None
    name = said.issuer
    identity = identity_of(place, organ_of(name, place)) if place and name else central_organ(name or "") or ""
    return Claim(one, identity, name, place, said.year or report_year(title or "", published))
