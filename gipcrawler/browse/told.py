"""Findings as pages show them: worst first, with what people said of each, and marked where they stand in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from gipcrawler.browse.request import Asked
from gipcrawler.check import RuleNote, rule_notes, worst_first
from gipcrawler.model import Finding, Verdict
from gipcrawler.store import FindingLine, Judgement

Wrong = Literal["wrong", "odd"]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding; `anchor` is its id on the page, `name` what its rule is called in the reader's language.

    `line` is null for what was found in an edition that is no longer current: nobody can judge that any more.
    """

    finding: FindingLine | Finding
    line: FindingLine | None
    anchor: str
    name: str
    history: Sequence[Judgement]

    @property
    def css(self) -> Wrong:
        """The class of what it marks: what is broken, or what cannot be told or was judged already."""
        is_open = self.line is None or self.line.human != "dismissed"
        return "wrong" if self.finding.verdict is Verdict.BROKEN and is_open else "odd"


def told(asked: Asked, findings: Sequence[FindingLine]) -> list[Told]:
    """Findings on current editions."""
    return [
        Told(each, each, f"f{each.id}", _name(asked, each.rule), asked.store.judgements(each.id) if each.who else ())
        for each in worst_first(findings)
    ]


def told_of_old(asked: Asked, findings: Sequence[Finding]) -> list[Told]:
    """Findings on an edition that was replaced."""
    return [
        Told(each, None, f"found-{number}", _name(asked, each.rule), ())
        for number, each in enumerate(worst_first(findings), 1)
    ]


def marks(found: Sequence[Told]) -> Mapping[str, Sequence[Told]]:
    """Findings by the part of the form that they speak of, numbered in their list from 1 by the page."""
    by_place = sorted(found, key=lambda each: each.finding.where)
    return {where: list(some) for where, some in groupby(by_place, key=lambda each: each.finding.where)}


def _name(asked: Asked, rule: str) -> str:
    note: RuleNote | None = rule_notes().get(rule)
    return rule if note is None else asked.either(note.name, note.plain)
