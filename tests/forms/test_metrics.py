import re
import tomllib
from collections import defaultdict
from copy import deepcopy
from decimal import Decimal
from importlib.resources import files

import pytest

from gipcrawler.errors import FormError
from gipcrawler.forms import form, forms, metric, metrics, themes
from gipcrawler.forms.metrics import read_metrics
from gipcrawler.reading import read
from tests.press import as_page, synthetic
from tests.press.twelve import reports

DICTIONARY = tomllib.loads(files("gipcrawler.forms").joinpath("metrics.toml").read_text("utf-8"))
KINDS = ("natural", "legal")


def entries(dictionary):
    return {entry["id"]: entry for theme in dictionary["theme"] for entry in theme["metric"]}


def value(one, report):
    """A metric's value in a report, null where a cell is not there or holds no number."""
    if one.of:
        part, whole = (value(metric(name), report) for name in one.of)
        return None if part is None or not whole else part / whole
    figures = {(report.forms[cell.table], cell.table, cell.row, cell.column): cell.value for cell in report.cells}
    told = [term for term in one.terms if report.forms.get(term.table) == term.form]
    values = [(term.sign, figures.get((term.form, term.table, term.row, term.column))) for term in told]
    known = [sign * figure for sign, figure in values if figure is not None]
    return sum(known) if known and len(known) == len(values) else None


def addresses(one, form_id):
    return {f"{term.table}/{term.row}/{term.column}" for term in one.terms if term.form == form_id}


def test_there_are_metrics_of_every_theme():
    assert len(metrics()) >= 80
    assert [theme.key for theme in themes()] == list(dict.fromkeys(one.theme for one in metrics()))


@pytest.mark.parametrize("one", forms(), ids=lambda one: one.id)
def test_every_row_of_every_form_is_counted_by_some_metric(one):
    told = {(term.table, term.row, term.column) for each in metrics() for term in each.terms if term.form == one.id}
    for table in one.tables:
        kinds = {"natural_person", "business", "research", "nonprofit", "legal_service", "other"}
        apart = kinds if table.key == "applications" else set()
        cells = {(table.key, row.key, column.key) for row, column in table.addresses if column.key not in apart}
        assert cells - told == set(), one.id


@pytest.mark.parametrize(
    ("name", "places"),
    [
        (
            "new_requests",
            {"2014": {"statistics/applications.received/value"}, "2021": {"applications/new_requests/total"}},
        ),
        (
            "denied_third_party",
            {
                "2014": {
                    "statistics/applications.replied.denied.trade_secret/value",
                    "statistics/applications.replied.denied.privacy/value",
                },
                "2019": {"applications/denied_third_party_rights/total"},
            },
        ),
        (
            "other_processing",
            {
                "2019": {"applications/other_processing/total"},
                "2021": {
                    f"applications/{row}/total"
                    for row in ("other_overdue_correction", "other_overdue_fee", "other_misc")
                },
            },
        ),
        (
            "fees_collected",
            {"2014": set(), "2019": set(), "2021": {"active_disclosure/administrative_fees/amount_wan_yuan"}},
        ),
        (
            "litigation_total",
            {"2021": {f"review_litigation/{row}/total" for row in ("litigation_direct", "litigation_after_review")}},
        ),
        (
            "new_requests_legal",
            {
                "2014": set(),
                "2019": {
                    f"applications/new_requests/{column}"
                    for column in ("business", "research", "nonprofit", "legal_service", "other")
                },
            },
        ),
        ("norms_in_force", {"2019": set(), "2021": {"active_disclosure/normative_documents/in_force"}}),
    ],
)
def test_a_metric_stands_where_the_forms_count_it(name, places):
    assert {form_id: addresses(metric(name), form_id) for form_id in places} == places


def test_years_are_those_of_the_forms():
    assert (metric("new_requests").since, metric("new_requests").until) == (2014, None)
    assert (metric("replies").since, metric("replies").until) == (2014, 2018)
    assert (metric("fee_items").since, metric("fee_items").until) == (2019, 2020)
    assert (metric("granted_share").since, metric("granted_share").until) == (2019, None)
    assert (metric("on_time_share").since, metric("on_time_share").until) == (2014, 2018)


def test_a_break_is_told_and_goes_on_into_quotients():
    assert metric("norms_made").break_in_series == ("2019", "2021")
    assert metric("review_corrected_share").break_in_series == ("2019",)
    assert metric("new_requests_natural").break_in_series == ()
    assert metric("new_requests_natural").caveat_zh == ""
    for one in metrics():
        assert not one.terms or not one.break_in_series or one.caveat_zh, one.id


def test_what_is_no_flow_does_not_add_up_over_years():
    for name in ("carried_over", "carried_forward_legal", "norms_in_force", "regulations_public", "staff", "fee_items"):
        assert (metric(name).over_publishers, metric(name).over_years) == (True, False), name
    assert not any(one.over_publishers or one.over_years for one in metrics() if one.of)
    assert not metric("procurement_amount").over_publishers


def test_names_are_there_in_both_languages_and_apart():
    for one in metrics():
        assert re.search(r"[\u4e00-\u9fff]", one.name_zh), one.id
        assert not re.search(r"[\u4e00-\u9fff]", one.name_en + one.caveat_en), one.id
        assert not one.name_zh[0].isdigit(), one.id
    names = defaultdict(list)
    for one in metrics():
        names[one.name_zh].append(one.id)
        names[one.name_en].append(one.id)
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}


def test_a_name_that_is_not_given_is_the_official_one():
    assert metric("denied_query").name_zh == "不予公开：属于行政查询事项"
    assert metric("complaints").name_zh == "举报投诉数量"


@pytest.mark.parametrize("name", list(reports))
def test_the_metrics_of_a_report_hold_together(name):
    """What the forms' own rules say of the cells (R1 to R4, S1 to S7) must be true of the metrics made of them."""
    report = read(as_page(reports[name]))
    at = {one.id: value(one, report) for one in metrics()}
    parts = ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other_processing")
    sums = [
        ("results", parts),
        ("granted_or_partly", ("granted", "partially_granted")),
        ("review_total", ("review_upheld", "review_corrected", "review_other", "review_pending")),
        ("litigation_total", ("direct_suit_total", "suit_after_review_total")),
        ("litigation_concluded", ("litigation_upheld", "litigation_corrected", "litigation_other")),
        ("new_requests", ("received_in_person", "received_fax", "received_online", "received_letter")),
        ("concluded", ("closed_on_time", "closed_extended")),
        ("staff", ("staff_full_time", "staff_part_time")),
        *((one.id, tuple(f"{one.id}_{kind}" for kind in KINDS)) for one in metrics() if f"{one.id}_natural" in at),
    ]
    seen = 0
    for whole, some in sums:
        if at[whole] is not None and all(at[part] is not None for part in some):
            assert at[whole] == sum(at[part] for part in some), whole
            seen += 1
    assert seen >= 5
    if at["results"]:
        assert at["granted_share"] == at["granted"] / at["results"]
        assert at["requests_in_hand"] == at["results"] + at["carried_forward"]


def test_a_change_counts_with_its_sign():
    report = read(as_page(synthetic("某县人民政府", 2019, "2019", 4)))
    cells = {(cell.row, cell.column): cell.value for cell in report.cells if cell.table == "active_disclosure"}
    before, change = (cells["administrative_penalty", column] for column in ("previous_year_items", "change"))
    assert value(metric("penalty_items"), report) == before + change
    assert isinstance(change, Decimal)


def test_there_is_no_metric_of_another_name():
    with pytest.raises(FormError, match="no metric nothing"):
        metric("nothing")


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("granted", {"cells": {"2021": ["applications/granted/total"]}}, "form 2019"),
        ("granted", {"cells": {"2019 2021": ["applications/grantee/total"]}, "by_applicant": []}, "grantee"),
        ("granted", {"cells": {"2019 2021": ["-applications/granted/total"], "2014": []}, "id": "Granted"}, "Granted"),
        ("granted", {"id": "new_requests"}, "twice"),
        ("granted", {"id": "g" * 33}, "32"),
        ("granted", {"break_in_series": ["2014"]}, "breaks"),
        ("granted", {"caveat": {"zh": "", "en": ""}}, "breaks its series"),
        ("denied_query", {"caveat": {"zh": "有", "en": ""}}, "one language"),
        ("granted", {"cells": {"2019 2021": ["applications/granted/total"] * 2}}, "twice"),
        ("granted", {"cells": {"2019 2021": ["applications/granted"]}}, "ValueError"),
        ("granted", {"by_applicant": ["somebody"]}, "somebody"),
        ("granted", {"summable": True}, "summable"),
        ("natural_share", {"of": ["new_requests_natural", "tomorrow"]}, "tomorrow"),
        ("replied_granted_share", {"of": ["overdue_fee", "replies"]}, "no form tells both"),
    ],
)
def test_a_dictionary_that_is_wrong_is_refused(name, change, said):
    wrong = deepcopy(DICTIONARY)
    entries(wrong)[name].update(change)
    with pytest.raises(FormError, match=said):
        read_metrics(wrong)


def test_a_cell_that_counts_otherwise_in_another_form_is_refused():
    wrong = deepcopy(DICTIONARY)
    entries(wrong)["licensing_decisions"]["cells"] = {
        "2019": ["active_disclosure/administrative_licensing/decisions"],
        "2021": ["-active_disclosure/administrative_licensing/decisions"],
    }
    with pytest.raises(FormError, match="otherwise"):
        read_metrics(wrong)


def test_the_sets_name_rows_of_the_forms_and_no_row_bears_their_name():
    rows = {row.key for one in forms() for table in one.tables for row, _ in table.rows}
    columns = {key for one in forms() for table in one.tables for key in table.column_of}
    for known, sets in ((rows, DICTIONARY["set"]["rows"]), (columns, DICTIONARY["set"]["columns"])):
        assert set(sets).isdisjoint(known)
        assert {key for keys in sets.values() for key in keys} <= known
    groups = [row for row, _ in form("2021").table("applications").rows if row.group == "（三）不予公开"]
    assert DICTIONARY["set"]["rows"]["denied"] == [row.key for row in groups]
