"""A store with something of everything that surveys tell of: reports, documents nobody could read, and runs."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from gipcrawler.model import Finding, Run, RunVerdict, SourceTally, Verdict
from gipcrawler.reading import PARSER_VERSION, Hint
from gipcrawler.store import Store
from tests.readings import capture, reading, report

NOW = datetime(2025, 6, 1, tzinfo=UTC)
WHOLE = {"active_disclosure": "2021", "applications": "2021", "review_litigation": "2021"}
BROKEN = Finding("R1", "applications/*/total", Verdict.BROKEN, Decimal(12), Decimal(11), "12 不等于 11")
GOOD, BAD = "https://good.gov.cn/nb/", "https://bad.gov.cn/nb/"


def keep(store: Store, issuer: str, place: str, year: int, source: str = GOOD, **changes) -> int:
    """Keep a report of that source, whole and without a fault unless it is changed; gives its id."""
    seen = capture(f"{source}{place}-{year}-{issuer}.html")
    fields = {"forms": WHOLE, "findings": (), "leftovers": (), "parser_version": PARSER_VERSION} | changes
    read = report(issuer=issuer, place=place, year=year, **fields)
    saved = store.save(reading(read, seen, source=source, place=f"{place[:2]}0000"))
    assert saved.report_id is not None
    return saved.report_id


def miss(store: Store, number: int, title: str, reason: str, source: str = BAD, place: str = "370000") -> None:
    """Keep a document of that source that could not be read."""
    seen = capture(f"{source}{number}.pdf")
    store.save(reading(None, seen, source=source, place=place, hint=Hint(title=title), unreadable=reason))


def ran(store: Store, days: int, *tallies: SourceTally, spider: str = "shandong", **changes) -> Run:
    """Keep a run that started so many days before NOW."""
    started = NOW - timedelta(days=days)
    fields = {
        "run": f"{started:%Y%m%d}-{spider}",
        "spider": spider,
        "arguments": {},
        "started": started,
        "finished": started + timedelta(minutes=2),
        "verdict": RunVerdict.COMPLETE,
        "sources": list(tallies),
        "captures": 7,
        "bytes": 7000,
    }
    run = Run(**(fields | changes))
    store.start_run(run)
    return run


def tally(source: str = GOOD, place: str = "370000", **counts: int) -> SourceTally:
    """What a source gave: without counts a page that answered with one unchanged report."""
    return SourceTally(
        source, place, **(counts or {"asked": 2, "answered": 2, "listings": 1, "entries": 1, "unchanged": 1})
    )


def fill(store: Store) -> None:
    """Reports, unread documents and runs of two sources in two provinces."""
    keep(store, "高青县人民政府", "370322", 2023)
    keep(store, "高青县人民政府", "370322", 2022, forms=WHOLE | {"applications": None})
    keep(store, "高青县财政局", "370322", 2023, BAD, findings=(BROKEN,), parser_version="0")
    keep(store, "成都市人民政府", "510100", 2016, forms=dict.fromkeys(WHOLE))
    miss(store, 1, "高青县唐坊镇2023年政府信息公开工作年度报告", "https://bad.gov.cn/nb/1.pdf: 12 pages hold pictures.")
    miss(store, 2, "高青县青城镇2023年政府信息公开工作年度报告", "https://bad.gov.cn/nb/2.pdf: 3 pages hold pictures.")
    miss(store, 3, "年报", "It is a 7z archive.")
    ran(store, 400, tally(asked=1, answered=1, listings=1, entries=3, new=3), tally(BAD, asked=4, blocked=4))
    ran(store, 40, tally(), tally(BAD, asked=4, blocked=4), verdict=RunVerdict.BLOCKED, fell_short=["bad refused all"])
