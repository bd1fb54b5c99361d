"""Turn a stream of reports, publisher by publisher and year by year, into all that the checks find in them."""

from collections.abc import Iterator

from gipcrawler.check.copies import Copies, Copy
from gipcrawler.check.report import check
from gipcrawler.check.years import check_years
from gipcrawler.model import Finding, Report

Told = tuple[Finding, int | None]
"""A finding with the key of the report on its other side, if there is one."""


class Checkup:
    """Reports are added in the order of publisher and year; each answers with its findings, and `copies` come last."""

    def __init__(self) -> None:
        self._copies = Copies()
        self._last: tuple[str, int, Report] | None = None

    def add(self, key: int, publisher: str, report: Report) -> list[Told]:
        """What is found in a report and between it and the publisher's last year; what holds is told too.

        `key` is whatever the caller knows the report by, `publisher` is equal for the reports of one publisher.
        """
        told: list[Told] = [(finding, None) for finding in check(report, holds=True)]
        if self._last is not None and report.year is not None:
            whose, last_key, last = self._last
            if whose == publisher and last.year == report.year - 1:
                told += [(finding, last_key) for finding in check_years(report, last, holds=True)]
        self._last = publisher, key, report
        self._copies.add(key, publisher, report)
        return told

    def copies(self) -> Iterator[Copy]:
        """The near copies among all that were added."""
        return self._copies.pairs()
