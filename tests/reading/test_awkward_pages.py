"""One report, spoilt as portals and converters spoil it (FORMATS sections 4, 9 and 11), reads the same."""

import re
from collections.abc import Callable
from itertools import chain

import pytest

from gipcrawler.reading import read
from tests.press import Sheet, as_html, expected, synthetic
from tests.press.layout import FIGURE, table_of
from tests.reading.compare import differences

SHEETS = {form: synthetic("江苏省宝应县人民政府", 2022, form, 77) for form in ("2019", "2021")}
APPLICATIONS = re.compile(r'(?<=<table id="applications" border="1">\n).*?(?=</table>)', re.DOTALL)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
HALF_WIDTH = str.maketrans("（）", "()")


def in_applications(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda page: APPLICATIONS.sub(lambda rows: change(rows[0]), page)


def one_table_a_row(rows: str) -> str:
    return rows.replace("</tr>\n", '</tr></table>\n<table border="1">')


def cut_in_a_group(rows: str) -> str:
    """Two tables where Word broke the page; the second begins without its group's label."""
    return re.sub(r"(<tr><th>2\.没有现成)", r"</table>\n<p>— 3 —</p>\n<table>\1", rows)


def one_table_an_article(page: str) -> str:
    return re.sub(r'(?<=</tr>\n)(<tr><th colspan="4">第二十条)', r'</table>\n<table border="1">\1', page)


def heading_in_the_table(page: str) -> str:
    return re.sub(r"<h2[^>]*>(.*?)</h2>\n<table([^>]*)>", r'<table\2><tr><td colspan="20">\1</td></tr>', page)


def in_a_layout_table(page: str) -> str:
    return re.sub(
        r"<body>(.*)</body>", r"<body><table><tr><td>栏目</td><td>\1</td></tr></table>", page, flags=re.DOTALL
    )


SPOILT: dict[str, Callable[[str], str]] = {
    "one table an article": one_table_an_article,
    "one table a row": in_applications(one_table_a_row),
    "cut in a group": in_applications(cut_in_a_group),
    "without spans": lambda page: re.sub(r' (row|col)span="\d+"', "", page),
    "tags never closed": lambda page: re.sub(r"</(td|th|tr)>", "", page),
    "heading in the table": heading_in_the_table,
    "headings in bold": lambda page: re.sub(r"<h2[^>]*>(.*?)</h2>", r"<div><strong>\1</strong></div>", page),
    "paragraphs by line breaks": lambda page: page.replace("</p>\n<p>", "<br><br>"),
    "in a layout table": in_a_layout_table,
    "units in the cells": lambda page: re.sub(r"<td>(\d+)</td>", r"<td>\1件</td>", page),
    "full-width figures": lambda page: re.sub(r"(?<=<td>)[\d.]+", lambda figure: figure[0].translate(FULL_WIDTH), page),
    "half-width brackets": lambda page: page.translate(HALF_WIDTH),
    "blanks in the labels": lambda page: re.sub(r"(<th[^>]*>[^<]{2})", r"\1 &nbsp;", page),
    "合计 for 总计": lambda page: page.replace("（七）总计", "（七）合计"),
    "（六）其他 for （六）其他处理": lambda page: page.replace("（六）其他处理", "（六）其他"),
    "short labels": lambda page: page.replace(
        "无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "逾期不补正"
    ).replace("未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "不缴费"),
    "both of them": lambda page: SPOILT["short labels"](SPOILT["（六）其他 for （六）其他处理"](page)),
}


def rows_of_text(sheet: Sheet, between: str) -> str:
    """The report as plain text with one line a row, and nothing for what a merged cell covers."""
    lines = [sheet.title, *sheet.preamble]
    for section in sheet.sections:
        lines.append(section.heading)
        if layout := table_of(sheet, section):
            rows = ([box.text for box in layout.row(row) if box.row == row] for row in range(layout.height))
            lines += [*(between.join(row) for row in rows), ""]
        lines += section.paragraphs
    return "\n".join([*lines, *sheet.signature])


def copied_rows(sheet: Sheet) -> str:
    """The report as copied from a PDF: figures of a row on one line, labels on lines as narrow as their column."""
    lines = [sheet.title, *sheet.preamble]
    for section in sheet.sections:
        lines.append(section.heading)
        if layout := table_of(sheet, section):
            for row in range(layout.height):
                boxes = [box for box in layout.row(row) if box.row == row]
                labels = [box.text for box in boxes if box.kind != FIGURE]
                lines += [label[at : at + 7] for label in labels for at in range(0, len(label), 7)]
                lines += filter(None, [" ".join(box.text for box in boxes if box.kind == FIGURE)])
        lines += section.paragraphs
    return "\n".join([*lines, *sheet.signature])


def wrapped_rows(sheet: Sheet) -> str:
    """The report as a dumper writes it that keeps to narrow columns: each row as many lines as its longest cell."""
    lines = [sheet.title, *sheet.preamble]
    for section in sheet.sections:
        lines.append(section.heading)
        if layout := table_of(sheet, section):
            for row in range(layout.height):
                texts = [box.text * (box.row == row) for box in layout.row(row)]
                starts = range(0, max(map(len, texts)), 9)
                lines += (f"|{'|'.join(text[at : at + 9].ljust(9, '　') for text in texts)}|" for at in starts)
            lines.append("")
        lines += section.paragraphs
    return "\n".join([*lines, *sheet.signature])


def tables_in_html(sheet: Sheet) -> str:
    """The report as Markdown in which each table stands in HTML, as it must where cells are merged."""
    tables = re.findall(r"<table.*?</table>", as_html(sheet).decode(), re.DOTALL)
    lines = [f"**{sheet.title}**", ""]
    for section in sheet.sections:
        lines += [f"**{section.heading}**", ""]
        lines += [tables.pop(0), ""] if table_of(sheet, section) else []
        lines += section.paragraphs
    return "\n".join([*lines, "", *sheet.signature])


def markdown(sheet: Sheet) -> str:
    """The report as a converter makes it: # before headings, a cell for every column, a rule under the first row."""
    lines = [f"# {sheet.title}", ""]
    for section in sheet.sections:
        lines += [f"## {section.heading}", ""]
        if layout := table_of(sheet, section):
            for row in range(layout.height):
                cells = ([box.text * (box.row == row), *[""] * (box.column_span - 1)] for box in layout.row(row))
                lines.append(f"| {' | '.join(chain.from_iterable(cells))} |")
                lines += ["|" + "---|" * layout.width] if row == 0 else []
            lines.append("")
        lines += section.paragraphs
    return "\n".join([*lines, "", *sheet.signature])


TEXTS: dict[str, Callable[[Sheet], str]] = {
    "pipes": lambda sheet: rows_of_text(sheet, " | "),
    "tabs": lambda sheet: rows_of_text(sheet, "\t"),
    "columns of spaces": lambda sheet: rows_of_text(sheet, "   "),
    "wrapped in narrow columns": wrapped_rows,
    "tables in HTML": tables_in_html,
    "copied from a PDF": copied_rows,
    "one line a cell": lambda sheet: rows_of_text(sheet, "\n"),
    "markdown": markdown,
}


def assert_reads(sheet: Sheet, text: str) -> None:
    report = read(text.encode())
    assert differences(report, expected(sheet)) == {}
    assert [(section.key, section.number, section.title) for section in report.sections] == [
        (section.key, section.number, section.title) for section in sheet.sections
    ]
    assert [leftover.text for leftover in report.leftovers] == []
    assert (report.issuer, report.year) == (sheet.issuer, sheet.year)


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("way", SPOILT)
def test_a_spoilt_page_reads_the_same(form, way):
    page = as_html(SHEETS[form]).decode()
    spoilt = SPOILT[way](page)
    assert spoilt != page or (form == "2019" and way == "short labels")
    assert_reads(SHEETS[form], re.sub(r"<h2[^>]*>", "<h2>", spoilt))


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("way", TEXTS)
def test_a_table_in_plain_text_reads_the_same(form, way):
    assert_reads(SHEETS[form], TEXTS[way](SHEETS[form]))
