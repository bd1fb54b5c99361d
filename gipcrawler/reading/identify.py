"""Turn a report's frame into who issued it, where, for which year and when it was published."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gipcrawler.model import Metadata
from gipcrawler.places import Place, find
from gipcrawler.reading.outline import Outline
from gipcrawler.text.dates import find_dates, find_year
from gipcrawler.text.spaces import fold, tidy
from gipcrawler.text.titles import ReportTitle, read_title

LONGEST_TITLE = 80
ORGAN = re.compile(
    r"[^。，,;；:：<>》《>\d]{2,40}(?:政府|办事处|办公[室厅]|委员会|局|厅|署|院|管委会|委|办|中心|镇|乡|街道|省|市|区|县|州|旗)"
)
YEAR_ALONE = re.compile(
    r"[(\[](?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年?度?[)\]]"
)  # below a title: （2024年度）
STATED = re.compile(r"(?:发布|发文|成文|公布|生成)?(?:时间|日期)[:：]?\s*(20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2})")
PERIOD = re.compile(r"(20\d\d)年1月1日.{0,12}?(?:20\d\d)?年?12月31日")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and when: every field null where the document does not say it."""

    title: str | None
    issuer: str | None
    place: Place | None
    year: int | None
    published: date | None


def identify(
    outline: Outline, metadata: Metadata, hint_title: str | None = None, within: str | None = None
) -> Identity:
    """Read title, issuer, year and date; evidence in the order title, preamble, signature, metadata, listing title.

    `within` is a division code that narrows an ambiguous place name; it never stands in for a name.
    """
    title, said = _title(outline.before, [metadata.title, hint_title])
    signature = next((line for line in map(fold, reversed(outline.after)) if ORGAN.fullmatch(line)), None)
    names = [name for name in (said.issuer if said else None, signature, _organ(metadata.issuer)) if name]
    issuer, place = _who(names, within)
    published = metadata.published or _stated(outline.before) or _signed(outline.after)
    year = (said.year if said else None) or _period(outline) or _spoken(outline, published)
    return Identity(title, issuer, place, year, published)


def _title(before: Sequence[str], others: Sequence[str | None]) -> tuple[str | None, ReportTitle | None]:
    """The line, or the two or three lines together, that say most: issuer and year before year alone."""
    found: list[tuple[float, str, ReportTitle]] = []
    for at in range(len(before)):
        for lines in (1, 2, 3):
            parts = before[at : at + lines]
            text = "".join(parts)
            if len(parts) < lines or len(text) > LONGEST_TITLE or "。" in text:
                break
            said = read_title(text)
            if said and (lines == 1 or _is_head(parts)):
                found.append((_weight(said) - 0.1 * lines, text, said))
    for text in filter(None, others):
        said = read_title(text)
        if said:
            found.append((_weight(said) - 0.5, text, said))
    if not found:
        return None, None
    _, text, said = max(found, key=lambda one: one[0])
    return tidy(text), said


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


def _who(names: Sequence[str], within: str | None) -> tuple[str | None, Place | None]:
    """The issuer and its place; a title that shortens the name is completed from the signature where they agree."""
    issuer = next(iter(names), None)
    if issuer is None:
        return None, None
    place = find(issuer, within)
    for fuller in names[1:]:
        if place is None and fuller.endswith(issuer[-3:]) and (found := find(fuller, within)):
            issuer, place = fuller, found
    if issuer.endswith("政府") and not issuer.endswith("人民政府") and place:
        issuer = issuer.removesuffix("政府") + "人民政府"
    return issuer, place


def _organ(name: str | None) -> str | None:
    folded = fold(name or "")
    return folded if ORGAN.fullmatch(folded) else None


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


def _period(outline: Outline) -> int | None:
    """The year of the reporting period, 1 January to 31 December, in preamble or section one."""
    texts = [*outline.before, *(section.text for section in outline.sections[:1])]
    match = next((match for text in texts if (match := PERIOD.search(fold(text)))), None)
    return int(match[1]) if match else None


def _spoken(outline: Outline, published: date | None) -> int | None:
    """The year that section one speaks of first, if it can be the report's; else the year before publication."""
    first = find_year(outline.sections[0].text) if outline.sections else None
    if first and (published is None or first < published.year):
        return first
    return published.year - 1 if published and outline.sections else None
