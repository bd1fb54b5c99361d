"""What one source has led to in one run: its counts, what was seen, and why something is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from gipcrawler import places
from gipcrawler.cms import Entry, Fetch, canonical
from gipcrawler.cms.entries import read_entry_title
from gipcrawler.crawl.answers import reason_of
from gipcrawler.crawl.arguments import FIRST_YEAR, Arguments
from gipcrawler.crawl.declare import Source
from gipcrawler.model import Outcome, SourceTally

MOST_LISTINGS = 500
"""Listing pages of one source: ten times the longest seen; beyond it something links to itself for ever."""


@dataclass(slots=True)
class Trail:
    """The state of a source; mutable while the run goes on.

    `tally` is what the run reports; `listed` holds the keys of all reports in its listings, before narrowing, `texts`
    their lines; `held` what is a second choice until its last listing page (`pending`) is read;
    `years` the report years of what was found; `reasons` counts why requests were refused or not answered.
    """

    source: Source
    arguments: Arguments
    tally: SourceTally
    listings: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    years: Counter[int] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    texts: list[Entry] = field(default_factory=list)
    held: list[tuple[Entry, int | None]] = field(default_factory=list)
    pending: int = 0
    unanswered: int = 0
    sampled: int = 0
    endless: bool = False

    def opens(self, fetch: Fetch) -> bool:
        """True, once, for a listing page that is to be asked for; false past the bound against endless pagers."""
        key = f"{fetch.method} {canonical(fetch.url)} {fetch.body!r}"
        if key in self.listings:
            return False
        if len(self.listings) >= MOST_LISTINGS:
            self.endless = True
            return False
        self.listings.add(key)
        return True

    def notes(self, entries: Iterable[Entry]) -> bool:
        """Keep the reports of a listing page in mind; true if one of them was not known from an earlier page."""
        reports = tuple(entries)
        keys = {canonical(entry.url) for entry in reports}
        self.texts += reports
        fresh = not keys <= self.listed
        self.listed |= keys
        return fresh

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

    def wants(self, entry: Entry, year: int | None) -> bool:
        """Whether a report is asked for, by its year, and by place and level of the organ that its title names."""
        source = self.source
        in_period = year is None or (source.since or 0) <= year <= (source.until or year)
        return in_period and self.arguments.covers(year) and self._placed(entry)

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

    def _placed(self, entry: Entry) -> bool:
        asked = self.arguments
        if not (asked.place or asked.level):
            return True
        title = read_entry_title(entry.title)
        issuer = title.issuer if title else None
        within = self.source.place or None
        # a title that names nobody is that of the portal's own government
        place = places.find(issuer, within) if issuer else places.get(self.source.place)
        if place is None:
            return asked.level is None and asked.place == within
        under = asked.place is None or asked.place == place.code or asked.place in place.superiors
        return under and asked.level in {None, place.level}
