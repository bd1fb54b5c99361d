"""Tell the reports that stand in one document apart, so that one is read whole and the others are left over."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gipcrawler.model import Block, Document, Grid, Leftover, Origin, Paragraph
from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.naming import ORGAN
from gipcrawler.reading.tables import Tables, read_tables
from gipcrawler.reading.title import LONGEST_TITLE
from gipcrawler.text.labels import core
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import ReportTitle, read_title

NOTHING = Paragraph("")  # in place of what is another report's: blocks keep their numbers


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a document, the other blocks empty; what its title says, and its tables."""

    document: Document
    tables: Tables

    @property
    def said(self) -> ReportTitle | None:
        """The title among the part's lines, or pairs of lines, that says most."""
        own = (block for block in self.document.blocks if isinstance(block, Paragraph) and block is not NOTHING)
        texts = ["".join(block.text.split("\n")) for block in own]
        pairs = (first + second for first, second in itertools.pairwise(texts))
        named = (said for text in (*texts[:1], *pairs, *texts) if (said := _said(text)))
        return max(named, key=_telling, default=None)


def choose(document: Document, wanted: str | None = None) -> tuple[Document, Tables, tuple[Leftover, ...]]:
    """The report of a document that was asked for, its tables, and the title and table lines of the others.

    Asked for is the one that the title `wanted` names by issuer and year; of equals the first, which is the only one
    of nearly every document. Another begins where, under tables or sections, a title stands with tables of its own.
    """
    parts = _parts(document, [0, *_titles(document.blocks), len(document.blocks)])
    if len(parts) < 2:
        return document, parts[0].tables, ()
    said = read_title(wanted) if wanted else None
    best = max(parts, key=lambda part: _agreement(part.said, said))
    rest = (leftover for part in parts if part is not best for leftover in _left(part))
    return best.document, best.tables, tuple(rest)


def _titles(blocks: Sequence[Block]) -> Iterator[int]:
    """Where a title stands below a table or the heading of a section; an issuer's line over it is part of it."""
    begun = False
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            begun = True
            continue
        begun = begun or (len(block.text) <= LONGEST_TITLE and core(block.text) in lexicon().sections)
        said = _said(block.text) if begun else None
        if said:
            above = blocks[at - 1]
            named = isinstance(above, Paragraph) and ORGAN.fullmatch(fold(above.text)) is not None
            yield at - 1 if named and not said.issuer else at


def _said(text: str) -> ReportTitle | None:
    if len(text) > LONGEST_TITLE or "公" not in text or any(mark in text for mark in "。:：>《"):
        return None  # before anything is folded: a page has hundreds of lines
    return read_title(text)


def _parts(document: Document, cuts: Sequence[int]) -> list[Part]:
    """The parts between the cuts; what brings no table that the part before has already goes on with that."""
    found: list[Part] = []
    first = 0
    for start, stop in itertools.pairwise(cuts):
        part = _part(document, start, stop)
        if found and not _kinds(found[-1]) & _kinds(part):
            found[-1] = _part(document, first, stop)
            continue
        found.append(part)
        first = start
    return found


def _kinds(part: Part) -> set[str]:
    return {cell.table for cell in part.tables.cells}


def _part(document: Document, start: int, stop: int) -> Part:
    only = _only(document, start, stop)
    return Part(only, read_tables(only))


def _telling(said: ReportTitle) -> tuple[bool, bool]:
    return said.year is not None, said.issuer is not None


def _only(document: Document, start: int, stop: int) -> Document:
    if stop - start == len(document.blocks):
        return document
    blocks = (block if start <= at < stop else NOTHING for at, block in enumerate(document.blocks))
    return replace(document, blocks=tuple(blocks))


def _agreement(said: ReportTitle | None, wanted: ReportTitle | None) -> int:
    if said is None or wanted is None:
        return 0
    same_year = wanted.year is not None and said.year == wanted.year
    names = (said.issuer or "", wanted.issuer or "")
    return same_year + (all(names) and (names[0].endswith(names[1]) or names[1].endswith(names[0])))


def _left(part: Part) -> Iterator[Leftover]:
    texts = ((at, one.text) for at, one in enumerate(part.document.blocks) if isinstance(one, Paragraph))
    yield from (Leftover(text, Origin(at)) for at, text in itertools.islice(filter(_speaks, texts), 1))
    yield from (Leftover(line.text, line.origin) for line in part.tables.lines if line.has_number)


def _speaks(text: tuple[int, str]) -> bool:
    return bool(text[1].strip())
