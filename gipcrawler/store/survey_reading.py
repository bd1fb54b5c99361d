"""How current editions were read, added up over all that agree in where they come from."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, Integer, Subquery, and_, case, func, literal_column, not_, or_, select, true

from gipcrawler.model import Verdict
from gipcrawler.places.register import level_of
from gipcrawler.store.tables import capture, edition, finding, judgement, publisher, report
from gipcrawler.store.within import within

TABLES = ("active_disclosure", "applications", "review_litigation")
"""The three tables of the official form (国办公开办函〔2019〕60号); reports on earlier years have others, or none."""
TABLES_SINCE = 2019


class Lot(NamedTuple):
    """Editions of one place, level, carrier, form, source and parser; over a province a county and its towns are one.

    `tabled` of the `reports` must have the three tables, `whole` of these have all. `figures` of the `cells` hold a
    number, `blanks` are empty or dashed. `broken` and `unassessable` count identities, without those that a person
    dismissed; rules of every kind were `weighed` and `held`, as far as that was counted. `good` are the reports that
    break no identity and lack no table; `leftovers` is what no form knows.
    """

    place: str | None
    level: str | None
    media_type: str
    form: str | None
    source: str
    parser_version: str
    reports: int
    tabled: int
    whole: int
    cells: int
    figures: int
    blanks: int
    leftovers: int
    broken: int
    unassessable: int
    held: int
    weighed: int
    good: int


def lots(
    connection: Connection, place: str | None, year: int | None, level: str | None, identities: Collection[str]
) -> list[Lot]:
    """The lots of a place and all below it, a report year and a level, as far as these are given."""
    found = _found(identities)
    digits = "9" if place and level_of(place) != "province" else "6"
    key = (
        func.substr(publisher.c.place, literal_column("1"), literal_column(digits)),  # equal in GROUP BY, as text
        publisher.c.level,
        edition.c.media_type,
        edition.c.form,
        capture.c.source,
        edition.c.parser_version,
    )
    has_all = and_(*(edition.c.forms[table].as_string().is_not(None) for table in TABLES))
    is_tabled = report.c.year >= TABLES_SINCE
    broken, broken_rules = (func.coalesce(each, 0) for each in (found.c.broken, found.c.broken_rules))
    lacks = and_(is_tabled, not_(has_all))
    sums = (
        func.count(),
        *(
            func.sum(each, type_=Integer)
            for each in (
                case((is_tabled, 1), else_=0),
                case((and_(is_tabled, has_all), 1), else_=0),
                edition.c.cells,
                edition.c.figures,
                edition.c.blanks,
                func.json_array_length(edition.c.leftovers),
                broken,
                func.coalesce(found.c.unassessable, 0),
                func.coalesce(edition.c.held, 0),
                case((edition.c.held.is_not(None), edition.c.held + broken_rules), else_=0),
                case((or_(broken > 0, lacks), 0), else_=1),
            )
        ),
    )
    lines = (
        select(*key, *sums)
        .select_from(edition)
        .join(report, report.c.id == edition.c.report_id)
        .join(publisher, publisher.c.id == report.c.publisher_id)
        .join(capture, capture.c.id == edition.c.read_from)
        .outerjoin(found, found.c.edition_id == edition.c.id)
        .where(
            edition.c.is_current,
            within(publisher.c.place, place) if place else true(),
            report.c.year == year if year is not None else true(),
            publisher.c.level == level if level else true(),
        )
        .group_by(*key)
        .order_by(*(column.nulls_first() for column in key))
    )
    return [Lot(*row[:6], *map(int, row[6:])) for row in connection.execute(lines)]


def _found(identities: Collection[str]) -> Subquery:
    """What checks say of each edition, but for what a person's last word dismissed: of identities, and of all rules."""
    last = select(func.max(judgement.c.id)).group_by(judgement.c.finding_id)
    dismissed = select(judgement.c.finding_id).where(judgement.c.id.in_(last), judgement.c.verdict == "dismissed")
    is_broken, is_open = (finding.c.verdict == verdict.value for verdict in (Verdict.BROKEN, Verdict.UNASSESSABLE))
    is_identity = finding.c.rule.in_(sorted(identities))
    counts = {
        "broken": and_(is_identity, is_broken),
        "unassessable": and_(is_identity, is_open),
        "broken_rules": is_broken,
    }
    sums = (func.sum(case((condition, 1), else_=0)).label(name) for name, condition in counts.items())
    return (
        select(finding.c.edition_id, *sums)
        .where(finding.c.id.not_in(dismissed))
        .group_by(finding.c.edition_id)
        .subquery()
    )
