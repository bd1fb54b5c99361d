"""The change between two reports, and its plain data for `gipcrawler diff --json` (INTERFACES)."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Literal

from gipcrawler.model.as_json import number

Kind = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of text that is equal, or that one side has and the other has not."""

    change: Kind
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section on both sides; `similarity` is 0 to 1 by the characters that both have."""

    key: str | None
    title: str
    change: Kind
    similarity: float
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell whose figure differs; `percent` is null where the old figure is zero or missing."""

    table: str
    row: str
    sub_row: str | None
    column: str
    label: str
    left: Decimal | None
    right: Decimal | None

    @property
    def delta(self) -> Decimal | None:
        """The new figure less the old one, null where either is missing."""
        return None if self.left is None or self.right is None else self.right - self.left

    @property
    def percent(self) -> float | None:
        """The change in percent of the old figure, to two places."""
        delta = self.delta
        return round(float(delta / self.left * 100), 2) if delta is not None and self.left else None


@dataclass(frozen=True, slots=True)
class Change:
    """An ordered pair; `weight` runs from 0 (nothing differs) to 1, figures weighing more than wording."""

    left: str
    right: str
    weight: float
    sections: tuple[SectionChange, ...]
    cells: tuple[CellChange, ...]

    def as_json(self) -> dict[str, Any]:
        """The plain data of INTERFACES, ready for `json.dumps`."""
        return {
            "from": self.left,
            "to": self.right,
            "weight": self.weight,
            "sections": [
                {**asdict(section), "hunks": [_hunk(hunk) for hunk in section.hunks]} for section in self.sections
            ],
            "cells": [_cell(cell) for cell in self.cells],
        }


def _hunk(hunk: Hunk) -> dict[str, str]:
    return {"change": hunk.change, "from": hunk.left, "to": hunk.right}


def _cell(cell: CellChange) -> dict[str, Any]:
    return {
        "table": cell.table,
        "row": cell.row,
        "sub_row": cell.sub_row,
        "column": cell.column,
        "from": number(cell.left),
        "to": number(cell.right),
        "delta": number(cell.delta),
        "percent": cell.percent,
    }
