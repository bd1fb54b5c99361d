"""A page that its scripts filled, from pywb alone: the same bytes, text and picture, and nothing live."""

import gzip
import http.client
import signal
import socket
import subprocess
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from gipcrawler.errors import ReplayError
from gipcrawler.warc.replay import environment
from tests.cli.test_replay import get, wait_for
from tests.crawl.test_browser import ANSWERS, MORE, QUICK, ROWS
from tests.crawl.wire_run import archived, run
from tests.crawl.wire_server import Server
from tests.crawling import ROOT, program
from tests.crawling import environment as variables
from tests.services import SERVICES

pytestmark = pytest.mark.needs("chromium")
SAME = 0.01
"""Share of pixels that may differ: the edges of letters."""


@pytest.fixture(scope="module")
def replayed(tmp_path_factory):
    """Port of pywb, the address of the page, its time, and the records of the archive; its server is gone."""
    folder = tmp_path_factory.mktemp("replayed")
    try:
        environment(print)
    except ReplayError as error:
        pytest.skip(f"needs pywb from the package index: {error}")
    server = Server(ANSWERS)
    base = f"http://127.0.0.1:{server.port}"
    run(folder, [{"url": f"{base}/page", "meta": {"browser": True}}], **QUICK)
    server.close()
    held = archived(folder)
    time = f"{next(one.date for one in held if one.type == 'response'):%Y%m%d%H%M%S}"
    with pywb(folder / "archive") as port:
        yield port, base, time, held


@contextmanager
def pywb(archive):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    output = archive / "pywb.log"
    with output.open("wb") as log:
        command = [program("gipcrawler"), "replay", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=variables(archive), stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(port, process, output)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


@contextmanager
def window():
    """A Chromium as wide as the one that took the picture."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=SERVICES["chromium"].program, chromium_sandbox=False)
        yield browser.new_page(viewport={"width": 1280, "height": 960}, locale="zh-CN")
        browser.close()


def test_every_answer_comes_with_the_bytes_of_its_server(replayed):
    port, _, time, held = replayed
    requests = {one.header("WARC-Concurrent-To"): one for one in held if one.type == "request"}
    answers = [one for one in held if one.type == "response"]
    assert len(answers) == len(ANSWERS)
    for one in answers:
        asked = requests[one.record_id]
        method = asked.block.partition(b" ")[0].decode()
        more = {"method": method, "body": asked.payload} if asked.payload else {}
        if more:
            more["headers"] = {"Content-Type": dict(asked.http_headers)["Content-Type"]}
        status, headers, body = get(port, f"{time}id_/{one.url}", **more)
        body = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
        assert (status, body) == (one.http_status, one.payload), one.url


def test_a_reader_sees_the_same_text(replayed):
    port, base, time, _ = replayed
    with window() as page:
        page.goto(f"http://localhost:{port}/gip/{time}/{base}/page")
        shown = page.frame_locator("#replay_iframe")
        shown.locator("#list li").nth(2).wait_for(timeout=20_000)
        assert shown.locator("h1").inner_text() == "政府信息公开年报"
        assert shown.locator("#list li").all_inner_texts() == [*ROWS, *MORE]
        assert shown.frame_locator("iframe").locator("p").inner_text() == "framed"


def test_the_page_looks_as_it_did(replayed):
    port, base, time, held = replayed
    asked = []

    def from_archive(route):
        request = route.request
        asked.append(request.url)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        named = {name: value for name, value in request.headers.items() if name == "content-type"}
        connection.request(request.method, f"/gip/{time}id_/{request.url}", request.post_data_buffer, named)
        answered = connection.getresponse()
        status, headers, body = answered.status, dict(answered.getheaders()), answered.read()
        connection.close()
        if headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        if status in {301, 302}:  # Chromium would go there without asking us
            route.fulfill(status=200, content_type="text/html", body="<p>framed</p>")
            return
        route.fulfill(status=status, content_type=headers.get("Content-Type"), body=body)

    with window() as page:
        page.route("**", from_archive)
        page.goto(f"{base}/page")
        page.wait_for_load_state("networkidle")
        now = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    assert f"{base}/form" in asked
    [kept] = [one.block for one in held if one.type == "resource" and one.header("Content-Type") == "image/png"]
    then = Image.open(BytesIO(kept)).convert("RGB")
    assert now.size == then.size
    differing = sum(ImageChops.difference(now, then).convert("L").histogram()[1:])
    assert differing / (now.width * now.height) < SAME
    assert len(then.getcolors(1 << 20)) > 10  # which is not an empty page
