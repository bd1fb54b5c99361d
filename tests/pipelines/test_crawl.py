"""All doorways of a real crawl, one after the other: rows, tallies, and the way from a figure back to its bytes."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from gipcrawler.reading import Given, Hint, read_entry
from gipcrawler.store import ReportLine
from gipcrawler.warc import read_record
from tests.crawling import ROOT, environment
from tests.press import expected, sheets

SITE = "https://www.shandong.example.gov.cn"


def crawl(folder: Path, name: str) -> tuple[list[dict], dict, str]:
    """The rows of the feed, the tally of the one source, and what the crawl said on stderr."""
    rows, known = folder / f"{name}.json", set((folder / "runs").glob("*"))
    command = [sys.executable, "-m", "tests.pipelines.found_crawl", str(rows)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    (run,) = set((folder / "runs").glob("*")) - known
    (tally,) = json.loads(run.read_text())["sources"]
    return json.loads(rows.read_text()), tally, done.stderr


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def first(archive):
    return crawl(archive, "first")


@pytest.fixture(scope="module")
def second(archive, first):  # noqa: ARG001 - it comes after the first
    return crawl(archive, "second")


def test_rows_are_those_of_the_view_with_the_outcome(first):
    rows, tally, _ = first
    assert {(row["source_url"].removeprefix(SITE), row["publisher"], row["year"], row["outcome"]) for row in rows} == {
        ("/1.html", "高青县田镇街道办事处", 2020, "new"),
        ("/2.docx", "资阳市雁江区丹山镇政府", 2020, "new"),
        ("/3.html", None, None, "unreadable"),
        ("/5.zip", "德惠市米沙子镇人民政府", 2020, "new"),
        ("/5.zip", "北京市密云区穆家峪镇", 2020, "new"),
    }
    assert all(list(row) == [*ReportLine.__dataclass_fields__, "outcome"] for row in rows)
    assert (tally["new"], tally["unreadable"], tally["unchanged"]) == (4, 1, 0)


def test_what_is_not_in_the_archive_is_not_read(first):
    _, _, said = first
    assert "/4.html is not read: its record <urn:uuid:lost> is not on disk" in said


def test_the_same_reports_again_are_unchanged(second):
    rows, tally, _ = second
    assert sorted(row["outcome"] for row in rows) == [*(["unchanged"] * 4), "unreadable"]
    assert (tally["new"], tally["unchanged"], tally["unreadable"]) == (0, 4, 1)
    assert {row["editions"] for row in rows} == {1, None}


def test_every_figure_leads_back_to_bytes_that_give_it_again(archive, second):  # noqa: ARG001 - after two crawls
    connection = sqlite3.connect(archive / "gip.db")
    connection.row_factory = sqlite3.Row
    cells = connection.execute("select * from report_cells order by edition_id").fetchall()
    origins = connection.execute("select count(*), count(unreadable) from capture").fetchone()
    connection.close()
    assert len(cells) == sum(len(expected(sheets[name])) for name in ("000", "001", "002", "003"))
    assert tuple(origins) == (16, 2)  # twice eight: page, page and file, page, page and archive with two files in it
    again = {}
    for cell in cells:
        where = (cell["warc_file"], cell["warc_offset"])
        if where not in again:
            record = read_record(archive / "warc", *where)
            assert (record.record_id, record.url) == (cell["record_id"], cell["source_url"])
            again[where] = {
                (reading.report.issuer, one.table, one.row, one.sub_row, one.column): one.value
                for reading in read_entry([Given(record.payload, None, record.url)], Hint(place="370000")).readings
                for one in reading.report.cells
            }
        address = cell["publisher"], cell["table_key"], cell["row_key"], cell["sub_row"], cell["column_key"]
        value = again[where][address]
        assert cell["value"] == (None if value is None else float(value))
    assert len(again) == 3
