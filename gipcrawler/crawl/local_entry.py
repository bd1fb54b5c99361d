"""Turn one table of `sources.local.toml` into what it changes in a province, or into a sentence on what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from typing import Any, get_args, get_origin, get_type_hints

from gipcrawler import cms
from gipcrawler.cms import Adapter
from gipcrawler.crawl.declare import Source
from gipcrawler.errors import DeclarationError

SAME = {name: hint for name, hint in get_type_hints(Source).items() if name != "adapter"}
"""What an entry and a source say alike: place, years, organ."""
OF_SOURCE = {**SAME, "family": str, "replace": str, "drop": str}
"""What an entry may say beside the arguments of its family."""
NOUNS = {str: "a text in quotes", int: "a number", bool: "true or false", tuple: "a list"}


@dataclass(frozen=True, slots=True)
class Amendment:
    """A source that is added, or that takes the place of the one labelled `instead_of`, or none in its place."""

    source: Source | None
    instead_of: str | None

    def __str__(self) -> str:
        """What it does, for the summary of a run."""
        if self.source is None:
            return f"drops {self.instead_of}"
        if self.instead_of in {None, self.source.label}:
            return f"{'changes' if self.instead_of else 'adds'} {self.source.label}"
        return f"{self.source.label} instead of {self.instead_of}"

    def applied(self, sources: Iterable[Source]) -> tuple[Source, ...]:
        """The sources as they are with it."""
        if self.instead_of is None:
            return (*sources, *filter(None, [self.source]))
        changed = (self.source if source.label == self.instead_of else source for source in sources)
        return tuple(source for source in changed if source)


def families() -> dict[str, type]:
    """Every portal family by its name: the dataclasses of `gipcrawler.cms` that are adapters."""
    named = ((name, getattr(cms, name)) for name in cms.__all__)
    return {
        name: kind
        for name, kind in named
        if isinstance(kind, type) and is_dataclass(kind) and hasattr(kind, "start") and hasattr(kind, "read")
    }


def amendment(table: Mapping[str, Any], place: str, sources: Iterable[Source]) -> Amendment:
    """What a table changes in a province at `place` with these sources.

    `drop` names a source that goes; `replace` one that another takes the place of, with whatever the table leaves out;
    without either, the source is a further one. Raises DeclarationError with what is wrong.
    """
    labels = {source.label: source for source in sources}
    for name, kind in OF_SOURCE.items():
        if name in table:
            _check(name, table[name], kind)
    for name in ("replace", "drop"):
        if name in table and table[name] not in labels:
            raise DeclarationError(f"{name} = {table[name]!r} is no source: {meant(table[name], labels, 'there are')}")
    if "drop" in table:
        if len(table) > 1:
            raise DeclarationError("an entry that drops a source says nothing else.")
        return Amendment(None, table["drop"])
    before = labels[table["replace"]] if "replace" in table else None
    adapter = _adapter(table, before.adapter if before else None)
    source = replace(before, adapter=adapter) if before else Source(place, adapter)
    changed = {name: table[name] for name in SAME if name in table}
    return Amendment(replace(source, **changed), table.get("replace"))


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """The end of a sentence about a name that is not known: the one that it is like, else all of them."""
    names = list(known)
    near = get_close_matches(name, names, 1)
    return f"did you mean {near[0]}?" if near else f"{otherwise} {', '.join(names)}."


def _adapter(table: Mapping[str, Any], before: Adapter | None) -> Adapter:
    """The family of a table with its arguments; those of the family `before`, if it names no other."""
    family = table.get("family")
    if family is None and before is None:
        raise DeclarationError(f"a new source has a family: {', '.join(families())}.")
    if family is not None and family not in families():
        raise DeclarationError(f"there is no family {family}: {meant(family, families(), 'there are')}")
    same = family is None or (before is not None and family == type(before).__name__)
    kind: Any = type(before) if family is None else families()[family]
    arguments = {field.name: field for field in fields(kind)}
    given = {name: value for name, value in table.items() if name not in OF_SOURCE}
    hints = get_type_hints(kind)
    for name, value in given.items():
        if name not in arguments:
            raise DeclarationError(f"{kind.__name__} takes no {name}: {meant(name, arguments, 'it takes')}")
        _check(name, value, hints[name])
    kept = {name: getattr(before, name) for name in arguments} if before is not None and same else {}
    filled = {name: tuple(value) if isinstance(value, list) else value for name, value in (kept | given).items()}
    needed = [name for name, field in arguments.items() if field.default is MISSING and name not in filled]
    if needed:
        raise DeclarationError(f"{kind.__name__} needs {', '.join(needed)}.")
    adapter: Adapter = kind(**filled)
    return adapter


def _check(name: str, value: object, hint: object) -> None:
    """Raise DeclarationError for a value of another type than a hint such as `int | None` allows."""
    kinds = tuple(_kinds(hint))
    found = tuple if isinstance(value, list) else type(value)
    if found not in kinds:
        raise DeclarationError(
            f"{name} is {' or '.join(NOUNS.get(kind, kind.__name__) for kind in kinds)}, not {value!r}."
        )


def _kinds(hint: object) -> Iterator[type]:
    """The types that a hint allows, but for null, which TOML has no word for."""
    origin = get_origin(hint)
    if isinstance(origin, type) and origin is tuple:
        yield tuple
    elif origin is not None:
        yield from (kind for part in get_args(hint) for kind in _kinds(part))
    elif isinstance(hint, type) and hint is not type(None):
        yield hint
