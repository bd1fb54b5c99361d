"""Two years of one publisher: R6 to R8, whichever form they follow, and figures out of all proportion."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.check import check_years
from gipcrawler.model import Verdict
from gipcrawler.reading import read
from tests.check.reports import changed, figured, report
from tests.press import as_html, synthetic

ISSUER = "山东省高青县人民政府"


def years(*forms):
    sheets = []
    for at, form in enumerate(forms):
        sheets.append(synthetic(ISSUER, 2020 + at, form, 5, previous=sheets[-1] if sheets else None))
    return [read(as_html(sheet)) for sheet in sheets]


def told(this, last, **more):
    return {(one.rule, one.where, one.verdict) for one in check_years(this, last, **more)}


@pytest.mark.parametrize("forms", [("2019", "2019"), ("2021", "2021"), ("2019", "2021")])
def test_years_that_follow_each_other_have_no_findings(forms):
    last, this = years(*forms)
    assert check_years(this, last) == ()


@pytest.mark.parametrize("forms", [("2019", "2019"), ("2021", "2021"), ("2019", "2021")])
def test_what_was_carried_forward_is_carried_over_in_each_column(forms):
    last, this = years(*forms)
    for column in ("natural_person", "business", "total"):
        wrong = changed(last, "applications", "carried_forward", column, 777)
        assert told(this, wrong) == {("R6", f"applications/*/{column}", Verdict.BROKEN)}


def test_a_blank_in_last_years_report_leaves_it_open():
    last, this = report(), changed(report(), "applications", "carried_over", "total", 11)
    this = changed(this, "applications", "carried_over", "natural_person", 10)
    blank = changed(last, "applications", "carried_forward", "total", None)
    assert told(this, blank) == {("R6", "applications/*/total", Verdict.UNASSESSABLE)} | told(this, blank) - {
        ("R6", "applications/*/total", Verdict.BROKEN)
    }


def test_documents_in_force_are_counted_on():
    last, this = years("2021", "2021")
    wrong = changed(this, "active_disclosure", "normative_documents", "in_force", 9_999)
    rules = {(rule, where) for rule, where, _ in told(wrong, last)}
    assert ("R7", "active_disclosure/normative_documents") in rules


def test_items_are_counted_on():
    last, this = years("2019", "2019")
    wrong = changed(this, "active_disclosure", "administrative_penalty", "previous_year_items", 9_999)
    assert told(wrong, last) == {("R8", "active_disclosure/administrative_penalty", Verdict.BROKEN)}


def test_a_change_without_a_figure_leaves_it_open_either_way():
    last, this = years("2019", "2019")
    for value in (0, 9_999):
        wrong = changed(this, "active_disclosure", "administrative_fees", "previous_year_items", value)
        blank = changed(last, "active_disclosure", "administrative_fees", "change", None)
        assert told(wrong, blank) == {("R8", "active_disclosure/administrative_fees", Verdict.UNASSESSABLE)}


def test_the_sheet_of_2014_has_nothing_to_reach_back_to():
    last, this = years("2019", "2021")
    old = replace(
        last, forms={"statistics": "2014"}, cells=tuple(replace(cell, table="statistics") for cell in last.cells)
    )
    assert check_years(this, old, holds=True) == ()


def test_what_is_kept_is_told_when_asked_for():
    last, this = years("2021", "2021")
    held = told(this, last, holds=True)
    assert {verdict for _, _, verdict in held} == {Verdict.HOLDS}
    assert {rule for rule, _, _ in held} == {"R6", "R7"}


@pytest.mark.parametrize(
    ("now", "before", "jumps"),
    [
        (2400, 120, True),
        (240, 12, True),
        (119, 5, False),
        (230, 12, False),
        (0, 240, True),
        (199, 0, False),
        (120, 2400, True),
    ],
)
def test_a_sudden_jump(now, before, jumps):
    address = ("applications", "new_requests", "total")
    last, this = (changed(report(), *address, value) for value in (before, now))
    assert [one.where for one in check_years(this, last) if one.rule == "jump"] == (
        ["/".join(address)] if jumps else []
    )


@pytest.mark.parametrize(
    ("now", "before", "slips"),
    [
        ("250000", "25", True),
        ("31", "289000", True),
        ("9", "0.0009", False),
        ("250", "25", False),
        ("250000", "0", False),
    ],
)
def test_the_same_money_in_another_unit(now, before, slips):
    address = ("active_disclosure", "administrative_fees", "amount_wan_yuan")
    last, this = (changed(report(), *address, value) for value in (before, now))
    found = [one for one in check_years(this, last) if one.rule == "unit_jump"]
    assert [(one.left, one.right) for one in found] == ([(Decimal(now), Decimal(before))] if slips else [])


def test_a_unit_in_the_cell_is_no_jump():
    address = ("active_disclosure", "administrative_fees", "amount_wan_yuan")
    this, last = changed(report(), *address, "2500"), changed(report(), *address, "25000000")
    cells = tuple(replace(cell, unit="元") if cell.column == "amount_wan_yuan" else cell for cell in last.cells)
    assert told(this, replace(last, cells=cells)) <= {
        ("R6", f"applications/*/{c}", Verdict.BROKEN) for c in COLUMNS
    } | {("R7", "active_disclosure/normative_documents", Verdict.BROKEN)}


COLUMNS = ("natural_person", "total")


def test_blank_years_break_nothing():
    blank = replace(report(), cells=tuple(figured(cell, None) for cell in report().cells))
    assert check_years(blank, blank, holds=True) == ()
