"""The figures of the metrics are those of the cells that the crosswalk names, or none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.export.panel import figures
from gipcrawler.forms import metrics
from gipcrawler.model import State
from gipcrawler.reading import read
from tests.press import as_html, synthetic

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


def test_a_cell_that_is_there_twice_or_split_tells_nothing(sheet):
    cell = at(sheet, "granted")
    assert figures(replace(sheet, cells=(*sheet.cells, cell)))["granted"] is None
    assert figures(without(sheet, cell, sub_row="其中一项"))["granted"] is None
