"""A figure that narrow columns broke over lines is never read as its first digits: it is text, and said so."""

import re

import pytest

from gipcrawler.check import check
from gipcrawler.model import Report, State
from gipcrawler.reading import read
from tests.press import Sheet, as_html, expected, synthetic
from tests.press.layout import FIGURE, table_of
from tests.reading.compare import differences

SHEETS = {form: synthetic("江苏省宝应县人民政府", 2022, form, 77) for form in ("2019", "2021")}
LABELS = 9  # characters of a label on one line


def narrow(sheet: Sheet, width: int) -> str:
    """The report as a dumper prints it whose columns of figures are `width` digits wide."""
    lines = [sheet.title, *sheet.preamble]
    for section in sheet.sections:
        lines.append(section.heading)
        if layout := table_of(sheet, section):
            for row in range(layout.height):
                boxes = [
                    (box.text * (box.row == row), width if box.kind == FIGURE else LABELS) for box in layout.row(row)
                ]
                height = max(-(-len(text) // wide) for text, wide in boxes)
                lines += (
                    f"|{'|'.join(text[at * wide : (at + 1) * wide].ljust(wide) for text, wide in boxes)}|"
                    for at in range(height)
                )
            lines.append("")
        lines += section.paragraphs
    return "\n".join(lines)


def assert_told(report: Report, sheet: Sheet, *, broken: bool) -> None:
    wrong = differences(report, expected(sheet))
    assert bool(wrong) == broken
    assert {read for read, _ in wrong.values()} <= {None, "absent"}
    figures = {str(known) for _, known in wrong.values()}
    texts = [re.sub(r"\D", "", cell.raw) for cell in report.cells if cell.state is State.TEXT]
    said = " ".join([*texts, *(leftover.text for leftover in report.leftovers)])
    assert [figure for figure in figures if re.sub(r"\D", "", figure) not in said] == []
    told = {finding.where.partition("/")[0] for finding in check(report)}
    assert {table for table, *_ in wrong} <= told


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("width", [2, 3, 4, 9])
def test_in_wrapped_text(form, width):
    sheet = SHEETS[form].with_figure("applications", "new_requests", "natural_person", 12345)
    assert_told(read(narrow(sheet, width).encode()), sheet, broken=width < 9)


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("broken", [r"\1<br>\2", r"<p>\1</p><p>\2</p>", r"<span>\1</span><br/>\n\2"])
def test_in_a_page(form, broken):
    page = re.sub(r"(?<=>)(\d)(\d+)(?=</td>)", broken, as_html(SHEETS[form]).decode())
    assert_told(read(page.encode()), SHEETS[form], broken=True)


@pytest.mark.parametrize("row", ["二、上年结转政府信息公开申请数量", "4.无正当理由大量反复申请", "（七）总计"])
def test_a_row_whose_label_is_lost_is_no_rest_of_the_row_above(row):
    lines = [SHEETS["2021"].title]
    layout = table_of(SHEETS["2021"], next(one for one in SHEETS["2021"].sections if one.key == "applications"))
    assert layout
    for number in range(layout.height):
        texts = (box.text * (box.row == number and box.text != row) for box in layout.row(number))
        lines.append(f"| {' | '.join(texts)} |")
    known = [cell for cell in expected(SHEETS["2021"]) if cell[0] == "applications"]
    assert differences(read("\n".join(lines).encode()), known) == {}
