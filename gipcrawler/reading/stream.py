"""Turn runs of short paragraphs, one a cell, back into table lines: the order of labels and figures is all there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import dropwhile, takewhile

from gipcrawler.model import Document, Paragraph, State
from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line, Slot, slot_of
from gipcrawler.reading.route import REVIEW
from gipcrawler.text.figures import read_figure
from gipcrawler.text.labels import core
from gipcrawler.text.spaces import fold

LONGEST_CELL = 60  # the longest official label has 47 characters
FEW_LINES = 6  # of a paragraph that is not itself a table
MOST_PARTS = 8  # a label broken over lines as narrow as a column: 结果 | 纠正
FEWEST = 5  # figures that make a run of paragraphs a table


@dataclass(frozen=True, slots=True)
class Stream:
    """A run of paragraphs that is a table: its lines, and the blocks that they came from."""

    lines: tuple[Line, ...]
    blocks: frozenset[int]


@dataclass(slots=True)
class _Draft:
    labels: list[Slot] = field(default_factory=list)
    values: list[Slot] = field(default_factory=list)

    def line(self, grid: int) -> Line:
        slots = (*self.labels, *self.values)
        return Line(slots, grid, aligned=False)


def find_streams(document: Document) -> list[Stream]:
    """Every run of cell-like paragraphs with the labels of an official table and figures after them."""
    streams = (_stream(run) for run in _runs(document))
    return [stream for stream in streams if stream]


def _runs(document: Document) -> Iterator[list[Slot]]:
    """Runs of cell-like paragraphs, cut at grids, long text and section headings."""
    run: list[Slot] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and _is_cell(block):
            run += _tokens(block, index)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _is_cell(paragraph: Paragraph) -> bool:
    if "。" in paragraph.text:
        return False
    if paragraph.text.count("\n") > FEW_LINES:
        return True
    text = fold(paragraph.text)
    label, known = core(text), lexicon()
    return len(text) <= LONGEST_CELL and (label not in known.sections or known.knows(label))


def _tokens(paragraph: Paragraph, index: int) -> list[Slot]:
    """One token a paragraph; a paragraph of many short lines is a table whose cells, or rows, are lines."""
    lines = paragraph.text.split("\n")
    texts = [cell for line in (lines if len(lines) > FEW_LINES else [paragraph.text]) for cell in _cells(line)]
    return [
        slot_of(text, place, place + 1, (index, None, None, paragraph.page, None)) for place, text in enumerate(texts)
    ]


def _cells(line: str) -> list[str]:
    """The cells of a line that is a row copied from a PDF: labels that are known, or figures in succession, in it."""
    words = line.split()
    if len(words) < 2:
        return [line]
    figures = list(takewhile(_is_figure, reversed(words)))[::-1]
    labels = words[: len(words) - len(figures)]
    known = all(lexicon().knows(core(word)) for word in labels)
    if len(figures) < 2 and not known:
        return [line]
    return [*(labels if known else filter(None, [" ".join(labels)])), *figures]


def _is_figure(word: str) -> bool:
    return read_figure(word).state in {State.NUMBER, State.DASH}


def _stream(run: Sequence[Slot]) -> Stream | None:
    known = lexicon()
    tokens = list(dropwhile(lambda token: not (token.wordy and known.knows(token.core)), _joined(run)))
    while tokens and (tokens[-1].wordy or tokens[-1].state is State.BLANK):
        tokens.pop()
    if sum(not token.wordy for token in tokens) < FEWEST:
        return None
    lines = tuple(_continued(_lines(tokens)))
    first, last = tokens[0].at[0], tokens[-1].at[0]
    return Stream(lines, frozenset(range(first, last + 1)))


def _joined(run: Sequence[Slot]) -> Iterator[Slot]:
    """The tokens of a run, with labels that were broken over paragraphs put together."""
    place = 0
    while place < len(run):
        broken = list(takewhile(_is_piece, run[place + 1 : place + MOST_PARTS])) if run[place].wordy else []
        for parts in range(len(broken) + 1, 1, -1):
            whole = slot_of("".join(slot.raw for slot in run[place : place + parts]), 0, 1, run[place].at)
            if lexicon().knows(whole.core):
                yield whole
                place += parts
                break
        else:
            yield run[place]
            place += 1


def _is_piece(slot: Slot) -> bool:
    return slot.wordy and not lexicon().knows(slot.core)


def _lines(tokens: Sequence[Slot]) -> Iterator[Line]:
    """Lines of labels and the figures that follow them; a label after a figure begins the next line."""
    draft = _Draft()
    grid = tokens[0].at[0]
    for token in tokens:
        value = not token.wordy or (draft.values and not token.naming)
        if value:
            draft.values.append(token)
            continue
        if draft.values:
            yield from _split(draft, grid)
            draft = _Draft()
        draft.labels.append(token)
    yield from _split(draft, grid)


def _continued(lines: Iterable[Line]) -> Iterator[Line]:
    """A part of a row that the issuer split shows the row's label once: the parts after it get an empty one."""
    parts = 0
    for line in lines:
        words = sum(slot.wordy for slot in line.slots)
        unknown = words == 1 and line.slots[0].wordy and not lexicon().knows(line.slots[0].core)
        if parts and unknown and len(line.slots) == parts - 1:
            empty = slot_of("", 0, 1, line.slots[0].at)
            yield replace(line, slots=(empty, *line.slots))
            continue
        split = words > 1 and line.slots[0].core in lexicon().rows and not lexicon().knows(line.slots[1].core)
        parts = len(line.slots) if split else 0
        yield line


def _split(draft: _Draft, grid: int) -> Iterator[Line]:
    """Heads and groups stand in front of the row's own label without figures between: each becomes a line."""
    labels = draft.labels
    first = len(labels) - 1
    while first > 0 and _belongs(labels[first - 1]):
        first -= 1
    heads, own = labels[:first], labels[first:]
    if _is_head(labels):
        heads, own = labels, []  # figures that follow a head: the row of figures of table four
    if heads:
        yield Line(tuple(heads), grid, aligned=False)
    if own and not draft.values:
        yield Line(tuple(own), grid, aligned=False)
    elif draft.values:
        yield _Draft(own, draft.values).line(grid)


def _is_head(labels: Sequence[Slot]) -> bool:
    """Whether labels are the head of a table without row labels: its own words outnumber the others."""
    known = lexicon()
    telling = [known.tables_of(label.core) for label in labels]
    return sum(tables == {REVIEW} for tables in telling) * 2 > len(labels)


def _belongs(label: Slot) -> bool:
    """Whether a label is part of the row that follows it: a group, or a row that the next label splits."""
    known = lexicon()
    return label.core in known.groups or (label.core in known.rows and label.core not in known.silent)
