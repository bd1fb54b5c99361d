import gzip
import hashlib
import json
import socket
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from scrapy import Request
from scrapy.http import Response

from gipcrawler.crawl import wire
from gipcrawler.errors import ArchiveError
from gipcrawler.warc import Record, records
from tests.crawl.wire_server import Answer, ConnectProxy, Server, certify

ROOT = Path(__file__).parents[2]
PAGE = ("<html><head><title>年度报告</title></head><body>" + "政府信息公开工作。" * 400 + "</body></html>").encode(
    "gb18030"
)


def sized(body: bytes, *lines: bytes, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"\r\n".join((status, *lines, b"Content-Length: %d" % len(body), b"", body))


def chunked(body: bytes, size: int) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    framed = b"".join(b"%x;ext=%d\r\n%s\r\n" % (len(piece), at, piece) for at, piece in enumerate(pieces))
    return framed + b"0\r\nX-Trailer: after\r\n\r\n"


ODD_HEAD = (
    b"sErVeR:nginx  ",
    b"X-Twice: one",
    b"SET-cookie: a=1",
    b"X-Folded: first\r\n\tsecond",
    b"a line without a colon",
    b"Content-Disposition: attachment; filename=\xc4\xea\xb6\xc8.doc",
    b"X-Twice: one",
    b"set-Cookie:b=2",
    b"content-TYPE:Text/HTML;charset=GBK ",
)
BIG = bytes(range(256)) * 4096

# Each is asked for over every way, in this order, one at a time.
WHOLE = {
    "/plain": Answer(sized(PAGE, b"Content-Type: text/html")),
    "/odd-head": Answer(sized(PAGE, *ODD_HEAD, status=b"HTTP/1.1 200 \xba\xc3 odd  reason")),
    "/bare-lf": Answer(b"HTTP/1.1 200 OK\nContent-Length: 5\nX-A: 1\n\nhello"),
    "/chunked-gzip": Answer(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n"
        + chunked(gzip.compress(PAGE), 700)
    ),
    "/empty": Answer(sized(b"")),
    "/head": Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"),
    "/no-content": Answer(b"HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n"),
    "/not-modified": Answer(b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'),
    "/missing": Answer(sized(b"no such page", status=b"HTTP/1.1 404 Not Found")),
    "/moved": Answer(sized(b"gone there", b"Location: /plain", status=b"HTTP/1.1 302 Found")),
    "/form": Answer(sized(b'{"total": 0}', b"Content-Type: application/json")),
    "/early-hints": Answer(
        sized(b"hinted"), interim=b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
    ),
    "/junk-after": Answer(sized(b"exact"), overrun=b"<!-- junk % \xff\r\n -->"),
    "/until-close": Answer(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n" + PAGE, then="close"),
    "/big": Answer(sized(BIG)),
    "/first": Answer(sized(b"kept alive")),
    "/stale": Answer(sized(b"second try"), only_fresh=True),
    "/last": Answer(sized(b"closed", b"Connection: close"), then="close"),
}
# Each ends before its end: what is done, and the reason that the record must give.
CUT = {
    "/short": (Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + PAGE[:3000], then="close"), "disconnect"),
    "/reset": (Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + PAGE[:3000], then="reset"), "disconnect"),
    "/reset-in-head": (Answer(b"HTTP/1.1 200 OK\r\nContent-Le", then="reset"), "disconnect"),
    "/cut-chunk": (
        Answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n9\r\ncut", then="close"),
        "disconnect",
    ),
    "/stall": (Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + PAGE[:3000], then="stall"), "time"),
    "/stall-in-head": (Answer(b"HTTP/1.1 200 OK\r\nContent-Le", then="stall"), "time"),
    "/bad-field": (Answer(sized(b"fine", b"X-A : 1"), then="stall"), "unspecified"),
    "/no-chunk": (
        Answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n", then="stall"),
        "unspecified",
    ),
}
# Those that the client cuts may leave any part of what was sent.
TOO_LONG = {
    "/too-long": Answer(sized(BIG)),
    "/too-long-chunks": Answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(BIG, 50000)),
}
NO_ANSWER = {
    "/bad-status": Answer(b"HTPP 200 %c4%\xff fine\r\nContent-Length: 2\r\n\r\nok", then="close"),
    "/foreign-status": Answer(b"ICY/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", then="close"),
    "/silent": Answer(b"", then="stall"),
    "/only-hints": Answer(b"", interim=b"HTTP/1.1 103 Early Hints\r\n\r\n", then="stall"),
}
ANSWERS = WHOLE | {path: answer for path, (answer, _) in CUT.items()} | TOO_LONG | NO_ANSWER
RAGGED = {"/ragged": Answer(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE, then="ragged")}
REQUESTS: dict[str, dict] = {
    "/plain": {"headers": {"Referer": "http://www.example.gov.cn/list.html"}},
    "/head": {"method": "HEAD"},
    "/no-content": {"stay": True},
    "/not-modified": {"stay": True},
    "/missing": {"stay": True},
    "/form": {
        "method": "POST",
        "body": "q=\xc4\xea\xb6\xc8",
        "headers": {"Content-Type": "application/x-www-form-urlencoded"},
    },
    **{key: {"meta": {"download_timeout": 0.4}} for key in ("/stall", "/stall-in-head", "/silent", "/only-hints")},
    **{key: {"meta": {"download_maxsize": 120000}} for key in TOO_LONG},
}
WAYS = ("http", "https", "tunnel", "proxy")


@dataclass
class Crawl:
    servers: dict[str, Server]
    results: list[dict]
    stats: dict
    archive: list[Record]
    bases: dict[str, str]
    certificate: bytes

    def of(self, way: str, path: str, kind: str) -> list[Record]:
        return [record for record in self.archive if record.url == self.bases[way] + path and record.type == kind]

    def seen(self, way: str, path: str) -> dict:
        return next(result for result in self.results if result["asked"] == self.bases[way] + path)

    def notes(self, way: str, path: str) -> dict[str, str]:
        [record] = self.of(way, path, "metadata")
        return dict(line.split(": ", 1) for line in record.block.decode().splitlines())


def run(folder: Path, requests: list[dict], disk: int | None = None, **settings) -> tuple[dict, str]:
    jobs, results = folder / "jobs.json", folder / "results.json"
    told = {"settings": {"ARCHIVE_DIR": str(folder / "archive"), **settings}, "requests": requests}
    if disk:
        told["disk"] = disk
    jobs.write_text(json.dumps(told))
    command = [sys.executable, "-m", "tests.crawl.wire_crawl", jobs, results]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(results.read_bytes()), done.stderr


def archived(folder: Path) -> list[Record]:
    return [record for path in sorted((folder / "archive/warc").iterdir()) for record in records(path)]


@pytest.fixture(scope="module")
def crawl(tmp_path_factory) -> Crawl:
    folder = tmp_path_factory.mktemp("wire")
    context, certificate = certify(folder)
    servers = {
        "http": Server(ANSWERS | RAGGED),
        "https": Server(ANSWERS | RAGGED, context),
        "tunnel": Server(WHOLE, context),
        "proxy": Server(WHOLE),
    }
    tunnel = ConnectProxy(servers["tunnel"].port)
    bases = {
        "http": f"http://127.0.0.1:{servers['http'].port}",
        "https": f"https://127.0.0.1:{servers['https'].port}",
        "tunnel": "https://www.example.gov.cn",
        "proxy": "http://www.example.gov.cn:8080",
    }
    proxies = {"tunnel": tunnel.port, "proxy": servers["proxy"].port}
    jobs = []
    for way, server in servers.items():
        for path in server.answers:
            job = {"url": bases[way] + path, **REQUESTS.get(path, {})}
            if way in proxies:
                job["meta"] = {"proxy": f"http://127.0.0.1:{proxies[way]}"}
            jobs.append(job)
    told, log = run(folder, jobs, CONCURRENT_REQUESTS=1, CONTACT="who@example.org")
    assert "Traceback" not in log, log
    yield Crawl(servers, told["results"], told["stats"], archived(folder), bases, certificate)
    tunnel.close()
    for server in servers.values():
        server.close()


def every(paths, ways=WAYS):
    return pytest.mark.parametrize(("way", "path"), [(way, path) for way in ways for path in paths])


@every(WHOLE)
def test_a_whole_exchange_is_archived_as_it_went_over_the_wire(crawl, way, path):
    log = [logged for logged in crawl.servers[way].log[path] if logged.answer]
    responses, requests = crawl.of(way, path, "response"), crawl.of(way, path, "request")
    assert [record.block for record in responses] == [logged.sent for logged in log]
    assert [record.block for record in requests] == [logged.request for logged in log]
    assert [record.truncated for record in responses] == [None] * len(log)
    assert [record.header("WARC-Concurrent-To") for record in requests] == [record.record_id for record in responses]
    assert [record.date for record in requests] == [record.date for record in responses]


@every(WHOLE)
def test_the_record_is_on_disk_when_the_spider_is_given_the_response(crawl, way, path):
    seen = crawl.seen(way, path)
    assert seen["archived"] == seen["body"]
    [record] = [record for record in crawl.archive if record.record_id == seen["capture"]["record_id"]]
    assert seen["capture"]["url"] == record.url == seen["url"]
    assert seen["capture"]["status"] == record.http_status
    assert seen["capture"]["captured_at"] == record.date.isoformat()
    assert (seen["capture"]["file"], seen["capture"]["offset"]) == (record.file, record.offset)


@every(CUT, ("http", "https"))
def test_a_cut_response_is_kept_as_far_as_it_came_and_says_why(crawl, way, path):
    [logged] = crawl.servers[way].log[path]
    [response] = crawl.of(way, path, "response")
    [request] = crawl.of(way, path, "request")
    assert response.block == logged.sent
    assert request.block == logged.request
    assert response.truncated == CUT[path][1]
    seen = crawl.seen(way, path)
    assert seen["error"] in crawl.notes(way, path)["error"]
    assert seen["capture"]["record_id"] == response.record_id


@every(TOO_LONG, ("http", "https"))
def test_a_response_beyond_the_limit_is_kept_up_to_it(crawl, way, path):
    [logged] = crawl.servers[way].log[path]
    [response] = crawl.of(way, path, "response")
    assert response.block
    assert logged.sent.startswith(response.block)
    assert len(response.block) < len(logged.sent)
    assert response.truncated == "length"


@pytest.mark.parametrize("way", ["http", "https"])
def test_without_a_length_only_a_regular_close_makes_a_response_whole(crawl, way):
    [response] = crawl.of(way, "/ragged", "response")
    assert response.block == RAGGED["/ragged"].wire
    assert response.truncated == {"http": None, "https": "disconnect"}[way]


@every(NO_ANSWER, ("http", "https"))
def test_what_is_no_answer_becomes_metadata_and_reaches_no_spider(crawl, way, path):
    [logged] = crawl.servers[way].log[path]
    assert crawl.of(way, path, "response") == []
    [request] = crawl.of(way, path, "request")
    [metadata] = crawl.of(way, path, "metadata")
    assert request.block == logged.request
    assert request.header("WARC-Concurrent-To") == metadata.record_id
    notes = crawl.notes(way, path)
    assert unquote_to_bytes(notes.get("response", "")) == logged.sent
    assert unquote_to_bytes(notes.get("interim", "")) == logged.answer.interim
    seen = crawl.seen(way, path)
    assert "error" in seen
    assert seen["capture"] is None


@pytest.mark.parametrize("way", WAYS)
def test_what_came_before_and_after_the_message_stands_in_metadata(crawl, way):
    assert unquote_to_bytes(crawl.notes(way, "/early-hints")["interim"]) == WHOLE["/early-hints"].interim
    assert unquote_to_bytes(crawl.notes(way, "/junk-after")["overrun"]) == WHOLE["/junk-after"].overrun


@pytest.mark.parametrize("way", WAYS)
def test_a_dead_connection_counts_as_an_attempt(crawl, way):
    assert [bool(logged.answer) for logged in crawl.servers[way].log["/stale"]] == [False, True]
    assert crawl.notes(way, "/stale")["attempts"] == "2"


def test_a_redirect_says_where_it_came_from(crawl):
    asked = crawl.bases["https"]
    followed = [record for record in crawl.archive if record.url == asked + "/plain" and record.type == "metadata"]
    vias = [line for record in followed for line in record.block.decode().splitlines() if line.startswith("via: ")]
    assert vias == ["via: http://www.example.gov.cn/list.html", f"via: {asked}/moved"]


@pytest.mark.parametrize("way", WAYS)
def test_every_response_names_its_peer_and_its_protocols(crawl, way):
    protocols = ["http/1.1"] if way in {"http", "proxy"} else ["http/1.1", "tls/1.3"]
    for record in crawl.of(way, "/odd-head", "response") + crawl.of(way, "/odd-head", "request"):
        assert record.header("WARC-IP-Address") == "127.0.0.1"
        assert [value for name, value in record.headers if name == "WARC-Protocol"] == protocols
    [old] = crawl.of(way, "/until-close", "response")
    assert old.header("WARC-Protocol") == "http/1.0"


@pytest.mark.parametrize("way", ["https", "tunnel"])
def test_tls_is_named_with_its_certificate(crawl, way):
    notes = crawl.notes(way, "/odd-head")
    assert notes["tls"] == "TLSv1.3"
    assert notes["certificateSha256"] == hashlib.sha256(crawl.certificate).hexdigest()


@pytest.mark.parametrize("way", ["tunnel", "proxy"])
def test_a_proxy_is_named_and_the_target_is_the_page(crawl, way):
    assert crawl.notes(way, "/odd-head")["proxy"].startswith("http://127.0.0.1:")
    [request] = crawl.of(way, "/odd-head", "request")
    line = request.block.split(b"\r\n")[0]
    target = b"/odd-head" if way == "tunnel" else b"http://www.example.gov.cn:8080/odd-head"
    assert line == b"GET " + target + b" HTTP/1.1"


def test_counts_and_run_stand_in_stats_and_warcinfo(crawl):
    responses = [record for record in crawl.archive if record.type == "response"]
    assert crawl.stats["gip/captures"] == len(responses)
    assert crawl.stats["gip/bytes"] == sum(len(record.block) for record in responses)
    info = dict(line.split(": ", 1) for line in crawl.archive[0].block.decode().splitlines())
    assert info["run"] == crawl.stats["gip/run"]
    assert info["run"].startswith("wire-20")
    assert info["operator"] == "who@example.org"
    assert info["http-header-user-agent"] == "gipcrawler (+mailto:who@example.org)"
    assert info["robots"] == "ignore"
    assert "Scrapy/" in info["software"]


def test_every_record_leads_to_its_warcinfo(crawl):
    [first, *rest] = crawl.archive
    assert first.type == "warcinfo"
    assert {record.header("WARC-Warcinfo-ID") for record in rest} == {first.record_id}


def test_many_at_once_over_shared_connections_keep_their_pairs(tmp_path):
    bodies = {f"/page/{number}": (b"%d " % number) * (number * 40) for number in range(200)}
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
    told, _ = run(tmp_path, [], GIP_RUN_ID="wire-named")
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


def test_paths_are_asked_for_once(crawl):
    for way, server in crawl.servers.items():
        assert set(server.log) == {urlsplit(path).path for path in server.answers}, way
