"""`gipcrawler read` on archives: a line for each report, and what is missing said once."""

import json

import pytest

from tests.press import as_docx, synthetic
from tests.press.carriers import zipped

TOWNS = [
    synthetic(f"江苏省宝应县{name}镇人民政府", 2022, "2021", seed) for seed, name in enumerate(("射阳湖", "西安丰"))
]
BROKEN = ("坏.docx", b"PK\x03\x04")


@pytest.fixture
def read(command, tmp_path):
    """Read an archive of some files as JSON."""

    def run(*files):
        path = tmp_path / "年报.zip"
        path.write_bytes(zipped(*files))
        return command("read", "--json", path, archive=tmp_path)

    return run


def test_each_report_of_an_archive_is_a_line(read):
    files = [(f"{sheet.issuer}.docx", as_docx(sheet)) for sheet in TOWNS]
    done = read(*files)
    assert done.returncode == 0
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted((one["issuer"], len(one["cells"])) for one in told) == sorted((sheet.issuer, 200) for sheet in TOWNS)


def test_a_report_that_cannot_be_read_is_missed_beside_others(read):
    files = [(f"{sheet.issuer}.docx", as_docx(sheet)) for sheet in TOWNS]
    done = read(*files, BROKEN)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert [("坏.docx" in line, line.startswith("gipcrawler: ")) for line in done.stderr.splitlines()] == [(True, True)]


def test_a_file_that_cannot_be_read_is_not_missed_beside_a_complete_report(read):
    done = read(("年报.docx", as_docx(TOWNS[0])), BROKEN)
    assert done.returncode == 0
    assert json.loads(done.stdout)["issuer"] == TOWNS[0].issuer
    assert "坏.docx" in done.stderr


def test_an_archive_without_any_report_is_one_line(read):
    done = read(BROKEN, ("说明.txt", "没有正文".encode()))
    assert done.returncode == 2
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)
    assert "坏.docx" in done.stderr
