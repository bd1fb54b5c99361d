"""Each rule on a table where it holds, where it is broken, and where a blank leaves it open."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.check import check, rule_notes
from gipcrawler.model import Report, Verdict
from gipcrawler.reading import read
from tests.check.reports import changed, figured
from tests.check.reports import report as quiet
from tests.press import as_html, synthetic

PRINTED = {form: read(as_html(synthetic("山东省高青县人民政府", 2022, form, 5))) for form in ("2019", "2021")}
SOUND = {form: replace(read_, sections=quiet().sections) for form, read_ in PRINTED.items()}


def figure(report: Report, table: str, row: str, column: str) -> Decimal:
    (value,) = [c.value for c in report.cells if (c.table, c.row, c.column) == (table, row, column)]
    return value


def found(report: Report) -> set[tuple[str, str, Verdict]]:
    return {(one.rule, one.where, one.verdict) for one in check(report)}


@pytest.mark.parametrize("form", SOUND)
def test_a_sound_report_has_no_findings(form):
    assert check(SOUND[form]) == check(PRINTED[form]) == ()


@pytest.mark.parametrize("form", SOUND)
def test_every_single_figure_of_the_applications_table_is_guarded(form):
    """One more in any cell breaks the rules of its row and of its column, and nothing else."""
    report = SOUND[form]
    details = {"new_requests", "carried_over", "carried_forward", "result_total"}
    for cell in report.cells:
        if cell.table != "applications":
            continue
        wrong = changed(report, cell.table, cell.row, cell.column, str(cell.value + 1))
        rules = {"R3": f"applications/{cell.row}"}
        if cell.row in details:
            rules["R1"] = f"applications/*/{cell.column}"
        if cell.row not in details - {"result_total"}:
            rules["R2"] = f"applications/*/{cell.column}"
        assert found(wrong) == {(rule, where, Verdict.BROKEN) for rule, where in rules.items()}


def test_review_groups_have_their_own_sums():
    more = figure(SOUND["2021"], "review_litigation", "litigation_direct", "upheld") + 1
    wrong = changed(SOUND["2021"], "review_litigation", "litigation_direct", "upheld", str(more))
    assert found(wrong) == {("R4", "review_litigation/litigation_direct", Verdict.BROKEN)}


def test_a_finding_says_both_sums():
    more = figure(SOUND["2021"], "review_litigation", "review", "total") + 2
    (finding,) = check(changed(SOUND["2021"], "review_litigation", "review", "total", str(more)))
    assert (finding.left, finding.right) == (more - 2, more)
    assert str(more) in finding.says


@pytest.mark.parametrize(
    ("form", "row", "column", "value", "broken"),
    [
        ("2021", "normative_documents", "made", "-1", True),
        ("2021", "normative_documents", "made", "1.5", True),
        ("2021", "administrative_fees", "amount_wan_yuan", "7730.28", False),
        ("2021", "administrative_fees", "amount_wan_yuan", "-3", True),
        ("2019", "administrative_licensing", "change", "-417", False),
        ("2019", "administrative_licensing", "change", "0.5", True),
        ("2019", "government_procurement", "amount", "998.435698", False),
    ],
)
def test_counts_are_counts(form, row, column, value, broken):
    wrong = changed(SOUND[form], "active_disclosure", row, column, value)
    where = f"active_disclosure/{row}/{column}"
    assert found(wrong) == ({("R5", where, Verdict.BROKEN)} if broken else set())


def test_a_blank_zero_is_told_but_breaks_nothing():
    zero = next(c for c in SOUND["2021"].cells if c.table == "applications" and c.value == 0)
    report = changed(SOUND["2021"], zero.table, zero.row, zero.column, None)
    assert found(report) == {("R10", "applications", Verdict.UNASSESSABLE)}


def test_a_blank_that_could_make_up_the_difference_leaves_the_rule_open():
    report = changed(SOUND["2021"], "applications", "result_total", "total", None)
    assert found(report) == {
        ("R10", "applications", Verdict.UNASSESSABLE),
        ("R1", "applications/*/total", Verdict.UNASSESSABLE),
        ("R2", "applications/*/total", Verdict.UNASSESSABLE),
        ("R3", "applications/result_total", Verdict.UNASSESSABLE),
    }


def test_a_blank_on_the_larger_side_excuses_nothing():
    zero = next(c for c in SOUND["2021"].cells if c.table == "applications" and c.row == "granted" and c.value == 0)
    total = figure(SOUND["2021"], "applications", "granted", "total")
    report = changed(SOUND["2021"], "applications", "granted", zero.column, None)
    report = changed(report, "applications", "granted", "total", str(total - 1))
    assert ("R3", "applications/granted", Verdict.BROKEN) in found(report)


def test_an_empty_form_has_one_finding_a_table():
    cells = tuple(figured(c, None) for c in SOUND["2021"].cells)
    assert found(replace(SOUND["2021"], cells=cells)) == {
        ("R10", table, Verdict.UNASSESSABLE) for table in ("active_disclosure", "applications", "review_litigation")
    }


def test_a_missing_row_is_told():
    cells = tuple(c for c in SOUND["2021"].cells if c.row != "denied_state_secret")
    rules = {(rule, where) for rule, where, _ in found(replace(SOUND["2021"], cells=cells))}
    assert ("missing_rows", "applications") in rules


def test_what_a_rule_says_to_readers_of_pages_is_plain():
    notes = rule_notes().values()
    assert any("`" in note.says for note in notes)
    assert not any("`" in note.plain for note in notes)
