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
from gipcrawler.diff.page import change_body, change_html
from gipcrawler.diff.report import diff
from gipcrawler.diff.shown import Shown
from gipcrawler.diff.style import CHANGE_CSS

__all__ = [
    "CHANGE_CSS",
    "CellChange",
    "Change",
    "FactChange",
    "Hunk",
    "Kind",
    "LeftoverChange",
    "Passage",
    "Place",
    "SectionChange",
    "Shown",
    "TableChange",
    "change_body",
    "change_html",
    "change_json",
    "diff",
]
