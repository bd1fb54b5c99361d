"""Turn the head rows above a line into the columns that each value column covers, and a line into its values."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gipcrawler.documents.pdf_doubt import CUT
from gipcrawler.forms import Block, Column
from gipcrawler.reading.lines import Line, Slot
from gipcrawler.text.figures import State

NUMBER, TEXT, BLANK = State.NUMBER, State.TEXT, State.BLANK  # as in lines
NUMBERED = re.compile(r"\d{1,2}[、.．)）]\s*[^\W\d]")


@dataclass(slots=True)
class Heads:
    """The head that is in force while the lines of a table are read from top to bottom, for one block of the form."""

    block: Block
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    width: int = 0
    covered: bool = True
    open: bool = False
    believed: bool = False
    ordered: bool = False
    cut: bool = False

    @property
    def complete(self) -> bool:
        """Whether the head in force names every column of the block."""
        return len(self.named) == len(self.block.columns)

    def see(self, line: Line, words: Sequence[Slot]) -> bool:
        """Take a line in, with those of its cells that hold words; true where it is part of a head of this block."""
        keys = self.block.keys_of
        found = {key for slot in words if not slot.held for key in keys.get(slot.core, ())}
        is_head = len(found) >= min(2, len(self.block.columns)) and not _has_figure(line)
        if is_head and not self.open:
            # One that began in the row above was alone there where the page hides the last (自然人, without 总计)
            above = {key: (slot.start, slot.stop) for slot in words if slot.held for key in keys.get(slot.core, ())}
            self.spans, self.named, self.covered, self.width = above, set(above), True, line.width
        if is_head:
            self.named |= found
            self.spans |= _spans(line, self.block) if line.aligned else {}
            self.covered = self.covered and line.covered and line.width == self.width
            self.width = max(self.width, line.width)
            self._judge()
        self.open = is_head or (self.open and not line.has_number)
        return is_head

    def values(self, line: Line) -> tuple[tuple[Slot, ...], dict[str, Slot]] | None:
        """The label slots and the value slot of each column key, or null where they cannot be told apart."""
        return self._by_head(line) or _by_count(line, self.block.columns)

    def _by_head(self, line: Line) -> tuple[tuple[Slot, ...], dict[str, Slot]] | None:
        if not self._trusted(line):
            return None
        exact = {(slot.start, slot.stop): slot for slot in line.slots}
        found: dict[str, Slot] = {}
        shared = False
        for key, span in self.spans.items():
            slot = exact.get(span)
            if slot is None:
                slot = _under(line, span)
                if slot is None:
                    return None
                shared = True
            found[key] = slot
        if shared:  # else each has the columns of its head, and these are apart
            figures = [slot for slot in found.values() if slot.state is not BLANK]
            if len(set(map(id, figures))) < len(figures):
                return None
        first = min([slot.start for slot in found.values()])
        labels = tuple([slot for slot in line.slots if slot.start < first])
        return (labels, found) if labels and _are_labels(labels) else None

    def _judge(self) -> None:
        """Whether the columns of the head can be believed: all there and apart; and whether in official order.

        Those that a page shows of a table wider than itself are `cut`: the first ones, in order.
        """
        official = [self.spans[column.key] for column in self.block.columns if column.key in self.spans]
        ordered = sorted(official)
        apart = all(left[1] <= right[0] for left, right in itertools.pairwise(ordered))
        self.believed = apart and len(official) == len(self.block.columns)
        self.ordered = ordered == official
        first = [column.key for column in self.block.columns[: len(official)]]
        self.cut = apart and self.ordered and len(official) > 1 and all(key in self.spans for key in first)

    def _trusted(self, line: Line) -> bool:
        """Whether a line stands under the head: as wide, and both of them whole where the order is another."""
        shown = self.believed or (self.cut and line.slots[-1].raw.startswith(CUT))
        under = shown and line.aligned and line.width == self.width
        return under and (self.ordered or (self.covered and line.covered))


def _has_figure(line: Line) -> bool:
    """Whether a row holds a figure other than the serial number in front of it."""
    return line.has_number and any(slot.state is NUMBER for slot in line.slots[1:])


def _spans(line: Line, block: Block) -> dict[str, tuple[int, int]]:
    """The columns under each head; a converter may have printed a merged head once for each column that it spans."""
    spans: dict[str, tuple[int, int]] = {}
    for slot in line.slots:
        for key in () if slot.held else block.keys_of.get(slot.core, ()):
            start, stop = spans.get(key, (slot.start, slot.start))
            spans[key] = (start if stop == slot.start else slot.start, slot.stop)
    return spans


def _under(line: Line, span: tuple[int, int]) -> Slot | None:
    """The cell that stands most under a head; null where none does, or where several in its columns differ."""
    under = max(line.slots, key=lambda slot: _overlap(slot, span))
    if _overlap(under, span) <= 0 or any(slot.raw != under.raw for slot in line.slots if _inside(slot, span)):
        return None
    return under


def _overlap(slot: Slot, span: tuple[int, int]) -> int:
    return min(span[1], slot.stop) - max(span[0], slot.start)


def _inside(slot: Slot, span: tuple[int, int]) -> bool:
    return span[0] <= slot.start and slot.stop <= span[1]


def _by_count(line: Line, columns: Sequence[Column]) -> tuple[tuple[Slot, ...], dict[str, Slot]] | None:
    """The last cells of a row are its values; blanks that a carrier strewed in are tried without."""
    filled = tuple(slot for slot in line.slots if slot.state is not BLANK)
    for slots in (line.slots, filled):
        labels, values = slots[: -len(columns)], slots[-len(columns) :]
        if labels and len(values) == len(columns) and _are_labels(labels) and not _is_label(values[0]):
            return labels, {column.key: slot for column, slot in zip(columns, values, strict=True)}
        if line.aligned:
            break
    return None


def _are_labels(slots: Sequence[Slot]) -> bool:
    """Whether cells can be the labels of a row: no figure among them but a serial number in front."""
    body = slots[1:] if len(slots) > 1 and slots[0].state is NUMBER else slots
    return all(slot.state is TEXT or slot.state is BLANK for slot in body)


def _is_label(slot: Slot) -> bool:
    counts = slot.raw[:1].isdigit()  # 22（其中修订16件）
    return slot.wordy and (NUMBERED.match(slot.raw) is not None or (len(slot.core) > 4 and not counts))
