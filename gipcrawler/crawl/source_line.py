"""Turn a source into the line that declares it in a province's module, or into its entry for `sources.local.toml`."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from typing import Any

from gipcrawler.crawl.declare import Source


def source_line(source: Source) -> str:
    """The source as Python writes it in `spiders/`: `Source("510000", Ucap("https://…"), since=2019)`."""
    first, *rest = _given(source.adapter)
    adapter = ", ".join([_literal(first[1]), *(f"{name}={_literal(value)}" for name, value in rest)])
    rest_of_it = "".join(f", {name}={_literal(value)}" for name, value in _options(source))
    return f"Source({_literal(source.place)}, {type(source.adapter).__name__}({adapter}){rest_of_it})"


def local_entry(spider: str, source: Source, replaces: str | None = None) -> str:
    """The source as an entry of `sources.local.toml`; `replaces` is the label of the source that it stands for."""
    pairs = [("replace", replaces)] if replaces else []
    values = [*pairs, ("place", source.place), ("family", type(source.adapter).__name__), *_given(source.adapter)]
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in [*values, *_options(source)]]
    return "\n".join([f"[[{spider}]]", *lines]) + "\n"


def _given(adapter: object) -> Iterator[tuple[str, Any]]:
    """The arguments of a family that differ from their defaults; all families have their address first."""
    for field in fields(adapter):  # type: ignore[arg-type]  # every family is a dataclass; its protocol cannot say so
        value = getattr(adapter, field.name)
        if value != _default(field):
            yield field.name, value


def _default(field: "Field[Any]") -> object:
    return MISSING if field.default is MISSING else field.default


def _options(source: Source) -> Iterator[tuple[str, Any]]:
    """What the source says beside its place and its family."""
    for field in fields(source)[2:]:
        value = getattr(source, field.name)
        if value != field.default:
            yield field.name, value


def _literal(value: object) -> str:
    """As the project's formatter writes it: double quotes."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
