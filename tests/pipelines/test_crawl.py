"""All doorways of a real crawl, one after the other: rows, tallies, and the way from a figure back to its bytes."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from gipcrawler.reading import read
from gipcrawler.store import ReportLine
from gipcrawler.warc import read_record
from tests.crawling import ROOT, environment

SITE = "https://www.shandong.example.gov.cn"


def crawl(folder: Path, name: str) -> tuple[dict[str, dict], dict, str]:
    """The rows of the feed by their address, the tally of the one source, and what the crawl said on stderr."""
    rows, known = folder / f"{name}.json", set((folder / "runs").glob("*"))
    command = [sys.executable, "-m", "tests.pipelines.found_crawl", str(rows)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    (run,) = set((folder / "runs").glob("*")) - known
    (tally,) = json.loads(run.read_text())["sources"]
    return {row["source_url"]: row for row in json.loads(rows.read_text())}, tally, done.stderr


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
    assert {url.removeprefix(SITE): (row["publisher"], row["year"], row["outcome"]) for url, row in rows.items()} == {
        "/1.html": ("高青县田镇街道办事处", 2020, "new"),
        "/2.docx": ("资阳市雁江区丹山镇政府", 2020, "new"),
        "/3.html": (None, None, "unreadable"),
    }
    assert all(list(row) == [*ReportLine.__dataclass_fields__, "outcome"] for row in rows.values())
    assert (tally["new"], tally["unreadable"], tally["unchanged"]) == (2, 1, 0)


def test_what_is_not_in_the_archive_is_not_read(first):
    _, _, said = first
    assert "/4.html is not read: its record <urn:uuid:lost> is not on disk" in said


def test_the_same_reports_again_are_unchanged(second):
    rows, tally, _ = second
    assert sorted(row["outcome"] for row in rows.values()) == ["unchanged", "unchanged", "unreadable"]
    assert (tally["new"], tally["unchanged"], tally["unreadable"]) == (0, 2, 1)
    assert {row["editions"] for row in rows.values()} == {1, None}


def test_every_figure_leads_back_to_bytes_that_give_it_again(archive, second):  # noqa: ARG001 - after two crawls
    connection = sqlite3.connect(archive / "gip.db")
    connection.row_factory = sqlite3.Row
    cells = connection.execute("select * from report_cells order by edition_id").fetchall()
    origins = connection.execute("select count(*), count(unreadable) from capture").fetchone()
    connection.close()
    assert len(cells) == 2 * 198
    assert tuple(origins) == (8, 2)
    again = {}
    for cell in cells:
        where = (cell["warc_file"], cell["warc_offset"])
        if where not in again:
            record = read_record(archive / "warc", *where)
            assert (record.record_id, record.url) == (cell["record_id"], cell["source_url"])
            again[where] = {
                (one.table, one.row, one.sub_row, one.column): one.value for one in read(record.payload).cells
            }
        value = again[where][cell["table_key"], cell["row_key"], cell["sub_row"], cell["column_key"]]
        assert cell["value"] == (None if value is None else float(value))
    assert len(again) == 2
