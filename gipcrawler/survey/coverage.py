"""Hold the reports that are kept against the register of divisions: kept, missing, or not yet due.

What is counted are the divisions' own governments, which the register knows. It knows no departments: their reports,
and those whose place or year is unknown, are counted apart, not lost. The register is today's, and has farms and
development zones as townships; some of them may owe no report.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from gipcrawler.errors import ArgumentError
from gipcrawler.places import Level, Place, get, under
from gipcrawler.store import ReportLine, Store, division, is_government
from gipcrawler.survey.due import due

LEVELS: tuple[Level, ...] = ("province", "prefecture", "county", "township")
BEIJING = timedelta(hours=8)
"""Deadlines end with the day in China."""


@dataclass(frozen=True, slots=True)
class Count:
    """The governments of one level in one division for one year: how many owe a report, and of how many one is kept."""

    place: str
    name: str
    level: Level
    year: int
    owed: int
    kept: int
    missing: int
    not_yet_due: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table: for each division its counts by level and year.

    `ever` says for each division and level of how many governments a report of any of the years is kept, and how many
    there are; `apart` counts reports that stand in no row, by the reason.
    """

    years: tuple[int, ...]
    divisions: tuple[Place, ...]
    levels: tuple[Level, ...]
    counts: tuple[Count, ...]
    ever: Mapping[tuple[str, Level], tuple[int, int]]
    apart: Mapping[str, int]


def coverage(
    store: Store,
    place: str | None = None,
    year: int | None = None,
    level: Level | None = None,
    today: date | None = None,
) -> Coverage:
    """What is kept of what is owed, by province, or by the divisions directly below a place, itself first.

    Without a year: from the first year of which something is kept to the last that is over. `today` is the date in
    China unless it is given. Raises `ArgumentError` for a code that the register does not have.
    """
    today = today or (datetime.now(UTC) + BEIJING).date()
    kept, apart = _kept(store.reports(place, year), level)
    years = (year,) if year is not None else _years(kept, today)
    levels = (level,) if level else LEVELS
    rows = tuple(_rows(place))
    counts: list[Count] = []
    ever: dict[tuple[str, Level], tuple[int, int]] = {}
    for division_, members in rows:
        by_level: dict[Level, list[Place]] = defaultdict(list)
        for member in members:
            by_level[member.level].append(member)
        for each in levels:
            codes = {member.code for member in by_level[each]}
            ever[division_.code, each] = (len(codes & kept.keys()), len(codes))
            having = Counter(year for code in codes & kept.keys() for year in kept[code])
            counts += (_count(division_, each, when, len(codes), having[when], today) for when in years if codes)
    return Coverage(years, tuple(division_ for division_, _ in rows), levels, tuple(counts), ever, apart)


def _kept(lines: Iterable[ReportLine], level: Level | None) -> tuple[dict[str, set[int]], Counter[str]]:
    """The years of which each division's own report is kept, and how many reports are counted apart, and why."""
    kept: dict[str, set[int]] = defaultdict(set)
    apart: Counter[str] = Counter()
    for line in lines:
        if level and line.level != level:
            continue
        code = division(line.place) if line.place else None
        if code is None:
            apart["place unknown"] += 1
        elif not is_government(line.publisher, code):
            apart["departments"] += 1
        elif line.year is None:
            apart["year unknown"] += 1
        elif get(code) is None:
            apart["place not in the register"] += 1
        else:
            kept[code].add(line.year)
    return kept, apart


def _years(kept: Mapping[str, set[int]], today: date) -> tuple[int, ...]:
    over = today.year - 1
    found = set().union(*kept.values()) if kept else {over}
    return tuple(range(min(found), max(over, *found) + 1))


def _rows(place: str | None) -> Iterator[tuple[Place, list[Place]]]:
    """The divisions of the table, each with the divisions that it counts."""
    if place is None:
        for digits in range(10, 100):
            province = get(f"{digits}0000")
            if province is not None:
                yield province, [province, *under(province.code)]
        return
    itself = get(division(place))
    if itself is None:
        raise ArgumentError(f"The register has no division {place}; a code has 6 or 9 digits, as 510000 (四川省).")
    yield itself, [itself]
    below = list(under(itself.code))
    for child in below:
        if child.superiors[-1] == itself.code:
            yield child, [child, *(each for each in below if child.code in each.superiors)]


def _count(of: Place, level: Level, year: int, owed: int, kept: int, today: date) -> Count:
    deadline = due(year)
    if deadline is None:
        return Count(of.code, of.name, level, year, owed=0, kept=kept, missing=0, not_yet_due=0)
    late = deadline < today
    lacking = owed - kept
    return Count(of.code, of.name, level, year, owed, kept, lacking if late else 0, 0 if late else lacking)
