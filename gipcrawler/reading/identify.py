"""Turn a report's frame into who issued it, where, for which year and when it was published."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gipcrawler.model import Metadata
from gipcrawler.places import Place, central_organ, find, full_name, get
from gipcrawler.reading.outline import Outline
from gipcrawler.reading.preamble import is_office, makers
from gipcrawler.text.dates import find_dates, find_year
from gipcrawler.text.spaces import fold, tidy
from gipcrawler.text.titles import ReportTitle, read_title

LONGEST_TITLE = 80
NOBODY = (None, None)
ORGAN = re.compile(
    r"[^。，,;；:：<>》《>\d]{2,40}(?:政府|办事处|办公[室厅]|委员会|局|厅|署|院|管委会|委|办|中心|镇|乡|街道|省|市|区|县|州|旗)"
)
YEAR_ALONE = re.compile(
    r"[(\[](?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年?度?[)\]]"
)  # below a title: （2024年度）
STATED = re.compile(r"(?:发布|发文|成文|公布|生成)?(?:时间|日期)[:：]?\s*(20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2})")
# 某市人民政府门户网站, 某省财政厅网站, 中国·某市
SITE = re.compile(r"^中国[·.、\s]+|(?:官方)?(?:门户|信息|政务|公众)*(?:官网|网站?|平台)$")
# 2020年1月1日至12月31日, 2020.1.1-2020.12.31; scraped text loses its 年 and 月: 自202011日至20201231日止
PERIOD = re.compile(r"(20\d\d)[年./-]?0?1[月./-]?0?1日?.{0,12}?(?:20\d\d)?[年./-]?12[月./-]?31")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who and when: every field null where the document does not say it; `evidence` names what spoke of each."""

    title: str | None
    issuer: str | None
    place: Place | None
    year: int | None
    published: date | None
    evidence: Mapping[str, str]


def identify(
    outline: Outline,
    metadata: Metadata,
    hint_title: str | None = None,
    within: str | None = None,
    organ: str | None = None,
) -> Identity:
    """Read title, issuer, year and date.

    Evidence for the issuer, in this order: title, preamble, signature, `organ` (whose reports the listing says it
    holds, 省财政厅 or 某市), the page's 发布机构 or source, its breadcrumb, the site's name. `within` is a division
    code that narrows an ambiguous place name, as the names of organ and site do; it never stands in for a name.
    Evidence for the year: title, reporting period, the text's own first year, the date of publication.
    """
    title, said = _title(outline.before, [metadata.title, hint_title])
    printed = list(_printed(outline, said, _around(within, metadata.site, organ)))
    issuer, place = _who([name for name, _ in printed], _around(within, metadata.site, organ)) if printed else NOBODY
    speaker: str | None = printed[0][1] if printed else None
    if issuer is None:
        issuer, place, speaker = _told(organ, metadata, within)
    published = metadata.published or _stated(outline.before) or _signed(outline.after)
    told = next(_years(said, outline, published), None)
    evidence = {"issuer": speaker if issuer else None, "year": told[0] if told else None}
    known = {name: source for name, source in evidence.items() if source}
    return Identity(title, issuer, place, told[1] if told else None, published, known)


def _printed(outline: Outline, said: ReportTitle | None, around: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """The names of the issuer that the report itself prints, with where, the surest first.

    The office that wrote a report signs for its government as often as for itself: any other name goes before it.
    """
    if said and said.issuer:
        yield said.issuer, "title"
    made = [name for name in makers(outline.before) if ORGAN.fullmatch(name) and _is_known(name, around)]
    yield from ((name, "preamble") for name in made if not is_office(name))
    yield from ((line, "signature") for line in map(fold, reversed(outline.after)) if ORGAN.fullmatch(line))
    yield from ((name, "preamble") for name in made if is_office(name))


def _is_known(name: str, around: Sequence[str | None]) -> bool:
    return _placed(name, around)[1] is not None or central_organ(name) is not None


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


def _who(names: Sequence[str], around: Sequence[str | None]) -> tuple[str, Place | None]:
    """The issuer and its place; a title that shortens the name is completed from the signature where they agree."""
    issuer, place = _placed(names[0], around)
    for name in names[1:]:
        fuller, found = _placed(name, around)
        if place is None and found and name.endswith(issuer[-3:]):
            issuer, place = fuller, found
    return issuer, place


def _placed(name: str, around: Sequence[str | None]) -> tuple[str, Place | None]:
    """A name and its place, looked for in the narrowest place around it first; 省财政厅 gets its province's name."""
    for within in around:
        here = get(within) if within else None
        whole = full_name(name, here) if here else name
        if place := find(whole, within):
            return _government(whole), place
    return name, None


def _government(name: str) -> str:
    """某市政府 is written 某市人民政府 by the law."""
    return name.removesuffix("政府") + "人民政府" if name.endswith("政府") and not name.endswith("人民政府") else name


def _around(within: str | None, *names: str | None) -> list[str | None]:
    """The places that a name may be told from, narrowest first: those that site and listing name, below `within`."""
    found: list[str | None] = [within]
    for name in filter(None, names):
        _, place = _placed(SITE.sub("", fold(name)), found)
        if place and place.code not in found:
            found.insert(0, place.code)
    return found


def _told(organ: str | None, metadata: Metadata, within: str | None) -> tuple[str | None, Place | None, str | None]:
    """Who issued a report that does not say it itself: whom its listing, its page or its site names.

    A page that names an organ below the one of its listing is right: a county's column holds its towns' reports.
    """
    around = _around(within, metadata.site, organ)
    listed, source, trail, site = (
        (*_placed(_organ(SITE.sub("", fold(name or ""))) or "", around), speaker)
        for name, speaker in (
            (organ, "listing"),
            (metadata.issuer, "metadata"),
            (next(filter(_organ, reversed(metadata.trail)), None), "breadcrumb"),
            (metadata.site, "site"),
        )
    )
    offers = [source, listed] if source[1] and listed[1] and listed[1].code in source[1].superiors else [listed, source]
    name, place, speaker = next(
        (one for one in (*offers, trail, site) if one[1] or central_organ(one[0])), (None, None, None)
    )
    if place and name == place.name and not name.endswith(("街道", "地区", "盟")):
        name += "人民政府"
    return name or _organ(metadata.issuer), place, speaker or "metadata"


def _organ(name: str | None) -> str | None:
    folded = fold(name or "")
    return folded if ORGAN.fullmatch(folded) or central_organ(folded) else None


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


def _years(said: ReportTitle | None, outline: Outline, published: date | None) -> Iterator[tuple[str, int]]:
    """The report year by what tells it, the surest first: title, period, section one's first year, publication."""
    if said and said.year:
        yield "title", said.year
    period = _period(outline)
    if period:
        yield "period", period
    first = find_year(outline.sections[0].text) if outline.sections else None
    if first and (published is None or first < published.year):
        yield "text", first
    if published and outline.sections:
        yield "published", published.year - 1
