"""Turn what no form knows in two reports, and what they say of themselves, into what changed there."""

import re
from collections.abc import Sequence

from gipcrawler.diff.change import FactChange, LeftoverChange, Part
from gipcrawler.diff.sections import name_of
from gipcrawler.diff.text import compare_text
from gipcrawler.model import Leftover, Report
from gipcrawler.text.labels import core, likeness
from gipcrawler.text.spaces import fold

ALIKE = 0.6  # the likeness of two lines, figures left out, from which one became the other
DIGITS = re.compile(r"[\d.,]+")
TRIVIAL = ("place", "year", "published")  # which pair it is, and when it was printed


def compare_leftovers(
    left: Sequence[Leftover], right: Sequence[Leftover], years: int = 0
) -> tuple[LeftoverChange, ...]:
    """Lines in the order of the right side, then those that only the left side has; the equal ones too."""
    waiting = list(left)
    found: list[LeftoverChange] = []
    partners = [_partner(leftover, waiting, 1.0) for leftover in right]
    for leftover, equal in zip(right, partners, strict=True):
        before = equal or _partner(leftover, waiting, ALIKE)
        _, hunks = compare_text(before.text if before else "", leftover.text, years)
        change: Part = "added" if before is None else "changed"
        found.append(LeftoverChange("same" if all(hunk.change == "same" for hunk in hunks) else change, hunks))
    found += [LeftoverChange("removed", compare_text(leftover.text, "", years)[1]) for leftover in waiting]
    return tuple(found)


def compare_facts(left: Report, right: Report) -> tuple[FactChange, ...]:
    """What the two say of themselves differently; a title that differs by its year alone is cosmetic.

    `order` is that of the sections which both have, by their headings.
    """
    told = [
        FactChange(name, before, after, name in TRIVIAL or _bare(name, left) == _bare(name, right))
        for name in ("title", "issuer", "place", "year", "published")
        for before, after in [(_said(left, name), _said(right, name))]
        if fold(before or "") != fold(after or "")
    ]
    orders = [[name_of(section) for section in report.sections] for report in (left, right)]
    before, after = ([name for name in order if all(name in one for one in orders)] for order in orders)
    if before != after and sorted(before) == sorted(after):
        first, second = ("、".join(section.title for section in report.sections) for report in (left, right))
        told.append(FactChange("order", first, second, cosmetic=True))
    return tuple(told)


def _partner(leftover: Leftover, waiting: list[Leftover], floor: float) -> Leftover | None:
    """The line that is most alike, taken from those that wait, or null; at a floor of 1 only an equal one."""
    scores = [
        float(fold(leftover.text) == fold(one.text)) if floor == 1 else _alike(leftover.text, one.text)
        for one in waiting
    ]
    best = max(range(len(waiting)), key=scores.__getitem__, default=None)
    return None if best is None or scores[best] < floor else waiting.pop(best)


def _alike(one: str, other: str) -> float:
    return likeness(core(DIGITS.sub("", one)), core(DIGITS.sub("", other)))


def _said(report: Report, name: str) -> str | None:
    said = getattr(report, name)
    return None if said is None else str(said)


def _bare(name: str, report: Report) -> str:
    """What a report says, without its own year."""
    return fold(_said(report, name) or "").replace(str(report.year), "")
