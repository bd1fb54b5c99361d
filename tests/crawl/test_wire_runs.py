import hashlib
import socket
from collections import defaultdict

import pytest
from scrapy import Request
from scrapy.http import Response

from gipcrawler.crawl import wire
from gipcrawler.errors import ArchiveError
from gipcrawler.warc import records
from tests.crawl.wire_answers import CUT, sized
from tests.crawl.wire_run import archived, run
from tests.crawl.wire_server import Answer, Server, certify


def test_many_at_once_over_shared_connections_keep_their_pairs(tmp_path):
    bodies = {f"/page/{number}": (b"%d " % number) * (number * 40) for number in range(80)}
    context, _ = certify(tmp_path)
    servers = [Server({path: Answer(sized(body)) for path, body in bodies.items()}, tls) for tls in (None, context)]
    bases = [f"{scheme}://127.0.0.1:{server.port}" for scheme, server in zip(("http", "https"), servers, strict=True)]
    jobs = [{"url": base + path} for path in bodies for base in bases]
    told, _ = run(tmp_path, jobs, CONCURRENT_REQUESTS=16, CONCURRENT_REQUESTS_PER_DOMAIN=16, LOG_LEVEL="WARNING")
    assert len(told["results"]) == len(jobs)
    blocks = defaultdict(dict)
    for record in archived(tmp_path):
        blocks[record.url][record.type] = record.block
    for base, server in zip(bases, servers, strict=True):
        for path, [logged] in server.log.items():
            assert blocks[base + path]["response"] == logged.sent
            assert blocks[base + path]["request"] == logged.request
        server.close()


def test_a_portal_that_cannot_be_reached_leaves_its_trace(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
    told, _ = run(tmp_path, [{"url": url}])
    assert told["results"][0]["error"] == "DownloadConnectionRefusedError"
    [info, metadata] = archived(tmp_path)
    assert (info.type, metadata.type, metadata.url) == ("warcinfo", "metadata", url)
    assert b"error: DownloadConnectionRefusedError" in metadata.block


def test_a_dry_run_writes_nothing_and_says_so(tmp_path):
    server = Server({"/": Answer(sized(b"seen", b"Content-Type: Text/Plain; charset=gbk"))})
    told, _ = run(tmp_path, [{"url": f"http://127.0.0.1:{server.port}/"}], DRY_RUN=1)
    server.close()
    [seen] = told["results"]
    assert (seen["body"], seen["archived"]) == ("seen", None)
    assert (seen["capture"]["status"], seen["capture"]["media_type"]) == (200, "text/plain")
    assert (seen["capture"]["file"], seen["capture"]["record_id"]) == ("", "")
    assert "gip/captures" not in told["stats"]
    assert not (tmp_path / "archive").exists()


def test_the_run_can_be_named_from_outside(tmp_path):
    told, _ = run(tmp_path, [], RUN_ID="wire-named")
    assert told["stats"]["gip/run"] == "wire-named"
    assert list((tmp_path / "archive/warc").iterdir()) == []


def test_a_full_disk_stops_the_crawl_and_nothing_unarchived_is_read(tmp_path):
    noise = hashlib.shake_256(b"noise").digest(30_000)
    server = Server({f"/{number}": Answer(sized(noise)) for number in range(20)})
    jobs = [{"url": f"http://127.0.0.1:{server.port}{path}"} for path in server.answers]
    told, log = run(tmp_path, jobs, disk=100_000, CONCURRENT_REQUESTS=1)
    server.close()
    given = [result for result in told["results"] if "error" not in result]
    refused = [result for result in told["results"] if result.get("error") == "ArchiveError"]
    assert [result["archived"] for result in given] == [noise.decode("latin-1")] * 3
    assert refused
    assert all(result["capture"] is None for result in refused)
    assert told["stats"]["finish_reason"] == "archive_failed"
    assert len(server.log) < 20
    assert "The crawl stops, because cannot write to" in log
    [path] = (tmp_path / "archive/warc").iterdir()
    assert path.suffix == ".gz"
    assert [record.type for record in records(path)] == ["warcinfo", *["response", "request"] * 3]


def test_the_crawl_stops_where_the_process_that_writes_dies(tmp_path):
    code = "import os; os.read(0, 1); os._exit(3)"
    server = Server({f"/{number}": Answer(sized(b"unseen")) for number in range(20)})
    jobs = [{"url": f"http://127.0.0.1:{server.port}{path}"} for path in server.answers]
    told, log = run(tmp_path, jobs, writer=code, CONCURRENT_REQUESTS=1)
    server.close()
    assert {result.get("error") for result in told["results"]} == {"ArchiveError"}
    assert told["stats"]["finish_reason"] == "archive_failed"
    assert "The crawl stops, because the process that writes the archive has died" in log


def test_a_redirect_names_its_origin_and_drops_its_fragment(tmp_path):
    context, _ = certify(tmp_path)
    plain = Server({"/there": Answer(sized(b"arrived"))})
    there = f"http://127.0.0.1:{plain.port}/there"
    location = b"Location: " + there.encode() + b"#part"
    secure = Server({"/moved": Answer(sized(b"", location, status=b"HTTP/1.1 302 Found"))}, context)
    moved = f"https://127.0.0.1:{secure.port}/moved"
    told, _ = run(tmp_path, [{"url": moved}])
    plain.close()
    secure.close()
    assert b"Referer" not in plain.log["/there"][0].request  # none is sent from https to http
    assert told["results"][0]["capture"]["url"] == there
    said = [record.block for record in archived(tmp_path) if (record.url, record.type) == (there, "metadata")]
    assert [f"via: {moved}\r\n".encode() in block for block in said] == [True]


def test_a_failed_request_has_not_the_capture_of_the_one_it_was_copied_from(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as unserved:
        location = b"Location: http://127.0.0.1:%d/" % unserved.getsockname()[1]
    server = Server({"/": Answer(sized(b"", location, status=b"HTTP/1.1 302 Found"))})
    told, _ = run(tmp_path, [{"url": f"http://127.0.0.1:{server.port}/"}])
    server.close()
    assert told["results"][0]["error"] == "DownloadConnectionRefusedError"
    assert told["results"][0]["capture"] is None


def test_a_short_response_that_is_let_through_is_still_marked(tmp_path):
    server = Server({"/short": CUT["/short"][0]})
    told, _ = run(tmp_path, [{"url": f"http://127.0.0.1:{server.port}/short"}], DOWNLOAD_FAIL_ON_DATALOSS=False)
    server.close()
    assert told["results"][0]["flags"] == ["dataloss"]
    assert [record.truncated for record in archived(tmp_path)] == [None, "disconnect", None]


def test_nothing_is_fetched_where_nothing_would_be_archived(tmp_path):
    server = Server({"/": Answer(sized(b"unseen"))})
    told, log = run(tmp_path, [{"url": f"http://127.0.0.1:{server.port}/"}], EXTENSIONS={})
    server.close()
    assert server.log == {}
    assert "EXTENSIONS lacks gipcrawler.crawl.archivist.Archivist" in told["results"][0]["says"]
    assert "ArchiveError: nothing can be archived" in log


@pytest.mark.parametrize(("owner", "name"), wire.NAMES, ids=lambda value: getattr(value, "__name__", value))
def test_a_missing_private_name_is_refused(monkeypatch, owner, name):
    wire.check_names()
    if isinstance(owner, type):
        monkeypatch.delattr(owner, name)
    else:
        monkeypatch.delitem(vars(owner), name)
    with pytest.raises(ArchiveError, match=f"lack {name}"):
        wire.check_names()


def test_a_response_without_a_capture_is_refused():
    unarchived = Response("http://www.example.gov.cn/", request=Request("http://www.example.gov.cn/"))
    for response in (unarchived, Response("http://www.example.gov.cn/")):
        with pytest.raises(ArchiveError, match=r"www\.example\.gov\.cn/ was not archived"):
            wire.capture_of(response)
