"""`gipcrawler reread`: the archive is read again, and the database says what this parser reads there."""

import sqlite3
import zipfile
from dataclasses import asdict, replace
from datetime import date

import pytest

from gipcrawler.check import check
from gipcrawler.model import Capture, Run, SourceTally
from gipcrawler.reading import PARSER_VERSION, Hint, read
from gipcrawler.store import CorrectedCell, Reading, Store
from gipcrawler.warc import ArchiveWriter, Rendering
from gipcrawler.warc.runs import write_run
from tests.archives import DOCX, HOST, HTML, RUN, SHEETS, STARTED, answer, exchange, make_archive, write
from tests.cli.test_ingest import warc
from tests.press import as_docx, as_html, synthetic

OLD = "0"


@pytest.fixture
def made(tmp_path):
    return make_archive(tmp_path / "archive")


@pytest.fixture
def reread(command):
    def run(made, *arguments, status=0):
        done = command("reread", "--workers", 1, *arguments, "--database", made.database, archive=made.folder)
        assert done.returncode == status, done
        return done

    return run


def ask(made, question):
    connection = sqlite3.connect(made.folder / "gip.db")
    try:
        with connection:
            return connection.execute(question).fetchall()
    finally:
        connection.close()


def spoil(made):
    """As if another parser had read everything, and its figures wrongly."""
    ask(made, f"update edition set parser_version = '{OLD}', title = 'misread'")
    ask(made, "update cell set figure_id = (select min(id) from figure)")
    ask(made, "update section set text = 'misread'")


def content(made):
    store = Store.open(made.database)
    reports = [store.report(line.report_id) for line in store.reports()]
    store.close()
    return reports


def expected(body, media_type=HTML):
    report = read(body, media_type)
    return replace(report, findings=check(report))


def without_evidence(report):
    return {name: value for name, value in asdict(report).items() if name != "evidence"}


def test_what_an_older_parser_read_is_read_again_and_is_no_new_edition(made, reread):
    before = ask(made, "select id, report_id, first_seen, last_seen, read_from, is_current from edition order by id")
    spoil(made)
    done = reread(made)
    assert (done.stdout, done.stderr) == (
        "3 entries read again, 3 unchanged, 0 new, 0 replaced, 0 unreadable; next: gipcrawler check\n",
        "",
    )
    after = ask(made, "select id, report_id, first_seen, last_seen, read_from, is_current from edition order by id")
    assert after == before
    assert ask(made, "select distinct parser_version from edition") == [(PARSER_VERSION,)]
    assert [without_evidence(each) for each in content(made)] == [
        without_evidence(expected(as_html(sheet))) for sheet in SHEETS.values()
    ]


def test_what_this_parser_read_is_left_alone_but_for_all(made, reread):
    assert reread(made).stdout.startswith("0 entries read again")
    assert (
        reread(made, "--all").stdout
        == "3 entries read again, 3 unchanged, 0 new, 0 replaced, 0 unreadable; next: gipcrawler check\n"
    )
    assert ask(made, "select count(*) from edition") == [(3,)]
    assert ask(made, "select count(*) from capture") == [(4,)]


def test_several_processes_read_the_same(made, reread):
    reports = content(made)
    spoil(made)
    assert reread(made, "--workers", 2).stdout.startswith("3 entries read again, 3 unchanged")
    assert content(made) == reports


def test_only_what_is_left_is_read_when_it_was_stopped(made, reread):
    spoil(made)
    ask(made, f"update edition set parser_version = '{PARSER_VERSION}' where id = 2")
    assert reread(made).stdout.startswith("2 entries read again, 2 unchanged")
    assert ask(made, "select id from edition where title = 'misread'") == [(2,)]


def test_all_takes_in_what_could_not_be_read_before(made, reread):
    captures = write(made.folder, [exchange("/art/late.html", answer(as_html(SHEETS[2024])), 9)], "late")
    (late,) = captures.values()
    store = Store.open(made.database)
    store.save(Reading(RUN, "gansu", "370000", (late,), unreadable="an older parser knew nothing of it"))
    store.close()
    assert reread(made).stdout.startswith("0 entries")
    assert reread(made, "--all").stdout.startswith("4 entries read again, 4 unchanged, 0 new")
    assert ask(made, f"select unreadable, edition_id from capture where url = '{late.url}'") == [(None, 3)]


def test_the_reports_of_an_archive_are_read_again_one_by_one(made, reread, command, tmp_path):
    with zipfile.ZipFile(tmp_path / "towns.zip", "w") as packed:
        for at, town in enumerate(("桓台县", "沂源县")):
            body = as_docx(synthetic(f"山东省{town}人民政府", 2023, "2021", at))
            packed.writestr(f"{town}.docx", body)
    command("ingest", tmp_path / "towns.zip", archive=made.folder)
    told = (
        "select id, report_id, digest, read_from from edition order by id",
        "select id, member, edition_id, entry from capture order by id",
        "select publisher, place, year from reports order by place, year",
    )
    before = [ask(made, question) for question in told]
    assert len(before[0]) == 5
    spoil(made)
    assert reread(made).stdout.startswith("4 entries read again, 5 unchanged")
    assert [ask(made, question) for question in told] == before


def test_a_lost_database_is_made_anew(made, reread, command, tmp_path):
    """The archive is the truth: pages with their files, documents from a folder, files of others, and the runs."""
    write_run(Run(RUN, "gansu", {}, STARTED, sources=[SourceTally("山东", "370000")]), made.folder)
    (tmp_path / "other.html").write_bytes(as_html(SHEETS[2024]).replace("高青县".encode(), "桓台县".encode()))
    (tmp_path / "other.warc.gz").write_bytes(warc())
    command("ingest", tmp_path / "other.html", tmp_path / "other.warc.gz", archive=made.folder)
    told = (
        "select publisher, year, source_url, record_id from reports order by place, year, publisher",
        "select raw, state, record_id from report_cells order by record_id, table_key, row_key, column_key",
        "select run, spider from run order by run",
    )
    before = [ask(made, question) for question in told]
    for path in made.folder.glob("gip.db*"):
        path.unlink()
    assert reread(made).stdout.startswith("0 entries")
    reread(made, "--all")
    assert [ask(made, question) for question in told] == before
    assert len(before[0]) == 4
    assert reread(made, "--all").stdout.startswith(
        f"{len(ask(made, 'select 1 from capture where entry = id'))} entries"
    )
    assert [ask(made, question) for question in told] == before


def test_what_people_did_by_hand_stays(made, reread):
    store = Store.open(made.database)
    store.correct(1, "李某", "印错", [CorrectedCell("applications", "new_requests", "total", "77")])
    store.close()
    spoil(made)
    reread(made)
    (cell,) = [
        cell
        for cell in content(made)[0].cells
        if (cell.table, cell.row, cell.column) == ("applications", "new_requests", "total")
    ]
    assert cell.raw == "77"


def test_a_record_that_cannot_be_read_is_said_and_its_report_stays(made, reread):
    spoil(made)
    path = made.warc
    data = bytearray(path.read_bytes())
    offset = made.captures[f"{HOST}/art/2023.docx"].record.offset
    data[offset + 200 : offset + 260] = bytes(60)
    path.write_bytes(data)
    done = reread(made, status=1)
    assert done.stdout == "3 entries read again, 2 unchanged, 0 new, 0 replaced, 0 unreadable; next: gipcrawler check\n"
    assert done.stderr.startswith(f"gipcrawler: {HOST}/art/2023.html: stays as it was: ")
    assert done.stderr.count("\n") == 1
    assert ask(made, f"select read_from from edition where parser_version = '{OLD}'") == [(2,)]


def test_the_words_of_the_listing_and_of_links_are_there_again(made, reread):
    """A file that says neither whose it is nor of which year: its listing and its link do."""
    nameless = replace(SHEETS[2022], issuer=None, title_lines=("年度报告",), preamble=(), published=None)
    page = '<html><body><a href="/f/1.docx">高青县财政局政府信息公开工作年度报告.docx</a></body></html>'.encode()
    paths = {"/art/x.html": answer(page), "/f/1.docx": answer(as_docx(nameless), DOCX)}
    captures = tuple(write(made.folder, [exchange(path, body, 20) for path, body in paths.items()], "more").values())
    hint = Hint("2022年度报告", "370000", date(2023, 1, 9))
    store = Store.open(made.database)
    # as it was read, with what the listing and the link said
    store.save(Reading(RUN, "gansu", "370000", captures, unreadable="not yet", hint=hint))
    store.close()
    reread(made, "--all")
    rows = ask(made, "select publisher, year from reports where source_url like '%/f/1.docx'")
    assert rows == [("高青县财政局", 2022)]


def test_a_page_that_a_browser_rendered_is_read_as_it_was_shown(made, reread):
    shell = exchange("/art/shell.html", answer(b"<html><body><div id=app></div></body></html>"), 30)
    shown = as_html(SHEETS[2022]).replace("山东省高青县人民政府".encode(), "山东省桓台县人民政府".encode())
    with ArchiveWriter(made.folder / "warc", "browser", {"run": RUN}) as writer:
        ref = writer.write(shell)
        writer.write(Rendering(shell.url, ref.record_id, STARTED, shown))
    capture = Capture(shell.url, shell.started, 200, "text/html", ref)
    store = Store.open(made.database)
    store.save(Reading(RUN, "gansu", "370000", (capture,), unreadable="not yet"))
    store.close()
    reread(made, "--all")
    assert ask(made, "select publisher, year from reports where place = '370321'") == [("山东省桓台县人民政府", 2022)]


def test_no_process_is_wrong_usage(made, command):
    done = command("reread", "--workers", 0, archive=made.folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
