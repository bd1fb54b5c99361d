"""Turn the `-a` arguments of a crawl into one typed value, or refuse them in one sentence before any request."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from gipcrawler import places
from gipcrawler.errors import ArgumentError

NAMES = ("year", "since", "until", "place", "level", "sample")
LEVELS = ("province", "prefecture", "county", "township")
FIRST_YEAR = 2008
"""The regulation of 2007 came into force on 1 May 2008; nothing was owed before."""
LAST_YEAR = 2099


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a run is narrowed to: report years (inclusive), a place's code, a level, so many reports per source."""

    since: int | None = None
    until: int | None = None
    place: str | None = None
    level: str | None = None
    sample: int | None = None

    @property
    def narrowed(self) -> bool:
        """True for a run that need not find all that is expected."""
        return self != Arguments()

    def covers(self, year: int | None) -> bool:
        """Whether a report of that year is asked for; an unknown year is, until it becomes known."""
        return year is None or (self.since or FIRST_YEAR) <= year <= (self.until or LAST_YEAR)


def read_arguments(given: Mapping[str, str], within: str | None = None) -> Arguments:
    """The arguments as given on the command line; `within` is the division code of the spider's own place.

    Raises ArgumentError: an unknown name, a value that cannot be, `year` beside `since` or `until`, a place that is
    not in the register or not in `within`.
    """
    for name in given:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, 1)
            meant = f"did you mean {near[0]}?" if near else f"it takes {', '.join(NAMES)}."
            raise ArgumentError(f"This spider takes no argument {name}: {meant}")
    if "year" in given and ("since" in given or "until" in given):
        raise ArgumentError("Give year=YYYY for one year, or since=YYYY and until=YYYY for a span, not both.")
    since, until = _year(given, "year", "since"), _year(given, "year", "until")
    if since and until and since > until:
        raise ArgumentError(f"since={since} is after until={until}: exchange them.")
    return Arguments(since, until, _place(given, within), _level(given), _sample(given))


def _year(given: Mapping[str, str], *names: str) -> int | None:
    for name in names:
        value = given.get(name)
        if value is None:
            continue
        if not re.fullmatch(r"[0-9]{4}", value) or not FIRST_YEAR <= int(value) <= LAST_YEAR:
            raise ArgumentError(f"{name}={value} is no report year: give four digits, {FIRST_YEAR} or later.")
        return int(value)
    return None


def _place(given: Mapping[str, str], within: str | None) -> str | None:
    code = given.get("place")
    if code is None:
        return None
    place = places.get(code)
    if place is None:
        raise ArgumentError(f"place={code} is not in the register of divisions: give a code of 6, 9 or 12 digits.")
    if within and code != within and within not in place.superiors:
        raise ArgumentError(f"place={code} ({place.name}) is not in {within}: crawl the province that it belongs to.")
    return code


def _level(given: Mapping[str, str]) -> str | None:
    level = given.get("level")
    if level is not None and level not in LEVELS:
        raise ArgumentError(f"level={level} is no level: give one of {', '.join(LEVELS)}.")
    return level


def _sample(given: Mapping[str, str]) -> int | None:
    sample = given.get("sample")
    if sample is None:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", sample) or int(sample) == 0:
        raise ArgumentError(f"sample={sample} is no number of reports: give 1 or more.")
    return int(sample)
