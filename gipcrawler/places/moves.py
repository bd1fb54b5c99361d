"""Turn `moves.csv`, the dated table of renames, mergers and moves, into names that stand where the register has others.

Each row: the place above when the name was used (`superior`), the old name (or the chain of names, where the place
above is gone too: 巢湖市庐江县), the `code` that the register has for it now, the year (`since`, empty where unknown),
what happened (`renamed`, `merged`, `moved`) and how it is known (`source`).
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Move:
    """One row of `moves.csv`; `since` is the year of the decision, or null where no notice is known."""

    superior: str
    name: str
    code: str
    since: int | None
    change: str
    source: str


@cache
def moves() -> Sequence[Move]:
    """All rows, in the order of the file."""
    with Path(__file__).with_name("moves.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Move(
                row["superior"], row["name"], row["code"], int(row["since"] or 0) or None, row["change"], row["source"]
            )
            for row in csv.DictReader(lines)
        )
