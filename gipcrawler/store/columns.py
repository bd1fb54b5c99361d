"""Column types that keep a value the same on SQLite and Postgres: exact figures, moments in UTC, any text."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

NUL, REPLACEMENT = "\x00", "\ufffd"


def storable(text: str) -> str:
    """The text without what a database refuses: NUL (Postgres) and lone surrogates (UTF-8) become U+FFFD."""
    return text.replace(NUL, REPLACEMENT).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Prose(TypeDecorator[str]):
    """Text from a document, whatever it holds."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - its signature
        """The text as the database takes it."""
        return None if value is None else storable(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal figure with every digit, the zeros behind the point included, as plain text (`0.0000`).

    SQLite has no decimal type: a NUMERIC column there holds a binary fraction, and 0.0000 becomes 0. So the exact
    figure is text, and where SQL shall count with it, a generated NUMERIC column stands beside it (`cell.value`).
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - its signature
        """The figure in plain notation, never with an exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:  # noqa: ANN401, ARG002 - its signature
        """The figure as it was bound."""
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC: `timestamptz` on Postgres, `YYYY-MM-DD HH:MM:SS.ffffff` in UTC on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; a naive one is refused, for its zone would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A moment without a zone cannot be stored: {value.isoformat()}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - its signature
        """The moment, aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
