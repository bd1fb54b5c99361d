"""Turn the text of a table cell into a figure: its state, its number and the unit that the cell itself names."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from gipcrawler.text.spaces import fold


class State(StrEnum):
    """What a cell holds; a blank is not zero, and a dash is not zero (FORMATS section 9)."""

    NUMBER = "number"
    BLANK = "blank"
    DASH = "dash"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Figure:
    """The reading of one cell; `value` is null unless `state` is number; `unit` is e.g. 万元, 元 or 件."""

    state: State
    value: Decimal | None = None
    unit: str | None = None


BLANK = Figure(State.BLANK)
DASHES = re.compile(r"[-—–―─/\\~|_.·*]+|…+")
SIGNS = {"+": 1, "-": -1, "−": -1, "增": 1, "增加": 1, "减": -1, "减少": -1, "↑": 1, "↓": -1}
# Two figures in one cell are no figure; spaces between groups of three digits are (1 808 595), on one line.
SPLIT = re.compile(r"\d\s+\d")
GROUPED = re.compile(r"\s*[+\-]?\d{1,3}(?:[^\S\n]\d{3})+(?:\.\d+)?\s*")
NUMBER = re.compile(
    r"(?P<sign>[+\-−↑↓]|增加?|减少?)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
    r"(?P<unit>万元|亿元|元|人次|件次|件|条|项|个|次|宗|起|人|篇|%)?"
    r"(?P<remark>\(.*\)|\[.*\])?[。.;,、]?"
)


@lru_cache(maxsize=4096)
def read_figure(text: str) -> Figure:
    """The figure in a cell's text: `+1`, `增3`, `998.435698万元`, `22（其中修订16件）`, `０`, ``, `—`, `无`."""
    folded = fold(text)
    if not folded:
        return BLANK
    match = NUMBER.fullmatch(folded)
    if match and (not SPLIT.search(text) or GROUPED.fullmatch(text)):
        value = Decimal(match["digits"].replace(",", "")) * SIGNS[match["sign"] or "+"]
        return Figure(State.NUMBER, value, match["unit"])
    return Figure(State.DASH if DASHES.fullmatch(folded) else State.TEXT)
