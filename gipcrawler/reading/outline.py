"""Turn the text between the tables into sections: headings are known by their title, their number and what follows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gipcrawler.forms import SectionName, section_names
from gipcrawler.model import Document, Grid, Paragraph, Section
from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Position, grid_lines, position
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
    """A line of text where it stands among the tables; `marked` if the carrier says that it is a heading."""

    text: str
    at: Position
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


def read_outline(document: Document, places: Mapping[Position, str], consumed: frozenset[int]) -> Outline:
    """The outline; `places` says which table stands where, `consumed` which paragraphs are table cells."""
    units = [
        unit
        for index, block in enumerate(document.blocks)
        if index not in consumed
        for unit in (_lines(block, index) if isinstance(block, Paragraph) else _headings(block, index))
    ]
    chosen = _choose(_candidates(units, places))
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


def _lines(paragraph: Paragraph, index: int) -> Iterator[Unit]:
    for line in tidy(paragraph.text).split("\n"):
        if line:
            yield Unit(line, (index, 0), paragraph.heading is not None)


def _headings(grid: Grid, index: int) -> Iterator[Unit]:
    """Section headings that stand in a row of their own inside a table."""
    for line in grid_lines(grid, index):
        own = [slot for slot in line.slots if slot.raw and not slot.held]
        if len(own) == 1 and own[0].core in lexicon().sections:
            yield Unit(own[0].raw, position(line.origin), marked=True)


def _candidates(units: Sequence[Unit], places: Mapping[Position, str]) -> list[_Heading]:
    """Lines that may be the heading of an official section, with how well they fit; a wrapped one is put together."""
    found: list[_Heading] = []
    for at, unit in enumerate(units):
        for lines, text in _spans(units, at):
            heading = _official(text, at, lines, marked=unit.marked)
            if heading:
                found.append(heading)
                break
    ends = [heading.at for heading in found[1:]] + [len(units)]
    return [_with_table(heading, units, end, places) for heading, end in zip(found, ends, strict=False)]


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


def _with_table(heading: _Heading, units: Sequence[Unit], end: int, places: Mapping[Position, str]) -> _Heading:
    """A heading that stands before its own table is surely the one."""
    table = next((name.table for name in section_names() if name.key == heading.key), None)
    here = units[heading.at].at
    stop = units[end].at if end < len(units) else (len(units) + max(places, default=(0, 0))[0], 0)
    if table and any(here <= place <= stop and key == table for place, key in places.items()):
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
