"""Turn lines of text over all pages into paragraphs: a line that was full goes on in the next one."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from gipcrawler.documents.pdf_flow import Flow
from gipcrawler.documents.pdf_lines import Line, run_on
from gipcrawler.documents.pdf_page import UNREADABLE
from gipcrawler.documents.pdf_tables import Table
from gipcrawler.model import Block, Paragraph
from gipcrawler.text.spaces import tidy

# Ems: what is set in by more begins a paragraph; by much more, it is centred or a signature
INDENT, FAR_INDENT = 0.8, 4.0
# A type size that differs by this ratio belongs to another paragraph
RESIZED = 1.12
# A leading that exceeds the neighbouring ones by this ratio parts paragraphs
LOOSE = 1.4
# Ems of room that a full line may leave by rounding
SLACK = 0.25
# This share of the lines begins or ends at a margin of the text; what sticks out farther does not make it
SHARE = 0.05
# So many lines (and this share of them) are full where there is prose, and they fill this share of the width
FEWEST_FULL, SHARE_FULL, FILLED = 3, 0.15, 0.6
# A page side (left or right pages) with fewer lines shares the margins of the other
OWN_MARGINS = 12
SENTENCE_END = re.compile(r"[。！？；：!?;:][”’」』）)》]*$")
ENUMERATED = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[、.．章节条]|[（(][一二三四五六七八九十]{1,3}[）)])")
LEADER = re.compile(r"(?:\.{3,}|…+|·{3,})\s*\d+$")


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float


@dataclass(slots=True)
class _Open:
    """A paragraph being put together: its text so far, its last line and the leading inside it."""

    text: str
    page: int
    last: Line
    last_page: int
    leading: float | None = None


def blocks(flows: Sequence[Flow]) -> Iterator[Block]:
    """Paragraphs and grids in reading order; a paragraph that a page's end cuts is one, a table is one a page."""
    columns = _columns(flows)
    following = _leadings(flows)
    current: _Open | None = None
    for page in flows:
        for item in page.items:
            if isinstance(item, Table):
                if current:
                    yield _paragraph(current)
                    current = None
                yield item.grid()
            elif current and _goes_on(current, item, page.number, columns, following.get(id(item))):
                if current.last_page == page.number:
                    current.leading = item.baseline - current.last.baseline
                current.text = run_on(current.text, item.text)
                current.last, current.last_page = item, page.number
            else:
                if current:
                    yield _paragraph(current)
                current = _Open(item.text, page.number, item, page.number)
    if current:
        yield _paragraph(current)


def _paragraph(done: _Open) -> Paragraph:
    # What no font tells in front of words is a mark of decoration
    return Paragraph(tidy(done.text.lstrip(chr(UNREADABLE)) or done.text), page=done.page)


def _goes_on(current: _Open, line: Line, page: int, columns: Callable[[int], _Column], following: float | None) -> bool:
    """Whether a line continues the open paragraph."""
    last, em = current.last, max(current.last.size, line.size)
    if em > RESIZED * min(last.size, line.size) or max(last.columns, line.columns) > 2 or LEADER.search(last.text):
        return False
    column, here = columns(current.last_page), columns(page)
    room = column.right - last.x1
    if last.x0 - column.left > FAR_INDENT * em:  # centred or set right: its room stands on both sides
        room += last.x0 - column.left
    if room > line.opening + SLACK * em:
        return False
    indent = line.x0 - here.left
    if indent > FAR_INDENT * em and line.x0 - last.x0 > INDENT * em:
        return False
    if indent > INDENT * em and (SENTENCE_END.search(last.text) or ENUMERATED.match(line.text)):
        return False
    if current.last_page == page:
        usual = [leading for leading in (current.leading, following) if leading]
        return not usual or line.baseline - last.baseline <= LOOSE * min(usual)
    return True


def _leadings(flows: Sequence[Flow]) -> dict[int, float]:
    """For each line, by identity, how far below it the next line of the same size on its page stands."""
    found: dict[int, float] = {}
    for page in flows:
        for line, below in pairwise(page.items):
            if not isinstance(line, Line) or not isinstance(below, Line):
                continue
            if line.baseline < below.baseline and max(line.size, below.size) <= RESIZED * min(line.size, below.size):
                found[id(line)] = below.baseline - line.baseline
    return found


def _columns(flows: Sequence[Flow]) -> Callable[[int], _Column]:
    """The margins of the text by page number: those of its side (left or right), of its paper size, or its own."""
    groups: defaultdict[tuple[int, int | None], list[Line]] = defaultdict(list)
    for page in flows:
        found = [item for item in page.items if isinstance(item, Line)]
        groups[round(page.width), page.number % 2].extend(found)
        groups[round(page.width), None].extend(found)
    columns = {
        page.number: _margins(
            side
            if len(side := groups[round(page.width), page.number % 2]) >= OWN_MARGINS
            else groups[round(page.width), None],
            page.width,
        )
        for page in flows
    }
    return columns.__getitem__


def _margins(lines: Sequence[Line], width: float) -> _Column:
    """Where most lines begin and end; a punctuation mark that hangs over the margin does not move it.

    Where hardly a line is full, the text is taken to leave as much of the page free at its right as at its left.
    """
    if not lines:
        return _Column(0.0, 0.0)
    em = median(line.size for line in lines)
    starts, ends = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    left = next((at for at in starts if _within(starts, at, at + em / 2) >= SHARE * len(lines)), starts[0])
    # The outermost ends are those of lines whose last mark hangs over the margin: most lines end at it.
    outer = [at for at in ends if at - left >= FILLED * (ends[-1] - left)] or ends[-1:]
    margin = max(reversed(outer), key=lambda at: _within(outer, at - em, at))
    full = [at for at in outer if margin - em <= at <= margin]
    right = median(full)
    if len(full) < max(FEWEST_FULL, SHARE_FULL * len(lines)) or right - left < FILLED * (width - 2 * left):
        right = max(ends[-1], width - left)
    return _Column(left, right)


def _within(places: Sequence[float], first: float, last: float) -> int:
    return bisect_right(places, last) - bisect_left(places, first)
