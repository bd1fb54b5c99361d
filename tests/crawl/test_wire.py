import hashlib
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import pytest

from gipcrawler.warc import Record
from tests.crawl.wire_answers import CUT, FAILING, NO_ANSWER, RAGGED, REQUESTS, TOO_LONG, WHOLE
from tests.crawl.wire_run import archived, run
from tests.crawl.wire_server import ConnectProxy, Server, certify

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


def perform(folder, servers: dict[str, Server], certificate: bytes, proxies: dict[str, int], **settings) -> Crawl:
    bases = {
        "http": f"http://127.0.0.1:{servers['http'].port}",
        "https": f"https://127.0.0.1:{servers['https'].port}",
        "tunnel": "https://www.example.gov.cn",
        "proxy": "http://www.example.gov.cn:8080",
    }
    jobs = []
    for way, server in servers.items():
        for path in server.answers:
            job = {"url": bases[way] + path, **REQUESTS.get(path, {})}
            if way in proxies:
                job["meta"] = {"proxy": f"http://127.0.0.1:{proxies[way]}"}
            jobs.append(job)
    told, log = run(folder, jobs, CONTACT="who@example.org", **settings)
    assert "Traceback" not in log, log
    return Crawl(servers, told["results"], told["stats"], archived(folder), bases, certificate)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory) -> Crawl:
    folder = tmp_path_factory.mktemp("whole")
    context, certificate = certify(folder)
    servers = {way: Server(WHOLE, context if way in {"https", "tunnel"} else None) for way in WAYS}
    tunnel = ConnectProxy(servers["tunnel"].port)
    proxies = {"tunnel": tunnel.port, "proxy": servers["proxy"].port}
    yield perform(folder, servers, certificate, proxies, CONCURRENT_REQUESTS=1)
    for server in (tunnel, *servers.values()):
        server.close()


@pytest.fixture(scope="module")
def failing(tmp_path_factory) -> Crawl:
    folder = tmp_path_factory.mktemp("failing")
    context, certificate = certify(folder)
    servers = {"http": Server(FAILING), "https": Server(FAILING, context)}
    yield perform(folder, servers, certificate, {}, CONCURRENT_REQUESTS=64, CONCURRENT_REQUESTS_PER_DOMAIN=64)
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
def test_a_cut_response_is_kept_as_far_as_it_came_and_says_why(failing, way, path):
    [logged] = failing.servers[way].log[path]
    [response] = failing.of(way, path, "response")
    [request] = failing.of(way, path, "request")
    assert response.block == logged.sent
    assert request.block == logged.request
    assert response.truncated == CUT[path][1]
    seen = failing.seen(way, path)
    assert seen["error"] in failing.notes(way, path)["error"]
    assert seen["capture"]["record_id"] == response.record_id


@every(TOO_LONG, ("http", "https"))
def test_a_response_beyond_the_limit_is_kept_up_to_it(failing, way, path):
    [logged] = failing.servers[way].log[path]
    [response] = failing.of(way, path, "response")
    assert response.block
    assert logged.sent.startswith(response.block)
    assert len(response.block) < len(logged.sent)
    assert response.truncated == "length"


@pytest.mark.parametrize("way", ["http", "https"])
def test_without_a_length_only_a_regular_close_makes_a_response_whole(failing, way):
    [response] = failing.of(way, "/ragged", "response")
    assert response.block == RAGGED["/ragged"].wire
    assert response.truncated == {"http": None, "https": "disconnect"}[way]


@every(NO_ANSWER, ("http", "https"))
def test_what_is_no_answer_becomes_metadata_and_reaches_no_spider(failing, way, path):
    [logged] = failing.servers[way].log[path]
    assert failing.of(way, path, "response") == []
    [request] = failing.of(way, path, "request")
    [metadata] = failing.of(way, path, "metadata")
    assert request.block == logged.request
    assert request.header("WARC-Concurrent-To") == metadata.record_id
    assert request.header("WARC-IP-Address") == metadata.header("WARC-IP-Address") == "127.0.0.1"
    notes = failing.notes(way, path)
    assert unquote_to_bytes(notes.get("response", "")) == logged.sent
    assert unquote_to_bytes(notes.get("interim", "")) == logged.answer.interim
    seen = failing.seen(way, path)
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


def test_every_path_was_asked_for(crawl, failing):
    for way, server in (*crawl.servers.items(), *failing.servers.items()):
        assert set(server.log) == set(server.answers), way
