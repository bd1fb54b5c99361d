"""Turn tables.toml and the metrics into the tables of an export, with their columns and what they refer to."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any

from gipcrawler.forms import Metric, metrics

METRICS = "metrics"


class Type(StrEnum):
    """Types of a column, by the names of the Frictionless Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Field:
    """A column; `title` is Chinese, `says` English; `always` is false where a row may have nothing in it."""

    name: str
    type: Type
    title: str
    says: str
    always: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `key` are the columns that tell its rows apart, `title` is Chinese, `says` English.

    `refers` are the tables of which each row names a row, with the column, of the same name in both, that names it.
    """

    name: str
    title: str
    says: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...]


def _tables() -> tuple[Table, ...]:
    data = tomllib.loads(files(__package__).joinpath("tables.toml").read_text("utf-8"))
    groups = {name: tuple(_fields(columns)) for name, columns in data["columns"].items()}
    groups[METRICS] = tuple(map(_metric, metrics()))
    return tuple(
        Table(
            name,
            told["zh"],
            told["en"],
            tuple(field for named in told["columns"] for field in _named(named, groups)),
            tuple(told["key"]),
            tuple(told["refers"].items()),
        )
        for name, told in data["table"].items()
    )


def _fields(columns: dict[str, Any]) -> Iterator[Field]:
    for name, told in columns.items():
        yield Field(name, Type(told["type"].rstrip("!")), told["zh"], told["en"], told["type"].endswith("!"))


def _named(name: str, groups: dict[str, tuple[Field, ...]]) -> tuple[Field, ...]:
    group, _, column = name.partition(".")
    return tuple(field for field in groups[group] if column in {"", field.name})


def _metric(one: Metric) -> Field:
    """The column of a metric: its names and unit, the years that it is told for, and what to beware of."""
    years = f"{one.since} to {one.until}" if one.until else f"since {one.since}"
    breaks = f" Breaks in {', '.join(one.break_in_series)}." if one.break_in_series else ""
    says = f"{one.name_en[:1].upper()}{one.name_en[1:]} ({one.unit}), {years}.{breaks} {one.caveat_en}"
    return Field(one.id, Type.NUMBER, one.name_zh, says.strip())


TABLES = _tables()
