"""Turn the lines before the first section, and titles from elsewhere, into a report's title and what it says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gipcrawler.reading.naming import ORGAN
from gipcrawler.text.spaces import fold, tidy
from gipcrawler.text.titles import ReportTitle, read_title

LONGEST_TITLE = 80
YEAR_ALONE = re.compile(
    r"[(\[](?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年?度?[)\]]"
)  # below a title: （2024年度）
NOTICE = re.compile(r".{0,30}(?:公布|发布|公开|印发)《([^《》]+)》的?(?:通知|公告|通告|函)")
ELSEWHERE = 0.5  # what a title loses that stands in the page's data, or in its listing
LINES = 0.1  # what it loses for each line
OWN, LISTED = "title", "listing"


@dataclass(frozen=True, slots=True)
class Title:
    """A report's title, the issuer and the year that it says, and who says so: the document or only its listing.

    `own` is false where nothing in the document is the title of a report.
    """

    text: str | None = None
    issuer: str | None = None
    year: int | None = None
    own: bool = False
    issuer_by: str = OWN
    year_by: str = OWN


def find_title(before: Sequence[str], named: str | None, listed: str | None, period: int | None) -> Title:
    """The title that says most: issuer and year before year alone, a line before the page's data (`named`).

    A listing's title (`listed`) may say more than the document's own; its year does not stand against another that
    the document says, unless the reporting `period` agrees with it.
    """
    own = [*_lines(before), *_elsewhere([named])]
    found = [*own, *_elsewhere([listed])]
    if not found:
        return Title()
    _, text, said = max(found, key=lambda one: one[0])
    issuers, years = {one.issuer for _, _, one in own}, {one.year for _, _, one in own if one.year}
    title = Title(tidy(text), said.issuer, said.year, bool(own))
    if said.issuer not in issuers:
        title = replace(title, issuer_by=LISTED)
    if said.year in years or not said.year:
        return title
    if not years or period == said.year:
        return replace(title, year_by=LISTED)
    _, _, best = max((one for one in own if one[2].year), key=lambda one: one[0])
    return replace(title, year=best.year)


def _announced(line: str) -> str:
    """The title that a notice over a report names: 关于公布《某县2023年政府信息公开工作年度报告》的通知."""
    notice = NOTICE.fullmatch(fold(line))
    return notice[1] if notice else line


def _lines(before: Sequence[str]) -> Iterator[tuple[float, str, ReportTitle]]:
    """Each line, or two or three lines together, that is a title."""
    for at in range(len(before)):
        for lines in (1, 2, 3):
            parts = before[at : at + lines]
            text = "".join(parts)
            if len(parts) < lines or len(text) > LONGEST_TITLE or "。" in text:
                break
            said = read_title(_announced(text))
            if said and (lines == 1 or _is_head(parts)):
                yield _weight(said) - LINES * lines, text, said


def _elsewhere(titles: Iterable[str | None]) -> Iterator[tuple[float, str, ReportTitle]]:
    for text in filter(None, titles):
        said = read_title(text)
        if said:
            yield _weight(said) - ELSEWHERE, text, said


def _weight(said: ReportTitle) -> float:
    return (2.0 if said.issuer and ORGAN.fullmatch(said.issuer) else 0.0) + (1.0 if said.year else 0.0)


def _is_head(parts: Sequence[str]) -> bool:
    """Whether lines can be one title: the issuer's name first, then words that make a title only together."""
    names = [bool(ORGAN.fullmatch(fold(part))) for part in parts[:-1]]
    rest = parts[sum(names) :]
    if len(rest) > 1 and YEAR_ALONE.fullmatch(fold(rest[-1])):
        rest = rest[:-1]
    whole = names == sorted(names, reverse=True) and (len(rest) == 1 or not any(map(read_title, rest)))
    return whole and not any(mark in part for part in parts for mark in ":：>|")
