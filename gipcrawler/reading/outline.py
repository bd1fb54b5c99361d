"""Turn the text between the tables into sections: headings are known by their title, their number and what follows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gipcrawler.forms import SectionName, section_names
from gipcrawler.model import Document, Paragraph, Section
from gipcrawler.text.dates import chinese_number
from gipcrawler.text.labels import core, likeness, split_number
from gipcrawler.text.spaces import fold, tidy

LONGEST_HEADING = 45
ALIKE = 0.82
CHINESE = re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．,，:：]")
BRACKETED = re.compile(r"^\s*[(（]")
DOTTED = re.compile(r"^\s*\d+\s*[.．](?!\d)")
INLINE = re.compile(r"^(?P<title>[^。:：\n]{4,45})[。:：](?P<rest>.+)$", re.DOTALL)
YEARLY = re.compile(r"^(?:20\d\d年?度?)?(?:我[省市区县镇乡局委办]|本[年机单][度关位]?|全[省市区县镇乡])?")
# What a portal prints under a report
FURNITURE = re.compile(
    r"^(?:主办|承办|版权所有|网站标识码|网站地图|联系我们|关于我们|隐私声明|扫一扫|打印|关闭|上一篇|下一篇|相关附件|附件下载|责任编辑"
    r"|分享到|返回顶部|您是第|访问量|浏览次数|信息来源)|ICP备|公网安备|建议使用.{0,12}浏览器|政府网站联系电话"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of text where it stands; `block` orders it among the tables, `marked` if the carrier says heading."""

    text: str
    block: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's frame: the lines before the first heading, the sections, the lines that close the last one."""

    before: tuple[str, ...]
    sections: tuple[Section, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    at: int
    key: str | None
    score: float
    title: str
    number: str | None
    rest: str = ""
    lines: int = 1


def read_outline(document: Document, starts: Mapping[int, str], consumed: frozenset[int]) -> Outline:
    """The outline; `starts` says which table stands in which block, `consumed` which paragraphs are table cells."""
    units = [
        Unit(line, index, block.heading is not None)
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and index not in consumed
        for line in tidy(block.text).split("\n")
        if line
    ]
    chosen = _choose(_candidates(units, starts))
    headings = sorted(chosen + _unknown(units, chosen), key=lambda heading: heading.at)
    if not headings:
        return Outline(tuple(unit.text for unit in units), (), ())
    stops = [heading.at for heading in headings[1:]] + [len(units)]
    bodies = [
        [heading.rest, *(unit.text for unit in units[heading.at + heading.lines : stop])]
        for heading, stop in zip(headings, stops, strict=True)
    ]
    bodies[-1], after = _cut_signature(bodies[-1])
    sections = tuple(
        Section(heading.key, heading.number, heading.title, "\n".join(line for line in body if line))
        for heading, body in zip(headings, bodies, strict=True)
    )
    return Outline(tuple(unit.text for unit in units[: headings[0].at]), sections, tuple(after))


def _candidates(units: Sequence[Unit], starts: Mapping[int, str]) -> list[_Heading]:
    """Lines that may be the heading of an official section, with how well they fit; a wrapped one is put together."""
    found: list[_Heading] = []
    for at, unit in enumerate(units):
        for lines, text in _spans(units, at):
            heading = _official(text, at, lines, marked=unit.marked)
            if heading:
                found.append(heading)
                break
    ends = [heading.at for heading in found[1:]] + [len(units)]
    return [_with_table(heading, units, end, starts) for heading, end in zip(found, ends, strict=False)]


def _spans(units: Sequence[Unit], at: int) -> list[tuple[int, str]]:
    spans = [(1, units[at].text)]
    if at + 1 < len(units) and len(units[at].text) + len(units[at + 1].text) <= LONGEST_HEADING:
        spans.append((2, units[at].text + units[at + 1].text))
    return spans


def _official(text: str, at: int, lines: int, *, marked: bool) -> _Heading | None:
    inline = INLINE.match(text) if len(text) > LONGEST_HEADING or "。" in text[:-1] else None
    line, rest = (inline["title"], inline["rest"].strip()) if inline else (text, "")
    if len(fold(line)) > LONGEST_HEADING:
        return None
    number, title = split_number(line)
    name, score = _named(core(YEARLY.sub("", fold(title))))
    if name is None or (inline and score < 3):
        return None
    score += _style(line) + (0.5 if marked else 0.0)
    return _Heading(at, name.key, score, title.strip("。:： "), number, rest, lines)


def _named(title: str) -> tuple[SectionName | None, float]:
    """The official section that a title names: 3 for a known wording, 2 for one that is like it."""
    names = section_names()
    for name in names:
        if title in name.cores:
            return name, 3.0
    best = max(
        (
            (likeness(title, known, ALIKE), name)
            for name in names
            for known in name.cores
            if abs(len(title) - len(known)) <= 8
        ),
        key=lambda pair: pair[0],
        default=(0.0, None),
    )
    return (best[1], 2.0) if best[0] >= ALIKE else (None, 0.0)


def _style(line: str) -> float:
    """How much the numbering looks like that of a top-level heading."""
    if CHINESE.match(line):
        return 1.5
    if BRACKETED.match(line):
        return -1.0
    return -0.5 if DOTTED.match(line) else 0.5


def _with_table(heading: _Heading, units: Sequence[Unit], end: int, starts: Mapping[int, str]) -> _Heading:
    """A heading that stands before its own table is surely the one."""
    table = next((name.table for name in section_names() if name.key == heading.key), None)
    here = units[heading.at].block
    stop = units[end].block if end < len(units) else max(starts, default=0) + 1
    if table and any(block >= here and block <= stop and key == table for block, key in starts.items()):
        return _Heading(
            heading.at, heading.key, heading.score + 3.0, heading.title, heading.number, heading.rest, heading.lines
        )
    return heading


def _choose(found: Sequence[_Heading]) -> list[_Heading]:
    """At most one heading a section, in official order, with the highest sum; then sure ones out of order."""
    order = [name.key for name in section_names()]
    best: list[tuple[float, list[_Heading]]] = [(0.0, [])] * (len(order) + 1)
    for heading in found:
        rank = order.index(heading.key or "")
        score, path = max(best[: rank + 1], key=lambda pair: pair[0])
        if heading.score > 0 and score + heading.score > best[rank + 1][0]:
            best = [*best]
            best[rank + 1] = (score + heading.score, [*path, heading])
    chosen = max(best, key=lambda pair: pair[0])[1]
    keys = {heading.key for heading in chosen}
    for heading in found:
        if heading.key not in keys and heading.score >= 4.5:
            chosen = [*chosen, heading]
            keys.add(heading.key)
    return chosen


def _unknown(units: Sequence[Unit], chosen: Sequence[_Heading]) -> list[_Heading]:
    """Headings of the same rank that no form knows: numbered like their neighbours and going on counting."""
    main = [heading for heading in chosen if CHINESE.match(units[heading.at].text)]
    if len(main) < 2:
        return []
    found: list[_Heading] = []
    taken = {heading.at: chinese_number(heading.number or "") or 0 for heading in main}
    count, last = 0, max(heading.at for heading in chosen)
    for at, unit in enumerate(units):
        if at in taken:
            count = taken[at]
            continue
        number, title = split_number(unit.text)
        counted = chinese_number(number or "") or 0
        heading_like = CHINESE.match(unit.text) and len(unit.text) <= LONGEST_HEADING and not unit.text.endswith("。")
        if heading_like and counted == count + 1 and not (at > last and "。" in unit.text):
            found.append(_Heading(at, None, 0.0, title.strip("。:： "), number))
            count = counted
    return found


def _cut_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """The last section without the signature, the date and what the portal prints below."""
    cut = len(lines)
    for at in range(1, len(lines)):
        if FURNITURE.search(lines[at]):
            cut = at
            break
    while cut > 1 and _is_signature(lines[cut - 1]):
        cut -= 1
    return lines[:cut], lines[cut:]


def _is_signature(line: str) -> bool:
    text = fold(line)
    dated = re.fullmatch(r"(?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年.{1,3}月.{1,3}日", text)
    organ = re.fullmatch(
        r"[^。，,;；:：]{2,30}(?:政府|办事处|办公[室厅]|委员会|局|厅|院|处|中心|管委会|镇|乡|街道)", text
    )
    return bool(dated or organ)
