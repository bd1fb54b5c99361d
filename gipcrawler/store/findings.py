"""What checks found, and what people say of it: a verdict by hand outlives every reading anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, func, select, update

from gipcrawler.errors import ArgumentError
from gipcrawler.model import Finding, Verdict
from gipcrawler.store.content import finding_rows
from gipcrawler.store.insert import Values, edition_owners, insert_one, insert_rows
from gipcrawler.store.tables import edition, finding, judgement, publisher, report

Human = Literal["open", "confirmed", "dismissed"]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding of a report's current edition; `id` has 16 hex digits and is the same however often it is found.

    `against` is the report on the other side of a comparison; `human` is the last verdict by hand, with `note`, `who`
    and `judged_at`.
    """

    id: str
    report_id: int
    edition_id: int
    publisher: str | None
    place: str | None
    level: str | None
    year: int | None
    rule: str
    where: str
    verdict: Verdict
    left: Decimal | None
    right: Decimal | None
    says: str
    against: int | None
    human: Human
    note: str | None
    who: str | None
    judged_at: datetime | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict by hand on a finding."""

    verdict: Human
    note: str | None
    who: str
    judged_at: datetime


def finding_lines(connection: Connection, *among: ColumnElement[bool]) -> list[FindingLine]:
    """The findings that meet the conditions, over `finding`, `edition`, `report` and `publisher`."""
    each = judgement.alias()
    last = select(func.max(each.c.id)).where(each.c.finding_id == finding.c.id).correlate(finding).scalar_subquery()
    rows = (
        select(
            finding,
            edition.c.report_id,
            publisher.c.name,
            publisher.c.place,
            publisher.c.level,
            report.c.year,
            judgement.c.verdict.label("human"),
            judgement.c.note,
            judgement.c.who,
            judgement.c.judged_at,
        )
        .join_from(finding, edition, edition.c.id == finding.c.edition_id)
        .join(report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .outerjoin(judgement, judgement.c.id == last)
        .where(*among)
        .order_by(publisher.c.place.nulls_last(), publisher.c.id, report.c.year, edition.c.id, finding.c.position)
    )
    return [
        FindingLine(
            id=row.id,
            report_id=row.report_id,
            edition_id=row.edition_id,
            publisher=row.name,
            place=row.place,
            level=row.level,
            year=row.year,
            rule=row.rule,
            where=row.subject,
            verdict=Verdict(row.verdict),
            left=row.left_side,
            right=row.right_side,
            says=row.says,
            against=row.against,
            human=row.human or "open",
            note=row.note,
            who=row.who,
            judged_at=row.judged_at,
        )
        for row in connection.execute(rows)
    ]


def write_findings(connection: Connection, found: Mapping[int, Sequence[tuple[Finding, int | None]]]) -> None:
    """Put what was found in the current editions of reports in the place of what was found before.

    Each finding comes with the report on its other side, if any. What holds is counted, and kept only where somebody
    has judged it before.
    """
    current = edition_owners().add_columns(edition.c.id, edition.c.report_id)
    written: list[Values] = []
    held: list[Values] = []
    judged = set(connection.scalars(select(judgement.c.finding_id).distinct()))
    for *owner, edition_id, report_id in connection.execute(
        current.where(edition.c.is_current, edition.c.report_id.in_(found)).order_by(edition.c.id)
    ):
        told = found[report_id]
        held.append({"number": edition_id, "held": sum(each.verdict is Verdict.HOLDS for each, _ in told)})
        if not judged:
            told = [pair for pair in told if pair[0].verdict is not Verdict.HOLDS]
        rows = finding_rows(edition_id, [str(part) for part in owner], [each for each, _ in told])
        for row, (_, against) in zip(rows, told, strict=True):
            row["against"] = against
        written += [row for row in rows if row["verdict"] != Verdict.HOLDS or row["id"] in judged]
    if held:
        connection.execute(delete(finding).where(finding.c.edition_id.in_([each["number"] for each in held])))
        insert_rows(connection, finding, written)
        connection.execute(update(edition).where(edition.c.id == bindparam("number")), held)


def judge(connection: Connection, finding_id: str, verdict: Human, note: str | None, who: str) -> None:
    """Write a verdict by hand; raises `ArgumentError` for an unknown finding or verdict, or where nobody signs."""
    if verdict not in get_args(Human):
        raise ArgumentError(f"A finding is {', '.join(get_args(Human))}; not {verdict}.")
    if not who.strip():
        raise ArgumentError("A verdict needs the name of who gives it.")
    if not connection.scalar(select(exists().where(finding.c.id == finding_id))):
        raise ArgumentError(f"There is no finding {finding_id}; `gipcrawler check` lists them.")
    now = datetime.now(UTC)
    insert_one(connection, judgement, finding_id=finding_id, verdict=verdict, note=note, who=who, judged_at=now)


def judgements(connection: Connection, finding_id: str) -> list[Judgement]:
    """All verdicts by hand on a finding, the oldest first."""
    rows = select(judgement).where(judgement.c.finding_id == finding_id).order_by(judgement.c.id)
    return [Judgement(row.verdict, row.note, row.who, row.judged_at) for row in connection.execute(rows)]
