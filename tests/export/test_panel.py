"""The figures of the metrics are those of the cells that the crosswalk names, or none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.export.panel import figures
from gipcrawler.forms import metrics
from gipcrawler.model import State
from gipcrawler.reading import read
from gipcrawler.store import Store
from tests.press import as_html, synthetic
from tests.readings import capture, reading

SHEETS = {"2019": (2020, 3), "2021": (2023, 5)}


@pytest.fixture(params=SHEETS)
def sheet(request):
    year, seed = SHEETS[request.param]
    return read(as_html(synthetic("山东省高青县人民政府", year, request.param, seed)), "text/html")


def at(report, row, column="total", table="applications"):
    (cell,) = [cell for cell in report.cells if (cell.table, cell.row, cell.column) == (table, row, column)]
    return cell


def without(report, cell, **changes):
    return replace(report, cells=tuple(replace(one, **changes) if one is cell else one for one in report.cells))


def test_a_metric_is_the_figure_in_its_cell(sheet):
    told = figures(sheet)
    assert list(told) == [metric.id for metric in metrics()]
    assert told["new_requests"] == at(sheet, "new_requests").value
    assert told["granted"] == at(sheet, "granted").value


def test_a_sum_adds_its_cells_and_a_share_divides(sheet):
    told = figures(sheet)
    kinds = ("business", "research", "nonprofit", "legal_service", "other")
    assert told["new_requests_legal"] == sum(at(sheet, "new_requests", kind).value for kind in kinds)
    share = at(sheet, "granted").value / at(sheet, "result_total").value
    assert abs(told["granted_share"] - share) <= Decimal("0.0000005")


def test_a_blank_is_not_zero(sheet):
    blank = without(sheet, at(sheet, "new_requests", "research"), raw="", value=None, state=State.BLANK)
    told = figures(blank)
    assert told["new_requests_legal"] is None
    assert told["new_requests"] is not None


def test_nothing_is_divided_by_zero(sheet):
    none = without(sheet, at(sheet, "result_total"), value=Decimal(0))
    assert figures(none)["granted_share"] is None


def test_a_table_of_another_form_tells_nothing(sheet):
    other = replace(sheet, forms=sheet.forms | {"applications": None})
    assert figures(other)["new_requests"] is None


def test_the_parts_of_a_split_row_are_added_up(sheet):
    cell = at(sheet, "granted")
    parts = [replace(cell, sub_row=name, value=Decimal(value)) for name, value in (("甲", 2), ("乙", 3))]
    split = replace(sheet, cells=(*(one for one in sheet.cells if one is not cell), *parts))
    assert figures(split)["granted"] == 5
    half = replace(split, cells=(*split.cells[:-1], replace(parts[1], value=None, state=State.BLANK)))
    assert figures(half)["granted"] is None


def test_money_in_another_unit_than_its_column_is_converted():
    sheet = read(as_html(synthetic("山东省高青县人民政府", 2023, "2021", 5)), "text/html")
    fees = at(sheet, "administrative_fees", "amount_wan_yuan", "active_disclosure")
    changed = without(sheet, fees, value=Decimal(125000), unit="元")
    assert figures(changed)["fees_collected"] == Decimal("12.5")
    assert figures(without(sheet, fees, value=Decimal("12.5"), unit="万元"))["fees_collected"] == Decimal("12.5")


@pytest.mark.parametrize("form", SHEETS)
def test_the_database_counts_alike(tmp_path, form):
    year, seed = SHEETS[form]
    body = as_html(synthetic("山东省高青县人民政府", year, form, seed))
    told = read(body, "text/html")
    store = Store.open(f"sqlite:///{tmp_path}/gip.db")
    store.save(reading(told, capture()))
    expected = figures(told)
    for metric in metrics():
        values = [line.value for line in store.metric(metric.id)]
        ours = expected[metric.id]
        theirs = values[0] if values else None
        assert (ours is None) == (theirs is None), metric.id
        assert ours is None or abs(ours - theirs) <= Decimal("0.000001"), metric.id
    store.close()
