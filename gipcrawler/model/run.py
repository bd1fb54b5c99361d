"""A crawl run: what each source answered, and the verdict over the whole."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one request to a source; `blocked`, `gone` and `empty` are never silence."""

    ANSWERED = "answered"
    BLOCKED = "blocked"
    GONE = "gone"
    EMPTY = "empty"


class RunVerdict(StrEnum):
    """The one word for a run: short of what its province expects, blocked, stopped by hand, or complete."""

    COMPLETE = "complete"
    SHORT = "short"
    BLOCKED = "blocked"
    STOPPED = "stopped"


@dataclass(slots=True)
class SourceTally:
    """The counts of one source in one run; mutable while the run goes on."""

    source: str
    place: str
    asked: int = 0
    answered: int = 0
    blocked: int = 0
    gone: int = 0
    empty: int = 0
    listings: int = 0
    entries: int = 0
    new: int = 0
    unchanged: int = 0
    replaced: int = 0
    unreadable: int = 0


@dataclass(slots=True)
class Run:
    """One run of one spider; written as `runs/<run id>.json` and as a row of `run`."""

    run: str
    spider: str
    arguments: dict[str, str]
    started: datetime
    finished: datetime | None = None
    verdict: RunVerdict | None = None
    sources: list[SourceTally] = field(default_factory=list)
    captures: int = 0
    bytes: int = 0
    fell_short: list[str] = field(default_factory=list)
