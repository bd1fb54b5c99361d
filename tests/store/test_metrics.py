"""Metrics in the database: sums of cells across forms, the same by view and by panel."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gipcrawler.forms import metrics
from gipcrawler.reading import read
from gipcrawler.store import CorrectedCell
from tests.press import as_html, sheets
from tests.readings import capture, cell, reading, report


def counted(store, metric, **narrowed):
    return {(one.place, one.year): one.value for one in store.metric(metric, **narrowed)}


def applications(year, *cells, form="2021", **changes):
    return report(year=year, forms={"applications": form}, cells=cells, findings=(), **changes)


def test_a_metric_is_told_across_forms_and_years(store):
    old = replace(cell("7", "7", row="applications.received", column="value"), table="statistics")
    store.save(reading(report(year=2016, forms={"statistics": "2014"}, cells=(old,))))
    store.save(reading(applications(2020, cell("12", "12"), form="2019"), capture("https://a/2020")))
    store.save(reading(applications(2021, cell("15", "15")), capture("https://a/2021")))
    assert counted(store, "new_requests") == {("370322001", 2016): 7, ("370322001", 2020): 12, ("370322001", 2021): 15}
    assert counted(store, "new_requests", year=2020) == {("370322001", 2020): 12}
    assert counted(store, "new_requests", place="510000") == {}


def test_a_cell_without_a_number_leaves_the_metric_open(store):
    store.save(reading(applications(2021, cell("", None))))
    assert counted(store, "new_requests") == {("370322001", 2021): None}


def test_a_split_row_counts_with_all_its_parts(store):
    parts = (cell("3", "3", sub_row="甲"), cell("4", "4", sub_row="乙"))
    store.save(reading(applications(2021, *parts)))
    assert counted(store, "new_requests") == {("370322001", 2021): 7}


def test_money_counts_in_the_unit_of_its_column(store):
    fee = replace(
        cell("251000元", "251000", row="administrative_fees", column="amount_wan_yuan", unit="元"),
        table="active_disclosure",
    )
    store.save(reading(report(year=2021, forms={"active_disclosure": "2021"}, cells=(fee,))))
    assert counted(store, "fees_collected") == {("370322001", 2021): Decimal("25.1")}
    assert store.panel(1)[2021]["fees_collected"] == Decimal("25.1")


def test_a_report_with_an_old_sheet_and_a_new_table_tells_a_metric_once(store):
    old = replace(cell("7", "7", row="applications.received", column="value"), table="statistics")
    both = report(year=2019, forms={"statistics": "2014", "applications": "2019"}, cells=(old, cell("12", "12")))
    store.save(reading(both))
    assert counted(store, "new_requests") == {("370322001", 2019): 12}
    assert store.panel(1)[2019]["new_requests"] == 12


def test_a_correction_counts(store):
    store.save(reading(applications(2021, cell("12", "12"))))
    store.correct(1, "李", "一", [CorrectedCell("applications", "new_requests", "total", "21")])
    assert counted(store, "new_requests") == {("370322001", 2021): 21}
    assert store.panel(1)[2021]["new_requests"] == 21


@pytest.fixture(scope="module")
def printed():
    return [read(as_html(sheet), "text/html") for sheet in sheets.values()]


def test_view_and_panel_tell_the_same(store, printed):
    for at, each in enumerate(printed):
        store.save(reading(each, capture(f"https://a/{at}")))
    lines = {(one.publisher, one.place, one.year): one for one in store.reports() if one.year}
    told = 0
    for at in range(1, len(printed) + 1):
        for year, panel in store.panel(at).items():
            for metric, value in panel.items():
                same = [
                    one.value
                    for one in store.metric(metric, year=year)
                    if one.report_id in {line.report_id for line in lines.values() if line.year == year}
                    and _of(store, at, one.report_id)
                ]
                assert [None if one is None else round(one, 9) for one in same] == [
                    None if value is None else round(value, 9)
                ]
                told += value is not None
    assert told > 30


def _of(store, publisher_id, report_id):
    with store._engine.begin() as connection:
        asked = f"select 1 from report where id = {report_id} and publisher_id = {publisher_id}"
        return connection.exec_driver_sql(asked).scalar() == 1


def test_the_tables_hold_the_dictionary_of_the_program(ask):
    rows = dict(ask("select id, name_zh from metric"))
    assert rows == {one.id: one.name_zh for one in metrics()}
    sums = sum(len(one.terms) for one in metrics() if one.of is None)
    quotients = ask("select count(distinct metric_id) from metric_term where part = 1")
    assert ask(
        "select count(*) from metric_term join metric on id = metric_id where theme <> '' and not exists"
        " (select 1 from metric_term as t where t.metric_id = metric.id and t.part = 1)"
    ) == [(sums,)]
    assert quotients == [(sum(one.of is not None for one in metrics()),)]


def test_a_changed_dictionary_is_taken_over_when_the_database_is_opened(store, url):
    store.save(reading(applications(2021, cell("12", "12"))))
    with store._writer.begin() as connection:
        connection.exec_driver_sql("delete from metric_term")
        connection.exec_driver_sql("update dictionary set digest = 'old'")
    assert counted(store, "new_requests") == {}
    type(store).open(url).close()
    assert counted(store, "new_requests") == {("370322001", 2021): Decimal(12)}
