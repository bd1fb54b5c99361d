"""Comparing: an ordered pair of reports becomes a change, section by section and cell by cell."""

from gipcrawler.diff.as_json import change_json
from gipcrawler.diff.change import (
    CellChange,
    Change,
    FactChange,
    Hunk,
    Kind,
    LeftoverChange,
    Passage,
    Place,
    SectionChange,
    TableChange,
)
from gipcrawler.diff.report import diff

__all__ = [
    "CellChange",
    "Change",
    "FactChange",
    "Hunk",
    "Kind",
    "LeftoverChange",
    "Passage",
    "Place",
    "SectionChange",
    "TableChange",
    "change_json",
    "diff",
]
