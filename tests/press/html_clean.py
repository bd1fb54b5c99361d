"""Print a report as the HTML that a careful editor writes: headings, th and td, ids, one text in each cell."""

from html import escape

from tests.press.layout import HEAD, LABEL, Box, Layout, table_of
from tests.press.sheet import Section, Sheet


def body(sheet: Sheet) -> str:
    """The report from its title to its signature."""
    title = "<br>".join(escape(line) for line in sheet.title_lines)
    parts = [f'<h1 class="title">{title}</h1>\n']
    parts += [f"<p>{escape(text)}</p>\n" for text in sheet.preamble]
    parts += [_section(sheet, number, section) for number, section in enumerate(sheet.sections, 1)]
    parts += [f'<p class="signature">{escape(line)}</p>\n' for line in sheet.signature]
    return "".join(parts)


def _section(sheet: Sheet, number: int, section: Section) -> str:
    parts = [f'<h2 id="part{number}">{escape(section.heading)}</h2>\n']
    if layout := table_of(sheet, section):
        parts.append(_table(layout))
    parts += [f"<p>{escape(text)}</p>\n" for text in section.paragraphs]
    return "".join(parts)


def _table(layout: Layout) -> str:
    rows = (
        "<tr>" + "".join(_cell(box) for box in layout.row(row) if box.row == row) + "</tr>\n"
        for row in range(layout.height)
    )
    return f'<table id="{layout.key}" border="1">\n{"".join(rows)}</table>\n'


def _cell(box: Box) -> str:
    name = "th" if box.kind in {HEAD, LABEL} else "td"
    spans = "".join(
        f' {attribute}="{span}"'
        for attribute, span in (("rowspan", box.row_span), ("colspan", box.column_span))
        if span > 1
    )
    return f"<{name}{spans}>{escape(box.text)}</{name}>"
