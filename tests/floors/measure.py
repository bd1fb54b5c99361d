"""Measure how much of the twelve reports, and of the spoilt pages, is read: exact cells, identities that hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gipcrawler.check import check
from gipcrawler.model import Report, Verdict
from gipcrawler.reading import read
from tests.golden.quirks import QUIRKS
from tests.press import Sheet, as_html, expected
from tests.press.carriers import CARRIERS
from tests.press.twelve import reports

SUM = re.compile(r"[RS]\d")  # rules that are two sums over one report
PLACES = 5
QUIRKY = "quirks"


@dataclass(frozen=True, slots=True)
class Share:
    """What was found of what there is."""

    found: int
    all: int

    @property
    def share(self) -> float:
        """The share, rounded down so that nothing but all is 1."""
        return int(self.found / self.all * 10**PLACES) / 10**PLACES


def measured(carrier: str) -> dict[str, Share]:
    """The share of official cells read exactly, and that of the sums which hold on a clean page that hold here."""
    if carrier == QUIRKY:
        return _shares((quirk.sheet, read(quirk.page)) for quirk in QUIRKS.values())
    body = CARRIERS[carrier]
    return _shares((sheet, read(body(name, sheet))) for name, sheet in reports.items())


def _shares(readings: Iterable[tuple[Sheet, Report]]) -> dict[str, Share]:
    cells, exact, holding, held = 0, 0, 0, 0
    for sheet, report in readings:
        known = {cell[:4]: cell[4] for cell in expected(sheet)}
        told = {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}
        # a figure under an address that the sheet does not have takes one of those that are right
        cells += len(known)
        exact += sum(at in told and told[at] == value for at, value in known.items()) - len(told.keys() - known.keys())
        sums = _holding(read(as_html(sheet)))
        holding += len(sums)
        held += len(sums & _holding(report))
    return {"cells": Share(exact, cells), "held": Share(held, holding)}


def _holding(report: Report) -> set[tuple[str, str]]:
    found = (finding for finding in check(report, holds=True) if SUM.fullmatch(finding.rule))
    return {(finding.rule, finding.where) for finding in found if finding.verdict is Verdict.HOLDS}
