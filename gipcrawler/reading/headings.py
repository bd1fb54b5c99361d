"""Turn lines of text into the headings of sections, known by their title, their number and the table that follows."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from gipcrawler.forms import SectionName, section_names
from gipcrawler.reading.heading import BRACKETED, CHINESE, DOTTED, INLINE, LONGEST_HEADING, Heading, Unit
from gipcrawler.reading.lines import Position
from gipcrawler.reading.siblings import are_subheads, unknown_headings
from gipcrawler.text.labels import core, likeness, split_number
from gipcrawler.text.spaces import fold, plain

ALIKE = 0.82
EXACT, LIKE, SURE = 3.0, 2.0, 4.5  # sure: exact wording under a Chinese number
SENTENCE = -0.5  # what ends like one and has no number
WORDED = 1.0  # other words for the same, under a Chinese number
NOTHING = ("无", "没有", "暂无")  # 无其他需要报告的事项 stands below a heading
# Numbers before a known wording, without 、 or in other marks: 第一部分, 一 总体情况, 【二】, 壹、, Ⅱ, 03; ★ alone
LOOSE = re.compile(
    r"^[\W_]*第?(?P<number>[一二三四五六七八九十]{1,2}|[壹贰叁肆伍陆柒捌玖]|[IVX]{1,4}|0?\d)?(?:部分|[章节])?[\W_丶]*"
)
CHINESE_LOOSE = re.compile(r"^\s*第?[一二三四五六七八九十]{1,2}(?:部分|[章节]|\s)")
LONE = re.compile(r"\s*第?[一二三四五六七八九十]{1,2}(?:部分)?\s*[、.．,，:：]?\s*")  # in a box of its own
ENDS = ("。", "：", ":", "；")
YEARLY = re.compile(r"^\s*(?:20\d\d\s*年?度?)?\s*(?:我[省市区县镇乡局委办]|本[年机单][度关位]?|全[省市区县镇乡])?")


def find_headings(units: Sequence[Unit], places: Mapping[Position, str]) -> list[Heading]:
    """The headings of a report in their order: official sections, and others of the same rank that no form knows."""
    chosen = _choose(_candidates(units, places), units)
    if are_subheads(chosen, units, places):
        return []
    return sorted(chosen + unknown_headings(units, chosen), key=lambda heading: heading.at)


def _candidates(units: Sequence[Unit], places: Mapping[Position, str]) -> list[Heading]:
    """Lines that may be the heading of an official section, with how well they fit; a wrapped one is put together."""
    found: list[Heading] = []
    tables = frozenset(block for block, _ in places)
    for at, unit in enumerate(units):
        for lines, text in _spans(units, at, tables):
            heading = _official(text, at, lines, marked=unit.marked)
            if heading:
                found.append(heading)
                break
    ends = _stops(found, len(units))
    rows = {table: [place for place, key in places.items() if key == table] for table in set(places.values())}
    return [_with_table(heading, units, end, rows) for heading, end in zip(found, ends, strict=True)]


def _stops(found: Sequence[Heading], end: int) -> list[int]:
    """Where the section of each heading ends; a sentence above its table that repeats it begins no other."""
    ends = [end] * len(found)
    for index in reversed(range(len(found) - 1)):
        after = found[index + 1]
        ends[index] = ends[index + 1] if after.key == found[index].key else after.at
    return ends


def _spans(units: Sequence[Unit], at: int, tables: AbstractSet[int]) -> list[tuple[int, str]]:
    """The unit alone, and together with the next where a heading may run on into it: no table stands between them."""
    one, next_ = units[at], units[at + 1] if at + 1 < len(units) else None
    if next_ is None or not tables.isdisjoint(range(one.at[0] + 1, next_.at[0])):
        return [(1, one.text)]
    if LONE.fullmatch(one.text):
        return [(2, f"{one.text} {next_.text}")]
    if one.text.endswith(ENDS) or next_.text.endswith("。") or len(one.text) + len(next_.text) > LONGEST_HEADING:
        return [(1, one.text)]
    return [(1, one.text), (2, one.text + next_.text)]


def _official(text: str, at: int, lines: int, *, marked: bool) -> Heading | None:
    inline = INLINE.match(text) if len(text) > LONGEST_HEADING or "。" in text[:-1] else None
    line, rest = (inline["title"], inline["rest"].strip()) if inline else (text, "")
    if _is_long(line) or line.lstrip().startswith(NOTHING):
        return None
    name, score, number, title = None, 0.0, *_numbered(line)
    if _may_be_title(line):
        name, score = _named(core(YEARLY.sub("", title)), exact=inline is not None)
    if name is None and inline is None and lines == 1 and CHINESE.match(line) and not line.endswith(ENDS):
        name, score = _worded(title), WORDED
    if name is None:
        return None
    score += (_style(line) if number or not line.endswith(ENDS) else SENTENCE) + (0.5 if marked else 0.0)
    return Heading(at, name.key, score, title.strip("。:： "), number, rest, lines)


def _is_long(line: str) -> bool:
    """Whether a line is too long for a heading, the spaces between its characters not counted."""
    return len(line) > 2 * LONGEST_HEADING or (len(line) > LONGEST_HEADING and len(fold(line)) > LONGEST_HEADING)


def _may_be_title(line: str) -> bool:
    """Whether a line begins or ends as some known wording does; most prose does not, and is spared the rest."""
    label, ends = core(line), _ends()
    return label[-2:] in ends or label[:2] in ends


def _numbered(line: str) -> tuple[str | None, str]:
    """The number and the title of a line; a number in other marks than 、 counts before a known wording only."""
    number, title = split_number(line)
    if core(title) in _known() and (number or title[:1].isalpha()):
        return number, title
    shown = plain(line)
    loose = LOOSE.match(shown)
    if loose and core(shown[loose.end() :]) in _known():
        return loose["number"], shown[loose.end() :]
    return number, title


@cache
def _known() -> dict[str, SectionName]:
    return {known: name for name in section_names() for known in name.cores}


@cache
def _ends() -> dict[str, frozenset[str]]:
    """The known wordings by their first and by their last two characters."""
    found: dict[str, set[str]] = {}
    for wording in _known():
        for end in (wording[:2], wording[-2:]):
            found.setdefault(end, set()).add(wording)
    return {end: frozenset(wordings) for end, wordings in found.items()}


def _named(title: str, *, exact: bool) -> tuple[SectionName | None, float]:
    """The official section that a title names, in a known wording or in one that is like it."""
    known = _known()
    if title in known:
        return known[title], EXACT
    if exact:
        return None, 0.0
    near = _ends().get(title[:2], frozenset()) | _ends().get(title[-2:], frozenset())  # a slip leaves one end whole
    alike, best = max(((likeness(title, wording, ALIKE), wording) for wording in near), default=(0.0, ""))
    return (known[best], LIKE) if alike >= ALIKE else (None, 0.0)


def _worded(title: str) -> SectionName | None:
    """The section whose words a title has, one of each list."""
    return next(
        (
            one
            for one in section_names()
            if one.words and all(any(word in title for word in words) for words in one.words)
        ),
        None,
    )


def _style(line: str) -> float:
    """How much the numbering looks like that of a top-level heading."""
    if CHINESE.match(line) or CHINESE_LOOSE.match(line):
        return 1.5
    if BRACKETED.match(line):
        return -1.0
    return -0.5 if DOTTED.match(line) else 0.5


def _with_table(heading: Heading, units: Sequence[Unit], end: int, rows: Mapping[str, Sequence[Position]]) -> Heading:
    """A heading that stands before its own table is surely the one; `rows` tells where those of each table are."""
    table = next((name.table for name in section_names() if name.key == heading.key), None)
    here = units[heading.at].at
    after = [place for place in rows.get(table or "", ()) if here <= place]
    if after and (end == len(units) or min(after) <= units[end].at):
        return replace(heading, score=heading.score + EXACT)
    return heading


def _is_below(line: str) -> bool:
    """Whether a line is numbered as the parts of a section are: （一） and 1."""
    return BRACKETED.match(line) is not None or DOTTED.match(line) is not None


def _choose(found: Sequence[Heading], units: Sequence[Unit]) -> list[Heading]:
    """At most one heading a section, in official order, with the highest sum; then sure ones out of order.

    Of equals the later one is taken: a table of contents stands before what it lists.
    """
    order = [name.key for name in section_names()]
    best: list[tuple[float, list[Heading]]] = [(0.0, [])] * (len(order) + 1)
    for heading in found:
        rank = order.index(heading.key or "")
        score, path = max(best[: rank + 1], key=lambda pair: pair[0])
        if heading.score > 0 and score + heading.score >= best[rank + 1][0]:
            best = [*best]
            best[rank + 1] = (score + heading.score, [*path, heading])
    chosen = max(best, key=lambda pair: pair[0])[1]
    ranked = sum(CHINESE.match(units[heading.at].text) is not None for heading in chosen)
    if ranked > 1:  # a sub-head of a section that is there is no section that is missing
        chosen = [one for one in chosen if one.score >= SURE or not _is_below(units[one.at].text)]
    keys = {heading.key for heading in chosen}
    for heading in found:
        if heading.key not in keys and heading.score >= SURE:
            chosen = [*chosen, heading]
            keys.add(heading.key)
    return chosen
