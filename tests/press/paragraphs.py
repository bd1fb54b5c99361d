"""Print a sheet as the text of a web page whose table is gone: one paragraph a cell, rows lost, site furniture about.

Half-width punctuation, letter-spaced heads, a head cut into two paragraphs, 本年增/减 without its last character, and
empty paragraphs inside the cells of table four, as FORMATS section 11 has seen them.
"""

from collections.abc import Iterator
from random import Random

from tests.press.layout import FIGURE, HEAD, Box, table_of
from tests.press.sheet import Section, Sheet

HALF_WIDTH = str.maketrans("（），：；", "(),:;")
BLANK = "\u00a0"
SPACES = ("", "", "\u00a0", "\u00a0", " ")
SPOILT = {
    "本年增/减": "本年增/",
    "本年新制作数量": "本年新\n制作数量",
    "本年新公开数量": "本年新\n公开数量",
}
GAPPED = {"结果维持", "结果纠正", "其他结果", "尚未审结"}


def as_paragraphs(sheet: Sheet) -> bytes:
    """The report as UTF-8 text, with the site's name, bread crumbs and footer."""
    frame = [f"当前位置:首页 > 政府信息公开年报\n{sheet.title}\n{_byline(sheet)}".rstrip()]
    if sheet.issuer:
        frame.insert(0, f"{sheet.issuer}\n政府信息公开")
    text = ["\n".join(frame), *(text.translate(HALF_WIDTH) for text in sheet.preamble)]
    for section in sheet.sections:
        text += _section(sheet, section)
    text += sheet.signature
    text.append("网站标识码:0000000000  备案号:00000000号-1\n网站地图 联系我们")
    return "\n\n".join(text).encode()


def _byline(sheet: Sheet) -> str:
    return f"发布时间:{sheet.published.isoformat()}   录入:{sheet.issuer}" if sheet.published else ""


def _section(sheet: Sheet, section: Section) -> Iterator[str]:
    indent = "\u00a0\u00a0\u00a0 " if section.key == "review_litigation" else ""
    yield indent + section.heading
    if layout := table_of(sheet, section):
        random = Random(f"{sheet.title}|{layout.key}")
        for box in sorted(layout.boxes, key=lambda box: (box.row, box.column)):
            yield from _paragraphs(box, layout.key, random)
        yield BLANK
    for text in section.paragraphs:
        yield text.translate(HALF_WIDTH)


def _paragraphs(box: Box, table: str, random: Random) -> Iterator[str]:
    if box.kind == FIGURE:
        if table == "review_litigation" and box.column % 5 == 4:
            yield BLANK  # a second, empty paragraph in the cell, not a cell of its own
        yield random.choice(SPACES) + box.text if box.text else BLANK
    elif box.kind == HEAD and box.text in GAPPED:
        halves = (box.text[:2], box.text[2:])
        yield from (" ".join(half) for half in halves) if box.column == 1 else (" ".join(box.text),)
    else:
        yield SPOILT.get(box.text, box.text).translate(HALF_WIDTH)
