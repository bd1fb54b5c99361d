"""The same ingest gives equal rows on SQLite and on Postgres: every table and view, numbers included."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, inspect

from gipcrawler.check import check
from gipcrawler.reading import read
from gipcrawler.store import CorrectedCell, Store
from tests.press import as_docx, as_html, as_pdf, sheets
from tests.readings import capture, reading, report
from tests.store.conftest import plain

VIEWS = ("reports", "cells", "report_cells", "metrics")
OF_ITS_OWN = ("section_t", "sqlite_")  # the search index of SQLite
CLOCKS = {"made_at", "judged_at"}


def fill(url: str) -> None:
    store = Store.open(url)
    for carrier, media_type in ((as_html, "text/html"), (as_docx, None), (as_pdf, None)):
        for at, sheet in enumerate(sheets.values()):
            told = read(carrier(sheet), media_type or "")
            told = replace(told, findings=check(told))
            seen = capture(f"https://a/{carrier.__name__}/{at}", day=at)
            store.save(reading(told, seen))
    store.save(reading(None, capture("https://a/scan"), unreadable="扫描件"))
    store.save(reading(report(), capture("https://b/1")))
    store.save(reading(report(title="改过"), capture("https://b/1", day=3)))
    store.judge(store.findings()[0].id, "confirmed", "核对过", "李")
    (edition,) = [line.edition_id for line in store.editions(store.report_id_of("370322001", 2020)) if line.is_current]
    store.correct(edition, "李", "笔误", [CorrectedCell("applications", "new_requests", "total", "1,208")])
    store.close()


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if not name.startswith(OF_ITS_OWN)]
        told = {}
        for name in sorted((*tables, *VIEWS)):
            found = connection.exec_driver_sql(f"SELECT * FROM {name}").mappings()
            told[name] = sorted(
                (tuple((key, same(value)) for key, value in sorted(row.items()) if key not in CLOCKS) for row in found),
                key=repr,
            )
    engine.dispose()
    return told


def same(value: object) -> object:
    """A value as both databases give it: numbers as numbers, JSON as text, moments as SQLite has them."""
    value = plain(value)
    if isinstance(value, bool | int | float | Decimal):
        return round(float(value), 6)
    if isinstance(value, dict | list):
        return repr(value)
    return loaded(str(value)) if isinstance(value, str) else value if value is None else str(value)


def loaded(text: str) -> object:
    return repr(json.loads(text)) if text[:1] in {"{", "["} else text


@pytest.mark.needs("postgresql")
def test_the_same_ingest_gives_equal_rows(tmp_path, postgres):
    urls = (f"sqlite:///{tmp_path}/gip.db", postgres.database())
    for url in urls:
        fill(url)
    left, right = map(rows, urls)
    assert left.keys() == right.keys()
    for name, told in left.items():
        assert told == right[name], name
    assert len(left["report_cells"]) > 1000
    assert len(left["metrics"]) > 100
