"""PDFs as programs print them: LibreOffice with tables of any width, Chromium with rules of any kind."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from gipcrawler.documents import read_document
from gipcrawler.model import Report, State
from gipcrawler.reading import report_of
from tests.fixtures.carriers.make import PRINTED
from tests.press import as_html, expected
from tests.press.sheet import Sheet
from tests.press.twelve import reports
from tests.services import SERVICES

FIXTURE = Path(__file__).parents[1] / "fixtures" / "carriers" / "pdf.zip"


def printed(name: str) -> tuple[Report, Sheet]:
    with zipfile.ZipFile(FIXTURE) as held:
        return report_of(read_document(held.read(f"{name}.pdf"))), reports[PRINTED[name][0]]


def told(report: Report) -> dict[tuple[Any, ...], Any]:
    return {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}


def known(sheet: Sheet) -> dict[tuple[Any, ...], Any]:
    return {cell[:4]: cell[4] for cell in expected(sheet)}


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_no_figure_is_wrong_however_wide_the_tables_are(name):
    report, sheet = printed(name)
    right = known(sheet)
    for cell in report.cells:
        address = (cell.table, cell.row, cell.sub_row, cell.column)
        assert cell.state is State.TEXT or cell.value == right[address], address
    read = " ".join((*(cell.raw for cell in report.cells), *(left.text for left in report.leftovers)))
    assert [section.title for section in report.sections] == [section.title for section in sheet.sections]
    assert ("（出页）" in read) == (name in {"wide", "centred"})


@pytest.mark.parametrize(("name", "texts"), [("plain", 0), ("narrow", 30), ("centred", 2)])
def test_what_the_page_shows_is_read(name, texts):
    report, sheet = printed(name)
    assert told(report).keys() == known(sheet).keys()
    assert sum(cell.state is State.TEXT for cell in report.cells) <= texts


def test_of_a_table_wider_than_the_page_the_columns_in_sight_are_read():
    report, sheet = printed("wide")
    right = {key: value for key, value in known(sheet).items() if key[0] == "applications"}
    read = {key: value for key, value in told(report).items() if key[0] == "applications"}
    assert read.keys() == {key for key in right if key[3] != "total"}
    assert {key[3] for key, value in read.items() if value is None} == {"other"}


BORDER = "table{border-collapse:collapse} td,th{border:1px solid #000}"
WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "plain": ("", {}),
    "collapsed": (BORDER, {"format": "A4"}),
    "headed": (
        BORDER,
        {"format": "A4", "display_header_footer": True, "margin": dict.fromkeys(("top", "bottom"), "2cm")},
    ),
    "apart": ("td,th{border:1px solid #000}", {"format": "A4", "landscape": True}),
    "dotted": (BORDER.replace("solid", "dotted"), {"format": "A4", "scale": 0.7}),
    "double": (BORDER.replace("1px solid", "3px double"), {"format": "A4"}),
}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SERVICES["chromium"].program, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(
    ("name", "way"),
    [*((name, "collapsed") for name in reports), *(("huaian_2024", way) for way in WAYS if way != "collapsed")],
)
def test_what_a_browser_prints_gives_every_figure(page, name, way):
    style, options = WAYS[way]
    page.set_content(as_html(reports[name]).decode().replace("</head>", f"<style>{style}</style></head>"))
    report = report_of(read_document(page.pdf(**options)))
    assert told(report) == known(reports[name])
    assert [section.title for section in report.sections] == [section.title for section in reports[name].sections]
