"""Keep a line of only spaces as a blank paragraph where it may stand for an empty cell, and drop it elsewhere.

Where a carrier wrote one paragraph a cell (FORMATS section 11), a blank cell is a paragraph of spaces; in prose it
is an editor's empty line.
"""

from collections.abc import Iterable
from itertools import pairwise

from gipcrawler.model import Block, Paragraph, State
from gipcrawler.text.figures import read_figure

BLANK = Paragraph(" ")
LONGEST_LABEL = 60  # the longest official label has 46 characters
FEWEST_CELLS = 8  # the smallest row of the applications table: a label and seven figures
FEWEST_FIGURES = 5


def settle_blanks(items: Iterable[Block | None]) -> tuple[Block, ...]:
    """The blocks of `items`, where null is a line of only spaces: kept as `Paragraph(" ")` inside a run of cells."""
    settled: list[Block] = []
    run: list[Paragraph | None] = []
    for item in items:
        if item is None or (isinstance(item, Paragraph) and _is_cell(item)):
            run.append(item)
            continue
        settled += _settle(run)
        run = []
        settled.append(item)
    return (*settled, *_settle(run))


def _is_cell(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return paragraph.heading is None and len(text) <= LONGEST_LABEL and "。" not in text


def _settle(run: list[Paragraph | None]) -> list[Block]:
    written = [item for item in run if item is not None]
    if len(written) == len(run) or not _holds_cells(run, written):
        return list(written)
    first = run.index(written[0])
    return [item or BLANK for item in run[first:]]


def _holds_cells(run: list[Paragraph | None], written: list[Paragraph]) -> bool:
    if len(written) < FEWEST_CELLS:
        return False
    blanks = len(run) - len(written)
    adjacent = sum(1 for one, other in pairwise(run) if one is None and other is None)
    if blanks * 5 >= len(written) * 4 and not adjacent:  # a blank after every paragraph only spaces them out
        return False
    figures = sum(1 for item in written if read_figure(item.text).state in {State.NUMBER, State.DASH})
    return figures >= FEWEST_FIGURES or adjacent >= FEWEST_FIGURES
