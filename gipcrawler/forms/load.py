"""Turn the TOML files beside this module into checked forms and section names."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from gipcrawler.errors import FormError
from gipcrawler.forms.schema import LAST_YEAR, Block, Column, Form, Row, Rule, SectionName, Table

FORM_FILES = ("2014.toml", "2019.toml", "2021.toml")


@cache
def forms() -> tuple[Form, ...]:
    """All official forms, oldest first; raises FormError where a file contradicts itself."""
    return tuple(_form(name, _toml(name)) for name in FORM_FILES)


@cache
def form(form_id: str) -> Form:
    """The form with an id such as `2021`; raises FormError where there is none."""
    for candidate in forms():
        if candidate.id == form_id:
            return candidate
    raise FormError(f"there is no form {form_id}: known are {', '.join(known.id for known in forms())}")


@cache
def section_names() -> tuple[SectionName, ...]:
    """The official sections in their order."""
    sections = _toml("sections.toml")["section"]
    return tuple(
        SectionName(**{**_lists(entry), "words": tuple(map(tuple, entry.get("words", ())))}) for entry in sections
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def _form(name: str, data: dict[str, Any]) -> Form:
    try:
        tables = tuple(_table(entry) for entry in data["table"])
        rules = tuple(Rule(**_lists(entry)) for entry in data["rule"])
    except (KeyError, TypeError) as error:
        raise FormError(f"{name}: {error}") from error
    made = Form(data["id"], data["source"], tables, rules)
    for rule in rules:
        _check(name, made, rule)
    return made


def _table(data: dict[str, Any]) -> Table:
    blocks = tuple(
        Block(
            tuple(Column(**_lists(column)) for column in block["columns"]),
            tuple(Row(**_lists(row)) for row in block["rows"]),
        )
        for block in data["block"]
    )
    return Table(**_lists({**data, "block": None}), blocks=blocks)


def _lists(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items() if value is not None}


def _check(name: str, made: Form, rule: Rule) -> None:
    table = made.table(rule.table)
    if table is None:
        raise FormError(f"{name}: rule {rule.id} names the table {rule.table}, which this form does not have")
    known = {row.key for row, _ in table.rows} if rule.each == "column" else set(table.column_of)
    unknown = sorted({key.removeprefix(LAST_YEAR) for key in (*rule.left, *rule.right)} - known)
    if unknown:
        raise FormError(f"{name}: rule {rule.id} names {', '.join(unknown)}, which {table.key} does not have")
