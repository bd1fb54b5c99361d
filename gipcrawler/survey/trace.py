"""Gather what the runs say of one source into its state: alive, or since when and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from gipcrawler.model import Run, SourceTally
from gipcrawler.survey.sheet import Words

State = Literal["dead", "failing", "unasked", "silent", "alive", "never asked", "ingested"]
STATES: Mapping[State, Words] = {  # the worst first
    "dead": Words("dead", "失效"),
    "failing": Words("failing", "近次失败"),
    "unasked": Words("not asked", "久未采集"),
    "silent": Words("silent", "久无新增"),
    "alive": Words("alive", "正常"),
    "never asked": Words("never asked", "从未采集"),
    "ingested": Words("ingested", "离线导入"),
}
Why = Literal["blocked", "gone", "empty", "unanswered"]
WHYS: Mapping[Why, Words] = {
    "blocked": Words("blocked", "被拒"),
    "gone": Words("gone", "页面失效"),
    "empty": Words("empty", "无报告"),
    "unanswered": Words("unanswered", "无应答"),
}


class Thresholds(NamedTuple):
    """From when on a source is no longer alive."""

    runs: int = 3
    """Failing so many runs in a row is no accident of a night or of a portal's maintenance: it is dead."""
    unasked: timedelta = timedelta(days=92)
    """Reports are replaced in silence; what nobody looked at for a quarter may be another one by now."""
    silent: timedelta = timedelta(days=425)
    """Reports come once a year: a year and two months without a new one have passed over a whole round of them."""


@dataclass(slots=True)
class Trace:
    """What is gathered of a source while its runs are read, the latest first; `given` is what was put in by hand."""

    place: str
    spider: str
    runs: int = 0
    failed: int = 0
    why: Why | None = None
    failing: bool = True
    given: bool = False
    first: datetime | None = None
    last: datetime | None = None
    answer: datetime | None = None
    new: datetime | None = None
    change: datetime | None = None

    def add(self, run: Run, tally: SourceTally) -> None:
        """Take in one more run, an earlier one than all before; one that asked nothing tells nothing of a portal."""
        self.given = self.given or (tally.answered > 0 and not tally.asked)
        if not tally.asked:
            return
        self.runs += 1
        self.first, self.last = run.started, self.last or run.started
        why = failure(tally, narrowed=bool(run.arguments))
        self.failing = self.failing and why is not None
        self.failed += self.failing
        self.why = self.why or (why if self.failing else None)
        self.answer = self.answer or (run.started if tally.answered else None)
        self.new = self.new or (run.started if tally.new else None)
        self.change = self.change or (run.started if tally.replaced else None)

    def state(self, now: datetime, thresholds: Thresholds) -> State:
        """The worst that can be said."""
        if self.first is None or self.last is None:
            return "ingested" if self.given else "never asked"
        if self.failed >= thresholds.runs:
            return "dead"
        if self.failed:
            return "failing"
        if now - self.last > thresholds.unasked:
            return "unasked"
        return "silent" if now - (self.new or self.first) > thresholds.silent else "alive"


def failure(tally: SourceTally, *, narrowed: bool) -> Why | None:
    """Why a source gave nothing in a run in which it was asked, or null where it gave something.

    A report that is listed counts, read or not. A run that was narrowed to a year or a place may find none of these in
    a listing that is in order.
    """
    if tally.entries or (narrowed and tally.listings > tally.empty):
        return None
    if tally.blocked:
        return "blocked"
    if tally.gone and not tally.listings:
        return "gone"
    return "empty" if tally.answered or tally.listings or tally.empty else "unanswered"
