import gzip
import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Truncation
from gipcrawler.warc import ArchiveWriter, read_record, records
from gipcrawler.warc.payloads import Payloads
from tests.warc.exchanges import PLAIN, STARTED, answering

PAGE = hashlib.shake_256(b"page").hexdigest(2000).encode()
HEAD = b"HTTP/1.1 200 OK\r\nDate: %d\r\nContent-Type: text/html\r\n"


def page(number: int, body: bytes = PAGE, head: bytes = b"", **changes):
    """The number-th answer of a page, a day after the one before."""
    response = HEAD % number + head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    when = STARTED + timedelta(days=number)
    return answering(response, **({"started": when, "finished": when} | changes))


@pytest.fixture
def archive(tmp_path):
    """Writes exchanges as one run would: what finished files hold is known to it."""

    def run(*exchanges):
        payloads = Payloads(tmp_path / "index/payloads.sqlite", tmp_path / "warc")
        with ArchiveWriter(tmp_path / "warc", "gansu", {}, payloads=payloads) as writer:
            refs = [writer.write(exchange) for exchange in exchanges]
        return [(ref, read_record(tmp_path / "warc", ref.file, ref.offset)) for ref in refs]

    return run


def test_an_unchanged_page_becomes_a_revisit_that_reads_as_the_page(archive):
    [(first, original)] = archive(page(0))
    [(again, revisit)] = archive(page(1))
    assert (original.type, revisit.type) == ("response", "revisit")
    assert revisit.block == HEAD % 1 + b"Content-Length: %d\r\n\r\n" % len(PAGE)
    assert revisit.payload == original.payload == PAGE
    assert (revisit.http_status, revisit.url) == (200, PLAIN.url)
    assert again.payload_digest == first.payload_digest == revisit.header("WARC-Payload-Digest")
    assert revisit.header("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert revisit.header("WARC-Refers-To") == original.record_id
    assert revisit.header("WARC-Refers-To-Target-URI") == original.url
    assert revisit.header("WARC-Refers-To-Date") == original.header("WARC-Date")
    assert again.length < first.length


def test_a_third_time_refers_to_the_first_which_holds_the_bytes(archive):
    [(_, original)] = archive(page(0))
    archive(page(1))
    [(_, third)] = archive(page(2))
    assert third.header("WARC-Refers-To") == original.record_id


def test_the_same_address_comes_before_a_newer_one_elsewhere(archive):
    [(_, here), (_, there)] = archive(page(0), page(1, url="http://www.example.gov.cn/copy.html"))
    [(_, again), (_, third)] = archive(page(2), page(2, url="http://www.example.gov.cn/third.html"))
    assert again.header("WARC-Refers-To") == here.record_id
    assert third.header("WARC-Refers-To") == there.record_id
    assert third.header("WARC-Refers-To-Target-URI") == there.url
    assert third.payload == PAGE


def test_a_file_that_is_not_finished_is_not_referred_to(archive):
    assert [record.type for _, record in archive(page(0), page(1))] == ["response", "response"]


@pytest.mark.parametrize(
    "changed",
    [
        {"body": PAGE + b" "},
        {"body": PAGE[:1023]},
        {"method": "POST"},
        {"truncated": Truncation.DISCONNECT},
        {"response": b"HTTP/1.1 404 Not Found\r\n\r\n" + PAGE},
    ],
    ids=["changed", "small", "posted", "cut off", "not found"],
)
def test_all_else_is_written_in_full(archive, changed):
    archive(page(0), page(0, PAGE[:1023]))
    given = page(1, **changed) if "response" not in changed else answering(**changed)
    [(_, record)] = archive(given)
    assert record.type == "response"
    assert record.block == given.response


def test_another_packing_of_the_same_body_is_kept_and_known_to_be_unchanged(archive, tmp_path):
    noise = hashlib.shake_256(b"noise").digest(3000)
    coding = b"Content-Encoding: gzip\r\n"
    [(_, original)] = archive(page(0, gzip.compress(noise, mtime=1), coding))
    [(ref, again)] = archive(page(1, gzip.compress(noise, mtime=2), coding))
    assert (again.type, again.payload) == ("response", noise)
    [_, _, _, metadata] = records(tmp_path / "warc" / ref.file)
    assert f"unchangedSince: {original.record_id}" in metadata.block.decode()
    [(ref, _)] = archive(page(2, gzip.compress(noise[1:], mtime=2), coding))
    assert len(list(records(tmp_path / "warc" / ref.file))) == 3


def test_a_lost_file_is_not_referred_to(archive, tmp_path):
    [(ref, _)] = archive(page(0))
    (tmp_path / "warc" / ref.file).unlink()
    assert [record.type for _, record in archive(page(1))] == ["response"]


def test_the_index_can_be_deleted_and_is_made_again(archive, tmp_path):
    archive(page(0))
    archive(page(1))
    (tmp_path / "index/payloads.sqlite").unlink()
    assert [record.type for _, record in archive(page(2))] == ["revisit"]


def test_a_damaged_original_is_not_referred_to_and_not_read(archive, tmp_path):
    [(ref, _)] = archive(page(0))
    [(_, revisit)] = archive(page(1))
    path = tmp_path / "warc" / ref.file
    data = path.read_bytes()
    path.write_bytes(data[: ref.offset + 300] + b"\x00\x00\x00" + data[ref.offset + 303 :] + b"\x00")
    with pytest.raises(ArchiveError):
        _ = revisit.payload
    assert [record.type for _, record in archive(page(2))] == ["response"]


def test_without_an_index_everything_is_written_in_full_and_the_log_says_so(tmp_path, caplog):
    (tmp_path / "index").mkdir()
    (tmp_path / "index/payloads.sqlite").write_bytes(b"no database" * 1000)
    assert Payloads.opened(tmp_path / "index/payloads.sqlite", tmp_path) is None
    assert "payloads.sqlite cannot be used, so unchanged pages are written in full" in caplog.text


def test_a_revisit_of_another_tool_says_what_it_lacks(archive):
    archive(page(0))
    [(ref, revisit)] = archive(page(1))
    named = tuple(pair for pair in revisit.headers if not pair[0].startswith("WARC-Refers-To-File"))
    with pytest.raises(ArchiveError, match="a revisit that does not say where its original stands"):
        _ = replace(revisit, headers=named).payload
    assert ref.record_id == revisit.record_id
