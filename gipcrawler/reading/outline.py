"""Turn the text between the tables into sections: headings are known by their title, their number and what follows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gipcrawler.model import Document, Paragraph, Section
from gipcrawler.reading.heading import Unit
from gipcrawler.reading.headings import find_headings
from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line, Position
from gipcrawler.reading.tables import Tables
from gipcrawler.reading.unheaded import account, is_account
from gipcrawler.text.spaces import fold, tidy

OVERVIEW = "overview"
# What a portal prints under a report, and who filled in the sheet of statistics
FURNITURE = re.compile(
    r"^[(（\[【]?(?:主办|承办|版权所有|网站标识码|网站地图|联系我们|关于我们|隐私声明|扫一扫|打印|关闭|上一篇|下一篇|相关附件|附件下载|责任编辑"
    r"|单位负责人|审核人|填报人|填报单位|填报日期|分享到|返回顶部|您是第|访问量|浏览次数|信息来源)|ICP备|公网安备|建议使用.{0,12}浏览器|政府网站联系电话"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's frame: the lines before the first heading, the sections, the lines that close the last one.

    `headed` is false where no heading at all was found: what is there may be no report.
    """

    before: tuple[str, ...]
    sections: tuple[Section, ...]
    after: tuple[str, ...]
    headed: bool = True


def read_outline(document: Document, tables: Tables) -> Outline:
    """The outline of a document whose tables have been read."""
    units = sorted([*_lines(document, tables.consumed), *_headings(tables.lines)], key=lambda unit: unit.at)
    headings = find_headings(units, tables.places)
    if not headings:
        return _unheaded(units, tables.places)
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
    before = [unit.text for unit in units[: headings[0].at]]
    if all(section.key not in {None, OVERVIEW} for section in sections):  # promoted sub-heads have no key
        begin = account(before)
        sections = (*_account(OVERVIEW, before[begin:]), *sections)
        before = before[:begin]
    return Outline(tuple(before), sections, tuple(after))


def _unheaded(units: Sequence[Unit], places: Mapping[Position, str]) -> Outline:
    """A report without any heading: the account above its tables is the overview, what stands below has no name."""
    first, last = min(places, default=None), max(places, default=None)
    above = [unit.text for unit in units if first is None or unit.at < first]
    begin = account(above)
    below = [unit.text for unit in units[len(above) :] if last and unit.at > last]
    between = [unit.text for unit in units[len(above) : len(units) - len(below)]]
    rest, after = _cut_signature(["", *(below if places else above[begin:])])
    prose = rest[1:]
    if not places:
        found = tuple(_account(None, prose)) if is_account(prose) else ()
        return Outline(tuple(above[:begin] if found else above), found, tuple(after) if found else (), headed=False)
    sections = (*_account(OVERVIEW, above[begin:]), *_account(None, [*between, *prose]))
    return Outline(tuple(above[:begin]), sections, tuple(after), headed=False)


def _account(key: str | None, lines: Sequence[str]) -> Iterator[Section]:
    if lines:
        yield Section(key, None, "", "\n".join(lines))


def _lines(document: Document, consumed: frozenset[int]) -> Iterator[Unit]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and index not in consumed:
            for line in tidy(block.text).split("\n"):
                if line:
                    yield Unit(line, (index, 0), block.heading is not None)


def _headings(lines: Iterable[Line]) -> Iterator[Unit]:
    """Section headings that stand in a row of their own inside a table."""
    for line in lines:
        own = [slot for slot in line.slots if slot.raw and not slot.held]
        if len(own) == 1 and own[0].core in lexicon().sections:
            yield Unit(own[0].raw, line.position, marked=True)


def _cut_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """The last section without the signature, the date and what the portal prints below."""
    cut = next((at for at in range(1, len(lines)) if FURNITURE.search(lines[at])), len(lines))
    signed = next((at for at in reversed(range(1, cut)) if _is_signature(lines[at])), None)
    if signed and not any("。" in line for line in lines[signed:cut]):  # addresses and the like stand below
        cut = signed + 1
    while cut > 1 and _is_signature(lines[cut - 1]):
        cut -= 1
    return lines[:cut], lines[cut:]


def _is_signature(line: str) -> bool:
    text = fold(line)
    dated = re.fullmatch(r"(?:20\d\d|二[〇○零O][〇○零O一二三四五六七八九]{2})年.{1,3}月.{1,3}日", text)
    organ = re.fullmatch(
        r"[^。，,;；:：]{2,30}(?:政府|公署|办事处|办公[室厅]|委员会|局|厅|院|署|处|中心|管委会|委|办|镇|乡|街道)", text
    )
    return bool(dated or organ)
