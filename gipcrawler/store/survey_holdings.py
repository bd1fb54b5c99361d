"""Whose reports of which years the database keeps, and what was found and could not be read."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    between,
    case,
    distinct,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)

from gipcrawler.store.tables import capture, publisher, report
from gipcrawler.store.within import within

FIRST_YEAR, LAST_YEAR = 2000, 2060
"""Years of which a set is kept as the bits of one integer, which every database can sum and send at once."""


class Holding(NamedTuple):
    """A publisher and the years of which a report is kept, as bits; `undated` counts the reports of other years."""

    identity: str
    name: str | None
    place: str | None
    level: str | None
    years: int
    undated: int


class Unread(NamedTuple):
    """A document that was found and not read: why, the place of its source, and what its listing said of it."""

    url: str
    source: str
    place: str
    media_type: str
    unreadable: str
    listed: Mapping[str, Any]


def holdings(connection: Connection, place: str | None = None) -> list[Holding]:
    """All publishers, or those of a division and all below it, a line each."""
    dated = between(report.c.year, FIRST_YEAR, LAST_YEAR)
    at = case((dated, report.c.year - FIRST_YEAR), else_=0)  # Postgres takes no odd number of bits
    bit = case((dated, literal(1, BigInteger).bitwise_lshift(at)), else_=0)
    undated = case((dated, 0), else_=1)
    lines = (
        select(
            publisher.c.identity,
            publisher.c.name,
            publisher.c.place,
            publisher.c.level,
            func.sum(distinct(bit)),
            func.sum(undated, type_=Integer),
        )
        .join(report, report.c.publisher_id == publisher.c.id)
        .where(within(publisher.c.place, place) if place else true())
        .group_by(publisher.c.id)
        .order_by(publisher.c.id)
    )
    return [Holding(*row[:4], int(row[4]), int(row[5])) for row in connection.execute(lines)]


def unread(connection: Connection, place: str | None = None) -> list[Unread]:
    """What was found, shows no edition, and could not be read at its address at any other time.

    One line an entry of a listing: attachments stand under their page. With a place: what sources of its province
    found, for those may list it, or sources of no place.
    """
    later = capture.alias()
    near = or_(capture.c.place == "", within(capture.c.place, f"{place[:2]}0000")) if place else true()
    lines = (
        select(
            capture.c.url,
            capture.c.source,
            capture.c.place,
            capture.c.media_type,
            capture.c.unreadable,
            capture.c.listed,
        )
        .where(capture.c.unreadable.is_not(None), capture.c.edition_id.is_(None), near)
        .where(func.coalesce(capture.c.entry, capture.c.id) == capture.c.id)
        .where(~exists().where(later.c.url == capture.c.url, later.c.edition_id.is_not(None)))
        .order_by(capture.c.id)
    )
    return [Unread(*row[:5], row.listed or {}) for row in connection.execute(lines)]
