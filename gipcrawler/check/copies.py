"""Turn the sketches of many reports into pairs that say nearly the same: a publisher's two years, and neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from gipcrawler.check.plausible import near_copy
from gipcrawler.check.sketches import Sketch, neighbourhood, sketches
from gipcrawler.check.standing import standing_of
from gipcrawler.forms import section_names
from gipcrawler.model import Finding, Report, Verdict
from gipcrawler.places import division, get

Kind = Literal["last_year", "neighbour"]
BUCKETS = 1 << 24  # of the count of regions: a clause may share one, and then counts as more common than it is
MOST = 255
WHO = {"last_year": "上年报告", "neighbour": "同年报告"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A section of the report `key` that is nearly that of `other`: how much of each stands in the other, 0 to 1."""

    key: int
    other: int
    section: str
    kind: Kind
    share: float
    other_share: float
    other_name: str

    @property
    def finding(self) -> Finding:
        """The finding on the report `key`; both sides are percentages."""
        share, other_share = (Decimal(round(1000 * each)) / 10 for each in (self.share, self.other_share))
        label = next((name.label for name in section_names() if name.key == self.section), self.section)
        says = f"“{label}”部分有 {share}% 的文字与{self.other_name}{WHO[self.kind]}相同，占后者的 {other_share}%"
        return Finding("near_copy", f"{self.section}@{self.kind}", Verdict.BROKEN, share, other_share, says)


@dataclass(frozen=True, slots=True)
class _Entry:
    key: int
    publisher: str
    name: str
    year: int | None
    region: str
    neighbours: str | None
    sketches: tuple[Sketch, ...]


class Copies:
    """Reports are added one by one, a kilobyte each; `pairs` then compares each with its last year and neighbours.

    Neighbours are found by the clauses that they share, so the time grows with the text and not with its square.
    """

    def __init__(self) -> None:
        self._entries: list[_Entry] = []

    def add(self, key: int, publisher: str, report: Report) -> None:
        """Add a report; `key` is whatever the caller knows it by, `publisher` is equal for reports of one publisher."""
        near = neighbourhood(report, standing_of(report))
        name = report.issuer or ""
        entry = _Entry(key, publisher, name, report.year, _region(report.place), near, sketches(report))
        self._entries.append(entry)

    def pairs(self) -> Iterator[Copy]:
        """Near copies: first of last years, in the order in which reports were added, then of the likest neighbours."""
        common = self._common()
        by_year = {(entry.publisher, entry.year): entry for entry in self._entries}
        for entry in self._entries:
            before = by_year.get((entry.publisher, entry.year - 1)) if entry.year is not None else None
            if before:
                yield from _alike(entry, before, common)
        groups: dict[tuple[str, str], list[tuple[_Entry, Mapping[int, int]]]] = defaultdict(list)
        for entry in self._entries:
            for sketch in entry.sketches if entry.neighbours else ():
                if own := _own(sketch, common):
                    groups[entry.neighbours or "", sketch.section].append((entry, own))
        for (_, section), members in groups.items():
            yield from _neighbours(section, members)

    def _common(self) -> bytearray:
        """In how many regions a clause stands, by the last bits of its hash; 255 stands for more."""
        regions: dict[str, list[_Entry]] = defaultdict(list)
        for entry in self._entries:
            regions[entry.region].append(entry)
        counts = bytearray(BUCKETS)
        for members in regions.values():
            for bucket in {one & (BUCKETS - 1) for entry in members for each in entry.sketches for one in each.hashes}:
                counts[bucket] = min(counts[bucket] + 1, MOST)
        return counts


def _region(code: str | None) -> str:
    """The division directly below the province that a place is or lies in: a prefecture, or a district of 北京市."""
    place = get(division(code)) if code else None
    return (*place.superiors, place.code)[:2][-1] if place else ""


def _own(sketch: Sketch, common: bytearray) -> dict[int, int]:
    """The clauses of a section that not everybody uses, with their lengths; none where they are too few to tell."""
    most = near_copy().common
    own = {
        one: length
        for one, length in zip(sketch.hashes, sketch.lengths, strict=True)
        if common[one & (BUCKETS - 1)] < most
    }
    enough = len(own) >= near_copy().clauses and sum(own.values()) >= near_copy().characters
    return own if enough else {}


def _alike(entry: _Entry, before: _Entry, common: bytearray) -> Iterator[Copy]:
    """The sections of a report that are nearly those of the publisher's last one."""
    old = {sketch.section: sketch for sketch in before.sketches}
    for sketch in entry.sketches:
        if sketch.section not in old:
            continue
        mine, other = _own(sketch, common), _own(old[sketch.section], common)
        shared = sum(length for one, length in mine.items() if one in other)
        if mine and other and shared >= near_copy().last_year * sum(mine.values()):
            shares = shared / sum(mine.values()), shared / sum(other.values())
            yield Copy(entry.key, before.key, sketch.section, "last_year", *shares, "本机关")


def _neighbours(section: str, members: list[tuple[_Entry, Mapping[int, int]]]) -> Iterator[Copy]:
    """For each of some neighbours the one whose section is likest, where it is like enough."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders, length in _by_holders(members).items():
        for pair in combinations(holders, 2):
            shared[pair] += length
    totals = [sum(own.values()) for _, own in members]
    best: dict[int, tuple[float, int]] = {}
    for (left, right), length in shared.items():
        for mine, other in ((left, right), (right, left)):
            share = length / totals[mine]
            if members[mine][0].publisher != members[other][0].publisher and share > best.get(mine, (0.0, 0))[0]:
                best[mine] = share, other
    for at in sorted(best):
        share, other = best[at]
        if share >= near_copy().neighbour:
            back = share * totals[at] / totals[other]
            entry, theirs = members[at][0], members[other][0]
            yield Copy(entry.key, theirs.key, section, "neighbour", share, min(back, 1.0), theirs.name)


def _by_holders(members: Iterable[tuple[_Entry, Mapping[int, int]]]) -> Mapping[tuple[int, ...], int]:
    """How much text stands in exactly these sections: few sets even where sixty copied all of it from each other."""
    holders: dict[int, list[int]] = {}
    lengths: dict[int, int] = {}
    for at, (_, own) in enumerate(members):
        for one, length in own.items():
            holders.setdefault(one, []).append(at)
            lengths[one] = length
    found: dict[tuple[int, ...], int] = defaultdict(int)
    for one, some in holders.items():
        if len(some) > 1:
            found[tuple(some)] += lengths[one]
    return found
