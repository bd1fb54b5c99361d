"""Print a sheet as the text that is dumped from a Word file: one line a cell behind a tab, a blank line after a row.

The continuation of a merged cell is an empty line behind its tab; bookmarks and pictures leave their names; a label
keeps its own line breaks; figures keep the spaces about them (FORMATS sections 9 and 11).
"""

from random import Random

from tests.press import forms
from tests.press.layout import FIGURE, Box, Layout, table_of
from tests.press.sheet import Section, Sheet

BOOKMARK = "[bookmark: _GoBack]"
PICTURE = "[image: 现场照片.jpg]"
BROKEN = {
    "本年新制作数量": "本年新\n制作数量",
    "（三）不予公开": "（三）不予\n\n公开",
    "（四）无法提供": "（四）无法\n\n提供",
    "商业企业": "商业\n企业",
}
VERTICAL = "结果维持"
SPACES = (("", ""), ("", ""), ("", ""), ("\u00a0", ""), ("", "\u00a0"), ("　", ""), (" ", ""))


def as_tabbed(sheet: Sheet) -> bytes:
    """The report as UTF-8 text."""
    *first, last = sheet.title_lines
    lines = [*first, BOOKMARK + last, ""]
    lines += [f"    {text}" for text in sheet.preamble]
    for section in sheet.sections:
        lines += _section(sheet, section)
    lines += ["", "", *(f"                      {line}" for line in sheet.signature), " "]
    return "\n".join(lines).encode()


def _section(sheet: Sheet, section: Section) -> list[str]:
    lines = [section.heading]
    if layout := table_of(sheet, section):
        lines += _table(layout, Random(f"{sheet.title}|{layout.key}"))
    prose = list(section.paragraphs)
    if section.key == "overview":
        prose.insert(1, PICTURE)
        prose[-1] = "[image: ]" + prose[-1]
    return lines + prose


def _table(layout: Layout, random: Random) -> list[str]:
    lines = []
    for row in range(layout.height):
        lines += [f"\t{_text(box, random) if box.row == row else ''}" for box in layout.row(row)]
        lines.append("")
    return [*lines, ""]


def _text(box: Box, random: Random) -> str:
    if box.kind == FIGURE and box.text:
        left, right = random.choice(SPACES)
        return f"{left}{box.text}{right}"
    if box.text == VERTICAL and box.column == 0:
        return "\n".join(box.text)
    if box.text == forms.CASES[-1][1] and box.column == 4:
        return " ".join(box.text)
    return BROKEN.get(box.text, box.text)
