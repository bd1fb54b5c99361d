"""The list of rules, and the order in which findings are read."""

from decimal import Decimal

from gipcrawler.check import check, rule_notes, worst_first
from gipcrawler.forms import forms
from gipcrawler.model import Finding, Verdict
from tests.check.reports import report


def finding(rule, verdict, left=1, right=0):
    return Finding(rule, "x", verdict, Decimal(left), Decimal(right), "")


def test_the_worst_stands_first():
    ordered = [
        finding("R1", Verdict.BROKEN, 100),
        finding("table_missing", Verdict.BROKEN),
        finding("near_copy", Verdict.BROKEN, 99),
        finding("of another version", Verdict.BROKEN, 2),
        finding("R1", Verdict.UNASSESSABLE, 3),
        finding("R10", Verdict.UNASSESSABLE, 500),
        finding("R2", Verdict.HOLDS),
    ]
    assert worst_first(reversed(ordered)) == ordered


def test_every_rule_of_the_forms_has_its_note():
    assert {rule.id for form in forms() for rule in form.rules} <= rule_notes().keys()
    assert {rule.id for form in forms() for rule in form.rules if rule.reaches_back} == {
        note.id for note in rule_notes().values() if note.reach == "years" and note.id.startswith("R")
    }


def test_what_holds_is_told_when_asked_for():
    held = check(report(), holds=True)
    assert {one.verdict for one in held} == {Verdict.HOLDS}
    counts = {rule: sum(one.rule == rule for one in held) for rule in ("R1", "R2", "R3", "R4")}
    assert counts == {"R1": 7, "R2": 7, "R3": 25, "R4": 3}
    assert check(report()) == ()
