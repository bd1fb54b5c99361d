"""`gipcrawler verify` on an archive with one planted fault each: found, with its place, and nothing else is."""

import contextlib
import hashlib
import sqlite3
import zlib

import pytest

from gipcrawler.warc import records
from tests.archives import HOST, LISTING, answer, exchange, make_archive, write
from tests.cli.test_replay import not_modified, revisit
from tests.crawling import gipcrawler


@pytest.fixture
def made(tmp_path):
    return make_archive(tmp_path / "archive")


@pytest.fixture
def verify(command):
    def run(made, *paths):
        done = command("verify", *paths, "--database", made.database, archive=made.folder)
        assert done.returncode == bool(done.stdout), done
        return done.stdout.splitlines()

    return run


@pytest.fixture
def the_fault(verify):
    return lambda made, *words: assert_one(verify(made), *words)


def assert_one(lines, *words):
    assert len(lines) == 1, lines
    for word in words:
        assert str(word) in lines[0]


def execute(made, statement, *values):
    with sqlite3.connect(made.folder / "gip.db") as connection:
        connection.execute(statement, values)
    connection.close()


def member(record, old, new):
    """A record's member written anew by hand, with something else in it."""
    path = record.path
    data = path.read_bytes()
    plain = zlib.decompress(data[record.offset : record.offset + record.length], wbits=31)
    assert plain.count(old) == 1
    written = zlib.compress(plain.replace(old, new), 6, wbits=31)
    path.write_bytes(data[: record.offset] + written + data[record.offset + record.length :])


def padding_flipped(path):
    """A file's bytes with the last bit of one record's deflated data turned, where nothing is read from it.

    One record in eight fills its last byte and pads nothing, and which one does changes with the dates in it.
    """
    data = path.read_bytes()
    for ref in records(path):
        turned = bytearray(data)
        turned[ref.offset + ref.length - 9] ^= 0x80  # the checksum and the length follow
        with contextlib.suppress(zlib.error):
            zlib.decompress(turned[ref.offset : ref.offset + ref.length], wbits=31)
            return turned
    raise AssertionError("no record pads")


def test_a_whole_archive_has_no_fault(made):
    done = gipcrawler("verify", archive=made.folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 files" in done.stderr
    assert "no faults" in done.stderr


def test_a_flipped_byte(made, the_fault):
    ref = made.captures[HOST + "/art/2022.html"].record
    data = bytearray(made.warc.read_bytes())
    data[ref.offset + 700] ^= 1
    made.warc.write_bytes(data)
    the_fault(made, made.warc.name, f"at {ref.offset} ", ref.record_id)


@pytest.mark.parametrize("at", range(10))
def test_a_flipped_byte_of_a_gzip_header(made, at, the_fault):
    ref = made.captures[HOST + "/art/2022.html"].record
    data = bytearray(made.warc.read_bytes())
    data[ref.offset + at] ^= 0x10
    made.warc.write_bytes(data)
    the_fault(made, made.warc.name, f"at {ref.offset} ", ref.record_id)


def test_a_flipped_bit_that_only_pads(made, verify, the_fault):
    assert verify(made) == []
    made.warc.write_bytes(padding_flipped(made.warc))
    the_fault(made, made.warc.name, ".cdxj")


def test_a_torn_tail(made, the_fault):
    *_, last = records(made.warc)
    made.warc.write_bytes(made.warc.read_bytes()[:-5])
    the_fault(made, made.warc.name, f"at {last.offset}", "ends within a record")


def test_a_torn_tail_of_a_file_that_is_still_open(made, the_fault):
    made.warc.write_bytes(made.warc.read_bytes()[:-5])
    path = made.warc
    path.rename(path.with_name(path.name + ".open"))
    the_fault(made, path.name, "the next run finishes it")


def test_a_missing_file(made, the_fault):
    name = made.warc.name
    made.warc.unlink()
    the_fault(made, name, "missing", "4 rows")


def test_a_missing_file_that_only_an_index_names(made, verify, the_fault):
    write(made.folder, [exchange("/x", answer(b"x"))], "other")
    assert verify(made) == []
    path = next((made.folder / "warc").glob("other*"))
    path.unlink()
    the_fault(made, path.name, "missing", "index")


def test_a_wrong_payload_digest(made, the_fault, verify):
    body = b"5\r\nhello\r\n0\r\n\r\n"
    one = exchange("/x", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
    (capture,) = write(made.folder, [one], "other").values()
    assert verify(made) == []
    path = made.folder / "warc" / capture.record.file
    record = list(records(path))[1]
    object.__setattr__(record, "path", path)
    framed = "sha256:" + hashlib.sha256(body).hexdigest()  # what warcio would write
    member(record, record.header("WARC-Payload-Digest").encode(), framed.encode())
    the_fault(made, path.name, f"at {record.offset} ", record.record_id, "payload", framed)


def test_a_wrong_block_digest(made, verify):
    (capture,) = write(made.folder, [exchange("/x", answer(b"hello, world"))], "other").values()
    path = made.folder / "warc" / capture.record.file
    record = list(records(path))[1]
    object.__setattr__(record, "path", path)
    member(record, b"hello, world", b"hello, World")
    lines = verify(made)
    assert len(lines) == 2
    assert all(record.record_id in line for line in lines)


def test_a_row_without_a_record(made, verify):
    execute(made, "update capture set warc_offset = warc_offset + 1 where url like '%.docx'")
    lines = verify(made)
    ref = made.captures[HOST + "/art/2023.docx"].record
    assert [line.split()[1:4] for line in lines if "no record begins here" in line] == [
        ["at", str(ref.offset + 1), ref.record_id + ":"]
    ]


def test_a_row_for_another_record(made, the_fault):
    execute(made, "update capture set record_id = '<urn:x>' where url like '%2022.html'")
    ref = made.captures[HOST + "/art/2022.html"].record
    the_fault(made, f"at {ref.offset} ", "<urn:x>", ref.record_id)


@pytest.mark.parametrize("path", ["/art/2022.html", "/art/2023.html", "/art/2023.docx"])
def test_a_record_without_a_row(made, path, verify):
    ref = made.captures[HOST + path].record
    execute(made, "delete from capture where record_id = ?", ref.record_id)
    lines = verify(made)
    assert [line for line in lines if ref.record_id in line and f"at {ref.offset} " in line and "without a row" in line]
    lost = [line for line in lines if "edition" in line]
    assert len(lines) == 1 + len(lost)
    assert len(lost) == (path != "/art/2023.docx")


@pytest.fixture
def revisited(made):
    """The archive with a revisit of the listing, which needs no row."""
    revisit(made.folder, made.captures[HOST + "/art/"])
    return made


def test_a_revisit_is_held_against_its_original(revisited, verify):
    assert verify(revisited) == []


def test_a_304_is_held_against_what_it_stands_for(made, verify):
    not_modified(made.folder, "/art/", made.captures[HOST + "/art/"])
    assert verify(made) == []
    (path,) = (made.folder / "warc").glob("unchanged*")
    record = list(records(path))[1]
    object.__setattr__(record, "path", path)
    listing, page = (made.captures[HOST + end].record for end in ("/art/", "/art/2022.html"))
    member(record, str(listing.offset).encode(), str(page.offset).encode())
    (line,) = (line for line in verify(made) if "original" in line)
    assert record.record_id in line


@pytest.mark.parametrize("fault", ["another record", "another payload", "no record", "no file"])
def test_a_revisit_whose_original_is_not_there(revisited, verify, fault):
    (path,) = (revisited.folder / "warc").glob("later*")
    listing, page = (revisited.captures[HOST + end].record for end in ("/art/", "/art/2022.html"))
    record = list(records(path))[1]
    object.__setattr__(record, "path", path)
    old, new = {
        "another record": (str(listing.offset), str(page.offset)),
        "another payload": (listing.payload_digest, page.payload_digest),
        "no record": (f"Offset: {listing.offset}", f"Offset: {listing.offset + 1}"),
        "no file": (listing.file, "gansu-1.warc.gz"),
    }[fault]
    member(record, old.encode(), new.encode())
    (line,) = verify(revisited)
    assert record.record_id in line
    assert "original" in line


def test_a_revisit_of_a_report_without_a_row(made, verify):
    revisit(made.folder, made.captures[HOST + "/art/2022.html"])
    (line,) = verify(made)
    assert "without a row" in line


def test_records_of_a_run_that_the_database_does_not_know(made, verify):
    (made.folder / "gip.db").unlink()
    assert len(verify(made)) == 4


def test_files_are_named_or_refused(made, command, tmp_path, verify):
    assert verify(made, made.warc) == verify(made, made.folder) == []
    done = command("verify", tmp_path / "nothing", archive=made.folder)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_listings_errors_and_pages_outside_of_the_years_asked_for_owe_no_row(made, verify):
    page = answer(b"<h1>" + LISTING.encode() + b"</h1>")
    report = made.captures[HOST + "/art/2022.html"]
    body = next(one for one in records(made.warc) if one.record_id == report.record.record_id).block
    gone = body.replace(b"200 OK", b"404 Not Found")
    write(made.folder, [exchange("/l", page), exchange("/gone", gone)], "other")
    assert verify(made) == []
    write(made.folder, [exchange("/again", body)], "other")
    assert len(verify(made)) == 1
    execute(made, 'update run set arguments = \'{"since": "2023"}\'')
    assert verify(made) == []
