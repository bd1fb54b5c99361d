"""The database itself: its tables and views, how it is opened, and several writers at once."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from gipcrawler.errors import StoreError
from gipcrawler.model import Run, RunVerdict, SourceTally
from gipcrawler.store import ReportLine, Store
from gipcrawler.store.engine import open_engine
from gipcrawler.store.tables import metadata
from gipcrawler.store.views import reports

VIEWS = {
    "reports": "report_id, publisher, place, level, year, editions, title, published, form, broken, source_url,"
    " first_captured, last_captured, record_id",
    "report_cells": "report_id, edition_id, is_current, publisher, place, level, year, table_key, row_key, sub_row,"
    " column_key, raw, value, state, unit, source_url, captured_at, warc_file, warc_offset, record_id",
}
WRITE = """
import sys
from gipcrawler.store import Store
from tests.readings import capture, cell, reading, report

url, worker = sys.argv[1], sys.argv[2]
store = Store.open(url)
for number in range(15):
    store.save(reading(report(cells=(cell(str(number), str(number)),)), capture(f"https://{worker}/{number}", number)))
store.close()
"""


COUNTS = (
    "select count(*) from report",
    "select count(*), count(distinct digest) from edition",
    "select count(*) from capture",
    "select count(*) from edition where is_current",
    "select count(*) - count(distinct raw) from figure",
)


def own(name: object, _kind: str, _parents: object) -> bool:
    """Whether a table or index is not part of the search index, which each database has in its own way."""
    return not str(name).startswith(("section_t", "ix_section_t"))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/new/folder/gip.db"


def test_the_migrations_arrive_at_the_tables_of_the_program(any_url):
    engine = open_engine(any_url)
    defaults = engine.dialect.name == "sqlite"  # Postgres cannot compare the default of a JSON column
    options = {"compare_type": True, "compare_server_default": defaults, "include_name": own}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_there_are_eight_tables_and_two_views_with_the_promised_columns(url):
    Store.open(url).close()
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    names = connection.execute("select type, name from sqlite_master where type in ('table', 'view')").fetchall()
    tables = {"publisher", "report", "edition", "capture", "section", "cell", "finding", "run"}
    assert {name for kind, name in names if kind == "table"} >= tables
    assert {name for kind, name in names if kind == "view"} >= set(VIEWS)
    for view, columns in VIEWS.items():
        told = connection.execute(f"select * from {view}").description
        assert ", ".join(column[0] for column in told) == columns
    connection.close()
    assert ", ".join(reports.c.keys()) == ", ".join(ReportLine.__dataclass_fields__) == VIEWS["reports"]


def test_every_table_can_be_made_on_postgres():
    for table in metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        assert "DATETIME" not in made, "moments keep their zone on Postgres"


def test_sqlite_writes_ahead_keeps_references_and_waits(url):
    engine = open_engine(url)
    with engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert told == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 60_000}


def test_opening_again_keeps_what_is_there_and_says_nothing(url, capfd, caplog):
    store = Store.open(url)
    run = _run()
    store.start_run(run)
    store.close()
    with caplog.at_level("INFO"):
        Store.open(url).close()
    assert _runs(url) == [("run-1", None, "[]")]
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.name.startswith("alembic")] == []


def test_a_run_is_one_row_that_its_end_brings_up_to_date(url):
    store = Store.open(url)
    run = _run()
    store.start_run(run)
    tally = SourceTally("四川", "510000", asked=7, blocked=1)
    ended = replace(run, finished=datetime(2026, 2, 1, tzinfo=UTC), verdict=RunVerdict.SHORT, sources=[tally])
    store.finish_run(ended)
    store.close()
    ((name, verdict, sources),) = _runs(url)
    assert (name, verdict) == ("run-1", "short")
    assert '"source": "四川", "place": "510000", "asked": 7' in sources


def test_a_run_that_was_never_started_is_written_at_its_end(url):
    store = Store.open(url)
    store.finish_run(replace(_run(), verdict=RunVerdict.STOPPED))
    store.close()
    assert [row[:2] for row in _runs(url)] == [("run-1", "stopped")]


def test_several_processes_make_and_fill_one_database(any_url):
    command = [sys.executable, "-c", WRITE, any_url]
    workers = [
        subprocess.Popen([*command, name], cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True)
        for name in ("a.gov.cn", "b.gov.cn", "c.gov.cn")
    ]
    assert [worker.communicate(timeout=60)[1] for worker in workers] == ["", "", ""]
    engine = create_engine(any_url)
    with engine.connect() as connection:
        told = [tuple(connection.exec_driver_sql(question).one()) for question in COUNTS]
    engine.dispose()
    assert told == [(1,), (15, 15), (45,), (1,), (0,)]


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("no address", "DATABASE_URL is no database address"),
        ("nosuch://x/y", "neither SQLite"),
        ("sqlite:////dev/null/gip.db", "cannot be opened here"),
        ("postgresql+nosuch://user:secret@localhost/gip", "postgresql+nosuch://user:***@localhost/gip"),
    ],
)
def test_an_address_that_cannot_be_opened_is_one_sentence_without_the_password(address, says):
    with pytest.raises(StoreError) as raised:
        Store.open(address)
    assert says in str(raised.value)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "gip.db"
    path.write_bytes(b"something else entirely" * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store.open(f"sqlite:///{path}")
    assert path.read_bytes() == b"something else entirely" * 100


def test_a_database_of_a_newer_version_is_refused(url):
    Store.open(url).close()
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute("update alembic_version set version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="another version"):
        Store.open(url)


def _run() -> Run:
    return Run("run-1", "sichuan", {"year": "2021"}, datetime(2026, 1, 31, tzinfo=UTC))


def _runs(url: str) -> list[tuple[str, str | None, str]]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return connection.execute("select run, verdict, sources from run").fetchall()
    finally:
        connection.close()
