"""Turn control words of Rich Text into what holds for the text that follows: in a group, and in a row of a table."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from gipcrawler.documents.rtf_words import BODY
from gipcrawler.documents.word_tree import CellShape, RowShape


@dataclass(slots=True)
class State:
    """What holds inside a group, and is as before when it ends.

    `fallback` counts the characters after a Unicode one for readers that do not know it; `around` is where text went
    outside of the group that this one stands for.
    """

    goes: int = BODY
    font: int | None = None
    fallback: int = 1
    hidden: bool = False
    depth: int = 0
    in_table: bool = False
    style: int | None = None
    outline: int | None = None
    around: int = BODY

    def change(self, word: str, number: int | None) -> None:
        """What a word of `CHANGES` or `RESETS` does."""
        if word in CHANGES:
            name, value = CHANGES[word]
            setattr(self, name, value(number))
        for name, value in RESETS.get(word, ()):
            setattr(self, name, value)


def _count(number: int | None) -> int:
    return max(0, number or 0)


def _switch(number: int | None) -> bool:
    return number != 0


CHANGES: Final[dict[str, tuple[str, Callable[[int | None], int | None]]]] = {
    "f": ("font", lambda number: number),
    "uc": ("fallback", lambda number: 1 if number is None else max(0, min(number, 16))),
    "v": ("hidden", _switch),
    "deleted": ("hidden", _switch),
    "intbl": ("in_table", _switch),
    "itap": ("depth", _count),
    "s": ("style", lambda number: number),
    "outlinelevel": ("outline", lambda number: number),
}
RESETS: Final[dict[str, tuple[tuple[str, Any], ...]]] = {
    "plain": (("hidden", False), ("font", None)),
    "pard": (("in_table", False), ("depth", 0), ("style", None), ("outline", None)),
}


@dataclass(slots=True)
class Row:
    """The row of a table as far as it is described: each `cellx` ends a cell with what was said before it."""

    left: int = 0
    cells: list[CellShape] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    def change(self, word: str, number: int | None) -> None:
        """What a word of `ROW_WORDS` does."""
        if word == "trleft":
            self.left = number or 0
        elif word == "cellx":
            self.cells.append(
                CellShape(number or 0, "clmrg" in self.said, "clvmrg" in self.said, restart="clvmgf" in self.said)
            )
            self.said = set()
        else:
            self.said.add(word)

    @property
    def shape(self) -> RowShape | None:
        """The shape of the row, or null where nothing is said of it."""
        return RowShape(self.left, tuple(self.cells)) if self.cells else None


ROW_WORDS: Final = frozenset(("trleft", "cellx", "clmrg", "clvmrg", "clvmgf"))
