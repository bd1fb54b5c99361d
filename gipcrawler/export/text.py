"""Turn a value into the text that files of text have for it: exact figures, ISO 8601 dates, moments in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from gipcrawler.export.schema import Type


def number(value: Decimal | float) -> str:
    """A figure with every digit that it was printed with, never with an exponent."""
    return format(value, "f") if isinstance(value, Decimal) else repr(value)


@lru_cache(1024)
def moment(value: datetime) -> str:
    """A moment in UTC, to the microsecond, as WARC-Date is written; all rows of a report have the same."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _day(value: date) -> str:
    return value.isoformat()


def _yes_or_no(value: bool) -> str:
    return "true" if value else "false"


TEXT: dict[Type, Callable[[Any], str]] = {
    Type.STRING: str,
    Type.INTEGER: str,
    Type.NUMBER: number,
    Type.BOOLEAN: _yes_or_no,
    Type.DATE: _day,
    Type.DATETIME: moment,
}
