"""The reviewed reading of every quirk says what its sheet said: each figure, each heading, who and when."""

import json
from decimal import Decimal

import pytest

from tests.golden.packed import CASES, SPLIT
from tests.golden.quirks import FIXTURES, QUIRKS
from tests.press import expected

NUMBERLESS = {"form_blank_2020": None, "total_blank_2023": "total"}
TABLES = ("active_disclosure", "applications", "review_litigation", "problems", "other_matters")
HEADINGS = {  # what is gone, and sections that the form does not know
    "hybrid_2019": ["overview", *TABLES[:2], None, TABLES[2], None, *TABLES[3:]],
    "heading_missing_2021": ["overview", *(key for key in TABLES if key != "applications")],
    "headings_gone_2020": ["overview", None],
    "numbers_shifted_2021": ["overview", None, *TABLES[:4]],
    "numbers_begin_again_2024": [*([None] * 5), *TABLES],
    "numbers_begin_again_run_in_2023": [*([None] * 5), *TABLES],
}
LEFT = {
    "instructions_left_in_2021": ["（请在表格内填入阿拉伯数字，没有的填“0”，不得留空）"],
    "footnotes_2023": ["注：本表数量含上年度结转的案件，按结案文书编号统计。"],
    "two_reports_2022": ["福建省永春县财政局\n2021年政府信息公开工作年度报告", "规章 | 42 | 62 | 192"],
}


def reading(name):
    return json.loads((FIXTURES / name / "reading.json").read_text(encoding="utf-8"), parse_float=Decimal)


def known(name):
    """Every official cell of the sheet, as its quirk has left it."""
    cells = {cell[:4]: cell[4] for cell in expected(QUIRKS[name].sheet)}
    if name in NUMBERLESS:
        cells |= {
            at: None
            for at in cells
            if (at[0] == "applications" and at[3] == NUMBERLESS[name]) or NUMBERLESS[name] is None
        }
    if name == "unit_in_the_cell_2022":
        cells["active_disclosure", "administrative_fees", None, "amount_wan_yuan"] = Decimal(3940)
    return cells


@pytest.mark.parametrize("name", QUIRKS)
def test_the_page_is_that_of_its_quirk(name):
    assert (FIXTURES / name / "input.html").read_bytes() == QUIRKS[name].page


@pytest.mark.parametrize("name", QUIRKS)
def test_every_figure_is_exact_or_known_not_to_be_one(name):
    told = {
        (cell["table"], cell["row"], cell["sub_row"], cell["column"]): (cell["value"], cell["state"])
        for cell in reading(name)["cells"]
    }
    wanted = known(name)
    assert told.keys() == wanted.keys()
    wrong = {at: told[at] for at, value in wanted.items() if told[at][0] != value}
    assert {state for _, state in wrong.values()} <= {"text", "dash"}
    assert {table for table, *_ in wrong} == set(QUIRKS[name].unread)


@pytest.mark.parametrize("name", QUIRKS)
def test_who_and_when_and_the_headings(name):
    told, sheet = reading(name), QUIRKS[name].sheet
    assert (told["issuer"], told["year"]) == (sheet.issuer, sheet.year)
    assert told["place"] is not None
    assert [section["key"] for section in told["sections"]] == HEADINGS.get(name, [one.key for one in sheet.sections])
    left = [leftover["text"] for leftover in told["leftovers"]]
    assert left[: len(LEFT.get(name, left))] == LEFT.get(name, [])  # a second report begins with its title


@pytest.mark.parametrize("path", CASES)
def test_a_document_is_as_it_is_made(path):
    assert (FIXTURES / path).read_bytes() == CASES[path]()


def test_a_report_split_over_the_files_of_an_archive_is_whole():
    told = reading("split_over_files_2023")
    assert {(cell["table"], cell["row"], cell["sub_row"], cell["column"], cell["value"]) for cell in told["cells"]} == {
        *expected(SPLIT)
    }
    assert [section["key"] for section in told["sections"]] == [section.key for section in SPLIT.sections]
