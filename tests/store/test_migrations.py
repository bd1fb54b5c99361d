"""Databases of every earlier revision come up with all that they held, on SQLite and on Postgres."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from gipcrawler.model import Cell, Finding, Leftover, Origin, Section, Verdict
from gipcrawler.store import Query, Store
from gipcrawler.store.migrations import FOLDER
from tests.readings import CELLS, capture, reading, report

MOMENT = "2024-03-01 08:30:00.000000"
FIRST = """
INSERT INTO publisher VALUES (1, '370322001 人民政府', '高青县田镇街道办事处', '370322001', 'township');
INSERT INTO report VALUES (1, 1, '2020', 2020);
INSERT INTO capture VALUES (1, '<urn:1>', 'https://a/1', '{moment}', 200, 'text/html', 'a.warc.gz', 5, 6, 'b',
    'sha256:p', 'run-1', 'test', '370000', NULL, NULL);
INSERT INTO capture VALUES (2, '<urn:2>', 'https://a/2', '{moment}', 200, 'text/html', 'a.warc.gz', 50, 6, 'b',
    'sha256:q', 'run-1', 'test', '370000', NULL, '扫描件');
INSERT INTO edition VALUES (1, 1, 'sha256:d', 1, {true}, '{moment}', '{moment}', '1', '标题', '田镇街道', '370322001',
    NULL, 'text/html', '2019', '{{"applications": "2019"}}',
    '[{{"text": "其他 1", "origin": {{"block": 3, "row": 12, "column": null, "page": null}}}}]');
UPDATE capture SET edition_id = 1 WHERE id = 1;
INSERT INTO section VALUES (1, 0, 'overview', '一', '总体情况', '按时公开。');
INSERT INTO section VALUES (1, 1, NULL, NULL, '附注', '');
INSERT INTO finding VALUES (1, 0, 'R1', 'applications/*/total', 'broken', '12', '11.50', '不相等');
INSERT INTO finding VALUES (1, 1, 'R3', 'applications/granted', 'unassessable', NULL, '0', '缺一项')
"""
OLD_CELL = (
    "INSERT INTO cell (edition_id, position, table_key, row_key, sub_row, column_key, label, raw, exact, state, unit,"
    " origin_block, origin_row, origin_column, origin_page) VALUES (1, {at}, 'applications', {row}, {sub_row},"
    " {column}, {label}, {raw}, {exact}, {state}, {unit}, {block}, {line}, {place}, {page})"
)


def literal(value: object) -> str:
    return "NULL" if value is None else str(value) if isinstance(value, int) else "'" + str(value) + "'"


def old_cell(at: int, cell: Cell) -> str:
    exact = None if cell.value is None else format(cell.value, "f")
    said = {"row": cell.row, "sub_row": cell.sub_row, "column": cell.column, "label": cell.label, "raw": cell.raw}
    origin = cell.origin
    where = {"block": origin.block, "line": origin.row, "place": origin.column, "page": origin.page}
    values = said | {"exact": exact, "state": cell.state.value, "unit": cell.unit} | where
    return OLD_CELL.format(at=at, **{name: literal(value) for name, value in values.items()})


@pytest.fixture
def first(any_url):
    """A database of the first revision, filled by hand."""
    engine = create_engine(any_url)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        true = "true" if engine.dialect.name == "postgresql" else "1"
        for statement in FIRST.format(moment=MOMENT, true=true).split(";\n"):
            connection.exec_driver_sql(statement)
        for at, cell in enumerate(CELLS):
            connection.exec_driver_sql(old_cell(at, cell))
    engine.dispose()
    return any_url


def test_the_first_revision_comes_up_with_all_that_it_held(first):
    store = Store.open(first)
    told = store.report(1)
    assert told.cells == CELLS
    assert told.sections == (Section("overview", "一", "总体情况", "按时公开。"), Section(None, None, "附注", ""))
    assert told.leftovers == (Leftover("其他 1", Origin(3, 12)),)
    assert [(one.rule, one.verdict) for one in told.findings] == [("R1", Verdict.BROKEN), ("R3", Verdict.UNASSESSABLE)]
    assert [one.key for one in store.search(Query("按时公开"))] == ["overview"]
    assert store.metric("new_requests")[0].value == 12
    assert store.capture_of("<urn:2>").url == "https://a/2"
    store.close()


def test_a_database_that_came_up_goes_on(first):
    store = Store.open(first)
    assert store.save(reading(report(year=2021), capture("https://b/1"))).report_id == 2
    store.save(reading(report(year=2022), capture("https://b/2")))
    assert [one.year for one in store.reports()] == [2020, 2021, 2022]
    assert store.report(2).cells == CELLS
    store.judge(store.findings(report_id=1)[0].id, "confirmed", None, "李")
    store.close()


def test_findings_get_the_ids_that_a_reading_would_give_them(first, tmp_path):
    store = Store.open(first)
    ids = [one.id for one in store.findings()]
    store.close()
    given = report(
        findings=(
            Finding("R1", "applications/*/total", Verdict.BROKEN, None, None, ""),
            Finding("R3", "applications/granted", Verdict.UNASSESSABLE, None, None, ""),
        )
    )
    seen = capture(body="p")
    again = Store.open(f"sqlite:///{tmp_path}/again.db")
    object.__setattr__(seen.record, "payload_digest", "sha256:p")
    again.save(reading(given, seen))
    assert [one.id for one in again.findings()] == ids
    again.close()
