"""Turn a change into the plain data of `gipcrawler diff --json` (INTERFACES), ready for `json.dumps`."""

from typing import Any

from gipcrawler.diff.change import CellChange, Change, Hunk, Passage, SectionChange
from gipcrawler.model.as_json import number


def change_json(change: Change) -> dict[str, Any]:
    """The JSON object of one change: sections with their hunks, and the cells that hold something else."""
    return {
        "from": change.left,
        "to": change.right,
        "weight": change.weight,
        "sections": [_section(section) for section in change.sections],
        "cells": [_cell(cell) for cell in change.cells],
    }


def _section(section: SectionChange) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "change": section.change,
        "similarity": section.similarity,
        "hunks": [_hunk(hunk, passage) for passage in section.passages for hunk in passage.hunks],
    }


def _hunk(hunk: Hunk, passage: Passage) -> dict[str, Any]:
    """What a hunk says; of what seldom applies, only what does."""
    marks: dict[str, Any] = {
        name: True for name, holds in (("boilerplate", hunk.boilerplate), ("cosmetic", hunk.cosmetic)) if holds
    }
    if passage.elsewhere and hunk.change == "moved":
        marks["elsewhere"] = {"section": passage.elsewhere.section, "paragraph": passage.elsewhere.paragraph}
    return {"change": hunk.change, "from": hunk.left, "to": hunk.right, **marks}


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
