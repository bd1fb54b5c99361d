"""The weight of a change, by examples in order: each weighs more than the one before it."""

from dataclasses import replace
from datetime import date

import pytest

from gipcrawler.diff import Kind, diff
from tests.diff.planting import cell_at, original, with_cell, with_section, with_text

REPORT = original("huaian_2024")


def figure(row, column, printed):
    return with_cell(REPORT, cell_at(REPORT, row, column), printed)


def put(old, new, key="problems"):
    return with_text(REPORT, key, lambda said: said.replace(old, new))


def reworded(*keys):
    report = REPORT
    for key in keys:
        report = with_text(report, key, lambda said: "换了一套说法来讲同样的事情。" * (len(said) // 14))
    return report


def refigured(every):
    report = REPORT
    for place in range(0, len(REPORT.cells), every):
        report = with_cell(report, place, str((REPORT.cells[place].value or 0) * 3 + 7))
    return report


def without(table):
    cells = tuple(cell for cell in REPORT.cells if cell.table != table)
    return replace(REPORT, cells=cells, forms={**REPORT.forms, table: None})


IN_ORDER = {
    "nothing": (REPORT, Kind.SAME),
    "the day of print": (replace(REPORT, published=date(2025, 3, 1)), Kind.COSMETIC),
    "every comma": (put("，", "、"), Kind.COSMETIC),
    "a zero that became blank": (figure("granted", "research", ""), Kind.WORDING),
    "a section in other words": (reworded("problems"), Kind.WORDING),
    "all sections in other words": (reworded("overview", "problems", "other_matters"), Kind.WORDING),
    "a detail by a little": (figure("granted", "natural_person", "1289"), Kind.FIGURES),
    "a detail by much": (figure("granted", "natural_person", "128"), Kind.FIGURES),
    "a row's total by much": (figure("granted", "total", "136"), Kind.FIGURES),
    "the total of totals by much": (figure("result_total", "total", "305"), Kind.FIGURES),
    "every tenth figure": (refigured(10), Kind.FIGURES),
    "every figure": (refigured(1), Kind.FIGURES),
}


def test_what_weighs_more_comes_later():
    weights = {name: diff(REPORT, report).weight for name, (report, _) in IN_ORDER.items()}
    assert list(weights.values()) == sorted(set(weights.values())), weights
    assert weights["nothing"] == 0
    assert weights["every comma"] < 0.02
    assert weights["every figure"] <= 1


@pytest.mark.parametrize("name", IN_ORDER)
def test_the_kind_is_the_gravest_thing(name):
    report, kind = IN_ORDER[name]
    assert diff(REPORT, report).kind is kind


@pytest.mark.parametrize(
    ("light", "heavy"),
    [
        (put("一是", "其一，"), put("一是", "今年12")),
        (
            with_text(REPORT, "problems", lambda said: "\n".join(reversed(said.split("\n")))),
            reworded("problems"),
        ),
        (with_section(REPORT, "problems", lambda one: replace(one, title="存在的不足")), reworded("problems")),
        (figure("granted", "business", "22"), figure("granted", "business", "")),
        (figure("granted", "total", "1363"), without("review_litigation")),
    ],
    ids=["a figure in the text", "moved", "a heading", "a figure that went", "a table that went"],
)
def test_of_two_one_weighs_more(light, heavy):
    assert diff(REPORT, light).weight < diff(REPORT, heavy).weight


def test_a_year_that_counts_on_weighs_as_good_as_nothing():
    told = with_text(REPORT, "overview", lambda said: f"2024年，全市公开政府信息。\n{said}")
    later = with_text(REPORT, "overview", lambda said: f"2025年，全市公开政府信息。\n{said}")
    change = diff(told, replace(later, year=2025))
    assert (change.kind, change.weight < 0.02) == (Kind.COSMETIC, True)
    assert diff(told, later).kind is Kind.WORDING


@pytest.mark.parametrize("name", [name for name in IN_ORDER if name != "nothing"])
def test_there_weighs_as_much_as_back(name):
    report, _ = IN_ORDER[name]
    assert diff(REPORT, report).weight == diff(report, REPORT).weight
