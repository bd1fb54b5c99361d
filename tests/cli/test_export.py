"""The command: what it says on which stream, and how it ends."""

import csv
import sys

import pytest

from gipcrawler.cli.main import main
from tests.archives import make_archive


@pytest.fixture
def made(tmp_path):
    return make_archive(tmp_path / "archive")


def test_csv_files_of_the_whole_database(command, made, tmp_path):
    done = command("export", "--to", tmp_path / "out", archive=made.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path}/out: 3 reports, 3 editions, 18 sections, 600 cells, 0 findings\n"
    with (tmp_path / "out" / "reports.csv").open(encoding="utf-8", newline="") as file:
        assert [row["year"] for row in csv.DictReader(file)] == ["2022", "2023", "2024"]


def test_an_empty_selection_is_no_failure_and_is_said(command, made, tmp_path):
    done = command("export", "--to", tmp_path / "out", "--year", 1999, archive=made.folder)
    assert done.returncode == 0
    assert done.stderr == "There is no such report in the database: the tables have heads only.\n"
    assert (tmp_path / "out" / "cells.csv").read_text("utf-8").count("\n") == 1


def test_what_cannot_be_done_is_one_line(command, made, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for arguments, says in (
        (("--to", tmp_path / "file"), "cannot be written"),
        (("--to", tmp_path / "out", "--place", "北京"), "is no division code"),
        (("--to", tmp_path / "out", "--format", "parquet"), "pip install 'gipcrawler[parquet]'"),
    ):
        done = command("export", *arguments, archive=made.folder)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert says in done.stderr


def test_a_format_that_there_is_not_is_wrong_usage(capsys, tmp_path):
    with pytest.raises(SystemExit) as ended:
        main(["export", "--to", str(tmp_path), "--format", "xlsx"])
    assert ended.value.code == 2
    assert "parquet" in capsys.readouterr().err
