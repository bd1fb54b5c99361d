"""Turn the pages of a PDF into what is read one after the other: lines and tables, without the furniture of pages."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gipcrawler.documents.pdf_lines import Line, columns, lines
from gipcrawler.documents.pdf_page import Page
from gipcrawler.documents.pdf_tables import Table, tables
from gipcrawler.model import Box
from gipcrawler.text.spaces import fold

# The share of a page's height, above and below, in which furniture stands
MARGIN = 0.15
# Points by which a running head's height may differ from page to page
LEVEL = 2.0
# How many lines at each edge of a page may be furniture
DEEPEST = 3
# The share of the pages on which a running head stands, from its first to its last; and of all pages, because a
# chapter, or the left and right pages, may have their own
UNBROKEN, REPEATED = 0.9, 0.4
DECORATED = re.compile(
    r"[-—–―~·•.|]+(?P<dashed>\d{1,4})[-—–―~·•.|]+|第(?P<page>\d{1,4})页(?:[,/(]?共\d{1,4}页\)?)?"
    r"|共\d{1,4}页[,/]?第(?P<last>\d{1,4})页|(?P<of>\d{1,4})/\d{1,4}|page(?P<english>\d{1,4})(?:of\d{1,4})?",
    re.IGNORECASE,
)
# What a browser prints above and below: date, time and title; address and page
BROWSER = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?(?:上午|下午)?\d{1,2}:\d\d(?::\d\d)?(?:[AP]M)?\D.*|(?:https?|file)://.*\d{1,4}/\d{1,4}"
)
BARE = re.compile(r"\d{1,4}")
COUNTED = re.compile(r"\d{1,4}/\d{1,4}|第\d{1,4}页|共\d{1,4}页|[-—–―]\d{1,4}[-—–―]|^\d{1,4}|\d{1,4}$")
LETTER = re.compile(r"[^\W\d_]")

Item = Line | Table


@dataclass(frozen=True, slots=True)
class Flow:
    """A page's lines and tables from top to bottom; `places` is that of its page."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    places: Callable[[float, float, float, float], Box] | None = None


def flow(page: Page) -> Flow:
    """What stands on a page, in reading order."""
    found, rest = tables(page)
    upright = lines(glyph for glyph in rest if not glyph.turned)
    turned = columns(glyph for glyph in rest if glyph.turned)
    items: list[Item] = [*found, *upright]
    return Flow(page.number, page.width, page.height, (*sorted(items, key=lambda item: item.top), *turned), page.places)


def bare(flows: Sequence[Flow]) -> list[Flow]:
    """The flows without page numbers and without the heads and feet that run over several pages."""
    furniture: set[int] = set()
    for at_top in (True, False):
        edges = [list(_edge(page, at_top=at_top)) for page in flows]
        furniture |= _page_numbers(flows, edges) | _running(flows, edges)
    return [replace(page, items=tuple(item for item in page.items if id(item) not in furniture)) for page in flows]


def _edge(page: Flow, *, at_top: bool) -> Iterator[Line]:
    """The lines at the upper or lower edge of a page, from the edge inwards, up to the first table."""
    inside: Callable[[Line], bool] = (
        (lambda line: line.bottom <= MARGIN * page.height)
        if at_top
        else (lambda line: line.top >= (1 - MARGIN) * page.height)
    )
    for item in (page.items if at_top else page.items[::-1])[:DEEPEST]:
        if not isinstance(item, Line) or not inside(item):
            return
        yield item


def _page_numbers(flows: Sequence[Flow], edges: Sequence[Sequence[Line]]) -> set[int]:
    """Page numbers, and what browsers print: by their form (- 4 -, 第4页), or bare ones that count with the pages."""
    found: set[int] = set()
    counted: defaultdict[int, list[int]] = defaultdict(list)
    for page, edge in zip(flows, edges, strict=True):
        for line in edge:
            text = fold(line.text)
            if DECORATED.fullmatch(text) or BROWSER.fullmatch(text):
                found.add(id(line))
            elif BARE.fullmatch(text):
                counted[int(text) - page.number].append(id(line))
    for shift, lines_ in counted.items():
        if len(lines_) > 1 or (len(flows) == 1 and shift == 0):
            found.update(lines_)
    return found


def _running(flows: Sequence[Flow], edges: Sequence[Sequence[Line]]) -> set[int]:
    """Lines that stand at the same height of page after page (or of every other page) with the same words."""
    places: defaultdict[str, list[tuple[int, Line]]] = defaultdict(list)
    for page, edge in zip(flows, edges, strict=True):
        for line in edge:
            text = fold(line.text)
            if LETTER.search(text):
                places[COUNTED.sub("#", text)].append((page.number, line))
    found: set[int] = set()
    for same in places.values():
        for _, line in same:
            level = {number for number, other in same if abs(other.baseline - line.baseline) <= LEVEL}
            span = max(level) - min(level)
            step = 2 if span and len({number % 2 for number in level}) == 1 else 1
            if len(level) > 1 and len(level) >= max(UNBROKEN * (span / step + 1), REPEATED * len(flows)):
                found.add(id(line))
    return found
