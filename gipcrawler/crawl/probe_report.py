"""Turn an entry of a listing into one report that was read, or into the reason why none was."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from itertools import islice

from scrapy import Request
from scrapy.http import Response

from gipcrawler.cms import Entry, Unknown, attachments, is_second_choice, ours, read_detail, report_year
from gipcrawler.cms.markup import text_of
from gipcrawler.cms.shells import shell_target
from gipcrawler.crawl.answers import is_file, page_of, reason_of
from gipcrawler.crawl.attached import judged
from gipcrawler.crawl.probed import ProbedReport
from gipcrawler.crawl.wire import capture_of
from gipcrawler.errors import UnreadableError
from gipcrawler.model import Outcome, Report
from gipcrawler.reading import Hint, read

Ask = Callable[[Request], Awaitable[Response]]

MOST_HOPS = 3
MOST_FILES = 2
NOTHING = "no section and no table of the official forms in it"


def newest_of(entries: Iterable[Entry], column: str | None = None) -> Entry | None:
    """The entry of the latest report year, a text before a graphic or mobile edition; null where there is none."""
    return max(
        entries,
        key=lambda one: (not is_second_choice(one), report_year(one.title, one.published, column) or 0),
        default=None,
    )


async def read_report(ask: Ask, entry: Entry, place: str, hops: int = MOST_HOPS) -> ProbedReport:
    """Fetch and read the report of an entry: its page, else the first attachments, else what the page leads to.

    `place` is the context in which a title is read. Never raises for what a server or a document says.
    """
    response, why = await _asked(ask, Request(entry.url, dont_filter=True))
    if response is None:
        return _probed(entry, why=why, answered=False)
    if is_file(response):
        report, why = await _reading(response, entry, place)
        return _probed(entry, report, why)
    page = page_of(response)
    target = shell_target(response.url, text_of(page))
    if target and hops:
        return await read_report(ask, replace(entry, url=target), place, hops - 1)
    detail = read_detail(page)
    known = Entry(entry.url, entry.title or detail.title, entry.published or detail.published)
    report, why = await _reading(response, known, place)
    if report is not None and report.cells:
        return _probed(known, report, why)
    for file in islice((*entry.attachments, *attachments(page)), MOST_FILES):
        answer, lost = await _asked(ask, Request(file.url, headers={"Referer": response.url}, dont_filter=True))
        other, why = (None, lost) if answer is None else await _reading(answer, known, place)
        if other is not None and (report is None or other.cells):
            report = other
        if report is not None and report.cells:
            break
    deeper = newest_of(ours(Unknown(response.url).read(page).entries, at=response.url))
    if report is None and deeper and not detail.report and hops:
        return await read_report(ask, deeper, place, hops - 1)
    return _probed(known, report, why)


async def _asked(ask: Ask, request: Request) -> tuple[Response | None, str]:
    """The answer, or null and why there is none that could be read."""
    try:
        response = await ask(request)
    except Exception as error:  # noqa: BLE001  # as the collector: whatever it is, it is told
        return None, reason_of(error)
    outcome, why = judged(response)
    return (response, "") if outcome is Outcome.ANSWERED else (None, why)


async def _reading(response: Response, entry: Entry, place: str) -> tuple[Report | None, str]:
    """The report in a response, read in a thread as a crawl does; null and the reason where there is none."""
    hint = Hint(title=entry.title, place=place or None, published=entry.published)
    try:
        report = await asyncio.to_thread(read, response.body, capture_of(response).media_type, hint)
    except UnreadableError as error:
        return None, str(error)
    return (report, "") if report.cells or report.sections else (None, NOTHING)


def _probed(entry: Entry, report: Report | None = None, why: str = "", *, answered: bool = True) -> ProbedReport:
    title = (report.title if report else "") or entry.title
    year = (report.year if report else None) or report_year(entry.title, entry.published)
    return ProbedReport(
        entry.url, title, year, len(report.cells) if report else 0, why if report is None else None, answered
    )
