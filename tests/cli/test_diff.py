"""`gipcrawler diff` as a user meets it: a page, JSON and lines for people, of files, reports and their editions."""

import json

import pytest
from lxml import html

from gipcrawler.reading import read
from gipcrawler.store import Store
from tests.press import as_html, synthetic
from tests.readings import capture, reading

ISSUER = "山东省高青县人民政府"
OLD = synthetic(ISSUER, 2021, "2021", 5)
NEW = OLD.with_figure("applications", "granted", "natural_person", 9876)
URL = "https://www.gaoqing.gov.cn/art/2021.html"


@pytest.fixture
def archive(tmp_path):
    """A database with a report that was replaced (9876 came on the second day), and the report on the next year."""
    sheets = (OLD, NEW, synthetic(ISSUER, 2022, "2021", 6))
    store = Store.open(f"sqlite:///{tmp_path}/gip.db")
    for day, sheet in enumerate(sheets):
        store.save(reading(read(as_html(sheet)), capture(URL, day)))
    store.close()
    return tmp_path


@pytest.fixture
def files(tmp_path):
    paths = tmp_path / "old.html", tmp_path / "new.html"
    for path, sheet in zip(paths, (OLD, NEW), strict=True):
        path.write_bytes(as_html(sheet))
    return paths


def test_files_as_a_page(command, files, tmp_path):
    page = tmp_path / "change.html"
    done = command("diff", *files, "--html", page, archive=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    tree = html.document_fromstring(page.read_text(encoding="utf-8"))
    assert tree.xpath("//td[contains(@class, 'gip-changed')]/ins/text()") == ["9876"]
    assert not (tmp_path / "gip.db").exists()


def test_two_editions_of_one_report(command, archive):
    done = command("diff", "1.1", "1.2", "--json", archive=archive)
    change = json.loads(done.stdout)
    assert (change["from"], change["to"]) == ("1.1", "1.2")
    assert [(cell["row"], cell["column"], cell["to"]) for cell in change["cells"]] == [
        ("granted", "natural_person", 9876)
    ]
    named = command("diff", "370322@2021.1", "370322@2021", "--json", archive=archive)
    assert json.loads(named.stdout)["cells"] == change["cells"]


def test_the_page_says_when_and_where_an_edition_was_seen(command, archive):
    page = archive / "change.html"
    command("diff", "1.1", "1", "--html", page, archive=archive)
    sides = html.document_fromstring(page.read_text(encoding="utf-8")).xpath("//section[@class='gip-side']")
    said = ["".join(side.itertext()) for side in sides]
    assert "2024-03-01 08:30 UTC" in said[0]
    assert "2024-03-02 08:30 UTC" in said[1]
    assert [side.xpath(".//a/@href") for side in sides] == [[URL], [URL]]


def test_two_years_of_a_place(command, archive):
    done = command("diff", "370322@2021", "370322@2022", archive=archive)
    assert done.returncode == 0
    assert f"{ISSUER}2021年" in done.stdout
    assert "figures differ" in done.stdout


def test_people_see_what_went_and_what_came_where_there_are_no_colours(command, files, tmp_path):
    old, new = files
    text = as_html(OLD).decode()
    assert text.count("一是") > 1
    new.write_text(text.replace("一是", "其一", 1), encoding="utf-8")
    done = command("diff", old, new, archive=tmp_path)
    assert "[-一是-]{+其一+}" in done.stdout
    assert "weight" in done.stdout


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("1.3", "1"), "1.3: the report has 2 editions"),
        (("2.2", "1"), "2.2: the report has 1 edition,"),
        (("1.0", "1"), "numbered from 1"),
        (("7", "1"), "7 is not in"),
        (("370322@1999", "1"), "370322@1999 is not in"),
        (("1.x", "1"), "no file, no report id"),
        (("missing.html", "1"), "no file, no report id"),
    ],
)
def test_what_is_not_there_is_one_line(command, archive, names, says):
    done = command("diff", *names, archive=archive)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr


def test_a_file_that_is_no_report_is_named(command, files, tmp_path):
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    done = command("diff", files[0], empty, archive=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"gipcrawler: {empty}: ")


def test_a_page_that_cannot_be_written_is_one_line(command, files, tmp_path):
    done = command("diff", *files, "--html", tmp_path / "nowhere" / "x.html", archive=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be written: no such file or directory" in done.stderr


def test_a_page_and_json_at_once_are_refused(command, files, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        command("diff", *files, "--json", "--html", "x.html", archive=tmp_path)
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err
