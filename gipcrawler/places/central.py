"""Tell whether an organ belongs to no division, so that its name alone says which it is."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gipcrawler.text.spaces import fold

LEAD = "中华人民共和国"


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return {
        key: tuple(values)
        for key, values in tomllib.loads(Path(__file__).with_name("central.toml").read_text("utf-8")).items()
    }


def central_organ(name: str) -> str | None:
    """The name without 中华人民共和国 of an organ like 民政部, or null for one of a division (某市民政局)."""
    bare = fold(name).removeprefix(LEAD)
    names = _names()
    return bare if bare in names["organs"] or bare.startswith(names["beginnings"]) else None
