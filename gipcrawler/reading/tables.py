"""Turn a document's grids and runs of cell-like paragraphs into cells, the form of each table, and leftovers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gipcrawler.errors import FormError
from gipcrawler.forms import forms
from gipcrawler.model import Cell, Document, Grid, Leftover, State
from gipcrawler.reading.across import match_across
from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line, Position, grid_lines
from gipcrawler.reading.local import read_local
from gipcrawler.reading.match import Match, match_rows
from gipcrawler.reading.route import REVIEW, route
from gipcrawler.reading.seams import mend
from gipcrawler.reading.stream import find_streams
from gipcrawler.text.labels import likeness

CUT = 0.7  # how alike a mistyped or broken head is to one that is known
LIKE_A_TITLE = 0.82  # 主动公开政府信息情况统计表, over the table
STATISTICS = "statistics"
TABLES = ("active_disclosure", "applications", REVIEW, STATISTICS)


@dataclass(frozen=True)
class Tables:
    """What the tables of a document say.

    `places` gives the table of every line by block and row; `consumed` are the paragraphs that are table cells;
    `lines` are all lines of all grids.
    """

    cells: tuple[Cell, ...]
    forms: Mapping[str, str | None]
    leftovers: tuple[Leftover, ...]
    places: Mapping[Position, str]
    consumed: frozenset[int]
    lines: tuple[Line, ...]


def read_tables(document: Document) -> Tables:
    """Read every official table of a document, each by the form that fits it best."""
    streams = find_streams(document)
    grids = ((index, block) for index, block in enumerate(document.blocks) if isinstance(block, Grid))
    printed = [line for index, grid in grids for line in grid_lines(grid, index)]
    lines = sorted([*printed, *(line for stream in streams for line in stream.lines)], key=lambda line: line.grid)
    routed, strangers = route(mend(lines))
    if STATISTICS in routed:
        routed[STATISTICS] = list(read_local(routed[STATISTICS]))
    matches = {key: _best(key, routed[key]) for key in TABLES if key in routed}
    fits = {key: form_id for key, (form_id, match) in matches.items() if match.cells}
    if REVIEW in fits:  # the same in every format: it goes with its neighbours
        fits[REVIEW] = fits.get("applications") or fits.get("active_disclosure") or fits[REVIEW]
    rest = [line for _, match in matches.values() for line in match.unmatched] + strangers
    return Tables(
        cells=tuple(cell for _, match in matches.values() for cell in match.cells),
        forms={key: fits.get(key) for key in TABLES},
        leftovers=tuple(
            Leftover(line.text, line.origin) for line in sorted(rest, key=lambda line: line.position) if _speaks(line)
        ),
        places={line.position: key for key, some in routed.items() for line in some},
        consumed=frozenset(index for stream in streams for index in stream.blocks),
        lines=tuple(printed),
    )


def _best(key: str, lines: Sequence[Line]) -> tuple[str, Match]:
    """The form whose table fits the lines best; the newest among equals; the first that leaves nothing over."""
    labels = {slot.core for line in lines for slot in line.slots}
    tables = [(form.id, table) for form in forms() if (table := form.table(key))]
    tables.sort(key=lambda pair: (len(pair[1].vocabulary & labels) / len(pair[1].vocabulary), pair[0]), reverse=True)
    best: tuple[str, Match] | None = None
    for form_id, table in tables:
        match = match_across(lines, table) if table.across else match_rows(lines, table)
        if match.perfect:
            return form_id, match
        if best is None or (match.score, form_id) > (best[1].score, best[0]):
            best = form_id, match
    if best is None:
        raise FormError(f"no form has a table {key}")
    return best


def _speaks(line: Line) -> bool:
    """Whether a line says something that no form knows: a figure, or words that are no head, group or heading."""
    own = [slot for slot in line.slots if not slot.held]
    serial = len(own) > 1 and own[1].wordy  # what stands before a label counts the rows
    if any(slot.state is State.NUMBER for slot in own[serial:]):
        return True
    words = [slot.core for slot in own if slot.wordy]
    return bool(words) and not any(_is_silent(word) for word in words)


@lru_cache(maxsize=4096)
def _is_silent(word: str) -> bool:
    known = lexicon()
    if known.knows(word) or any(likeness(word, section, LIKE_A_TITLE) for section in known.sections):
        return True
    if any(word in label for label in (*known.rows, *known.silent)):  # a piece of a broken label
        return True
    return any(likeness(word, silent, CUT) for silent in known.silent)
