"""What one source has led to in one run: its counts, what was seen, and why something is missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from gipcrawler import places
from gipcrawler.cms import Entry, Fetch, Unknown, canonical
from gipcrawler.crawl.answers import reason_of
from gipcrawler.crawl.arguments import FIRST_YEAR, Arguments
from gipcrawler.crawl.column import Column
from gipcrawler.crawl.declare import Source
from gipcrawler.model import Outcome, SourceTally
from gipcrawler.places import Place

MOST_LISTINGS = 500
"""Listing pages of one organ in a source: ten times the longest seen; beyond it something links to itself for ever."""
MOST_BARREN = 15
"""Listing pages of an organ in a row that have no line which was not seen before: calendars, pagers in a circle."""
DEPTHS = {"province": 0, "prefecture": 1, "county": 2, "township": 3}
"""Divisions above a place of each level, at most."""


@dataclass(slots=True)
class Trail:
    """The state of a source; mutable while the run goes on.

    `tally` is what the run reports; `listings` holds the keys of the pages asked for, `opened` their numbers by organ;
    `listed` the keys of all reports in them, before narrowing, `texts` their lines by organ; `held` what is a second
    choice until its last listing page (`pending`) is read;
    `years` the report years of what was found; `reasons` counts why requests were refused or not answered; `seen` holds
    the keys of all lines, `barren` counts by organ the pages in a row that had no new one; `handed_on` is true where a
    page led to what another source declares; `not_due` counts reports whose last capture is young.
    """

    source: Source
    arguments: Arguments
    tally: SourceTally
    listings: set[str] = field(default_factory=set)
    opened: Counter[str | None] = field(default_factory=Counter)
    listed: set[str] = field(default_factory=set)
    years: Counter[int] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    texts: defaultdict[str | None, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    held: list[tuple[Entry, int | None, Column]] = field(default_factory=list)
    pending: int = 0
    unanswered: int = 0
    sampled: int = 0
    handed_on: bool = False
    not_due: int = 0
    endless: bool = False
    seen: set[str] = field(default_factory=set)
    barren: Counter[str | None] = field(default_factory=Counter)

    def starts(self) -> Iterator[Fetch]:
        """The source's first pages; `{year}` in an address is asked for each year of source and run."""
        this_year = datetime.now(UTC).year
        for fetch in self.source.adapter.start():
            years = self.years_asked(this_year) if "{year}" in fetch.url else (0,)
            for year in years:
                dated = replace(fetch, url=fetch.url.replace("{year}", str(year)))
                if self.opens(dated, None):
                    yield dated

    def opens(self, fetch: Fetch, column: Column | None) -> bool:
        """True, once, for a listing page that is to be asked for; false past the bound against endless pagers."""
        if self.has_opened(fetch):
            return False
        organ = column.organ if column else self.source.organ
        if self.opened[organ] >= MOST_LISTINGS:
            self.endless = True
            return False
        self.opened[organ] += 1
        self.listings.add(key_of(fetch))
        return True

    def has_opened(self, fetch: Fetch) -> bool:
        """Whether a listing page was asked for in the name of this source."""
        return key_of(fetch) in self.listings

    def notes(self, entries: Iterable[Entry], column: Column) -> bool:
        """Keep the reports of a listing page in mind; true if one of them was not known from an earlier page."""
        reports = tuple(entries)
        keys = {canonical(entry.url) for entry in reports}
        self.texts[column.organ] += reports
        fresh = not keys <= self.listed
        self.listed |= keys
        return fresh

    def goes_on(self, lines: Iterable[Entry], column: Column) -> bool:
        """Whether the pages after one with these lines are asked for; false after MOST_BARREN without a new line."""
        keys = {canonical(line.url) for line in lines}
        self.barren[column.organ] = 0 if keys - self.seen else self.barren[column.organ] + 1
        self.seen |= keys
        ends = self.barren[column.organ] >= MOST_BARREN
        self.endless = self.endless or ends
        return not ends

    def counts(self, outcome: Outcome | None, reason: str = "") -> None:
        """Count what became of a request; null for one that was not answered."""
        match outcome:
            case Outcome.ANSWERED:
                self.tally.answered += 1
            case Outcome.BLOCKED:
                self.tally.blocked += 1
            case Outcome.GONE:
                self.tally.gone += 1
            case Outcome.EMPTY:
                self.tally.empty += 1
            case None:
                self.unanswered += 1
        if reason and outcome in {None, Outcome.BLOCKED}:
            self.reasons[reason] += 1

    def wants(self, entry: Entry, year: int | None, column: Column) -> bool:
        """Whether a report is asked for, by its year, and by place and level of the organ that publishes it."""
        source, asked = self.source, self.arguments
        in_period = year is None or (source.since or 0) <= year <= (source.until or year)
        if not in_period or not asked.covers(year):
            return False
        if not (asked.place or asked.level):
            return True
        place = column.owner_of(entry)
        if place is None:
            return asked.level is None and asked.place == source.place
        under = asked.place is None or asked.place == place.code or asked.place in place.superiors
        return under and asked.level in {None, place.level}

    def reaches(self, link: Entry, column: Column) -> bool:
        """Whether an organ that a column links is followed.

        Without `level` and `place` these are the departments and the places directly below the province, or below the
        page that a user named. `level` and `place` reach further down, and leave out what cannot lead there. An organ
        whose place is unknown is taken for a department of the column's own.
        """
        place, aim = column.place_of(link.title), places.get(self.arguments.place or "")
        own, deepest = depth_of(places.get(self.source.place)), self._deepest(aim)
        narrowed = bool(self.arguments.level or aim)
        if column.hops >= max(deepest - own + narrowed, 1):
            return False
        if place is None:
            return not narrowed
        governing = places.governs(link.title, place)
        if depth_of(place) > deepest or (
            self.arguments.level and not governing and self.arguments.level != place.level
        ):
            return False
        above = governing and aim is not None and place.code in aim.superiors
        return aim is None or above or place.code == aim.code or aim.code in place.superiors

    def _deepest(self, aim: Place | None) -> int:
        if self.arguments.level:
            return DEPTHS[self.arguments.level]
        if aim:
            return depth_of(aim)
        return 1 + (depth_of(places.get(self.source.place)) if isinstance(self.source.adapter, Unknown) else 0)

    def years_asked(self, this_year: int) -> range:
        """The years whose columns are asked for; a column may be named after the year of publication."""
        first = max(self.source.since or FIRST_YEAR, self.arguments.since or FIRST_YEAR)
        last = min(self.source.until or this_year, self.arguments.until or this_year)
        return range(first, min(last + 1, this_year) + 1)

    def is_past(self, reports: Sequence[Entry], years: Sequence[int | None]) -> bool:
        """True for a page whose reports are dated, newest first, and all of years before those asked for."""
        dates = [entry.published for entry in reports]
        known = [day for day in dates if day]
        if not reports or len(known) < len(dates) or known != sorted(known, reverse=True):
            return False
        since = max(self.source.since or FIRST_YEAR, self.arguments.since or FIRST_YEAR)
        return all(year is not None and year < since for year in years)

    def fails(self, url: str, error: BaseException | None) -> None:
        """Count a request that got no answer, or that robots.txt forbids."""
        outcome = Outcome.BLOCKED if isinstance(error, IgnoreRequest) else None
        self.counts(outcome, f"{urlsplit(url).hostname}: {reason_of(error)}")

    def samples(self) -> bool:
        """True as long as the run's sample of this source is not full; counts one more."""
        if self.arguments.sample is not None and self.sampled >= self.arguments.sample:
            return False
        self.sampled += 1
        return True


def key_of(fetch: Fetch) -> str:
    """The same for all spellings of one listing request."""
    return f"{fetch.method} {canonical(fetch.url)} {fetch.body!r} {fetch.browser}"


def depth_of(place: Place | None) -> int:
    """How many divisions are above a place: 0 for a province, 1 for a prefecture or a district of a municipality."""
    return len(place.superiors) if place else 0
