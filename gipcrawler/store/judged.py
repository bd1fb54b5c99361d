"""What people and checks say of the reports in an open database: findings, verdicts by hand, corrections."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gipcrawler.model import Finding
from gipcrawler.store import corrections, findings
from gipcrawler.store.corrections import CorrectedCell, Correction
from gipcrawler.store.dictionary import Dictionaries
from gipcrawler.store.findings import FindingLine, Human, Judgement
from gipcrawler.store.opened import Opened
from gipcrawler.store.tables import edition, publisher, report
from gipcrawler.store.within import within

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


class Judged(Opened):
    """The findings and corrections of a database."""

    def findings(
        self, place: str | None = None, year: int | None = None, report_id: int | None = None
    ) -> list[FindingLine]:
        """The findings on current editions, of a division and all below it, of a year, or of one report."""
        among: list[ColumnElement[bool]] = [edition.c.is_current]
        if place is not None:
            among.append(within(publisher.c.place, place))
        if year is not None:
            among.append(report.c.year == year)
        if report_id is not None:
            among.append(report.c.id == report_id)
        with self._engine.begin() as connection:
            return findings.finding_lines(connection, *among)

    def write_findings(self, found: Mapping[int, Sequence[tuple[Finding, int | None]]]) -> None:
        """Replace the findings of reports, by their ids, each with the report on its other side, if any."""
        with self._writer.begin() as connection:
            findings.write_findings(connection, found)

    def judge(self, finding_id: str, verdict: Human, note: str | None, who: str) -> None:
        """Write a verdict by hand on a finding; raises `ArgumentError` where that cannot be."""
        with self._writer.begin() as connection:
            findings.judge(connection, finding_id, verdict, note, who)

    def judgements(self, finding_id: str) -> list[Judgement]:
        """All verdicts by hand on a finding, the oldest first."""
        with self._engine.begin() as connection:
            return findings.judgements(connection, finding_id)

    def correct(self, edition_id: int, author: str, reason: str, cells: Sequence[CorrectedCell]) -> int:
        """Put a correction by hand on top of an edition; raises `ArgumentError` where that cannot be."""
        with self._writer.begin() as connection:
            return corrections.correct(connection, Dictionaries(), edition_id, (author, reason), cells)

    def corrections(self, edition_id: int) -> list[Correction]:
        """The corrections of an edition, the oldest first."""
        with self._engine.begin() as connection:
            return corrections.corrections(connection, edition_id)
