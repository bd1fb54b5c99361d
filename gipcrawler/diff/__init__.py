"""Comparing: an ordered pair of reports becomes a change, section by section and cell by cell."""

from gipcrawler.diff.change import CellChange, Change, Hunk, SectionChange
from gipcrawler.diff.report import diff

__all__ = ["CellChange", "Change", "Hunk", "SectionChange", "diff"]
