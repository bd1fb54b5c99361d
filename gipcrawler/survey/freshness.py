"""Say of each source when it was asked, answered and gave something new, and whether it is alive; the worst first."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from gipcrawler.model import Run
from gipcrawler.places import Level
from gipcrawler.store import Store
from gipcrawler.store.surveys import Seen, Surveys
from gipcrawler.survey.scope import Declaration, Scope, name_of, scope_of
from gipcrawler.survey.sheet import NOTHING, Column, Field, Sheet, Words, address, moment, number, of, sheet_of
from gipcrawler.survey.trace import STATES, WHYS, State, Thresholds, Trace, Why

USUAL = Thresholds()
MOST = 40
"""Sources that a table for people has; CSV and JSON have all."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source of a spider over all its runs.

    `runs` is how often it was asked, `failed_in_a_row` how often in the end it gave nothing, and `why` as the last of
    these runs has it. `last_new` is the start of the last run with a new report in it, `last_change` of the last one in
    which a report was replaced; `newest_document` the last capture of a report, of `documents` in all.
    """

    state: State
    why: Why | None
    source: str
    place: str
    name: str
    spider: str
    runs: int
    failed_in_a_row: int
    last_asked: datetime | None
    last_answer: datetime | None
    last_new: datetime | None
    last_change: datetime | None
    newest_document: datetime | None
    documents: int


def source_columns() -> tuple[Column, ...]:
    """The columns of the table for people."""

    def state(line: SourceLine) -> Field:
        return Field(STATES[line.state])

    def why(line: SourceLine) -> Field:
        return Field(WHYS[line.why] if line.why else NOTHING)

    return (
        Column(Words("State", "状态"), state),
        Column(Words("Why", "原因"), why),
        of("name", Words("Place", "地区")),
        of("source", Words("Source", "来源"), address),
        of("failed_in_a_row", Words("Failed", "连续失败"), number),
        of("last_asked", Words("Asked", "上次采集"), _day),
        of("last_answer", Words("Answered", "上次应答"), _day),
        of("last_new", Words("New", "上次新增"), _day),
        of("last_change", Words("Replaced", "上次替换"), _day),
        of("documents", Words("Documents", "文件"), number),
    )


def _day(value: datetime) -> str:
    return moment(value)[:10]


@dataclass(frozen=True, slots=True)
class Freshness:
    """All sources of a scope, the worst first, with the thresholds that were held against them."""

    rows: tuple[SourceLine, ...]
    thresholds: Thresholds

    name: ClassVar[Words] = Words("Freshness", "来源更新情况")
    row_type: ClassVar[type] = SourceLine

    def beside(self) -> dict[str, Any]:
        """The thresholds, spans in days, and how many sources are in which state."""
        spans = {name: value.days for name, value in self.thresholds._asdict().items() if isinstance(value, timedelta)}
        return {"thresholds": self.thresholds._asdict() | spans, "states": self._states()}

    def sheets(self) -> tuple[Sheet, ...]:
        """The sources that need a person, as far as a screen goes, and how many there are in each state."""
        columns, rest = source_columns(), len(self.rows) - MOST
        counted = self._states()
        notes = [
            Words(
                ", ".join(f"{count} {STATES[state].english}" for state, count in counted.items()) or "No source.",
                "，".join(f"{STATES[state].chinese} {count}" for state, count in counted.items()) or "没有来源。",
            )
        ]
        notes += [Words(f"{rest} more: see csv or json.", f"另有 {rest} 个来源未列出。")] if rest > 0 else []
        return (sheet_of(self.name, self.rows[:MOST], columns, 4, *notes),)

    def _states(self) -> dict[State, int]:
        counted = [row.state for row in self.rows]
        return {state: counted.count(state) for state in STATES if state in counted}


def freshness(
    store: Store,
    place: str | None = None,
    year: int | None = None,
    level: Level | None = None,
    now: datetime | None = None,
    declared: Collection[Declaration] = (),
    thresholds: Thresholds = USUAL,
) -> Freshness:
    """The sources of a place (or below) and level, as the runs have them, and the declared ones that no run asked.

    `year` is the one in which runs started. Raises `ArgumentError` for a code that the register does not have.
    """
    scope = scope_of(place, level)
    surveys = Surveys(store)
    traces = _traces(run for run in surveys.runs() if year in {None, run.started.year})
    for one in declared:
        traces.setdefault((one.source, one.spider), Trace(one.place, one.spider))
    seen = {one.source: one for one in surveys.seen()}
    when = now or datetime.now(UTC)
    rows = [
        _line(source, trace, seen.get(source), when, thresholds)
        for (source, _), trace in traces.items()
        if scope.covers(trace.place)
    ]
    rows += _ingested(seen.values(), {source for source, _ in traces}, scope)
    order = list(STATES)
    rows.sort(key=lambda row: (order.index(row.state), -row.failed_in_a_row, str(row.last_answer or ""), row.source))
    return Freshness(tuple(rows), thresholds)


def _traces(runs: Iterable[Run]) -> dict[tuple[str, str], Trace]:
    """The sources that runs asked, by their label and spider; one left alone in every run was never asked."""
    traces: dict[tuple[str, str], Trace] = {}
    for run in runs:
        for tally in run.sources:
            trace = traces.setdefault((tally.source, run.spider), Trace(tally.place, run.spider))
            trace.add(run, tally)
    return traces


def _ingested(seen: Iterable[Seen], known: Collection[str], scope: Scope) -> Iterator[SourceLine]:
    """Sources that no run has: files that were put into the archive, or runs of which the rows are lost."""
    for one in seen:
        if one.source not in known and scope.covers(one.place):
            yield _line(one.source, Trace(one.place, "", given=True), one, one.newest, USUAL)


def _line(source: str, trace: Trace, seen: Seen | None, now: datetime, thresholds: Thresholds) -> SourceLine:
    return SourceLine(
        state=trace.state(now, thresholds),
        why=trace.why,
        source=source,
        place=trace.place,
        name=name_of(trace.place),
        spider=trace.spider,
        runs=trace.runs,
        failed_in_a_row=trace.failed,
        last_asked=trace.last,
        last_answer=trace.answer,
        last_new=trace.new,
        last_change=trace.change,
        newest_document=seen.newest if seen else None,
        documents=seen.documents if seen else 0,
    )
