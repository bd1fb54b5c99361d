"""Every sheet on every carrier reads to exactly what was printed: cells, sections, issuer, place, year."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product

import pytest

from gipcrawler.model import Report, State
from gipcrawler.reading import read
from gipcrawler.text.spaces import fold
from tests.press import (
    Sheet,
    as_docx,
    as_html,
    as_page,
    as_paragraphs,
    as_pdf,
    as_tabbed,
    expected,
    forms,
    sheets,
    synthetic,
)
from tests.press.sheet import printed
from tests.reading.compare import differences

CARRIERS: dict[str, Callable[[Sheet], bytes]] = {
    "html clean": as_html,
    "html word": lambda sheet: as_html(sheet, "word"),
    "html gb18030": lambda sheet: as_html(sheet, "word", "gb18030"),
    "page clean": as_page,
    "page word": lambda sheet: as_page(sheet, "word"),
    "docx": as_docx,
    "pdf": as_pdf,
    "tabbed": as_tabbed,
    "paragraphs": as_paragraphs,
}
PLACES = {
    "000": "220103101",
    "001": "512002107",
    "002": "110118106",
    "003": "370322001",
    "004": None,
    "huaian_2024": "320800",
    "a province 2023": "320000",
    "dashes": "370322001",
}  # the other made-up issuers are nowhere, and a place is never guessed
# The title of 002 names the town only, its signature the government: both are the issuer.
SHORT_ISSUERS = {"002": {"北京市密云区穆家峪镇"}}


def blank_columns(sheet: Sheet) -> Sheet:
    """The columns of legal persons left blank, as many small places hand the form in (FORMATS section 9)."""
    for row in sheet.figures["applications"].rows:
        for column, _ in forms.LEGAL_PERSONS:
            sheet = sheet.with_figure("applications", row, column, None)
    return sheet


def dashes(sheet: Sheet) -> Sheet:
    """Marks for "none" of every kind in place of zeros."""
    marks = iter(("-", "—", "/", "\\", "–", "——") * 200)
    for table, figures in sheet.figures.items():
        for row, values in figures.rows.items():
            for column, value in values.items():
                if value == 0:
                    sheet = sheet.with_figure(table, row, column, next(marks))
    return sheet


def wide_figures(sheet: Sheet) -> Sheet:
    """Figures of many digits, signs in words, and remarks in the cell."""
    sheet = sheet.with_figure("active_disclosure", "administrative_licensing", "change", "增3")
    sheet = sheet.with_figure("active_disclosure", "administrative_penalty", "change", "-417")
    sheet = sheet.with_figure("active_disclosure", "normative_documents", "made", "22（其中修订16件）")
    return sheet.with_figure("active_disclosure", "government_procurement", "amount", "251000.5元")


def without_litigation(sheet: Sheet) -> Sheet:
    """A report whose last table was left out."""
    return replace(sheet, figures={key: value for key, value in sheet.figures.items() if key != "review_litigation"})


UNIT = re.compile(r"\d(万元|元)$")
MIXED = {"active_disclosure": "2021", "applications": "2019", "review_litigation": "2021"}
MADE_UP = {
    "a town 2019": synthetic("四川省某县某某镇人民政府", 2019, "2019", 1),
    "a district 2021": synthetic("某某市某某区人民政府", 2021, "2021", 2),
    "a province 2023": synthetic("江苏省人民政府", 2023, "2021", 3),
    "a street 2022": synthetic("某某区某某街道办事处", 2022, "2021", 4),
    "mixed forms": synthetic("某某市人民政府", 2021, MIXED, 5),
    "old form in a late year": synthetic("某某县人民政府", 2022, "2019", 6),
    "blank columns": blank_columns(synthetic("某某县某某乡人民政府", 2023, "2021", 7)),
    "dashes": dashes(sheets["003"]),
    "wide figures": wide_figures(synthetic("某某市人民政府", 2020, "2019", 8)),
    "without table four": without_litigation(synthetic("某某县人民政府", 2024, "2021", 9)),
}
ALL = {**sheets, **MADE_UP}


@dataclass(frozen=True)
class Case:
    """A sheet, where it was printed, and what was read there."""

    key: str
    carrier: str
    sheet: Sheet = field(repr=False)
    report: Report = field(repr=False)


@pytest.fixture(scope="module", params=product(ALL, CARRIERS), ids=" on ".join)
def case(request) -> Case:
    key, carrier = request.param
    return Case(key, carrier, ALL[key], read(CARRIERS[carrier](ALL[key])))


def test_every_cell_is_read(case):
    assert differences(case.report, expected(case.sheet)) == {}


def test_a_cell_keeps_what_was_printed(case):
    for cell in case.report.cells:
        figures = case.sheet.figures[cell.table]
        row = dict(figures.sub_rows[cell.row])[cell.sub_row] if cell.sub_row else figures.rows[cell.row]
        text = printed(row[cell.column])
        assert fold(cell.raw) == fold(text)
        unit = UNIT.search(text)
        assert cell.unit == (unit[1] if unit else None)
        if not text:
            assert cell.state is State.BLANK
        elif cell.value is None:
            assert cell.state is State.DASH


def test_what_no_form_knows_is_left_over_and_nothing_else(case):
    extra = [fold(text) for text in case.sheet.figures["active_disclosure"].extra_rows]
    left = [fold(leftover.text) for leftover in case.report.leftovers]
    if case.carrier == "paragraphs":
        # Where rows are lost, a row over the whole width is a paragraph like any other: it may stand with the prose.
        (section,) = (section for section in case.report.sections if section.key == "active_disclosure")
        left += [text for text in extra if text in fold(section.text)]
    assert left == extra


def test_each_table_decides_its_form(case):
    told = {table: form for table, form in case.report.forms.items() if form}
    # Table four is the same in both forms.
    assert ("review_litigation" in told) == ("review_litigation" in case.sheet.figures)
    assert {**told, "review_litigation": None} == {**case.sheet.form, "review_litigation": None}


def test_sections_stand_under_their_keys_with_their_text(case):
    assert [(section.key, section.number, fold(section.title)) for section in case.report.sections] == [
        (section.key, section.number, fold(section.title)) for section in case.sheet.sections
    ]
    for section, known in zip(case.report.sections, case.sheet.sections, strict=True):
        text = fold(section.text)
        assert [paragraph for paragraph in known.paragraphs if fold(paragraph) not in text] == []
        others = (text for other in case.sheet.sections if other is not known for text in other.paragraphs)
        assert [paragraph for paragraph in others if len(paragraph) > 20 and fold(paragraph) in text] == []


def test_issuer_place_year_and_date(case):
    year, issuer, place = case.report.year, case.report.issuer, case.report.place
    assert year == case.sheet.year
    assert issuer in {*SHORT_ISSUERS.get(case.key, ()), case.sheet.issuer}
    assert place == PLACES.get(case.key)
    published = case.report.published
    assert published == case.sheet.published


@pytest.mark.parametrize("carrier", CARRIERS)
def test_equal_bytes_give_an_equal_report(carrier):
    body = CARRIERS[carrier](sheets["003"])
    assert read(body) == read(body)
