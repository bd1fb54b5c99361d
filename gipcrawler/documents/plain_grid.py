"""Turn rows of cell texts, whose spans a text carrier lost, into a grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gipcrawler.model import Block, Grid, GridCell
from gipcrawler.text.spaces import tidy


@dataclass(frozen=True, slots=True)
class Region:
    """What a run of lines became; `end` is the index of the first line after it."""

    blocks: tuple[Block | None, ...]
    end: int


def ragged(rows: Iterable[Sequence[str]]) -> Grid:
    """The grid of `rows`, unaligned: `column` only counts the cells of its row."""
    return Grid(
        tuple(
            GridCell(tidy(text), number, column) for number, row in enumerate(rows) for column, text in enumerate(row)
        ),
        aligned=False,
    )


def is_prose(text: str) -> bool:
    """Whether a line reads as a sentence rather than as a cell: cells end without a full stop, unless in brackets."""
    return text.rstrip().endswith(("。", "；", "！")) and len(text.strip()) > 12
