"""Pages that scripts fill, through a real Chromium: every exchange on the wire, and what the page looked like."""

import gzip
import json

import pytest

from gipcrawler.crawl.outcome import challenge
from tests.crawl.wire_answers import sized
from tests.crawl.wire_run import archived, run
from tests.crawl.wire_server import Answer, ConnectProxy, Server, certify

pytestmark = pytest.mark.needs("chromium")

SCRIPT = """
window.addEventListener('load', async () => {
  const rows = await (await fetch('/list.json?y=2024', {headers: {'X-Asked': 'yes'}})).json();
  document.cookie = 'seen=1';
  const more = await (await fetch('/form', {method: 'POST', body: new URLSearchParams({q: '年度'})})).json();
  for (const row of rows.concat(more)) {
    const item = document.createElement('li');
    item.textContent = row;
    document.getElementById('list').append(item);
  }
  const lost = await fetch('/nowhere').catch(() => ({status: 'refused'}));
  document.title = '完成 ' + lost.status + ' ' + document.cookie;
});
"""
DOCUMENT = (
    "<!DOCTYPE html><html><head><meta charset='gbk'><link rel='stylesheet' href='/s.css'>"
    "<script src='/app.js'></script></head><body><h1>政府信息公开年报</h1><ul id='list'></ul>"
    "<img src='/old.gif'><iframe src='/frame'></iframe></body></html>"
).encode("gbk")
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
ROWS, MORE = ["2024年报告", "2023年报告"], ["2022年报告"]
ANSWERS = {
    "/page": Answer(
        sized(
            DOCUMENT,
            b"Content-Type: text/html",
            b"vary: Cookie",
            b"Vary: Accept",
            b"Set-Cookie: a=1",
            b"Set-Cookie: b=2",
        )
    ),
    "/s.css": Answer(sized(b"h1 { background: url(/bg.gif) }", b"Content-Type: text/css")),
    "/bg.gif": Answer(sized(PIXEL, b"Content-Type: image/gif")),
    "/app.js": Answer(
        sized(
            gzip.compress(SCRIPT.encode(), mtime=0),
            b"Content-Type: text/javascript; charset=utf-8",
            b"Content-Encoding: gzip",
        )
    ),
    "/list.json": Answer(
        b"HTTP/1.1 200 Fine\r\ncontent-type: application/json\r\nX-Two: 1\r\nX-Two: 2\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
        + b"%x;ext=1\r\n%b\r\n0\r\n\r\n"
        % (len(json.dumps(ROWS)), json.dumps(ROWS).encode())
    ),
    "/form": Answer(sized(json.dumps(MORE).encode(), b"Content-Type: application/json")),
    "/nowhere": Answer(sized(b"no", status=b"HTTP/1.1 404 Not Found")),
    "/old.gif": Answer(sized(b"", b"Location: /new.gif", status=b"HTTP/1.1 302 Found")),
    "/new.gif": Answer(sized(PIXEL, b"Content-Type: image/gif")),
    "/frame": Answer(sized(b"", b"Location: /in/frame.html", status=b"HTTP/1.1 301 Moved")),
    "/in/frame.html": Answer(sized(b"<p>framed</p><img src='near.gif'>", b"Content-Type: text/html")),
    "/in/near.gif": Answer(sized(PIXEL, b"Content-Type: image/gif")),
}
QUICK = {"BROWSER_DELAY": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_TIMEOUT": 20}


class Shown:
    """A page that was rendered: what the spider was given, the archive, and what the server saw."""

    def __init__(self, folder, requests, server, **settings):
        told, self.said = run(folder, requests, **QUICK | settings)
        self.results, self.stats = told["results"], told["stats"]
        self.archive, self.log = archived(folder), server.log

    def of(self, kind, url):
        return [record for record in self.archive if (record.type, record.url) == (kind, url)]

    def resources(self):
        return {record.url: record for record in self.archive if record.type == "resource"}


@pytest.fixture(scope="module", params=["http", "https", "tunnel"])
def shown(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shown")
    server = Server(ANSWERS, None if request.param == "http" else certify(folder)[0])
    proxy = ConnectProxy(server.port)
    base = f"{request.param}://127.0.0.1:{server.port}"
    with pytest.MonkeyPatch.context() as environment:
        if request.param == "tunnel":
            base = "https://www.example.gov.cn"
            environment.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        found = Shown(folder, [{"url": f"{base}/page", "meta": {"browser": True}}], server)
    found.base = base
    found.tunnels = proxy.requests
    proxy.close()
    server.close()
    return found


def test_the_proxy_was_the_way_of_those_that_it_was_set_for(shown):
    through = shown.base.startswith("https://www.")
    assert [one.split(b"\r\n")[0] for one in shown.tunnels[:1]] == [
        b"CONNECT www.example.gov.cn:443 HTTP/1.1"
    ] * through
    asked = [one for one in shown.archive if one.type == "metadata" and b"proxy: http://127.0.0.1:" in one.block]
    assert len(asked) == len(ANSWERS) * through


def test_all_that_went_over_the_wire_is_archived_as_it_went(shown):
    assert set(shown.log) == set(ANSWERS)
    for path, logged in shown.log.items():
        query = "?y=2024" if path == "/list.json" else ""
        url = shown.base + path + query
        assert [record.block for record in shown.of("response", url)] == [one.sent for one in logged], path
        assert [record.block for record in shown.of("request", url)] == [one.request for one in logged], path
        assert len(logged) == 1, path
    assert len([record for record in shown.archive if record.type == "response"]) == len(ANSWERS)


def test_the_spider_is_given_what_a_reader_would_see(shown):
    [result] = shown.results
    text = result["body"].encode("latin-1").decode("utf-8-sig")
    for words in ("政府信息公开年报", *ROWS, *MORE):
        assert words in text
    assert "<title>完成 404 a=1; b=2; seen=1</title>" in text
    assert result["url"] == f"{shown.base}/page"
    [document] = shown.of("response", result["url"])
    assert result["capture"]["record_id"] == document.record_id
    assert (result["capture"]["status"], result["capture"]["media_type"]) == (200, "text/html")


def test_requests_are_the_browsers_own(shown):
    [form] = shown.log["/form"]
    assert form.request.startswith(b"POST /form HTTP/1.1")
    assert form.request.endswith(b"\r\n\r\nq=%E5%B9%B4%E5%BA%A6")
    assert b"\r\nCookie: a=1; b=2; seen=1\r\n" in form.request
    [asked] = shown.log["/list.json"]
    assert b"\r\nX-Asked: yes\r\n" in asked.request
    assert f"\r\nReferer: {shown.base}/page\r\n".encode() in asked.request


def test_what_the_page_looked_like_is_tied_to_its_document(shown):
    [document] = shown.of("response", f"{shown.base}/page")
    resources = shown.resources()
    assert set(resources) == {f"urn:dom:{shown.base}/page", f"urn:fullPage:{shown.base}/page"}
    dom, picture = resources[f"urn:dom:{shown.base}/page"], resources[f"urn:fullPage:{shown.base}/page"]
    assert {one.header("WARC-Concurrent-To") for one in (dom, picture)} == {document.record_id}
    assert dom.header("Content-Type") == "text/html; charset=utf-8"
    assert dom.block.decode("latin-1") == shown.results[0]["body"]
    assert picture.header("Content-Type") == "image/png"
    assert picture.block.startswith(b"\x89PNG")
    assert int.from_bytes(picture.block[16:20]) == 1280


class Turning(dict):
    """Answers that change once: the first request of a path gets another one."""

    def __init__(self, answers, first):
        super().__init__(answers)
        self.first = first

    def __getitem__(self, path):
        return self.first.pop(path, None) or super().__getitem__(path)


CHALLENGE = Answer(sized(b"<html><script>$_ts.nsd=7;</script></html>", status=b"HTTP/1.1 412 Precondition Failed"))


def test_where_the_engine_is_refused_the_browser_asks_by_itself_and_its_records_say_so(tmp_path):
    answers = Turning(ANSWERS | {"/favicon.ico": Answer(sized(b""))}, {"/page": CHALLENGE})
    server = Server(answers)
    base = f"http://127.0.0.1:{server.port}"
    found = Shown(tmp_path, [{"url": f"{base}/page", "meta": {"browser": True}}], server)
    server.close()
    [result] = found.results
    assert MORE[0] in result["body"].encode("latin-1").decode("utf-8-sig")
    refused, document = found.of("response", f"{base}/page")
    assert refused.block == CHALLENGE.wire
    assert result["capture"]["record_id"] == document.record_id
    assert {one.header("WARC-Concurrent-To") for one in found.resources().values()} == {document.record_id}
    assert (document.http_status, document.payload.decode()) == (200, DOCUMENT.decode("gbk"))
    assert ("Content-Type", "text/html; charset=utf-8") in document.http_headers
    [script] = found.of("response", f"{base}/app.js")
    assert script.payload == SCRIPT.encode()
    assert ("x-orig-content-encoding", "gzip") in [(name.lower(), value) for name, value in script.http_headers]
    [form] = found.of("request", f"{base}/form")
    assert form.block.endswith(b"q=%E5%B9%B4%E5%BA%A6")
    [rows] = found.of("response", f"{base}/list.json?y=2024")
    assert rows.block.endswith(b"\r\n\r\n" + json.dumps(ROWS).encode())
    marked = {one.header("WARC-Concurrent-To") for one in found.archive if b"recorder: browser" in one.block}
    told = {one.record_id for one in found.archive if one.type == "response"} - {refused.record_id}
    assert marked == told


def test_where_the_browser_is_refused_too_the_page_stays_refused(tmp_path):
    server = Server({"/page": CHALLENGE, "/favicon.ico": Answer(sized(b""))})
    base = f"http://127.0.0.1:{server.port}"
    found = Shown(tmp_path, [{"url": f"{base}/page", "stay": True, "meta": {"browser": True}}], server)
    server.close()
    [result] = found.results
    assert result["capture"]["status"] == 412
    assert challenge(result["body"].encode("latin-1")) is not None
    assert len(found.log["/page"]) == len(found.of("response", f"{base}/page")) == 2


def test_a_page_that_never_comes_to_rest_is_taken_as_it_is(tmp_path):
    restless = b"<p>text</p><img src='/stalls'><script>setInterval(() => fetch('/again'), 50)</script>"
    answers = {
        "/page": Answer(sized(restless, b"Content-Type: text/html")),
        "/stalls": Answer(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", then="stall"),
        "/again": Answer(sized(b"{}")),
    }
    server = Server(answers)
    base = f"http://127.0.0.1:{server.port}"
    asked = [{"url": f"{base}/page", "meta": {"browser": True}}]
    found = Shown(tmp_path, asked, server, DOWNLOAD_TIMEOUT=2)
    server.close()
    assert "text" in found.results[0]["body"]
    assert "has not come to rest" in found.said
    [cut] = found.of("response", f"{base}/stalls")
    assert cut.truncated == "time"
    assert len(found.of("response", f"{base}/again")) == len(found.log["/again"]) > 10


def test_what_is_no_page_or_not_there_comes_as_it_is(tmp_path):
    answers = {
        "/a.pdf": Answer(sized(b"%PDF-1.4 x", b"Content-Type: application/pdf")),
        "/gone": Answer(sized(b"<p>gone</p>", b"Content-Type: text/html", status=b"HTTP/1.1 404 Not Found")),
        "/moved": Answer(sized(b"", b"Location: /a.pdf", status=b"HTTP/1.1 302 Found")),
    }
    server = Server(answers)
    base = f"http://127.0.0.1:{server.port}"
    found = Shown(tmp_path, [{"url": base + path, "stay": True, "meta": {"browser": True}} for path in answers], server)
    server.close()
    seen = {one["asked"].removeprefix(base): one for one in found.results}
    assert {path: (one["body"], one["capture"]["status"]) for path, one in seen.items()} == {
        "/a.pdf": ("%PDF-1.4 x", 200),
        "/gone": ("<p>gone</p>", 404),
        "/moved": ("%PDF-1.4 x", 200),
    }
    assert found.resources() == {}


def test_nothing_leaves_the_browser_unrecorded(tmp_path):
    """WebSocket, EventSource, beacons, a script's navigation, a second window."""
    script = (
        b"<script>new WebSocket('ws://' + location.host + '/socket'); navigator.sendBeacon('/beacon', 'x');"
        b"new EventSource('/events'); if (!location.search) window.open('/window');"
        b"if (!location.search) setTimeout(() => location.href = '/page?again', 100)</script><p>text</p>"
    )
    html = b"Content-Type: text/html"
    answers = {
        "/page": Answer(sized(script, html)),
        "/beacon": Answer(sized(b"")),
        "/events": Answer(sized(b"data: 1\n\n", b"Content-Type: text/event-stream")),
        "/window": Answer(sized(b"<p>window</p>", html)),
        "/socket": Answer(sized(b"")),
    }
    server = Server(answers)
    base = f"http://127.0.0.1:{server.port}"
    found = Shown(tmp_path, [{"url": f"{base}/page", "meta": {"browser": True}}], server)
    server.close()
    for path, logged in found.log.items():
        kept = [one.block for one in found.archive if one.type == "request" and one.url.startswith(base + path)]
        assert sorted(kept) == sorted(one.request for one in logged), path
    assert "/socket" not in found.log
    [result] = found.results
    assert result["url"] == f"{base}/page?again"  # where its script has led
    [document] = found.of("response", result["url"])
    assert result["capture"]["record_id"] == document.record_id


def test_a_request_in_the_words_of_scrapy_playwright_is_served_and_recorded(tmp_path):
    press = (
        "<button onclick=\"fetch('/more').then(x => x.text()).then(x => list.innerHTML = x)\">More</button><p id=list>"
    )
    answers = {
        "/page": Answer(sized(press.encode(), b"Content-Type: text/html")),
        "/more": Answer(sized(b"<b>2024</b>", b"Content-Type: text/html")),
    }
    server = Server(answers)
    base = f"http://127.0.0.1:{server.port}"
    methods = [["click", "button"], ["no_such_method"]]
    asked = [{"url": f"{base}/page", "meta": {"playwright": True}, "page_methods": [method]} for method in methods]
    found = Shown(tmp_path, asked, server)
    server.close()
    shown, refused = sorted(found.results, key=lambda result: "error" in result)
    assert '<p id="list"><b>2024</b></p>' in shown["body"]
    assert [one.block for one in found.of("response", f"{base}/more")] == [answers["/more"].wire]
    assert (refused["error"], refused["says"].endswith("knows no no_such_method")) == ("BrowserError", True)


def test_a_missing_chromium_is_one_sentence(tmp_path):
    server = Server(ANSWERS)
    asked = [{"url": f"http://127.0.0.1:{server.port}/page", "meta": {"browser": True}}]
    found = Shown(tmp_path, asked, server, CHROMIUM_PATH="/no/chromium")
    server.close()
    [result] = found.results
    assert result["error"] == "BrowserError"
    assert result["says"] == "CHROMIUM_PATH=/no/chromium is no program: give the path of a Chromium"


def test_a_missing_extra_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "without").mkdir()
    (tmp_path / "without/playwright.py").write_text("raise ImportError('No module named playwright')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "without"))
    told, _ = run(tmp_path, [{"url": "http://127.0.0.1:9/", "meta": {"browser": True}}])
    [result] = told["results"]
    assert result["error"] == "BrowserError"
    assert result["says"].endswith("pip install gipcrawler[browser]")


def test_a_crawl_without_such_pages_knows_nothing_of_browsers(tmp_path):
    server = Server(ANSWERS)
    url = f"http://127.0.0.1:{server.port}/page"
    told, _ = run(tmp_path, [{"url": url}])
    server.close()
    assert told["results"][0]["capture"]["status"] == 200
    assert not [name for name in told["modules"] if name.partition(".")[0] in {"playwright", "scrapy_playwright"}]
