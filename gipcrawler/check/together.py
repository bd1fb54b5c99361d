"""Turn a stream of reports, publisher by publisher and year by year, into all that the checks find in them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gipcrawler.check.copies import Copies, Copy
from gipcrawler.check.report import findings
from gipcrawler.check.tables import Filled, filled_tables
from gipcrawler.check.years import years
from gipcrawler.model import Finding, Report

Told = tuple[Finding, int | None]
"""A finding with the key of the report on its other side, if there is one."""


class _Last(NamedTuple):
    """The report that was added before: whose, which year's, under which key, and its tables."""

    publisher: str
    year: int | None
    key: int
    tables: Sequence[Filled]


class Checkup:
    """Reports are added in the order of publisher and year; each answers with its findings, and `copies` come last."""

    def __init__(self) -> None:
        self._copies = Copies()
        self._last: _Last | None = None

    def add(self, key: int, publisher: str, report: Report) -> list[Told]:
        """What is found in a report and between it and the publisher's last year; what holds is told too.

        `key` is whatever the caller knows the report by, `publisher` is equal for the reports of one publisher.
        """
        tables = tuple(filled_tables(report))
        told: list[Told] = [(finding, None) for finding in findings(report, tables, holds=True)]
        last = self._last
        if last and last.publisher == publisher and report.year is not None and last.year == report.year - 1:
            told += [(finding, last.key) for finding in years(tables, last.tables, holds=True)]
        self._last = _Last(publisher, report.year, key, tables)
        self._copies.add(key, publisher, report)
        return told

    def copies(self) -> Iterator[Copy]:
        """The near copies among all that were added."""
        return self._copies.pairs()
