"""Hold the reports that are kept against what is owed: kept, found unread, missing, not yet due, or nobody to owe it.

Governments are those of the register, which is of 2023 and has farms and development zones as townships; some of them
may owe no report. Departments are in no register: one is known from the first year of which a report of it was found,
and owes from then on. What can be counted nowhere is counted apart, not lost.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import Any, ClassVar, Literal

from gipcrawler.errors import ArgumentError
from gipcrawler.places import Level, Place, division, get, under
from gipcrawler.places.founded import founded
from gipcrawler.places.register import register
from gipcrawler.store import Store
from gipcrawler.store.surveys import FIRST_YEAR, LAST_YEAR
from gipcrawler.survey.coverage_sheets import sheets
from gipcrawler.survey.due import Organ, due, today_in_china
from gipcrawler.survey.owners import CENTRAL, Asked, Owner, Reason, bit, owners, years_of
from gipcrawler.survey.scope import Scope, known
from gipcrawler.survey.sheet import Sheet, Words

LEVELS: tuple[Level, ...] = ("province", "prefecture", "county", "township")
STATE_COUNCIL = Place(CENTRAL, "国务院部门", "province", ())
"""The row of the organs of the State Council; they are counted under no level."""
NAME = Words("Coverage", "年度报告收录情况")
ORGANS: tuple[Organ, ...] = ("government", "department")
Group = tuple[str, Level | None, Organ]
"""What is counted together: organs of one row, level and kind."""
State = Literal["kept", "unread", "unknown", "did_not_exist"]
STATES: tuple[State, ...] = ("kept", "unread", "unknown", "did_not_exist")
"""What is counted of organs one by one; the rest of a group is missing, or not yet due."""


@dataclass(frozen=True, slots=True)
class Count:
    """The organs of one kind and level in one division for one year.

    `owed` are the organs that there were, each in one of `kept`, `unread` (found, and nothing could be read in it),
    `missing` and `not_yet_due`. `did_not_exist` are those of the register that were founded later, and all of them for
    a year before the first law. `level` is null for the organs of the State Council.
    """

    place: str
    name: str
    level: Level | None
    organ: Organ
    year: int
    owed: int
    kept: int
    unread: int
    missing: int
    not_yet_due: int
    did_not_exist: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table: for each division its counts by level, kind of organ and year.

    `ever` says for each division, level and kind of how many organs a report of any of the years is kept, and how many
    there are; `apart` counts reports that stand in no row, by the reason.
    """

    years: tuple[int, ...]
    divisions: tuple[Place, ...]
    levels: tuple[Level, ...]
    counts: tuple[Count, ...]
    ever: Mapping[Group, tuple[int, int]]
    apart: Mapping[Reason, int]

    name: ClassVar[Words] = NAME
    row_type: ClassVar[type] = Count

    @property
    def rows(self) -> tuple[Count, ...]:
        """The counts."""
        return self.counts

    def beside(self) -> dict[str, Any]:
        """The years, and what stands in no row."""
        return {"years": self.years, "apart": self.apart}

    def sheets(self) -> tuple[Sheet, ...]:
        """Divisions by years, for governments and for departments, and the sums by level."""
        return sheets(self)


def coverage(
    store: Store,
    place: str | None = None,
    year: int | None = None,
    level: Level | None = None,
    today: date | None = None,
) -> Coverage:
    """What is kept of what is owed, by province, or by the divisions directly below a place, itself first.

    Without a year: from the first year of which something was found to the last that is over. `today` is the date in
    China unless it is given. Raises `ArgumentError` for a code that the register does not have, and for a year that no
    report can be of.
    """
    today = today or today_in_china()
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ArgumentError(f"There are no reports on {year}; give a year from {FIRST_YEAR} to {LAST_YEAR}.")
    code = division(place) if place else None
    rows = divisions(code)
    row_of = {member.code: row.code for row, members in rows for member in members}
    found, apart = owners(store, Asked(Scope(code, level), row_of.keys(), today.year, year))
    years = (year,) if year is not None else _years(found.values(), today)
    tally = _Tally(sum(map(bit, years)))
    for row, members in rows:
        for member in members:
            if level in {None, member.level}:
                tally.registers((row.code, member.level, "government"), member.code, found.get(member.code))
    for owner in found.values():
        if owner.organ == "department":
            tally.knows((row_of.get(owner.place, CENTRAL), owner.level, "department"), owner)
    shown = [row for row, _ in rows]
    if any(owner.place == CENTRAL for owner in found.values()):
        shown.append(STATE_COUNCIL)
    order = {row.code: at for at, row in enumerate(shown)}
    groups = sorted(tally.there, key=lambda group: (order[group[0]], ORGANS.index(group[2]), _rank(group[1])))
    names = {row.code: row.name for row in shown}
    counts = tuple(tally.count(group, names[group[0]], year, today) for group in groups for year in years)
    ever = {group: (tally.ever[group], tally.there[group]) for group in groups}
    return Coverage(years, tuple(shown), (level,) if level else LEVELS, counts, ever, apart)


@lru_cache(maxsize=16)  # a server of pages asks again; all provinces take some 10 MB
def divisions(place: str | None) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """The provinces, or a place and the divisions directly below it, each with the divisions that its row counts.

    Raises `ArgumentError` for a code that the register does not have.
    """
    if place is None:
        provinces = filter(None, (get(f"{digits}0000") for digits in range(10, 100)))
        return tuple((province, (province, *under(province.code))) for province in provinces)
    itself = known(place)
    governs = itself.code not in register().pseudo  # 市辖区 is a code and a name, and nobody's superior
    below: dict[str, list[Place]] = {}
    for each in under(itself.code):
        chain = (*each.superiors, each.code)
        below.setdefault(chain[len(itself.superiors) + governs], []).append(each)
    own = ((itself, (itself,)),) if governs else ()
    return (*own, *((members[0], tuple(members)) for members in below.values()))


class _Tally:
    """Organs and their years, counted by group; `asked` are the years of the table, as bits."""

    def __init__(self, asked: int) -> None:
        self.asked = asked
        self.there: Counter[Group] = Counter()
        self.ever: Counter[Group] = Counter()
        self._by_year: Counter[tuple[Group, int, State]] = Counter()

    def registers(self, group: Group, code: str, owner: Owner | None) -> None:
        """Count a government of the register, whatever was found of it."""
        self.there[group] += 1
        since = founded().get(code)
        if owner is not None or since is not None:
            before = bit(max(since, FIRST_YEAR)) - 1 if since else 0
            self._count(group, owner or Owner(code, None, "government"), before)

    def knows(self, group: Group, owner: Owner) -> None:
        """Count a department of which a report of any year was found; it is unknown before the first of them."""
        years = owner.kept | owner.unread
        if years:
            self.there[group] += 1
            self._count(group, owner, 0)
            for year in years_of(self.asked & ((years & -years) - 1)):
                self._by_year[group, year, "unknown"] += 1

    def _count(self, group: Group, owner: Owner, before: int) -> None:
        kept, unread = owner.kept & self.asked, owner.unread & self.asked & ~owner.kept
        self.ever[group] += bool(kept)
        states: tuple[tuple[State, int], ...] = (
            ("kept", kept),
            ("unread", unread),
            ("did_not_exist", before & self.asked & ~(kept | unread)),
        )
        for state, bits in states:
            for year in years_of(bits):
                self._by_year[group, year, state] += 1

    def count(self, group: Group, name: str, year: int, today: date) -> Count:
        """The states of a group in a year; before the first law nobody owed anything."""
        kept, unread, unknown, absent = (self._by_year[group, year, state] for state in STATES)
        lacking = self.there[group] - kept - unread - unknown - absent
        place, level, organ = group
        deadline = due(year, organ)
        if deadline is None:
            absent, lacking = absent + lacking, 0
        late = deadline is not None and deadline < today
        missing, not_yet_due = (lacking, 0) if late else (0, lacking)
        owed = kept + unread + lacking
        return Count(place, name, level, organ, year, owed, kept, unread, missing, not_yet_due, absent)


def _rank(level: Level | None) -> int:
    return LEVELS.index(level) if level else -1


def _years(found: Iterable[Owner], today: date) -> tuple[int, ...]:
    over = today.year - 1
    bits = reduce(or_, (owner.kept | owner.unread for owner in found), bit(over))
    return tuple(range(years_of(bits)[0], years_of(bits)[-1] + 1))
