"""What web pages ask of the database, a screenful at a time: what is new or changed, findings, publishers by name."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, select, true

from gipcrawler.model import Run
from gipcrawler.store import pages_metrics
from gipcrawler.store.findings import FindingLine, Human, finding_lines
from gipcrawler.store.opened import Opened
from gipcrawler.store.pages_metrics import Among, Point
from gipcrawler.store.survey_runs import runs
from gipcrawler.store.tables import capture, edition, finding, judgement, publisher, report
from gipcrawler.store.within import within

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Totals(NamedTuple):
    """What a database holds; years are null where there is no dated report."""

    publishers: int
    reports: int
    editions: int
    captures: int
    first_year: int | None
    last_year: int | None


class Arrival(NamedTuple):
    """An edition as it came in, the one of its report that `number` tells (1 the first)."""

    edition_id: int
    report_id: int
    publisher_id: int
    publisher: str | None
    place: str | None
    level: str | None
    year: int | None
    title: str | None
    first_seen: datetime
    number: int


class Organ(NamedTuple):
    """A publisher that was looked for, and how many reports of it are kept."""

    publisher_id: int
    publisher: str | None
    place: str | None
    level: str | None
    reports: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class FindingQuery:
    """Which findings of current editions: each narrows, null does not; `publisher_id` is of one organ."""

    verdict: str | None = None
    rule: str | None = None
    human: Human | None = None
    place: str | None = None
    year: int | None = None
    publisher_id: int | None = None


class Pages(Opened):
    """The questions of web pages to an open database."""

    def totals(self) -> Totals:
        """What is here."""
        counts = (select(func.count()).select_from(each).scalar_subquery() for each in (publisher, report, edition))
        years = (select(each(report.c.year)).scalar_subquery() for each in (func.min, func.max))
        captures = select(func.count()).select_from(capture).scalar_subquery()
        with self._engine.begin() as connection:
            return Totals._make(connection.execute(select(*counts, captures, *years)).one())

    def arrivals(
        self, limit: int, *, place: str | None = None, publisher_id: int | None = None, changed: bool = False
    ) -> list[Arrival]:
        """The editions saved last, the newest first; with `changed` only those that replaced another."""
        return self._ask(_arrivals, limit, place, publisher_id, changed)

    def organs(self, words: str, place: str | None = None, level: str | None = None, limit: int = 20) -> list[Organ]:
        """Publishers of a division or below whose name has all the words, the highest level and shortest name first."""
        named = [publisher.c.name.contains(word, autoescape=True) for word in words.split()]
        below = within(publisher.c.place, place) if place else true()
        return self._ask(_organs, limit, *named, below, publisher.c.level == level if level else true())

    def organs_of(self, place: str | None, limit: int = 1000) -> list[Organ]:
        """The publishers of one division itself, or those that belong to none."""
        return self._ask(_organs, limit, publisher.c.place == place)

    def count_findings(self, query: FindingQuery) -> dict[tuple[str, str], int]:
        """How many findings there are of each rule and verdict."""
        return self._ask(_count_findings, query)

    def some_findings(self, query: FindingQuery, limit: int, offset: int = 0) -> list[FindingLine]:
        """A screenful of findings: broken before unassessable, the reports saved last first."""
        return self._ask(_some_findings, query, limit, offset)

    def seen_at(self, edition_ids: Collection[int]) -> dict[int, datetime]:
        """When editions were first seen."""
        rows = select(edition.c.id, edition.c.first_seen).where(edition.c.id.in_(edition_ids))
        with self._engine.begin() as connection:
            return {row.id: row.first_seen for row in connection.execute(rows)}

    def points(self, metric_id: str, among: Among) -> list[Point]:
        """A metric in the reports of a scope that follow a form which has it, by place, publisher and year."""
        return self._ask(pages_metrics.points, metric_id, among)

    def count_reports(self, among: Among) -> dict[tuple[int, str | None], int]:
        """How many dated reports of a scope there are of each year and level."""
        return self._ask(pages_metrics.count_reports, among)

    def last_runs(self, limit: int) -> list[Run]:
        """The latest runs."""
        return self._ask(_last_runs, limit)

    def _ask(
        self, question: Callable[Concatenate[Connection, Asked], Answer], *asked: Asked.args, **named: Asked.kwargs
    ) -> Answer:
        with self._engine.begin() as connection:
            return question(connection, *asked, **named)


def _last_runs(connection: Connection, limit: int) -> list[Run]:
    return [run for _, run in zip(range(limit), runs(connection), strict=False)]


def _arrivals(
    connection: Connection, limit: int, place: str | None, publisher_id: int | None, changed: bool
) -> list[Arrival]:
    before = edition.alias()
    earlier = and_(before.c.report_id == edition.c.report_id, before.c.id < edition.c.id)
    number = select(func.count() + 1).where(earlier).correlate(edition).scalar_subquery()
    rows = (
        select(
            edition.c.id,
            report.c.id,
            publisher.c.id,
            publisher.c.name,
            publisher.c.place,
            publisher.c.level,
            report.c.year,
            edition.c.title,
            edition.c.first_seen,
            number,
        )
        .join_from(edition, report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .where(
            exists().where(earlier).correlate(edition) if changed else true(),
            within(publisher.c.place, place) if place else true(),
            publisher.c.id == publisher_id if publisher_id is not None else true(),
        )
        .order_by(edition.c.id.desc())
        .limit(limit)
    )
    return [Arrival._make(row) for row in connection.execute(rows)]


def _organs(connection: Connection, limit: int, *among: ColumnElement[bool]) -> list[Organ]:
    ranks = {"province": 0, "prefecture": 1, "county": 2, "township": 3}
    rank = case(ranks, value=publisher.c.level, else_=len(ranks))
    rows = (
        select(
            publisher.c.id,
            publisher.c.name,
            publisher.c.place,
            publisher.c.level,
            func.count(report.c.id),
            func.min(report.c.year),
            func.max(report.c.year),
        )
        .join_from(publisher, report, report.c.publisher_id == publisher.c.id)
        .where(*among)
        .group_by(publisher.c.id)
        .order_by(rank, func.length(publisher.c.name), publisher.c.place, publisher.c.id)
        .limit(limit)
    )
    return [Organ._make(row) for row in connection.execute(rows)]


def _count_findings(connection: Connection, query: FindingQuery) -> dict[tuple[str, str], int]:
    counted = _among(select(finding.c.rule, finding.c.verdict, func.count()), query)
    rows = connection.execute(counted.group_by(finding.c.rule, finding.c.verdict))
    return {(rule, verdict): number for rule, verdict, number in rows}


def _some_findings(connection: Connection, query: FindingQuery, limit: int, offset: int) -> list[FindingLine]:
    order = (finding.c.verdict, finding.c.edition_id.desc(), finding.c.position)
    ids = list(connection.scalars(_among(select(finding.c.id), query).order_by(*order).limit(limit).offset(offset)))
    lines = {line.id: line for line in finding_lines(connection, edition.c.is_current, finding.c.id.in_(ids))}
    return [lines[each] for each in ids if each in lines]


def _among(rows: Select[Any], query: FindingQuery) -> Select[Any]:
    asked: list[ColumnElement[bool]] = [edition.c.is_current]
    for column, value in ((finding.c.verdict, query.verdict), (finding.c.rule, query.rule)):
        if value is not None:
            asked.append(column == value)
    if query.human is not None:
        last = select(func.max(judgement.c.id)).group_by(judgement.c.finding_id)
        said = select(judgement.c.finding_id).where(judgement.c.id.in_(last))
        asked.append(
            finding.c.id.not_in(said.where(judgement.c.verdict != "open"))
            if query.human == "open"
            else finding.c.id.in_(said.where(judgement.c.verdict == query.human))
        )
    if query.place is not None:
        asked.append(within(publisher.c.place, query.place))
    if query.year is not None:
        asked.append(report.c.year == query.year)
    if query.publisher_id is not None:
        asked.append(publisher.c.id == query.publisher_id)
    return (
        rows.select_from(finding)
        .join(edition, edition.c.id == finding.c.edition_id)
        .join(report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .where(*asked)
    )
