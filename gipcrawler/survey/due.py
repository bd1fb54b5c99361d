"""By when the report of a year must be public: the law as data."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

Organ = Literal["government", "department"]
BEIJING = timedelta(hours=8)
"""Deadlines end with the day in China."""


class Deadline(NamedTuple):
    """Reports of the years from `since` on are due on `month`/`day` of the following year; `source` says where."""

    since: int
    month: int
    day: int
    source: str


OLD_LAW = Deadline(2008, 3, 31, "政府信息公开条例（2007，国务院令第492号）：各级行政机关")
# The law names no date for townships: they have as long as governments here; nothing is called missing too soon.
DEADLINES: Mapping[Organ, tuple[Deadline, ...]] = {
    "government": (
        OLD_LAW,
        Deadline(2019, 3, 31, "政府信息公开条例（2019，国务院令第711号）第四十九条：县级以上地方人民政府"),
    ),
    "department": (
        OLD_LAW,
        Deadline(2019, 1, 31, "政府信息公开条例（2019，国务院令第711号）第四十九条：县级以上人民政府部门"),
    ),
}


def due(year: int, organ: Organ = "government") -> date | None:
    """The last day for the report of a year, or null for a year before the first law."""
    valid = [deadline for deadline in DEADLINES[organ] if deadline.since <= year]
    return date(year + 1, valid[-1].month, valid[-1].day) if valid else None


def today_in_china() -> date:
    """The date that a deadline is held against."""
    return (datetime.now(UTC) + BEIJING).date()
