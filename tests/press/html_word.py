"""Print a report as HTML that Word made: runs cut anywhere, `<o:p>`, odd spaces around figures, broken labels.

What is done here is what FORMATS sections 4, 9 and 11 saw in pages of real portals.
"""

from html import escape
from random import Random

from tests.press import forms
from tests.press.layout import FIGURE, Box, Layout, table_of
from tests.press.sheet import Section, Sheet

RUNS = (
    '<span style="font-family:宋体;font-size:12.0pt">{}</span>',
    '<span lang="EN-US" style="font-size:12.0pt;font-family:&quot;Times New Roman&quot;">{}</span>',
    '<font face="仿宋_GB2312">{}</font>',
    '<span style="mso-spacerun:yes"><font face="Calibri">{}</font></span>',
)
END = '<span lang="EN-US"><o:p></o:p></span>'
PARAGRAPH = '<p class="MsoNormal" style="{}">{}</p>\n'
TABLE = (
    '<table class="MsoNormalTable" border="1" cellspacing="0" style="border-collapse:collapse;mso-yfti-tbllook:1184">'
    "<tbody>\n{}</tbody></table>\n"
)
PROSE = "text-indent:32.0pt;line-height:28.0pt"
CENTRED = "text-align:center;mso-pagination:widow-orphan"
# Most cells have no space about their figure, the others one of these
SPACES = (("", ""), ("", ""), ("", ""), ("&nbsp;", ""), ("", "&nbsp;"), ("　", ""), (" ", " "), ("&nbsp;&nbsp;", "　"))
BLANKS = ("", "&nbsp;", f"<span><o:p>&nbsp;</o:p></span>{END}", "　")
VERTICAL = forms.RESULTS
# Labels that Word users break by hand, and where
BROKEN = {
    "商业企业": 2,
    "社会公益组织": 2,
    "法律服务机构": 4,
    "本年新制作数量": 3,
    "（三）不予公开": 5,
    "（四）无法提供": 5,
    "结果维持": 2,
}


def body(sheet: Sheet) -> str:
    """The report from its title to its signature; one section's heading is glued to the paragraph before it."""
    return _Typist(sheet).body()


class _Typist:
    """Cuts and spaces one sheet's text, the same for the same sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.random = Random(sheet.title)

    def body(self) -> str:
        parts = [PARAGRAPH.format(CENTRED, f"<b>{self._runs(line)}{END}</b>") for line in self.sheet.title_lines]
        parts += [PARAGRAPH.format(PROSE, self._runs(text) + END) for text in self.sheet.preamble]
        *before, last = self.sheet.sections
        parts += [self._section(section) for section in before]
        parts.append(self._glued(last))
        parts += [PARAGRAPH.format("text-align:right", self._runs(line) + END) for line in self.sheet.signature]
        return f'<div class="Section1" style="layout-grid:15.6pt">\n{"".join(parts)}</div>\n'

    def _section(self, section: Section) -> str:
        parts = [PARAGRAPH.format(PROSE, f"<b>{self._runs(section.heading)}</b>{END}")]
        if layout := table_of(self.sheet, section):
            parts.append(self._table(layout))
        parts += [PARAGRAPH.format(PROSE, f"&nbsp;&nbsp;{self._runs(text)}{END}") for text in section.paragraphs]
        return "".join(parts)

    def _glued(self, section: Section) -> str:
        lines = (section.heading, *section.paragraphs)
        return PARAGRAPH.format(PROSE, "<br />\n　　".join(self._runs(line) for line in lines) + END)

    def _table(self, layout: Layout) -> str:
        rows = (
            "<tr style='mso-yfti-irow:{}'>{}</tr>\n".format(
                row, "".join(self._cell(box) for box in layout.row(row) if box.row == row)
            )
            for row in range(layout.height)
        )
        return TABLE.format("".join(rows))

    def _cell(self, box: Box) -> str:
        spans = f' rowspan="{box.row_span}"' if box.row_span > 1 else ""
        spans += f' colspan="{box.column_span}"' if box.column_span > 1 else ""
        if box.kind == FIGURE and box.text:
            left, right = self.random.choice(SPACES)
            text = f"{left}{self._runs(box.text)}{right}"
        elif box.kind == FIGURE:
            text = self.random.choice(BLANKS)
        else:
            text = "<br />".join(self._runs(line) for line in _lines(box.text))
        inside = PARAGRAPH.format(CENTRED, text + END).rstrip()
        return f'<td width="{48 * box.column_span}"{spans} style="padding:0cm 5.4pt 0cm 5.4pt">{inside}</td>'

    def _runs(self, text: str) -> str:
        """The text cut into runs of one to five characters, each in a tag of its own."""
        parts, start = [], 0
        while start < len(text):
            end = start + self.random.randint(1, 5)
            parts.append(self.random.choice(RUNS).format(escape(text[start:end])))
            start = end
        return "".join(parts)


def _lines(label: str) -> list[str]:
    if label == VERTICAL:
        return list(label)
    cut = BROKEN.get(label)
    return [label[:cut], label[cut:]] if cut else [label]
