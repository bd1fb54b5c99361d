"""Look up what pages say, in Chinese and in English: one file a page, `name = { zh = "…", en = "…" }` in each."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """All words by `file.name`, each with its text in every language."""
    found = {}
    for file in sorted(files(__package__).iterdir(), key=lambda one: one.name):
        stem, _, suffix = file.name.rpartition(".")
        if suffix == "toml":
            listed = tomllib.loads(file.read_text("utf-8"))
            found.update({f"{stem}.{name}": text for name, text in listed.items()})
    return found


def say(language: Language, key: str, /, **values: object) -> str:
    """The text of a key, with `{name}` filled in; raises `KeyError` for a key that no file has."""
    text = words()[key][language]
    return text.format(**values) if values else text
