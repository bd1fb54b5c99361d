"""Turn the text between the tables into sections: headings are known by their title, their number and what follows."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gipcrawler.model import Document, Paragraph, Section
from gipcrawler.reading.headings import Unit, find_headings
from gipcrawler.reading.lexicon import lexicon
from gipcrawler.reading.lines import Line
from gipcrawler.reading.tables import Tables
from gipcrawler.text.spaces import fold, tidy

# What a portal prints under a report, and who filled in the sheet of statistics
FURNITURE = re.compile(
    r"^[(（\[【]?(?:主办|承办|版权所有|网站标识码|网站地图|联系我们|关于我们|隐私声明|扫一扫|打印|关闭|上一篇|下一篇|相关附件|附件下载|责任编辑"
    r"|单位负责人|审核人|填报人|填报单位|填报日期|分享到|返回顶部|您是第|访问量|浏览次数|信息来源)|ICP备|公网安备|建议使用.{0,12}浏览器|政府网站联系电话"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A report's frame: the lines before the first heading, the sections, the lines that close the last one."""

    before: tuple[str, ...]
    sections: tuple[Section, ...]
    after: tuple[str, ...]


def read_outline(document: Document, tables: Tables) -> Outline:
    """The outline of a document whose tables have been read."""
    units = sorted([*_lines(document, tables.consumed), *_headings(tables.lines)], key=lambda unit: unit.at)
    headings = find_headings(units, tables.places)
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
