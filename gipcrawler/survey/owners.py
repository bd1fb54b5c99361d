"""Turn rows of publishers and of unread documents into who published what: bits of years, by government and department.

What can be counted nowhere (no place, no year, no division of the register) is counted apart, by its reason.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from gipcrawler.places import Level, central_organ, division, is_government
from gipcrawler.places.register import level_of
from gipcrawler.store import Store
from gipcrawler.store.identity import identity_of
from gipcrawler.store.surveys import FIRST_YEAR, LAST_YEAR, Holding, Surveys
from gipcrawler.survey.claims import Claim, claims
from gipcrawler.survey.due import Organ
from gipcrawler.survey.scope import Scope

Reason = Literal[
    "place unknown",
    "place not in the register",
    "year unknown",
    "year not over",
    "unread, nobody known",
    "unread, year unknown",
]
REASONS: Mapping[Reason, str] = {
    "place unknown": "所属地区不明",
    "place not in the register": "区划不在名录中",
    "year unknown": "年度不明",
    "year not over": "年度尚未结束",
    "unread, nobody known": "未能读取，主体不明",
    "unread, year unknown": "未能读取，年度不明",
}
CENTRAL = ""
"""The place of the organs of the State Council, which belong to no division."""


@dataclass(slots=True)
class Owner:
    """A publisher with the years, as bits, of which a report is kept, and of which one was found and not read."""

    place: str
    level: Level | None
    organ: Organ
    kept: int = 0
    unread: int = 0


EVER = (1 << (LAST_YEAR - FIRST_YEAR + 1)) - 1
"""All years."""


def bit(year: int) -> int:
    """The bit of a year."""
    return 1 << (year - FIRST_YEAR)


@lru_cache(maxsize=4096)  # publishers have the same few years
def years_of(bits: int) -> tuple[int, ...]:
    """The years of a set, in order."""
    return tuple(FIRST_YEAR + at for at in range(bits.bit_length()) if bits >> at & 1)


class Asked(NamedTuple):
    """What owners are gathered for: a scope and its divisions, the year that runs, and perhaps one report year."""

    scope: Scope
    divisions: Collection[str]
    last: int
    year: int | None = None

    @property
    def years(self) -> int:
        """The report years of which something is told, as bits: all, or the one that was asked for."""
        return EVER if self.year is None else bit(self.year)


def owners(store: Store, asked: Asked) -> tuple[dict[str, Owner], Counter[Reason]]:
    """Whose reports of any year are kept or were found, by identity (a government's is its place), and what is apart.

    A government whose reports stand under several publishers (its own, and the address of a report that only its site
    names) is one here. What is apart is that of the report year, where one was asked for.
    """
    found: dict[str, Owner] = {}
    apart: Counter[Reason] = Counter()
    for holding in Surveys(store).holdings(asked.scope.place):
        if asked.scope.level in {None, holding.level}:
            _hold(found, apart, holding, asked)
    for claim in claims(store, asked.scope):
        _find(found, apart, claim, asked)
    return found, +apart


def _hold(found: dict[str, Owner], apart: Counter[Reason], holding: Holding, asked: Asked) -> None:
    """Count a publisher's reports: each in one year of one owner, or apart."""
    undated = holding.undated if asked.year is None else 0
    key = _owner(found, holding.identity, holding.name, holding.place, asked.divisions)
    if key is None:
        reason: Reason = "place not in the register" if holding.place else "place unknown"
        apart[reason] += (holding.years & asked.years).bit_count() + undated
        return
    over = bit(asked.last + 1) - 1
    apart["year unknown"] += undated
    apart["year not over"] += (holding.years & asked.years & ~over).bit_count()
    found[key].kept |= holding.years & over


def _find(found: dict[str, Owner], apart: Counter[Reason], claim: Claim, asked: Asked) -> None:
    """Count what was found and not read under whom its listing names."""
    key = _owner(found, claim.identity, claim.name, claim.place, asked.divisions)
    if key is None:
        apart["unread, nobody known"] += asked.year in {None, claim.year}
    elif claim.year is None or not FIRST_YEAR <= claim.year <= asked.last:
        apart["unread, year unknown"] += asked.year in {None, claim.year}
    else:
        found[key].unread |= bit(claim.year)


def _owner(
    found: dict[str, Owner], identity: str, name: str | None, place: str | None, known: Collection[str]
) -> str | None:
    """The key of an owner, who is there from then on; null for one without a place that is known."""
    if place is None:
        if not name or central_organ(name) != identity:
            return None
        found.setdefault(identity, Owner(CENTRAL, None, "department"))
        return identity
    code = division(place)
    if code not in known:
        return None
    own = identity == identity_of(code) or (not identity.startswith(f"{code} ") and is_government(name, code))
    key = code if own else identity
    found.setdefault(key, Owner(code, level_of(code), "government" if own else "department"))
    return key
