import base64
import gzip
import hashlib
import zlib

import brotli
import pytest
from backports import zstd

from gipcrawler.errors import ArchiveError
from gipcrawler.warc import ArchiveWriter, Record, read_record, records
from tests.warc.exchanges import PLAIN, answering

PAGE = "<p>政府信息公开工作年度报告</p>".encode("gb18030") * 9000


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data, wbits=-zlib.MAX_WBITS)


def chunks(data: bytes) -> bytes:
    return b"%X \r\n%s\r\n0\r\n\r\n" % (len(data), data)


def kept(folder, head: bytes, body: bytes, **changes) -> Record:
    with ArchiveWriter(folder, "gansu", {}) as writer:
        ref = writer.write(answering(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n" + body, **changes))
    return read_record(folder, ref.file, ref.offset)


@pytest.mark.parametrize(
    ("named", "encode"),
    [
        (b"gzip", gzip.compress),
        (b"X-GZIP", gzip.compress),
        (b"gzip", lambda data: gzip.compress(data[:5000]) + gzip.compress(data[5000:])),
        (b"deflate", zlib.compress),
        (b"deflate", raw_deflate),
        (b"br", brotli.compress),
        (b"zstd", zstd.compress),
        (b"deflate, gzip", lambda data: gzip.compress(zlib.compress(data))),
        (b"identity", bytes),
        (b"utf-8", bytes),
    ],
)
def test_payload_is_what_the_server_meant(tmp_path, named, encode):
    coded = encode(PAGE)
    assert kept(tmp_path, b"Content-Encoding: " + named + b"\r\n", coded).payload == PAGE
    framed = kept(tmp_path, b"Content-encoding:" + named + b"\r\nTRANSFER-ENCODING: Chunked\r\n", chunks(coded))
    assert framed.payload == PAGE
    assert framed.block.endswith(chunks(coded))


@pytest.mark.parametrize(
    ("named", "coded"),
    [
        (b"gzip", gzip.compress(PAGE * 30)),
        (b"deflate", zlib.compress(PAGE * 30)),
        (b"br", brotli.compress(PAGE * 30, quality=5)),
        (b"zstd", zstd.compress(PAGE * 30)),
    ],
)
def test_a_coded_body_that_ends_early_is_given_as_far_as_it_goes(tmp_path, named, coded):
    payload = kept(tmp_path, b"Content-Encoding: " + named + b"\r\n", coded[: len(coded) * 9 // 10]).payload
    assert payload
    assert (PAGE * 30).startswith(payload)


@pytest.mark.parametrize("named", [b"gzip", b"deflate", b"br", b"zstd"])
def test_a_body_that_is_not_coded_as_it_says_is_an_error_of_one_sentence(tmp_path, named):
    record = kept(tmp_path, b"Content-Encoding: " + named + b"\r\n", b"<html>plain after all</html>")
    with pytest.raises(ArchiveError, match=rf"record at \d+: a body is no {named.decode()}"):
        _ = record.payload
    assert record.block.endswith(b"plain after all</html>")


def test_a_head_answer_has_no_payload_to_decode(tmp_path):
    assert kept(tmp_path, b"Content-Encoding: gzip\r\nContent-Length: 900\r\n", b"").payload == b""


def test_http_fields_are_given_in_order_with_their_bytes(tmp_path):
    filename = 'attachment; filename="年报.doc"'.encode("gbk")
    record = kept(tmp_path, b"b:1\r\nA: x\r\n  y\r\nno colon\r\nb: 2\r\nC-D: " + filename + b"\r\n", b"")
    assert record.http_status == 200
    assert record.http_headers == (("b", "1"), ("A", "x y"), ("b", "2"), ("C-D", filename.decode("latin-1")))


def test_records_come_in_order_with_url_and_type(tmp_path):
    with ArchiveWriter(tmp_path, "gansu", {}) as writer:
        ref = writer.write(answering(PLAIN.response, tls="TLSv1.3"))
    found = list(records(tmp_path / ref.file))
    assert [record.type for record in found] == ["warcinfo", "response", "request", "metadata"]
    assert [record.url for record in found] == ["", *[PLAIN.url] * 3]
    assert [record.http_status for record in found] == [None, 200, None, None]
    assert found[3].payload == found[3].block


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ArchiveError, match=r"there is no .*lost\.warc\.gz"):
        read_record(tmp_path, "lost.warc.gz", 0)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda data, at: (data, at + 1), "no record begins at"),
        (lambda data, _: (data, len(data)), "where the file ends"),
        (lambda data, at: (data[: at + 200], at), "cut short"),
        (lambda data, at: (data[: at + 60] + b"\x00\x00\x00" + data[at + 63 :], at), "damaged|no WARC record"),
        (lambda data, at: (data[:at] + gzip.compress(b"GIF89a"), at), "no WARC record"),
    ],
)
def test_a_wrong_place_and_a_damaged_file_are_errors_of_one_sentence(tmp_path, harm, says):
    with ArchiveWriter(tmp_path, "gansu", {}) as writer:
        ref = writer.write(PLAIN)
    path = tmp_path / ref.file
    data, offset = harm(path.read_bytes(), ref.offset)
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=says):
        read_record(tmp_path, ref.file, offset)


def rewrite(path, ref, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    member = gzip.decompress(data[ref.offset : ref.offset + ref.length])
    assert old in member
    path.write_bytes(data[: ref.offset] + gzip.compress(member.replace(old, new)) + data[ref.offset + ref.length :])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"hello, world", b"hello, World", "WARC-Block-Digest"),
        (b"Payload-Digest: sha256:", b"Payload-Digest: sha256:0", "WARC-Payload-Digest"),
        (b"Block-Digest: sha256:", b"Block-Digest: sha1:", "WARC-Block-Digest"),
        (b"hello, world", b"hello", "shorter than it says"),
        (b"WARC-Date: 2026", b"WARC-Date: MMXX", "has no date"),
    ],
)
def test_a_changed_record_does_not_pass(tmp_path, old, new, says):
    with ArchiveWriter(tmp_path, "gansu", {}) as writer:
        ref = writer.write(PLAIN)
    rewrite(tmp_path / ref.file, ref, old, new)
    with pytest.raises(ArchiveError, match=says):
        _ = read_record(tmp_path, ref.file, ref.offset).date


def test_digests_as_other_tools_write_them_are_understood(tmp_path):
    with ArchiveWriter(tmp_path, "gansu", {}) as writer:
        ref = writer.write(PLAIN)
    payload = b"sha1:" + base64.b32encode(hashlib.sha1(b"hello, world").digest())
    rewrite(tmp_path / ref.file, ref, ref.payload_digest.encode(), payload)
    assert read_record(tmp_path, ref.file, ref.offset).header("WARC-Payload-Digest") == payload.decode()
