import gzip
import hashlib
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from warcio.archiveiterator import ArchiveIterator

from gipcrawler.errors import ArchiveError
from gipcrawler.model import Truncation
from gipcrawler.warc import ArchiveWriter, read_record, records
from tests.warc.exchanges import PLAIN, RESPONSE, STARTED, answering

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"sichuan-\d{14}-[0-9a-f]{8}-\d{5}\.warc\.gz")
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n7\r\n, world\r\n0\r\nX: y\r\n\r\n"


def sha256(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def write(folder: Path, *exchanges, info=None, **options):
    with ArchiveWriter(folder, "sichuan", info or {}, **options) as writer:
        return [writer.write(exchange) for exchange in exchanges]


def by_warcio(path: Path) -> list[tuple]:
    with path.open("rb") as stream:
        iterator = ArchiveIterator(stream, no_record_parse=True)
        return [(record.rec_headers, record.raw_stream.read()) for record in iterator]


def test_a_pair_follows_the_warcinfo_with_its_blocks_untouched(tmp_path):
    [ref] = write(tmp_path, PLAIN)
    [(info, _), (response, response_block), (request, request_block)] = by_warcio(tmp_path / ref.file)
    assert [head.get_header("WARC-Type") for head in (info, response, request)] == ["warcinfo", "response", "request"]
    assert (response_block, request_block) == (PLAIN.response, PLAIN.request)
    assert {head.protocol for head in (info, response, request)} == {"WARC/1.1"}
    assert info.get_header("WARC-Filename") == ref.file
    for head in (response, request):
        assert head.get_header("WARC-Warcinfo-ID") == info.get_header("WARC-Record-ID")
        assert head.get_header("WARC-Target-URI") == PLAIN.url
        assert head.get_header("WARC-IP-Address") == "192.0.2.7"
        assert head.get_header("WARC-Protocol") == "http/1.1"
        assert head.get_header("WARC-Date") == "2026-03-31T23:59:59.120003Z"
    assert request.get_header("WARC-Concurrent-To") == response.get_header("WARC-Record-ID") == ref.record_id
    assert response.get_header("Content-Type") == "application/http; msgtype=response"
    assert request.get_header("Content-Type") == "application/http; msgtype=request"


def test_a_reference_leads_to_its_record(tmp_path):
    refs = write(tmp_path, PLAIN, answering(CHUNKED))
    for ref, response in zip(refs, (PLAIN.response, CHUNKED), strict=True):
        record = read_record(tmp_path, ref.file, ref.offset)
        assert (record.record_id, record.block) == (ref.record_id, response)
        assert (record.offset, record.length) == (ref.offset, ref.length)
        assert record.date == STARTED
        member = (tmp_path / ref.file).read_bytes()[ref.offset : ref.offset + ref.length]
        assert response in gzip.decompress(member)


@pytest.mark.parametrize(
    ("response", "payload"),
    [
        (RESPONSE, b"hello, world"),
        (CHUNKED, b"hello, world"),
        (CHUNKED.replace(b"\r\n", b"\n"), b"hello, world"),
        (CHUNKED[:-17], b"hello, w"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot chunked", b"not chunked"),
        (b"HTTP/1.1 200 OK\r\nConte", b""),
    ],
)
def test_digests_are_of_the_block_and_of_the_body_without_chunks(tmp_path, response, payload):
    [ref] = write(tmp_path, answering(response))
    assert (ref.block_digest, ref.payload_digest) == (sha256(response), sha256(payload))
    head = by_warcio(tmp_path / ref.file)[1][0]
    assert head.get_header("WARC-Block-Digest") == sha256(response)
    assert head.get_header("WARC-Payload-Digest") == sha256(payload)


def test_a_content_coding_stays_in_the_payload_that_is_digested(tmp_path):
    body = gzip.compress(b"hello, world")
    [ref] = write(tmp_path, answering(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + body))
    assert ref.payload_digest == sha256(body)


def test_a_posted_body_is_the_payload_of_its_request(tmp_path):
    body = "q=年度".encode("gbk")
    [ref] = write(tmp_path, answering(RESPONSE, request=b"POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n" + body))
    head = by_warcio(tmp_path / ref.file)[2][0]
    assert head.get_header("WARC-Payload-Digest") == sha256(body)


def test_warcio_and_gzip_find_nothing_wrong(tmp_path):
    [ref, *_] = write(tmp_path, PLAIN, answering(RESPONSE, interim=b"HTTP/1.1 103 Early\r\n\r\n"), answering(b"?"))
    path = tmp_path / ref.file
    assert subprocess.run(["gzip", "-t", path], check=False).returncode == 0
    with path.open("rb") as stream:
        iterator = ArchiveIterator(stream, check_digests=True)
        for record in iterator:
            record.content_stream().read()
            assert record.digest_checker.passed is not False, record.digest_checker.problems
    assert iterator.err_count == 0


def test_every_record_is_a_gzip_member_of_its_own(tmp_path):
    [ref] = write(tmp_path, PLAIN)
    data = (tmp_path / ref.file).read_bytes()
    for record in records(tmp_path / ref.file):
        member = data[record.offset : record.offset + record.length]
        assert gzip.decompress(member).count(b"WARC/1.1\r\n") == 1
    assert record.offset + record.length == len(data)


def test_warcinfo_holds_the_format_and_what_the_crawl_says(tmp_path):
    [ref] = write(tmp_path, PLAIN, info={"operator": "某某\r\nrobots: ignore", "robots": "obey", "run": ""})
    [info, *_] = records(tmp_path / ref.file)
    assert info.block.decode().splitlines() == [
        "format: WARC File Format 1.1",
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator: 某某 robots: ignore",
        "robots: obey",
    ]


def test_what_else_is_known_stands_in_metadata(tmp_path):
    exchange = answering(
        RESPONSE,
        truncated=Truncation.TIME,
        interim=b"HTTP/1.1 103 Early\r\nX: 100%\r\n\r\n",
        overrun=b"\xff\x00junk",
        attempts=2,
        tls="TLSv1",
        certificate_sha256="ab" * 32,
        proxy="http://192.0.2.1:3128",
        via="http://www.example.gov.cn/",
        error="Slow: it took\r\ntoo long",
    )
    [ref] = write(tmp_path, exchange)
    [_, response, request, metadata] = records(tmp_path / ref.file)
    assert response.truncated == "time"
    assert request.truncated is None
    assert [value for name, value in response.headers if name == "WARC-Protocol"] == ["http/1.1", "tls/1.0"]
    assert metadata.header("WARC-Concurrent-To") == response.record_id
    assert metadata.header("Content-Type") == "application/warc-fields"
    said = dict(line.split(": ", 1) for line in metadata.block.decode("ascii").splitlines())
    assert unquote_to_bytes(said.pop("interim")) == exchange.interim
    assert unquote_to_bytes(said.pop("overrun")) == exchange.overrun
    assert said == {
        "via": "http://www.example.gov.cn/",
        "proxy": "http://192.0.2.1:3128",
        "attempts": "2",
        "tls": "TLSv1",
        "certificateSha256": "ab" * 32,
        "error": "Slow: it took too long",
        "fetchTimeMs": "250",
    }


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 20", b"HTTP/1.1 twenty OK\r\n\r\n", b"<html>100% \xb5\r\n</html>"])
def test_what_is_no_response_is_kept_in_metadata(tmp_path, answer):
    [ref] = write(tmp_path, answering(answer, error="no answer"))
    [_, metadata, request] = records(tmp_path / ref.file)
    assert (metadata.type, request.type) == ("metadata", "request")
    assert ref.record_id == metadata.record_id == request.header("WARC-Concurrent-To")
    said = dict(line.split(": ", 1) for line in metadata.block.decode("ascii").splitlines())
    assert unquote_to_bytes(said.get("response", "")) == answer
    assert said["error"] == "no answer"


def test_a_request_that_was_never_sent_leaves_one_record(tmp_path):
    [ref] = write(tmp_path, answering(b"", request=b"", error="refused", address=None))
    [_, metadata] = records(tmp_path / ref.file)
    assert metadata.header("WARC-IP-Address") is None
    assert b"error: refused\r\n" in metadata.block


def test_a_target_is_ascii_and_keeps_its_own_escapes(tmp_path):
    [ref] = write(tmp_path, answering(RESPONSE, url="http://www.example.gov.cn/年 报?q=%C4%EA&a=[1]"))
    head = by_warcio(tmp_path / ref.file)[1][0]
    assert head.get_header("WARC-Target-URI") == ("http://www.example.gov.cn/%E5%B9%B4%20%E6%8A%A5?q=%C4%EA&a=[1]")


def test_a_file_is_open_until_it_is_closed(tmp_path):
    writer = ArchiveWriter(tmp_path / "deep" / "warc", "sichuan", {})
    folder = tmp_path / "deep" / "warc"
    assert list(folder.iterdir()) == []
    ref = writer.write(PLAIN)
    assert [path.name for path in folder.iterdir()] == [ref.file + ".open"]
    assert read_record(folder, ref.file, ref.offset).block == PLAIN.response
    writer.close()
    writer.close()
    assert [path.name for path in folder.iterdir()] == [ref.file]
    assert NAME.fullmatch(ref.file)
    with pytest.raises(ArchiveError, match="closed"):
        writer.write(PLAIN)


def test_files_roll_when_they_are_full_and_each_begins_anew(tmp_path):
    refs = write(tmp_path, *[PLAIN] * 7, max_bytes=2500)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) > 2
    assert [name.rpartition("-")[2] for name in names] == [f"{serial:05}.warc.gz" for serial in range(len(names))]
    assert list(dict.fromkeys(ref.file for ref in refs)) == names
    for name in names:
        [info, *rest] = records(tmp_path / name)
        assert (info.type, info.header("WARC-Filename")) == ("warcinfo", name)
        assert {record.header("WARC-Warcinfo-ID") for record in rest} == {info.record_id}
        assert (tmp_path / name).stat().st_size < 2500 + 2000
    assert all(read_record(tmp_path, ref.file, ref.offset).record_id == ref.record_id for ref in refs)


def test_two_writers_never_share_a_file(tmp_path):
    writers = [ArchiveWriter(tmp_path, "sichuan", {}) for _ in range(2)]
    assert len({writer.write(PLAIN).file for writer in writers}) == 2
    for writer in writers:
        writer.close()


def test_a_date_is_utc_whatever_zone_it_came_in(tmp_path):
    local = datetime.fromisoformat("2026-04-01T07:59:59.5+08:00")
    [ref] = write(tmp_path, answering(RESPONSE, started=local, finished=local))
    record = read_record(tmp_path, ref.file, ref.offset)
    assert record.header("WARC-Date") == "2026-03-31T23:59:59.500000Z"
    assert record.date == local.astimezone(UTC)


KILLED = """
import os, signal, sys
from pathlib import Path
from gipcrawler.warc import ArchiveWriter
from tests.warc.exchanges import PLAIN
writer = ArchiveWriter(Path(sys.argv[1]), "sichuan", {})
for _ in range(50):
    ref = writer.write(PLAIN)
    print(ref.file, ref.offset, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_leaves_an_open_file_with_every_record_that_was_promised(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == -9, done.stderr
    promised = [line.split() for line in done.stdout.splitlines()]
    assert len(promised) == 50
    [path] = tmp_path.iterdir()
    assert path.name == promised[0][0] + ".open"
    for file, offset in promised:
        assert read_record(tmp_path, file, int(offset)).block == PLAIN.response


FULL = """
import resource, sys
from pathlib import Path
from gipcrawler.errors import ArchiveError
from gipcrawler.warc import ArchiveWriter
from tests.warc.exchanges import PLAIN, answering
import random
noise = random.Random(1).randbytes(30_000)
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
writer = ArchiveWriter(folder, "sichuan", {})
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
kept = 0
try:
    while True:
        writer.write(answering(b"HTTP/1.1 200 OK\\r\\n\\r\\n" + noise))
        kept += 1
except ArchiveError as error:
    print(kept, [path.stat().st_size for path in folder.iterdir()], error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
if len(sys.argv) > 3:
    print(writer.write(PLAIN).offset)
    writer.close()
"""


def fill(folder: Path, limit: int, *more: str) -> list[str]:
    command = [sys.executable, "-c", FULL, folder, str(limit), *more]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_full_disk_leaves_no_torn_record(tmp_path):
    limit = 100_000
    [said] = fill(tmp_path, limit)
    assert said.startswith("3 ")
    assert "cannot write to" in said
    [path] = tmp_path.iterdir()
    assert path.name.endswith(".open")
    assert 90_000 < path.stat().st_size < limit
    assert subprocess.run(["gzip", "-t"], stdin=path.open("rb"), check=False).returncode == 0
    kinds = [record.type for record in records(path.with_suffix(""))]
    assert kinds == ["warcinfo", *["response", "request"] * 3]


def test_after_a_full_disk_writing_goes_on_where_it_stopped(tmp_path):
    [said, offset] = fill(tmp_path, 100_000, "again")
    assert f"[{offset}]" in said
    [path] = tmp_path.iterdir()
    assert [record.type for record in records(path)] == ["warcinfo", *["response", "request"] * 4]


def test_a_disk_that_takes_not_even_the_warcinfo_is_left_without_a_file(tmp_path):
    [said] = fill(tmp_path, 100)
    assert said.startswith("0 [] cannot write to")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "archive").write_bytes(b"")
    with pytest.raises(ArchiveError, match=r"cannot make the archive folder .*archive/warc: Not a directory"):
        ArchiveWriter(tmp_path / "archive" / "warc", "sichuan", {})
