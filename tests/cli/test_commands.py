"""The `gipcrawler` command as a user meets it: a real process, its output, its one line of complaint, its status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.press import as_docx, as_html, as_pdf, expected, synthetic

SHEET = synthetic("山东省高青县人民政府", 2022, "2021", 5)
LATER = synthetic("山东省高青县人民政府", 2023, "2021", 6, previous=SHEET)


def run(*arguments: object, folder: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gipcrawler.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, input=stdin, cwd=folder, timeout=60, check=False)


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on stderr of a command that ended with status 2 and printed no result."""
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_bytes(as_html(SHEET))
    return path


def test_one_document_is_one_json_object(page):
    done = run("read", page, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    report = json.loads(done.stdout)
    assert list(report) == [
        *("title", "issuer", "place", "year", "published", "media_type", "parser_version"),
        *("forms", "sections", "cells", "leftovers", "findings"),
    ]
    assert list(report["cells"][0]) == [
        *("table", "row", "sub_row", "column", "label", "raw", "value", "state", "unit", "origin"),
    ]
    assert list(report["sections"][0]) == ["key", "number", "title", "text"]
    assert (report["place"], report["year"], report["published"]) == ("370322", 2022, str(SHEET.published))
    read = {(c["table"], c["row"], c["sub_row"], c["column"]): c["value"] for c in report["cells"]}
    assert read == {address[:4]: float(address[4]) for address in expected(SHEET)}


def test_several_documents_are_json_lines_and_a_bad_one_does_not_stop_them(page, tmp_path):
    word, print_, empty = tmp_path / "report.docx", tmp_path / "report.pdf", tmp_path / "empty.doc"
    word.write_bytes(as_docx(SHEET))
    print_.write_bytes(as_pdf(SHEET))
    empty.write_bytes(b"")
    done = run("read", "--json", page, empty, word, print_)
    assert done.returncode == 2
    reports = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [report["media_type"].rpartition("/")[2][:4] for report in reports] == ["html", "vnd.", "pdf"]
    assert len({json.dumps([c["value"] for c in report["cells"]]) for report in reports}) == 1
    assert done.stderr.decode().splitlines() == [f"gipcrawler: {empty}: The document is empty: fetch it again."]


def test_for_people_the_report_has_its_facts_and_its_tables(page):
    done = run("read", page)
    shown = done.stdout.decode()
    assert done.returncode == 0
    for fact in (SHEET.title, "370322 山东省 淄博市 高青县", "2022", "（三）不予公开", "复议后起诉", "no findings"):
        assert fact in shown


def test_standard_input(page):
    assert json.loads(run("read", "-", "--json", stdin=page.read_bytes()).stdout)["year"] == 2022


BAD = {
    "empty": (b"", "empty"),
    "a picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "picture"),
    "a program": (b"\x7fELF" + bytes(range(256)) * 20, "unknown binary"),
    "a cut docx": (as_docx(SHEET)[:3000], "damaged or truncated"),
    "a cut pdf": (as_pdf(SHEET)[:300], "damaged"),
    "another text": ("通知：明日停水。".encode(), "no disclosure report"),
    "another page": ("<html><body><p>今日天气晴。</p></body></html>".encode(), "no disclosure report"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_one_line(kind, tmp_path):
    body, words = BAD[kind]
    path = tmp_path / "report.docx"
    path.write_bytes(body)
    line = complaint(run("read", path))
    assert line.startswith(f"gipcrawler: {path}: ")
    assert words in line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "nowhere.html"], "no such file"),
        (["read", "."], "directory"),
        (["read", "http://127.0.0.1:9/report.html"], "cannot be fetched"),
        (["read"], "required"),
        (["raed"], "invalid choice"),
        ([], "required"),
        (["read", "--jsn", "x"], "--help"),
        (["diff", "report.html", "elsewhere.html"], "no file, no report id"),
        (["diff", "1", "2"], "is not in"),
        (["diff", "370322@2021", "370322@2022"], "is not in"),
        (["survey", "coverage", "--place", "999999"], "999999"),
        (["survey", "coverage", "--year", "soon"], "invalid int"),
        (["db", "upgrade", "--database", "nonsense"], "DATABASE_URL"),
        (["db", "upgrade", "--database", "sqlite:////proc/no/gip.db"], "cannot be opened"),
    ],
)
def test_wrong_usage_is_one_line(arguments, words, page):
    assert words in complaint(run(*arguments, folder=page.parent))


def test_diff_of_two_files(page, tmp_path):
    later = tmp_path / "later.html"
    later.write_bytes(as_html(LATER))
    change = json.loads(run("diff", page, later, "--json").stdout)
    old, new = ({cell[:4]: cell[4] for cell in expected(sheet)} for sheet in (SHEET, LATER))
    assert {(c["table"], c["row"], c["sub_row"], c["column"]): (c["from"], c["to"]) for c in change["cells"]} == {
        address: (float(old[address]), float(new[address])) for address in old if old[address] != new[address]
    }
    shown = run("diff", page, later).stdout.decode()
    assert f"{len(change['cells'])} figures differ" in shown


def test_diff_of_the_same_file_says_so(page):
    assert "no difference" in run("diff", page, page).stdout.decode()


def test_db_upgrade_makes_the_database_and_coverage_reads_it(tmp_path):
    assert run("db", "upgrade", "--database", f"sqlite:///{tmp_path}/a/gip.db").returncode == 0
    assert (tmp_path / "a" / "gip.db").is_file()
    table = run("survey", "coverage", "--database", f"sqlite:///{tmp_path}/a/gip.db", "--format", "json")
    assert table.returncode == 0
    assert json.loads(table.stdout)


def test_a_closed_pipe_is_no_error(page):
    command = f"{sys.executable} -m gipcrawler.cli.main read --full {page} {page} {page} | head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert done.returncode == 0


def test_reading_loads_no_database():
    code = "import sys; from gipcrawler.cli.main import main; main(['read', sys.argv[1]]); print(*sys.modules)"
    page = "data:,"  # no file of that name: the command ends after it was loaded
    done = subprocess.run([sys.executable, "-c", code, page], capture_output=True, text=True, timeout=60, check=False)
    loaded = set(done.stdout.split())
    assert "gipcrawler.cli.read" in loaded
    assert not {"sqlalchemy", "alembic", "warcio", "scrapy"} & loaded
