"""Turn a grid into lines: for each row the cells that cover it, from left to right, with what they reach over."""

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from gipcrawler.model import Box, Grid, Origin
from gipcrawler.model.quick import quick
from gipcrawler.text.figures import State, read_figure
from gipcrawler.text.labels import core
from gipcrawler.text.spaces import tidy

MOST_HELD = 200  # cells that a row takes over from above; in the official tables there are two
NUMBER, TEXT = State.NUMBER, State.TEXT  # looked up once: a member asked of its class costs ten times a name (3.11)
ANSWERS = frozenset({"无", "没有", "不适用", "未发生", "涉密不公开"})  # what stands in a cell for a figure
Position = tuple[int, int]
At = tuple[int, int | None, int | None, int | None, Box | None]


class Slot(NamedTuple):
    """One cell as a row sees it; `held` is true where it began in a row above; columns are half-open.

    `raw` is the text as printed, trimmed; `core` its comparable label; `at` is block, row, column, page and box;
    `confidence` is that of the cell. A tuple, because a page has hundreds and a frozen dataclass takes three times as
    long to make (2026-11).
    """

    raw: str
    core: str
    start: int
    stop: int
    held: bool
    state: State
    at: At
    confidence: float | None = None

    @property
    def origin(self) -> Origin:
        """Where the cell stands."""
        return Origin(*self.at)

    @property
    def wordy(self) -> bool:
        """Whether the cell holds words, rather than a figure, a dash or nothing."""
        return self.state is TEXT

    @property
    def naming(self) -> bool:
        """Whether its words name something, rather than stand for a figure."""
        return self.state is TEXT and self.core not in ANSWERS


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; `grid` numbers the grid it stands in, `aligned` says whether columns can be trusted."""

    slots: tuple[Slot, ...]
    grid: int
    aligned: bool

    @property
    def width(self) -> int:
        """Columns from the first to the last that the row covers."""
        return self.slots[-1].stop if self.slots else 0

    @property
    def covered(self) -> bool:
        """Whether the row covers its columns without holes and without overlap."""
        edges = [0, *(slot.stop for slot in self.slots)]
        return all(slot.start == edge for slot, edge in zip(self.slots, edges, strict=False))

    @property
    def text(self) -> str:
        """The row's own cells as printed, for people: `label | 0 | 0`."""
        return " | ".join(" ".join(slot.raw.split()) for slot in self.slots if not slot.held and slot.raw)

    @property
    def has_number(self) -> bool:
        """Whether any cell that the row sees holds a figure; a blank or a dash is none."""
        return any(slot.state is NUMBER for slot in self.slots)

    @property
    def first(self) -> Slot:
        """The first cell that begins in this row."""
        return next((slot for slot in self.slots if not slot.held), self.slots[0])

    @property
    def origin(self) -> Origin:
        """Where the row begins."""
        return self.first.origin

    @property
    def position(self) -> Position:
        """The order of the row in the document: its block, and its row in there."""
        return self.first.at[0], self.first.at[1] or 0


def slot_of(raw: str, start: int, stop: int, at: At, confidence: float | None = None) -> Slot:
    """A slot for a cell's text as the carrier gave it."""
    text, label, state = _read(raw)
    return Slot(text, label, start, stop, False, state, at, confidence)


def grid_lines(grid: Grid, block: int) -> list[Line]:
    """The lines of a grid that is block number `block` of its document; rows without any cell are left out."""
    rows = max((cell.row + cell.row_span for cell in grid.cells), default=0)
    slots: list[list[Slot]] = [[] for _ in range(rows)]
    for cell in grid.cells:
        at = (block, cell.row, cell.column, cell.page, cell.box)
        own = slot_of(cell.text, cell.column, cell.column + cell.column_span, at, cell.confidence)
        slots[cell.row].append(own)
        if cell.row_span > 1:
            held = own._replace(held=True)
            for row in slots[cell.row + 1 : cell.row + cell.row_span]:
                if len(row) < MOST_HELD:
                    row.append(held)
    return [
        Line(tuple(sorted(row, key=attrgetter("start"))), block, grid.aligned)
        for row in slots
        if any(not slot.held for slot in row)
    ]


@lru_cache(maxsize=4096)
def _read(raw: str) -> tuple[str, str, State]:
    """The text as printed, its core if it is a label, and its state: the same few texts fill most cells."""
    text, state = tidy(raw), read_figure(raw).state
    return text, core(text) if state is TEXT else "", state
