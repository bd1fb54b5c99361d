"""Weigh a change: from what it says of text, cells and structure to one number between 0 and 1, and its kind.

The number is made of four shares, each of which only grows with what changed, joined as 1 - (1 - a)(1 - b)…

| share | of | from | to |
|---|---|---|---|
| `COSMETIC` | marks, numbering, years that count on, the day of print | 0.001 | 0.01 |
| `WORDING` | words, blanks that became zeros, headings, moved paragraphs | 0.02 | 0.3 |
| `FIGURES` | cells whose figure changed, leftovers | 0.3 | 0.8 |
| `STRUCTURE` | sections, tables and rows that came or went, another form | 0.05 | 0.6 |

So one figure weighs as much as all words can. Among figures a total weighs more than a detail (a key on the
shorter side of a rule of FORMATS section 6), and a figure more the further it went; a figure in the
text counts as several words.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from math import exp, prod, sqrt

from gipcrawler.diff.change import CellChange, FactChange, Hunk, Kind, LeftoverChange, SectionChange, TableChange
from gipcrawler.diff.text import size_of
from gipcrawler.forms import forms
from gipcrawler.text.spaces import fold

COSMETIC = (0.001, 0.01)
WORDING = (0.02, 0.3)
FIGURES = (0.3, 0.8)
STRUCTURE = (0.05, 0.6)
TOTAL = 3.0  # what a total counts against a detail, for its row and once more for its column
LEAST = 0.25  # what a figure counts that hardly moved
MANY = 20.0  # counts at which the share of figures has grown by two thirds
STATED = 4.0  # what a character counts that belongs to a change of a figure in the text
LIGHT = 0.2  # what a character counts that is dictated or only moved
RETITLED = 4.0  # characters: what a heading counts that reads otherwise
GONE = {"section": 1.0, "table": 3.0, "form": 2.0, "cell": 0.05}
SEVERAL = 4.0  # such counts at which the share of structure has grown by two thirds


def weigh(
    sections: Iterable[SectionChange],
    cells: Iterable[CellChange],
    tables: Iterable[TableChange],
    leftovers: Iterable[LeftoverChange],
    facts: Iterable[FactChange],
) -> tuple[float, Kind]:
    """The weight of all this to four places, and the gravest kind in it; (0, same) where nothing differs."""
    sections, cells, leftovers, facts = tuple(sections), tuple(cells), tuple(leftovers), tuple(facts)
    hunks = [hunk for section in sections for hunk in section.hunks]
    total = sum(_size(hunk) for hunk in hunks) or 1
    trivial = sum(_size(hunk) for hunk in hunks if hunk.cosmetic and hunk.change != "same")
    trivial += sum(fact.cosmetic for fact in facts) + sum(_same_amount(cell) for cell in cells)
    words = sum(_words(hunk) for hunk in hunks)
    words += RETITLED * sum(_retitled(section) for section in sections)
    words += sum(not fact.cosmetic for fact in facts)
    words += sum(not cell.is_figure and not _same_amount(cell) for cell in cells)
    figures = sum(_importance(cell) * _distance(cell) for cell in cells if cell.is_figure)
    figures += sum(leftover.change != "same" for leftover in leftovers)
    structure = GONE["section"] * sum(section.change in {"added", "removed"} for section in sections)
    structure += sum(_structure(table) for table in tables)
    structure += GONE["cell"] * sum(cell.before is None or cell.after is None for cell in cells)
    shares = {
        Kind.COSMETIC: _share(COSMETIC, sqrt(min(trivial / total, 1)), trivial),
        Kind.WORDING: _share(WORDING, sqrt(min(words / total, 1)), words),
        Kind.FIGURES: _share(FIGURES, 1 - exp(-figures / MANY), figures),
        Kind.STRUCTURE: _share(STRUCTURE, 1 - exp(-structure / SEVERAL), structure),
    }
    kind = next((kind for kind in reversed(shares) if shares[kind]), Kind.SAME)
    return round(1 - prod(1 - share for share in shares.values()), 4), kind


def _share(bounds: tuple[float, float], grown: float, counted: float) -> float:
    least, most = bounds
    return least + (most - least) * grown if counted else 0.0


def _size(hunk: Hunk) -> int:
    return size_of(hunk.left) + size_of(hunk.right)


def _words(hunk: Hunk) -> float:
    """The characters of a hunk that tell of wording."""
    if hunk.change == "same" or hunk.cosmetic:
        return 0.0
    if hunk.boilerplate or hunk.change == "moved":
        return LIGHT * _size(hunk)
    return (STATED if any(mark.isdigit() for mark in hunk.left + hunk.right) else 1.0) * _size(hunk)


def _retitled(section: SectionChange) -> bool:
    titles = section.left_title, section.right_title
    return all(titles) and fold(titles[0] or "") != fold(titles[1] or "")


def _same_amount(cell: CellChange) -> bool:
    """Whether only the unit changed: 1.5万元 and 15000元."""
    return not cell.is_figure and cell.scales is not None and cell.scales[0] != cell.scales[1]


def _importance(cell: CellChange) -> float:
    totals = _totals()
    return (TOTAL if (cell.table, cell.row) in totals else 1.0) * (
        TOTAL if (cell.table, cell.column) in totals else 1.0
    )


def _distance(cell: CellChange) -> float:
    """How far a figure went, from `LEAST` to 1, as a share of the larger one."""
    scales = cell.scales or (Decimal(1), Decimal(1))
    before, after = (cell.left or 0) * scales[0], (cell.right or 0) * scales[1]
    return LEAST + (1 - LEAST) * min(float(abs(after - before) / max(abs(before), abs(after))), 1)


def _structure(table: TableChange) -> float:
    if table.change in {"added", "removed"}:
        return GONE["table"]
    return GONE["form"] if table.left_form != table.right_form else 0.0


@cache
def _totals() -> frozenset[tuple[str, str]]:
    """Tables with the rows and columns that are sums: the shorter side of a rule within one report, or both sides."""
    found: set[tuple[str, str]] = set()
    for rule in (rule for form in forms() for rule in form.rules):
        if any(key.startswith("last_year.") for key in (*rule.left, *rule.right)):
            continue
        sides = sorted((rule.left, rule.right), key=len)
        shorter = sides if len(sides[0]) == len(sides[1]) else sides[:1]
        found |= {(rule.table, key) for side in shorter for key in side}
    return frozenset(found)
