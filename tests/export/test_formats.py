"""What an export says is what the store holds, in every format alike, and each row leads to its record."""

import csv
import hashlib
import json
import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pyarrow import parquet

from gipcrawler.errors import ArgumentError
from gipcrawler.export import FORMATS, write_export
from gipcrawler.export.schema import TABLES, Type
from gipcrawler.model import Finding, Leftover, Origin, Section, Verdict
from gipcrawler.store import CorrectedCell, Store
from tests.readings import CELLS, capture, cell, reading, report

AWKWARD = 'a "quoted", text\rwith\r\nall \x00 kinds \ud800 of ends\n'
CLEANED = AWKWARD.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
READINGS = (
    reading(report(), capture(day=0), capture("https://www.gaoqing.gov.cn/copy/1.html", day=1)),
    # replaced a month later
    reading(report(cells=(cell("13", "13"), *CELLS[1:])), capture(day=30)),
    reading(report(year=2021, title=None), capture("https://www.gaoqing.gov.cn/art/2.html", day=3)),
    reading(
        report(
            place="110000",
            issuer="北京市人民政府",
            cells=(
                cell("12345678901234567890.5", "12345678901234567890.5", origin=Origin(0, 1, 2, 3, (1, 2, 30, 40))),
            ),
            sections=(Section("overview", "一", "总体情况", AWKWARD),),
            leftovers=(Leftover(AWKWARD, Origin(1)),),
        ),
        capture("http://www.beijing.gov.cn/1", day=5),
    ),
    # the first table in the page, the second in a file of an archive that is attached to it
    reading(
        report(
            place="120116",
            issuer="天津市滨海新区人民政府",
            cells=(cell("1", "1", origin=Origin(3)), cell("2", "2", row="granted", origin=Origin(0, document=1))),
        ),
        PAGE := capture("http://www.tjbh.gov.cn/1", day=7),
        ATTACHED := replace(capture("http://www.tjbh.gov.cn/1.zip", day=7), member="表二.docx"),
        further=(ATTACHED,),
    ),
    # nobody knows whose, nor of which year
    reading(report(place=None, issuer="城关镇人民政府", year=None), capture("https://a.gov.cn/x?y=1", day=9)),
)


def fill(path, readings=READINGS):
    store = Store.open(f"sqlite:///{path}")
    for each in readings:
        store.save(each)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    filled = fill(tmp_path_factory.mktemp("store") / "gip.db")
    yield filled
    filled.close()


def exported(store, folder, form="csv", **selection):
    with store.kept(**selection) as editions:
        write_export(folder, form, editions)
    return folder


def _csv(folder, table):
    turn = {Type.INTEGER: int, Type.NUMBER: Decimal, Type.BOOLEAN: lambda text: {"true": True, "false": False}[text]}
    turns = {field.name: turn.get(field.type, str) for field in table.fields}
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return [{name: turns[name](text) if text else None for name, text in row.items()} for row in rows]


def _jsonl(folder, table):
    # not splitlines: a text may hold other ends of lines
    lines = (folder / f"{table.name}.jsonl").read_text("utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line, parse_float=Decimal) for line in lines]


def _parquet(folder, table):
    return parquet.read_table(folder / f"{table.name}.parquet").to_pylist()


def _sqlite(folder, table):
    connection = sqlite3.connect(folder / "gip.sqlite")
    connection.row_factory = sqlite3.Row
    rows = [dict(row) for row in connection.execute(f"select * from {table.name} order by rowid")]
    connection.close()
    return rows


READERS = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet, "sqlite": _sqlite}


def plain(value, kind):
    """A value as all formats can have it: doubles, moments as text, no text where there is none."""
    if value is None or value == "":
        return None
    if kind is Type.NUMBER:
        return float(value)
    if kind is Type.BOOLEAN:
        return bool(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    return value.isoformat() if isinstance(value, date) else value


def rows_of(folder, form, name):
    (table,) = [table for table in TABLES if table.name == name]
    return READERS[form](folder, table)


@pytest.mark.parametrize("form", ["jsonl", "parquet", "sqlite"])
def test_every_format_holds_the_same_rows(store, tmp_path, form):
    ours, other = exported(store, tmp_path / "csv"), exported(store, tmp_path / form, form)
    for table in TABLES:
        expected, found = _csv(ours, table), READERS[form](other, table)
        assert len(expected) >= 4, table.name
        kinds = {field.name: field.type for field in table.fields}
        for left, right in zip(expected, found, strict=True):
            assert list(right) == list(kinds)
            assert {name: plain(left[name], kind) for name, kind in kinds.items()} == {
                name: plain(right[name], kind) for name, kind in kinds.items()
            }


@pytest.mark.parametrize("form", FORMATS)
def test_equal_stores_give_equal_bytes_whatever_was_saved_first(store, tmp_path, form):
    """Row numbers differ between the two, and so does the order in which their publishers came to be."""
    once = exported(store, tmp_path / "once", form)
    other = fill(tmp_path / "other.db", READINGS[::-1])
    assert [line.report_id for line in other.reports()] != [line.report_id for line in store.reports()]
    again = exported(other, tmp_path / "again", form)
    other.close()
    names = sorted(path.name for path in once.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    for name in names:
        assert (once / name).read_bytes() == (again / name).read_bytes(), name


def test_figures_keep_every_digit(store, tmp_path):
    folder = exported(store, tmp_path, place="370322001", year=2021)
    exact = {row["row_key"]: row["exact"] for row in rows_of(folder, "csv", "cells")}
    assert (exact["fees"], exact["zero"], exact["carried_over"]) == ("998.435698", "0.0000", None)
    assert "998.435698,998.435698,number" in (folder / "cells.csv").read_text("utf-8")
    exported(store, folder, "jsonl", place="110000", year=2020)
    assert '"value": 12345678901234567890.5, "exact": "12345678901234567890.5"' in (folder / "cells.jsonl").read_text()


def test_any_text_comes_through_all_formats(store, tmp_path):
    for form in FORMATS:
        folder = exported(store, tmp_path / form, form, place="110000")
        assert [row["text"] for row in rows_of(folder, form, "sections")] == [CLEANED], form
        assert [row["text"] for row in rows_of(folder, form, "leftovers")] == [CLEANED], form


def test_a_replaced_report_is_one_row_with_two_editions(store, tmp_path):
    folder = exported(store, tmp_path, place="370322001", year=2020)
    (owed,) = rows_of(folder, "csv", "reports")
    older, newer = rows_of(folder, "csv", "editions")
    assert owed["report"] == older["report"] == newer["report"] == "370322001 人民政府@2020"
    assert (owed["editions"], older["is_current"], newer["is_current"]) == (2, False, True)
    assert owed["edition"] == newer["edition"] != older["edition"]
    received = [row for row in rows_of(folder, "csv", "cells") if row["row_key"] == "new_requests"]
    assert [(row["edition"], row["value"]) for row in received] == [(older["edition"], 12), (newer["edition"], 13)]
    assert len(rows_of(folder, "csv", "metrics")) == 1


def test_each_row_leads_to_the_record_that_it_was_read_from(store, tmp_path):
    folder = exported(store, tmp_path)
    kept = {row["record_id"]: row for row in rows_of(folder, "csv", "captures")}
    assert len(kept) == 8
    for table in TABLES:
        for row in rows_of(folder, "csv", table.name) if table.name != "captures" else ():
            record = kept[row["record_id"]]
            assert record["was_read"] is True
            assert (row["source_url"], row["captured_at"]) == (record["url"], record["captured_at"])
            for part in ("warc_file", "warc_offset", "member"):
                assert row[part] == record[part]
    (boxed,) = [row for row in rows_of(folder, "csv", "cells") if row["place"] == "110000"]
    origin = [boxed[f"origin_{part}"] for part in ("document", "page", "block", "row", "column", "box")]
    assert origin == [0, 3, 0, 1, 2, "1 2 30 40"]


def test_a_figure_of_a_further_document_leads_there(store, tmp_path):
    folder = exported(store, tmp_path, place="120116")
    read = [(row["raw"], row["source_url"], row["member"]) for row in rows_of(folder, "csv", "cells")]
    assert read == [("1", PAGE.url, None), ("2", ATTACHED.url, "表二.docx")]
    assert [row["was_read"] for row in rows_of(folder, "csv", "captures")] == [True, True]


def test_keys_tell_rows_apart_and_references_are_met(store, tmp_path):
    folder = exported(store, tmp_path, "sqlite")
    connection = sqlite3.connect(folder / "gip.sqlite")
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    for table in TABLES:
        told = {row[1] for row in connection.execute(f"pragma table_info({table.name})") if row[5]}
        assert told == set(table.key), table.name
    connection.close()


def test_what_has_no_place_stands_last_under_its_address(store, tmp_path):
    folder = exported(store, tmp_path)
    keys = [row["report"] for row in rows_of(folder, "csv", "reports")]
    assert keys[-1] == "a.gov.cn/x?y=1@a.gov.cn/x?y=1"
    assert keys[:-1] == sorted(keys[:-1])


def test_a_selection_is_a_place_with_all_below_and_a_year(store, tmp_path):
    folder = exported(store, tmp_path, place="370000", year=2021)
    assert [row["report"] for row in rows_of(folder, "csv", "reports")] == ["370322001 人民政府@2021"]
    assert {row["year"] for row in rows_of(folder, "csv", "cells")} == {2021}


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_selection_gives_tables_with_heads_only(store, tmp_path, form):
    folder = exported(store, tmp_path, form, year=1999)
    for table in TABLES:
        assert READERS[form](folder, table) == []
    assert "created" not in json.loads((folder / "datapackage.json").read_text())


@pytest.mark.parametrize("form", FORMATS)
def test_the_package_describes_the_files(store, tmp_path, form):
    folder = exported(store, tmp_path, form)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert package["created"] == "2024-03-31T08:30:00.000000Z"
    assert {site["path"] for site in package["sources"]} == {
        "https://www.gaoqing.gov.cn/",
        "http://www.beijing.gov.cn/",
        "http://www.tjbh.gov.cn/",
        "https://a.gov.cn/",
    }
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert list(resources) == [table.name for table in TABLES]
    for name, resource in resources.items():
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert all(field["title"] and field["description"] for field in fields.values())
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
        for key in resource["schema"]["foreignKeys"]:
            other = resources[key["reference"]["resource"]]["schema"]
            assert key["reference"]["fields"] == other["primaryKey"]
            assert set(key["fields"]) <= set(fields)
        for row in rows_of(folder, form, name):
            empty = {field for field, value in row.items() if value is None}
            assert not [field for field in empty if "constraints" in fields[field]]


def test_datasette_finds_titles_search_and_views(store, tmp_path):
    folder = exported(store, tmp_path, "sqlite")
    (database,) = json.loads((folder / "metadata.json").read_text("utf-8"))["databases"].items()
    connection = sqlite3.connect(folder / f"{database[0]}.sqlite")
    named = {name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")}
    for name, told in database[1]["tables"].items():
        assert name in named
        columns = {row[0] for row in connection.execute(f"select * from {name}").description}
        assert set(told.get("columns", columns)) == columns
    matching = "select rowid from sections_fts where sections_fts match '应当公开'"
    found = connection.execute(f"select report from sections where rowid in ({matching})").fetchall()
    assert ("370322001 人民政府@2021",) in found
    assert ("110000 人民政府@2020",) not in found
    assert {edition for (edition,) in connection.execute("select is_current from current_cells")} == {1}
    assert connection.execute("select report from replaced_reports").fetchall() == [("370322001 人民政府@2020",)]
    assert len(connection.execute("select rule from broken_rules").fetchall()) == len(READINGS) - 1
    connection.close()


def test_a_missing_extra_is_one_line_that_names_it(store, tmp_path, monkeypatch):
    exported(store, tmp_path / "there", "csv")
    before = sorted((tmp_path / "there").iterdir())
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ArgumentError, match=r"pip install 'gipcrawler\[parquet\]'"):
        exported(store, tmp_path / "there", "parquet")
    assert sorted((tmp_path / "there").iterdir()) == before


def test_findings_say_what_was_compared(store, tmp_path):
    folder = exported(store, tmp_path, place="110000")
    told = [
        tuple(row[name] for name in ("rule", "verdict", "left_side", "right_side"))
        for row in rows_of(folder, "csv", "findings")
    ]
    assert told == [("R1", "broken", 12, Decimal("11.50")), ("R3", "unassessable", None, 0)]


def test_what_people_did_by_hand_stands_beside_what_was_read(tmp_path):
    store = fill(tmp_path / "gip.db")
    first, second = (store.report_id_of("370322001", year) for year in (2020, 2021))
    found = Finding("R6", "applications/carried_over", Verdict.BROKEN, Decimal(3), Decimal(4), "与上年结转不符")
    store.write_findings({second: [(found, first)]})
    ((line,), (edition,)) = store.findings(report_id=second), store.editions(second)
    store.judge(line.id, "confirmed", "电话核实", "王某")
    store.correct(
        edition.edition_id, "李某", "扫描件不清", [CorrectedCell("applications", "new_requests", "total", "21")]
    )
    folder = exported(store, tmp_path / "out", place="370322001", year=2021)
    store.close()
    (told,) = rows_of(folder, "csv", "findings")
    assert (told["finding"], told["against"]) == (line.id, "370322001 人民政府@2020")
    assert (told["human"], told["note"], told["who"]) == ("confirmed", "电话核实", "王某")
    received, blank, *_ = rows_of(folder, "csv", "cells")
    by_hand = ("raw", "value", "state", "machine_raw", "corrected_by", "correction_reason")
    assert [received[name] for name in by_hand] == ["21", 21, "number", "12", "李某", "扫描件不清"]
    assert [blank[name] for name in by_hand] == [None, None, "blank", None, None, None]
    (panel,) = rows_of(folder, "csv", "metrics")
    assert panel["new_requests"] == 21
