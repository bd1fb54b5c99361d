"""Turn what a report and its frame say of time into its year and the day on which it was published."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import unquote, urlsplit

from gipcrawler.model import Metadata
from gipcrawler.reading.outline import Outline
from gipcrawler.reading.title import LISTED, LONGEST_TITLE, Title
from gipcrawler.text.dates import find_dates, find_year
from gipcrawler.text.spaces import fold
from gipcrawler.text.titles import read_title

STATED = re.compile(r"(?:发布|发文|成文|公布|生成)?(?:时间|日期)[:：]?\s*(20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2})")
# 2020年1月1日至12月31日, 2020.1.1-2020.12.31; scraped text loses its 年 and 月: 自202011日至20201231日止
PERIOD = re.compile(r"(20\d\d)[年./-]?0?1[月./-]?0?1日?.{0,12}?(?:20\d\d)?[年./-]?12[月./-]?31")
# In an address: /2023nb/, /gknb2023/ say the year of the report; /2024/1/26/, /202401/, t20240126_, W020240126… when a
# page was made. nb and ndbg are 年报 and 年度报告 by their initials
OF_REPORT = re.compile(r"[/_-]?(?:(20\d\d)(?:nd?)?[a-z]{0,8}?nd?bg?(?![a-z])|nd?bg?(20\d\d)(?!\d))")
MONTH, DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
OF_PAGE = re.compile(
    rf"/(20\d\d)(?:[/-]{MONTH}[/-]{DAY}|(?:0[1-9]|1[0-2])(?:/?{DAY})?)(?=[/_])|/t(20\d\d)(?:0[1-9]|1[0-2])\d\d_"
    r"|/[WP]0(20\d\d)(?:0[1-9]|1[0-2])\d{3,}"
)


def published_on(metadata: Metadata, outline: Outline) -> date | None:
    """When a report was published, as the page's data, its head or its signature say."""
    return metadata.published or _stated(outline.before) or _signed(outline.after)


def period_of(outline: Outline) -> int | None:
    """The year of the reporting period, 1 January to 31 December, in preamble or section one."""
    texts = [*outline.before, *(section.text for section in outline.sections[:1])]
    match = next((match for text in texts if (match := PERIOD.search(fold(text)))), None)
    return int(match[1]) if match else None


def years(
    title: Title, period: int | None, sheet: int | None, outline: Outline, published: date | None, names: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """The report year by what tells it, the surest first.

    That is the title, the period, the statistics sheet, section one's first year, the names that the document bears
    outside, the day of publication (a report comes in the year after), the address. A title that only the listing
    gives is the entry's, and an attachment's own name is nearer to it.
    """
    named = [("name", said.year) for said in map(read_title, words_of(names)) if said and said.year]
    if title.year:
        yield from named if title.year_by == LISTED else ()
        yield title.year_by, title.year
    if period:
        yield "period", period
    if sheet:
        yield "sheet", sheet
    first = find_year(outline.sections[0].text) if outline.sections else None
    if first and (published is None or first < published.year):
        yield "text", first
    yield from named
    if published and outline.sections:
        yield "published", published.year - 1
    if outline.sections:
        yield from (("url", year) for name in names if "://" in name for year in _addressed(urlsplit(name).path))


def words_of(names: Sequence[str]) -> Iterator[str]:
    """The words in the names of a document: link and file names as they are, of addresses the last step, decoded."""
    for name in names:
        yield unquote(urlsplit(name).path).rpartition("/")[2] if "://" in name else name


def _addressed(path: str) -> Iterator[int]:
    yield from (int(match[1] or match[2]) for match in OF_REPORT.finditer(path.lower()))
    yield from (int(match[match.lastindex or 0]) - 1 for match in OF_PAGE.finditer(path))


def _stated(lines: Sequence[str]) -> date | None:
    for line in lines:
        match = STATED.search(fold(line))
        if match:
            return next(iter(find_dates(match[1])), None)
    return None


def _signed(lines: Sequence[str]) -> date | None:
    return next(
        (days[-1] for line in reversed(lines) if len(line) < LONGEST_TITLE and (days := find_dates(line))), None
    )
