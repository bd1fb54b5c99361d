"""`gipcrawler ingest`: other people's archives and documents become part of ours, once, and verify agrees."""

import sqlite3
import zipfile
from io import BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gipcrawler.warc import read_record
from tests.archives import DOCX, HTML, LISTING, SHEETS
from tests.press import as_docx, as_html

HOST = "http://www.other.gov.cn"
PAGE = as_html(SHEETS[2023]).replace(
    b"</body>", b'<p><a href="/files/2023.docx">\xe9\x99\x84\xe4\xbb\xb6.docx</a></p></body>'
)


def warc(*, compressed=True, chunked=False):
    """An archive as warcio writes it: a listing, a report with its Word file, and another report."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    for path, body, kind in (
        ("/", LISTING.encode(), HTML),
        ("/2023.html", PAGE, HTML),
        ("/files/2023.docx", as_docx(SHEETS[2023]), DOCX),
        ("/2022.html", as_html(SHEETS[2022]), HTML),
    ):
        fields = [("Content-Type", kind)] + [("Transfer-Encoding", "chunked")] * chunked
        sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if chunked else body
        head = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(HOST + path, "response", BytesIO(sent), http_headers=head))
    return out.getvalue()


@pytest.fixture
def ingest(command, tmp_path):
    archive = tmp_path / "archive"

    def run(*paths, status=0):
        done = command("ingest", *paths, "--database", f"sqlite:///{archive}/gip.db", archive=archive)
        assert done.returncode == status, done
        return done

    run.archive = archive
    run.command = lambda *words: command(*words, "--database", f"sqlite:///{archive}/gip.db", archive=archive)
    return run


def ask(archive, question):
    connection = sqlite3.connect(archive / "gip.db")
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def assert_whole(ingest):
    done = ingest.command("verify")
    assert (done.returncode, done.stdout) == (0, ""), done


@pytest.mark.parametrize(
    ("name", "made"),
    [("a.warc.gz", {}), ("a.warc", {"compressed": False}), ("chunked.warc.gz", {"chunked": True})],
    ids=["gzip", "plain", "chunked"],
)
def test_a_warc_is_copied_unchanged_and_its_reports_are_read(ingest, tmp_path, name, made):
    source = tmp_path / name
    source.write_bytes(warc(**made))
    done = ingest(source)
    assert "2 new" in done.stdout
    (copy,) = (ingest.archive / "warc").iterdir()
    assert copy.read_bytes() == source.read_bytes()
    assert ask(ingest.archive, "select year, source_url from reports order by year") == [
        (2022, f"{HOST}/2022.html"),
        (2023, f"{HOST}/2023.html"),
    ]
    captures = ask(ingest.archive, "select warc_file, warc_offset, record_id, url from capture")
    assert {url for *_, url in captures} == {f"{HOST}/{path}" for path in ("2022.html", "2023.html", "files/2023.docx")}
    for file, offset, record_id, url in captures:
        record = read_record(ingest.archive / "warc", file, offset)
        assert (record.record_id, record.url) == (record_id, url)
    assert ask(ingest.archive, "select spider, verdict from run") == [("ingest", "complete")]
    assert f'"{copy.name}": "{name}"' in next((ingest.archive / "runs").iterdir()).read_text("utf-8")
    assert len(list((ingest.archive / "index").iterdir())) == 1
    assert_whole(ingest)


def test_again_adds_nothing(ingest, tmp_path):
    source, page = tmp_path / "a.warc.gz", tmp_path / "b.html"
    source.write_bytes(warc())
    page.write_bytes(as_html(SHEETS[2024]))
    ingest(source, page)
    before = {path: path.stat().st_mtime_ns for path in ingest.archive.rglob("*") if path.suffix != ".db-shm"}
    rows = ask(ingest.archive, "select count(*) from capture")
    assert ingest(source, page).stdout.count("is there already") == 2
    assert ask(ingest.archive, "select count(*) from capture") == rows == [(4,)]
    after = {path: path.stat().st_mtime_ns for path in ingest.archive.rglob("*") if path.suffix != ".db-shm"}
    assert after.keys() == before.keys()


def test_documents_become_records_of_our_own(ingest, tmp_path):
    folder = tmp_path / "given" / "deep"
    folder.mkdir(parents=True)
    (folder / "年报.docx").write_bytes(as_docx(SHEETS[2023]))
    (folder / "a.html").write_bytes(as_html(SHEETS[2022]))
    (folder / ".hidden").write_bytes(b"x")
    ingest(tmp_path / "given")
    rows = ask(ingest.archive, "select warc_file, warc_offset, media_type, url from capture order by url")
    bodies = set()
    for file, offset, media_type, url in rows:
        record = read_record(ingest.archive / "warc", file, offset)
        assert (record.type, record.url, record.header("Content-Type")) == ("resource", url, media_type)
        assert url.startswith("file:///")
        bodies.add(record.payload)
    assert bodies == {path.read_bytes() for path in folder.glob("[!.]*")}
    assert ask(ingest.archive, "select count(*) from reports") == [(2,)]
    assert_whole(ingest)


def test_a_wacz_is_unpacked(ingest, tmp_path):
    source = tmp_path / "a.warc.gz"
    source.write_bytes(warc())
    ingest(source)
    packed = tmp_path / "a.wacz"
    assert ingest.command("wacz", "--to", packed).returncode == 0
    for path in (ingest.archive / "warc").iterdir():
        path.unlink()
    for path in (ingest.archive / "index").iterdir():
        path.unlink()
    (ingest.archive / "gip.db").unlink()
    assert "2 new" in ingest(packed).stdout
    assert_whole(ingest)
    assert "is there already" in ingest(packed).stdout


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(ingest, tmp_path):
    for name, content in {
        "no.warc.gz": b"nothing",
        "no.wacz": b"nothing",
        "no.bin": b"\x00\x01\x02" * 99,
        "no.txt": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
    good = tmp_path / "z.html"
    good.write_bytes(as_html(SHEETS[2022]))
    bad = [*sorted(tmp_path.glob("no.*")), tmp_path / "missing.warc.gz"]
    done = ingest(*bad, good, status=2)
    lines = done.stderr.splitlines()
    assert len(lines) == len(bad)
    assert all(str(path) in line for path, line in zip(bad, lines, strict=True))
    assert ask(ingest.archive, "select count(*) from reports") == [(1,)]
    assert len(list((ingest.archive / "warc").iterdir())) == 1


def test_a_damaged_file_is_kept_for_what_it_has(ingest, tmp_path):
    source = tmp_path / "torn.warc.gz"
    source.write_bytes(warc()[:-30])
    done = ingest(source, status=1)
    assert "cut short" in done.stderr
    assert ask(ingest.archive, "select year from reports") == [(2023,)]


def test_each_report_of_an_archive_is_one_and_its_file_is_named(ingest, tmp_path):
    source = tmp_path / "各镇年报.zip"
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for year in (2022, 2023):
            archive.writestr(f"{year}.docx", as_docx(SHEETS[year]))
        archive.writestr("坏.docx", b"PK\x03\x04")
    source.write_bytes(held.getvalue())
    done = ingest(source, status=2)
    assert "坏.docx" in done.stderr
    assert ask(ingest.archive, "select year from reports order by year") == [(2022,), (2023,)]
    assert ask(ingest.archive, "select member from capture order by member") == [("",), ("2022.docx",), ("2023.docx",)]
    assert_whole(ingest)
    assert "is there already" in ingest(source, status=2).stdout
    assert ask(ingest.archive, "select count(*) from reports") == [(2,)]
