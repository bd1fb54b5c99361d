"""The floors as a file: for each carrier the shares that no change may lower unseen, and why some were lowered."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")
HEAD = """\
# How much is read on each carrier, of the twelve reports of tests/press/twelve.py and of the spoilt pages of
# tests/golden/quirks.py: the share of official cells that is exact, and that of the identities which hold.
# Written by `python -m tests.floors`; `lowered` says when a floor sank and why.
"""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was lowered on purpose."""

    carrier: str
    what: str
    before: float
    after: float
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    """The shares by carrier and by what was measured, and what was lowered so far."""

    shares: Mapping[str, Mapping[str, float]]
    lowered: tuple[Lowered, ...]


def load() -> Floors:
    """The floors of the file."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    return Floors(data["floors"], tuple(Lowered(**one) for one in data.get("lowered", ())))


def write(floors: Floors) -> None:
    """Put floors into the file."""
    parts = [HEAD]
    for carrier, shares in floors.shares.items():
        told = "".join(f"{what} = {share}\n" for what, share in shares.items())
        parts.append(f"\n[floors.{carrier}]\n{told}")
    for one in floors.lowered:
        told = "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in asdict(one).items())
        parts.append(f"\n[[lowered]]\n{told}")
    FILE.write_text("".join(parts), "utf-8")
