"""The change from one report to another: what stands where in it, and what each part of it says."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from gipcrawler.model import Cell, State

Part = Literal["same", "changed", "added", "removed"]
Piece = Literal["same", "changed", "added", "removed", "moved"]


class Kind(StrEnum):
    """The gravest thing that happened, in this order: nothing, how it is written, words, figures, what there is."""

    SAME = "same"
    COSMETIC = "cosmetic"
    WORDING = "wording"
    FIGURES = "figures"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph (from 1) of the section with a title: where the other side has what was moved."""

    section: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Hunk:
    """A run of text that is equal, moved, or that one side has and the other has not.

    `boilerplate` is what the law or the form dictates; `cosmetic` a change that says nothing: punctuation, numbering,
    a year that counts on with the report year, the day of print.
    """

    change: Piece
    left: str
    right: str
    boilerplate: bool = False
    cosmetic: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that stand for each other; of what was moved each side has a passage of its own at its own place.

    `similarity` is 0 to 1; `elsewhere` is where the other side has it, else null.
    """

    change: Piece
    similarity: float
    hunks: tuple[Hunk, ...]
    elsewhere: Place | None = None


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section on both sides; `similarity` is 0 to 1 by the characters that both have.

    The left texts of all hunks, one after the other, are the section's text on the left; so the right ones.
    """

    key: str | None
    title: str
    change: Part
    similarity: float
    passages: tuple[Passage, ...]
    left_title: str | None = None
    right_title: str | None = None

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """Every hunk, in the order of reading."""
        return tuple(hunk for passage in self.passages for hunk in passage.hunks)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that holds something else; a side that has no such cell is null.

    `scales` are what a figure of each side is to be multiplied with to compare it (1 but for money in 元 against 万元),
    or null where nobody can say.
    """

    table: str
    row: str
    sub_row: str | None
    column: str
    label: str
    before: Cell | None
    after: Cell | None
    scales: tuple[Decimal, Decimal] | None = (Decimal(1), Decimal(1))

    @property
    def left(self) -> Decimal | None:
        """The old figure, null where there is none."""
        return self.before.value if self.before else None

    @property
    def right(self) -> Decimal | None:
        """The new figure, null where there is none."""
        return self.after.value if self.after else None

    @property
    def is_figure(self) -> bool:
        """Whether a figure changed, came or went; a blank, dash or word that became zero is a change of state only."""
        left, right = self.left or 0, self.right or 0
        if self.scales is not None and left and right:
            return left * self.scales[0] != right * self.scales[1]
        return left != right

    @property
    def delta(self) -> Decimal | None:
        """The new figure less the old one, null where either is missing or they are in different units."""
        if self.left is None or self.right is None or self.scales is None or self.scales[0] != self.scales[1]:
            return None
        return self.right - self.left

    @property
    def share(self) -> float | None:
        """The difference as a share of the old figure; null where that is zero or there is no `delta`."""
        delta = self.delta
        return float(delta / abs(self.left)) if delta is not None and self.left else None

    @property
    def percent(self) -> float | None:
        """The share in percent, to two places."""
        return None if self.share is None else round(self.share * 100, 2)

    @property
    def states(self) -> tuple[State | None, State | None]:
        """What each side holds, null where it has no such cell."""
        return self.before.state if self.before else None, self.after.state if self.after else None


@dataclass(frozen=True, slots=True)
class TableChange:
    """One official table on both sides: the forms that it follows, and what only one of the two forms asks for."""

    key: str
    change: Part
    left_form: str | None
    right_form: str | None
    compared: int
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftoverChange:
    """A line of a table that no form knows, on both sides or on one."""

    change: Part
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class FactChange:
    """What a report says of itself: `title`, `issuer`, `place`, `year`, `published`, or the `order` of its sections."""

    name: str
    left: str | None
    right: str | None
    cosmetic: bool


@dataclass(frozen=True, slots=True)
class Change:
    """An ordered pair; `weight` runs from 0 (nothing differs) to 1, figures weighing more than wording."""

    left: str
    right: str
    weight: float
    sections: tuple[SectionChange, ...]
    cells: tuple[CellChange, ...]
    kind: Kind = Kind.SAME
    tables: tuple[TableChange, ...] = ()
    leftovers: tuple[LeftoverChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
