"""What a survey says, laid out for people: sheets of heads, lines and notes, each word in English and in Chinese."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol

NOTHING = "·"
"""What stands for nought, so that what is there is seen."""


class Words(NamedTuple):
    """The same in the language of the command line and in that of the page."""

    english: str
    chinese: str


class Field(NamedTuple):
    """One field: its text, the share (0 to 1) that colours it on a map of heat, and what a reader who asks is told."""

    text: str | Words
    share: float | None = None
    note: str = ""


class Line(NamedTuple):
    """One line of a sheet; `stress` is `total` for a sum, `faint` for a line with nothing in it, else empty."""

    fields: tuple[Field, ...]
    stress: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; its first `texts` columns are words, the others figures.

    The columns `may_go`, by number, may be left out in this order where a screen has no room for all; of a `sparse`
    table the figures' columns in which nothing was counted have no place on a screen.
    """

    title: Words
    heads: tuple[Words, ...]
    lines: tuple[Line, ...]
    texts: int = 1
    may_go: tuple[int, ...] = ()
    sparse: bool = False
    notes: tuple[Words, ...] = ()


class Survey(Protocol):
    """What every survey is: a name, its rows for programs, and sheets for people."""

    @property
    def name(self) -> Words:
        """What it is called."""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows, dataclasses of one type, in their order."""

    @property
    def row_type(self) -> type:
        """The type of the rows, which heads a table without any."""

    def beside(self) -> dict[str, Any]:
        """What JSON says beside the rows."""

    def sheets(self) -> tuple[Sheet, ...]:
        """The tables for people."""


class Column(NamedTuple):
    """A column over rows: its head, and how a row fills it."""

    head: Words
    fill: Callable[[Any], Field]


def of(name: str, head: Words, form: Callable[[Any], str | Words] = str) -> Column:
    """A column that prints one attribute of a row; null prints as nothing."""

    def fill(row: object) -> Field:
        value = getattr(row, name)
        return Field(NOTHING if value is None else form(value))

    return Column(head, fill)


def sheet_of(title: Words, rows: Iterable[Any], columns: Sequence[Column], texts: int = 1, *notes: Words) -> Sheet:
    """A sparse sheet of rows; where there is no room its last columns go first."""
    may_go = tuple(range(len(columns) - 1, texts, -1))
    return Sheet(title, tuple(column.head for column in columns), lines(rows, columns), texts, may_go, True, notes)


def lines(rows: Iterable[Any], columns: Sequence[Column]) -> tuple[Line, ...]:
    """A line for each row."""
    return tuple(Line(tuple(column.fill(row) for column in columns)) for row in rows)


def address(url: str) -> str:
    """An address as people read it, without its scheme."""
    return url.partition("://")[2] or url


def number(value: float) -> str:
    """A count, nought as a dot."""
    return f"{value:,}" if value else NOTHING


def percent(value: float) -> str:
    """A share in percent; what is not quite all is never 100."""
    return f"{min(value, 0.999):.1%}" if value < 1 else "100%"


def moment(value: datetime) -> str:
    """A time to the minute, in UTC as the database and the archive have it."""
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
