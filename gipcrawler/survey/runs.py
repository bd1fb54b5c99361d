"""List the runs, the latest first, with verdict, counts and what fell short; or one run, source by source."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, ClassVar

from gipcrawler.errors import ArgumentError
from gipcrawler.model import Run, SourceTally
from gipcrawler.places import Level
from gipcrawler.store import Store
from gipcrawler.store.surveys import Surveys
from gipcrawler.survey.scope import scope_of
from gipcrawler.survey.sheet import Column, Field, Line, Sheet, Words, address, moment, number, of, sheet_of

COUNTS = tuple(field.name for field in fields(SourceTally))[2:]
COUNTED = {
    "asked": Words("Asked", "请求"),
    "answered": Words("Answered", "应答"),
    "blocked": Words("Blocked", "被拒"),
    "gone": Words("Gone", "失效"),
    "empty": Words("Empty", "空白"),
    "listings": Words("Listings", "列表页"),
    "entries": Words("Entries", "条目"),
    "new": Words("New", "新增"),
    "unchanged": Words("Same", "未变"),
    "replaced": Words("Replaced", "替换"),
    "unreadable": Words("Unread", "未能读取"),
}
VERDICTS = {
    "complete": Words("complete", "完整"),
    "short": Words("short", "不足"),
    "blocked": Words("blocked", "被拒"),
    "stopped": Words("stopped", "中止"),
    "unfinished": Words("unfinished", "未结束"),
}
MOST = 30
"""Runs that a table for people has; CSV and JSON have all."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run; counts are sums over its sources, those of the asked place and level only where these were given.

    `verdict` is `unfinished` while a run goes on, and for one that was killed.
    """

    run: str
    spider: str
    arguments: dict[str, str]
    started: datetime
    finished: datetime | None
    seconds: float | None
    verdict: str
    sources: int
    asked: int
    answered: int
    blocked: int
    gone: int
    empty: int
    listings: int
    entries: int
    new: int
    unchanged: int
    replaced: int
    unreadable: int
    captures: int
    bytes: int
    fell_short: tuple[str, ...]


def verdict(line: RunLine) -> Field:
    """The verdict of a run in words."""
    return Field(VERDICTS[line.verdict])


SOURCES = Column(Words("Sources", "来源"), lambda line: Field(number(line.sources)))
COLUMNS = (
    of("started", Words("Started (UTC)", "开始（UTC）"), moment),
    of("spider", Words("Spider", "爬虫")),
    Column(Words("Verdict", "结论"), verdict),
    of("seconds", Words("Seconds", "秒"), "{:.0f}".format),
    SOURCES,
    *(of(name, words, number) for name, words in COUNTED.items() if name != "listings"),
    of("captures", Words("Captures", "存档"), number),
)
SOURCE_COLUMNS = (
    of("source", Words("Source", "来源"), address),
    *(of(name, words, number) for name, words in COUNTED.items()),
)


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of a scope, the latest first."""

    rows: tuple[RunLine, ...]

    name: ClassVar[Words] = Words("Runs", "采集运行")
    row_type: ClassVar[type] = RunLine

    def beside(self) -> dict[str, Any]:
        """Nothing: the rows say all."""
        return {}

    def sheets(self) -> tuple[Sheet, ...]:
        """The latest runs, and what fell short in them."""
        shown, rest = self.rows[:MOST], len(self.rows) - MOST
        notes = [Words(f"{rest} older runs: see csv or json.", f"另有更早的运行 {rest} 次。")] if rest > 0 else []
        table = sheet_of(self.name, shown, COLUMNS, 3, *notes)
        short = [
            Line((Field(moment(line.started)), Field(line.spider), Field(sentence)))
            for line in shown
            for sentence in line.fell_short
        ]
        return (table, Sheet(FELL_SHORT, SHORT_HEADS, tuple(short), 3)) if short else (table,)


FELL_SHORT = Words("What fell short", "未达预期")
SHORT_HEADS = (COLUMNS[0].head, COLUMNS[1].head, FELL_SHORT)


@dataclass(frozen=True, slots=True)
class OneRun:
    """One run in detail, a row a source."""

    line: RunLine
    rows: tuple[SourceTally, ...]

    name: ClassVar[Words] = Words("Run", "单次运行")
    row_type: ClassVar[type] = SourceTally

    def beside(self) -> dict[str, Any]:
        """The line of the run, and what it was narrowed to."""
        return {"run": asdict(self.line)}

    def sheets(self) -> tuple[Sheet, ...]:
        """The run, and its sources."""
        given = ", ".join(f"{name}={value}" for name, value in self.line.arguments.items())
        notes = [Words(given, given)] if given else []
        notes += [Words(sentence, sentence) for sentence in self.line.fell_short]
        title = Words(f"Run {self.line.run}", f"运行 {self.line.run}")
        return (
            sheet_of(title, [self.line], COLUMNS, 3, *notes),
            sheet_of(Words("Sources", "来源"), self.rows, SOURCE_COLUMNS),
        )


def runs(store: Store, place: str | None = None, year: int | None = None, level: Level | None = None) -> Runs:
    """The runs that asked a source of a place (or below) and level; `year` is the one in which a run started (UTC).

    Raises `ArgumentError` for a code that the register does not have.
    """
    scope = scope_of(place, level)
    found = []
    for run in Surveys(store).runs():
        sources = [tally for tally in run.sources if scope.covers(tally.place)]
        if (sources or scope == (None, None)) and year in {None, run.started.year}:
            found.append(_line(run, sources))
    return Runs(tuple(found))


def one_run(store: Store, beginning: str) -> OneRun:
    """The run of an id, or of the beginning of one; raises `ArgumentError` where that names none, or several."""
    found = [run for run in Surveys(store).runs() if run.run.startswith(beginning)]
    exact = [run for run in found if run.run == beginning] or found
    if len(exact) != 1:
        says = f"{len(exact)} runs begin with {beginning}" if exact else f"There is no run {beginning}"
        raise ArgumentError(f"{says}; `gipcrawler survey runs --format csv` lists their ids.")
    (run,) = exact
    return OneRun(_line(run, run.sources), tuple(run.sources))


def _line(run: Run, sources: Iterable[SourceTally]) -> RunLine:
    tallies = list(sources)
    sums = {name: sum(getattr(tally, name) for tally in tallies) for name in COUNTS}
    return RunLine(
        run=run.run,
        spider=run.spider,
        arguments=run.arguments,
        started=run.started,
        finished=run.finished,
        seconds=(run.finished - run.started).total_seconds() if run.finished else None,
        verdict=str(run.verdict or "unfinished"),
        sources=len(tallies),
        **sums,
        captures=run.captures,
        bytes=run.bytes,
        fell_short=tuple(run.fell_short),
    )
