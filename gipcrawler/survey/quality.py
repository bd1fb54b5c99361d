"""Say how well reports were read, by source, portal family, place, level, carrier and form; the worst of each first."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple

from gipcrawler.documents.sniff import Kind
from gipcrawler.forms import forms
from gipcrawler.places import Level
from gipcrawler.places.register import level_of
from gipcrawler.reading import PARSER_VERSION
from gipcrawler.store import Store
from gipcrawler.store.surveys import Lot, Surveys
from gipcrawler.survey.claims import Claim, claims
from gipcrawler.survey.quality_sheets import reason_sheet, sheet
from gipcrawler.survey.scope import Declaration, Scope, name_of, row_of, scope_of
from gipcrawler.survey.sheet import Sheet, Words

By = Literal["source", "family", "place", "level", "carrier", "form"]
UNKNOWN = "unknown"
CARRIERS = {kind.value: kind.name.lower() for kind in Kind}
ADDRESS = re.compile(r"https?://\S+: ")
FIGURE = re.compile(r"\d+")


class Dimension(NamedTuple):
    """A way to sort reports into rows: the key of a lot of reports, and that of a document that was not read."""

    lot: Callable[[Lot], str]
    claim: Callable[[Claim], str]


@dataclass(frozen=True, slots=True)
class QualityLine:
    """The reports of one source, family, place, level, carrier or form.

    `tabled` reports, those on 2019 and later, must have the three official tables, and `whole` have them. `figures` of
    the `cells` hold a number, `blanks` are empty or dashed. `broken` and `unassessable` count the identities of the
    forms; rules of every kind were `weighed` and `held` in the reports that `gipcrawler check` went through. `good`
    reports lack no table and break no identity. `unread` documents gave no report; `leftovers` are parts of tables that
    no form knows; `outdated` reports were read by an older parser than this one.
    """

    by: By
    key: str
    name: str
    reports: int
    good: int
    tabled: int
    whole: int
    cells: int
    figures: int
    blanks: int
    held: int
    weighed: int
    broken: int
    unassessable: int
    unread: int
    leftovers: int
    outdated: int

    @property
    def goodness(self) -> float:
        """The share of good reports in all that was found, by the rule of succession: one bad report proves little."""
        return (self.good + 1) / (self.reports + self.unread + 2)


SUMS = tuple(field.name for field in fields(QualityLine))[3:]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why documents could not be read: the reason without addresses and figures, how often, and one of them."""

    reason: str
    documents: int
    example: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The rows of the ways that were asked for, each with its worst first; why documents were not read; and by whom."""

    ways: tuple[By, ...]
    rows: tuple[QualityLine, ...]
    reasons: tuple[Reason, ...]
    parsers: Mapping[str, int]

    name: ClassVar[Words] = Words("Quality", "读取质量")
    row_type: ClassVar[type] = QualityLine

    def beside(self) -> dict[str, Any]:
        """Reasons, and how many reports which version of the parser read."""
        reasons = [{"reason": one.reason, "documents": one.documents, "example": one.example} for one in self.reasons]
        return {"reasons": reasons, "parsers": self.parsers}

    def sheets(self) -> tuple[Sheet, ...]:
        """A table for each dimension, and the reasons."""
        tables = (sheet(way, [row for row in self.rows if row.by == way]) for way in self.ways)
        return (*tables, *reason_sheet(self.reasons, self.parsers))


def quality(
    store: Store,
    place: str | None = None,
    year: int | None = None,
    level: Level | None = None,
    by: Collection[By] = (),
    declared: Iterable[Declaration] = (),
) -> Quality:
    """How the current editions of a place (or below), a report year and a level were read; `by` none means all ways.

    `declared` tells the portal family of a source; without it that is unknown. Raises `ArgumentError` for a code that
    the register does not have.
    """
    scope = scope_of(place, level)
    lots = Surveys(store).lots(scope.place, year, level, identities())
    unread = list(claims(store, scope, year))
    families = {one.source: one.family for one in declared}
    ways = {way: one for way, one in dimensions(scope, families).items() if not by or way in by}
    rows = [
        line
        for way, dimension in ways.items()
        for line in sorted(_lines(way, dimension, lots, unread), key=lambda line: (line.goodness, line.key))
    ]
    parsers: Counter[str] = Counter()
    for lot in lots:
        parsers[lot.parser_version] += lot.reports
    return Quality(tuple(ways), tuple(rows), tuple(_reasons(unread)), dict(sorted(parsers.items())))


@cache
def identities() -> frozenset[str]:
    """The rules of the forms that one report alone must keep."""
    return frozenset(rule.id for form in forms() for rule in form.rules if not rule.reaches_back)


def dimensions(scope: Scope, families: Mapping[str, str]) -> Mapping[By, Dimension]:
    """All ways, for a survey of a scope: its rows by place are the provinces, or what lies directly below its place."""
    return {
        "source": Dimension(lambda lot: lot.source, lambda claim: claim.found.source),
        "family": Dimension(
            lambda lot: families.get(lot.source, UNKNOWN), lambda claim: families.get(claim.found.source, UNKNOWN)
        ),
        "place": Dimension(
            lambda lot: row_of(lot.place or "", scope.place) or UNKNOWN,
            lambda claim: row_of(claim.place or claim.found.place, scope.place) or UNKNOWN,
        ),
        "level": Dimension(
            lambda lot: lot.level or UNKNOWN, lambda claim: level_of(claim.place) if claim.place else UNKNOWN
        ),
        "carrier": Dimension(
            lambda lot: CARRIERS.get(lot.media_type, lot.media_type), lambda claim: _carrier(claim.found.media_type)
        ),
        "form": Dimension(lambda lot: lot.form or UNKNOWN, lambda _: UNKNOWN),
    }


def _carrier(content_type: str) -> str:
    """The carrier that a server said, without its parameters."""
    bare = content_type.partition(";")[0].strip().lower()
    return CARRIERS.get(bare, bare or UNKNOWN)


def _lines(way: By, dimension: Dimension, lots: Iterable[Lot], unread: Iterable[Claim]) -> Iterator[QualityLine]:
    sums: dict[str, Counter[str]] = {}
    for lot in lots:
        row = sums.setdefault(dimension.lot(lot), Counter())
        row.update({name: getattr(lot, name) for name in SUMS if hasattr(lot, name)})
        row["outdated"] += lot.reports if lot.parser_version != PARSER_VERSION else 0
    for claim in unread:
        sums.setdefault(dimension.claim(claim), Counter())["unread"] += 1
    for key, row in sums.items():
        yield QualityLine(way, key, name_of(key) if way == "place" else key, **{name: row[name] for name in SUMS})


def _reasons(unread: Iterable[Claim]) -> Iterator[Reason]:
    """Reasons by how often they were given; a report in several documents may give several."""
    examples: dict[str, list[str]] = {}
    for claim in unread:
        parts = (FIGURE.sub("…", part.strip()) for part in ADDRESS.split(claim.found.unreadable))
        for reason in dict.fromkeys(filter(None, parts)):
            examples.setdefault(reason, []).append(claim.found.url)
    for reason, urls in sorted(examples.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Reason(reason, len(urls), urls[0])
