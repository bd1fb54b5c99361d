"""规章 where none can be made, money in another unit, figures cut in two: told where they are, and nowhere else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.check import check
from gipcrawler.check.standing import standing_of
from tests.check.reports import changed, report

FEES = ("active_disclosure", "administrative_fees", "amount_wan_yuan")


def told(read_, *rules):
    return [(one.rule, one.where) for one in check(read_) if not rules or one.rule in rules]


@pytest.mark.parametrize(
    ("issuer", "place", "may"),
    [
        ("江苏省人民政府", "320000", True),
        ("北京市人民政府", "110000", True),
        ("淄博市人民政府", "370300", True),
        ("淄博市", "370300", True),
        ("淄博市人民政府办公室", "370300", None),
        ("淄博市教育局", "370300", False),
        ("江苏省财政厅", "320000", False),
        ("淄博高新技术产业开发区管理委员会", "370300", None),
        ("高青县人民政府", "370322", False),
        ("高青县人民政府办公室", "370322", False),
        ("北京市密云区人民政府", "110118", False),
        ("高青县青城镇人民政府", "370322101", False),
        ("高青县青城镇人民政府", "370322101000", False),
        ("某某街道办事处", None, False),
        ("某某镇", None, False),
        ("民政部", None, None),
        ("某某市人民政府", None, None),
        ("某某局", None, None),
        (None, "370300", None),
        (None, None, None),
    ],
)
def test_who_may_make_rules(issuer, place, may):
    made = changed(report(issuer, place), "active_disclosure", "regulations", "in_force", 5)
    assert standing_of(made).makes_rules is may
    assert told(made, "R9") == ([("R9", "active_disclosure/regulations")] if may is False else [])


def test_no_rules_are_no_finding():
    assert told(report("高青县人民政府", "370322")) == []


@pytest.mark.parametrize(
    ("unit", "value", "rule"),
    [(None, "12.5", None), ("万元", "12.5", None), ("元", "3940", "unit"), ("亿元", "1.2", "unit"), ("元", "0", None)],
)
def test_a_cell_that_names_another_unit(unit, value, rule):
    made = changed(report(), *FEES, value)
    cells = tuple(replace(cell, unit=unit) if cell.column == FEES[2] else cell for cell in made.cells)
    assert told(replace(made, cells=cells)) == ([(rule, "/".join(FEES))] if rule else [])


@pytest.mark.parametrize(
    ("issuer", "place", "value", "rule"),
    [
        ("高青县青城镇人民政府", "370322101", "49000", None),
        ("高青县青城镇人民政府", "370322101", "2510000", "amount"),
        ("高青县人民政府", "370322", "2510000", "amount"),
        ("江苏省人民政府", "320000", "2510000", None),
        ("某某局", None, "2510000000", None),
    ],
)
def test_more_than_a_level_can_collect(issuer, place, value, rule):
    assert told(changed(report(issuer, place), *FEES, value), "amount") == ([(rule, "/".join(FEES))] if rule else [])


def test_a_figure_that_was_cut_in_two():
    """12 became 1 and 2: the row holds again when they are joined."""
    made = report()
    for column, value in (("natural_person", 1), ("business", 2), ("total", 12)):
        made = changed(made, "applications", "denied_state_secret", column, value)
    found = [one for one in check(made) if one.rule == "split_digits"]
    assert [(one.where, one.left, one.right) for one in found] == [
        ("applications/denied_state_secret", Decimal(12), Decimal(3))
    ]
    assert ("R3", "applications/denied_state_secret") in told(made)


def test_figures_that_do_not_hold_when_joined_are_only_wrong():
    made = report()
    for column, value in (("natural_person", 1), ("business", 2), ("total", 13)):
        made = changed(made, "applications", "denied_state_secret", column, value)
    assert told(made, "split_digits") == []
    assert ("R3", "applications/denied_state_secret") in told(made)
