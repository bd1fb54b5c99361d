"""The documents that the project was asked for read exactly; they are other people's text and stay outside."""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gipcrawler.check import check
from gipcrawler.model import Report, State, Verdict
from gipcrawler.reading import read
from gipcrawler.text.spaces import fold
from tests.press import forms
from tests.reading.compare import Known, differences

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside this checkout")

OFFICIAL = ["overview", "active_disclosure", "applications", "review_litigation", "problems", "other_matters"]
COUNTS = {"000": 198, "001": 198, "002": 201, "003": 198, "004": 198, "huaian_2024": 200}
PLACES = {
    "000": "220103101",
    "001": "512002107",
    "002": "110118106",
    "003": "370322001",
    "004": None,
    "huaian_2024": "320800",
}
PUBLISHED = {"000": "2021-01-15", "001": "2021-01-26", "003": "2021-01-20"}
ISSUERS = {
    "000": {"德惠市米沙子镇人民政府"},
    "001": {"资阳市雁江区丹山镇人民政府"},
    "002": {"北京市密云区穆家峪镇", "北京市密云区穆家峪镇人民政府"},
    "003": {"高青县田镇街道办事处"},
    "004": {None},
    "huaian_2024": {"淮安市人民政府"},
}
NUMBERS = {"000": "1二三四5六"}
# What a dump of a Word file leaves of bookmarks and pictures; it is no text of the report
MARKS = re.compile(r"\[(?:bookmark|image):[^\]]*\]")
NUMBERED = r"^\s*[1-6一二三四五六]\s*、\s*{}\s*$"
# Titles of the sections that hold prose, and of those that end them
PROSE = {
    "overview": ("总体情况", r"(?:主动公开政府信息情况|2021年政务公开工作完成情况及成效)"),
    "problems": ("存在的主要问题及改进情况", "其他需要报告的事项"),
}

keys = pytest.mark.parametrize("key", COUNTS)
seeds = pytest.mark.parametrize("key", sorted(COUNTS.keys() - {"huaian_2024"}))


def path_of(key: str) -> Path:
    return next(iter((*SAMPLES.glob(f"seeds/{key}_*.txt"), *SAMPLES.glob(f"{key}.*"))))


@cache
def reading(key: str) -> Report:
    return read(path_of(key).read_bytes())


def known(key: str) -> list[Known]:
    """Every cell that was read by hand."""
    told = json.loads((SAMPLES / "expected" / f"{key}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    cells: list[Known] = []
    for table, rows in told["tables"].items():
        for row, values in rows.items():
            if row == "extra_rows":
                continue
            for part in values.get("sub_rows", (values,)):
                columns = (column for column in part if column not in {"label", "raw"})
                cells.extend((table, row, part.get("label"), column, part[column]) for column in columns)
    return cells


@keys
def test_every_cell_is_exact(key):
    assert len(known(key)) == COUNTS[key]
    assert differences(reading(key), known(key)) == {}
    assert len(reading(key).cells) == COUNTS[key]


@keys
def test_frame(key):
    report = reading(key)
    assert report.year == (2024 if key == "huaian_2024" else 2021 if key == "004" else 2020)
    assert report.issuer in ISSUERS[key]
    assert report.place == PLACES[key]
    form = "2021" if key == "huaian_2024" else "2019"
    assert [report.forms[table] for table in ("active_disclosure", "applications")] == [form, form]
    if key in PUBLISHED:
        assert report.published is not None
        assert report.published.isoformat() == PUBLISHED[key]


@keys
def test_sections(key):
    sections = reading(key).sections
    shifted = ["overview", None, *OFFICIAL[1:5]]
    assert [section.key for section in sections] == (shifted if key == "004" else OFFICIAL)
    assert "".join(section.number or "?" for section in sections) == NUMBERS.get(key, "一二三四五六")


@seeds
@pytest.mark.parametrize("section", PROSE)
def test_a_section_has_the_text_between_its_heading_and_the_next(key, section):
    title, following = PROSE[section]
    text = path_of(key).read_text(encoding="utf-8")
    start = re.search(NUMBERED.format(title), text, re.MULTILINE)
    assert start
    end = re.search(NUMBERED.format(following), text[start.end() :], re.MULTILINE)
    between = text[start.end() :][: end.start() if end else None]
    read_text = next(part.text for part in reading(key).sections if part.key == section)
    assert fold(read_text) == fold(MARKS.sub("", between))


@pytest.mark.parametrize("section", ["overview", "problems", "other_matters"])
def test_sections_of_the_pdf_have_no_page_numbers(section):
    text = next(part.text for part in reading("huaian_2024").sections if part.key == section)
    assert len(text) > 30
    assert not re.search(r"[-—]\s*\d\s*[-—]", text)


def cell(key: str, *address: str | None):
    return next(c for c in reading(key).cells if (c.table, c.row, c.sub_row, c.column) == address)


def test_a_sign_is_a_number():
    change = cell("003", "active_disclosure", "other_external_management", None, "change")
    assert (change.raw, change.value, change.state) == ("+1", 1, State.NUMBER)


def test_a_unit_is_kept_beside_its_number():
    money = cell("003", "active_disclosure", "government_procurement", None, "amount")
    assert (money.value, money.unit, money.raw) == (Decimal("998.435698"), "万元", "998.435698万元")
    assert cell("001", "active_disclosure", "government_procurement", None, "amount").unit is None


def test_a_blank_is_not_zero():
    blank = cell("003", "applications", "result_total", None, "nonprofit")
    assert (blank.state, blank.value, blank.raw) == (State.BLANK, None, "")
    assert [c for c in reading("003").cells if c.state is State.BLANK] == [blank]


def test_a_row_that_no_form_knows_is_left_over():
    (leftover,) = reading("000").leftovers
    assert leftover.text.endswith("127")
    for key in COUNTS.keys() - {"000"}:
        assert reading(key).leftovers == ()


def test_the_issuers_own_rows_have_the_official_key():
    parts = {c.sub_row for c in reading("002").cells if c.row == "other_external_management"}
    assert parts == {"行政检查", "行政确认"}
    assert cell("002", "active_disclosure", "government_procurement", None, "amount").raw == "0.0000"


@keys
def test_the_arithmetic_holds(key):
    broken = [finding for finding in check(reading(key)) if finding.verdict is Verdict.BROKEN]
    assert broken == []


def test_the_empty_official_form():
    report = read((SAMPLES / "official_form_2021.docx").read_bytes())
    addresses = [
        (table, row, None, column, None)
        for table in forms.TABLES
        for row, columns in forms.rows(table, "2021").items()
        for column in columns
    ]
    assert len(addresses) == 200
    assert differences(report, addresses) == {}
    assert {one.state for one in report.cells} == {State.BLANK}
    assert report.leftovers == ()
    assert [section.key for section in report.sections] == OFFICIAL
    assert (report.issuer, report.place, report.year) == (None, None, None)
    broken = {finding.rule for finding in check(report) if finding.verdict is Verdict.BROKEN}
    assert broken == {"section_empty", "instructions_left"}  # of its figures nothing can be said
