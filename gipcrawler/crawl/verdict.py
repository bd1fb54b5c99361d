"""Judge a finished run: what fell short, each in one sentence, and the one word for the whole."""

from collections.abc import Iterator, Sequence

from gipcrawler.crawl.declare import Expect
from gipcrawler.crawl.trail import Trail
from gipcrawler.model import RunVerdict


def fell_short(trails: Sequence[Trail], expect: Expect | None) -> list[str]:
    """What a run failed to do; `expect` is null for a run that was narrowed. Gone pages alone are no failure."""
    return [sentence for trail in trails for sentence in _of_source(trail)] + list(_of_whole(trails, expect))


def verdict(reason: str, sentences: Sequence[str], trails: Sequence[Trail]) -> RunVerdict:
    """The run's verdict; `reason` is Scrapy's reason for closing the spider."""
    if reason != "finished":
        return RunVerdict.STOPPED
    if not sentences:
        return RunVerdict.COMPLETE
    return RunVerdict.BLOCKED if any(trail.tally.blocked for trail in trails) else RunVerdict.SHORT


def _of_source(trail: Trail) -> Iterator[str]:
    tally, name = trail.tally, trail.tally.source
    why = ", ".join(f"{reason} ({count})" if count > 1 else reason for reason, count in trail.reasons.most_common(3))
    if tally.blocked:
        yield f"{name} refused {tally.blocked} of {tally.asked} requests: {why}"
    elif trail.unanswered and not tally.answered:
        yield f"{name} did not answer: {why}"
    elif trail.unanswered:
        yield f"{name} left {trail.unanswered} of {tally.asked} requests unanswered: {why}"
    elif tally.asked and not trail.listed and not trail.handed_on:
        gone = tally.gone and not tally.listings
        yield f"{name} {'is gone' if gone else 'lists no report'}: look where the portal keeps its reports now"
    if trail.endless:
        yield f"{name} leads from page to page without end: the rest was not asked for"


def _of_whole(trails: Sequence[Trail], expect: Expect | None) -> Iterator[str]:
    if expect is None or not any(trail.tally.answered for trail in trails):  # then that is the news
        return
    found = sum(sum(trail.years.values()) for trail in trails)
    oldest = min((year for trail in trails for year in trail.years if year), default=None)
    if found < expect.reports:
        yield f"reports found: {found}, expected: at least {expect.reports}"
    if oldest is not None and oldest > expect.since:
        yield f"the oldest report found is of {oldest}, where one of {expect.since} is expected"
