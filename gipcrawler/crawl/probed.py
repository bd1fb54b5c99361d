"""What a probe found out about one source: whether it holds, what it lists, one report, and what would hold instead."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gipcrawler.crawl.declare import Source
from gipcrawler.crawl.source_line import source_line


class Standing(StrEnum):
    """How a source stands; the first three hold."""

    ANSWERED = "answered"
    MOVED = "moved"
    LEADS_ON = "leads on"
    EMPTY = "empty"
    GONE = "gone"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"


HOLDING = frozenset((Standing.ANSWERED, Standing.MOVED, Standing.LEADS_ON))


@dataclass(frozen=True, slots=True)
class ProbedReport:
    """One report of a source; `cells` are the figures' cells that were read, `why` says why none could be.

    `answered` is false where the report's page or file could not be had at all.
    """

    url: str
    title: str
    year: int | None
    cells: int = 0
    why: str | None = None
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Probed:
    """One source of a province (`spider`) as it stands.

    `asked` is how many requests it took; `at` the page that was looked at last, which for a moved source is where it
    leads now; `recognised` the family that the page has the marks of, null where it has none; `entries` the reports on
    the first page that lists any, `columns` the organs that a hub leads to; `proposal` a source that holds where this
    one does not, or the address that it redirects to.
    """

    spider: str
    source: Source
    standing: Standing
    why: str
    at: str
    asked: int
    recognised: str | None = None
    entries: int = 0
    columns: int = 0
    newest: int | None = None
    report: ProbedReport | None = None
    proposal: Source | None = None

    @property
    def holds(self) -> bool:
        """Whether a crawl will find reports here: it lists some, or leads to who does, and one of them answered."""
        return self.standing in HOLDING and self.report is not None and self.report.answered

    @property
    def family(self) -> str:
        """The declared family."""
        return type(self.source.adapter).__name__

    def as_json(self) -> dict[str, Any]:
        """For programs; `proposal` is the line of Python that declares it."""
        report = self.report
        return {
            "spider": self.spider,
            "place": self.source.place,
            "source": self.source.label,
            "standing": self.standing,
            "why": self.why or None,
            "at": self.at,
            "asked": self.asked,
            "family": self.family,
            "recognised": self.recognised,
            "entries": self.entries,
            "columns": self.columns,
            "newest": self.newest,
            "report": None
            if report is None
            else {
                "url": report.url,
                "title": report.title,
                "year": report.year,
                "cells": report.cells,
                "why": report.why,
            },
            "holds": self.holds,
            "proposal": source_line(self.proposal) if self.proposal else None,
        }
