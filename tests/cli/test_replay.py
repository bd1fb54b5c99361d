"""pywb itself, in its own environment, shows what we wrote: the bytes of the servers, under keys that we computed."""

import gzip
import http.client
import json
import os
import signal
import socket
import subprocess
import time
import uuid
from dataclasses import replace
from datetime import timedelta
from io import SEEK_END, BytesIO

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from gipcrawler.errors import ReplayError
from gipcrawler.model import Original
from gipcrawler.warc.build import build_warcinfo
from gipcrawler.warc.index import write_missing
from gipcrawler.warc.read import REFERS_TO_FILE, REFERS_TO_OFFSET
from gipcrawler.warc.replay import environment
from gipcrawler.warc.surt import surt
from tests.archives import HOST, STARTED, answer, exchange, write
from tests.crawling import ROOT, gipcrawler, program
from tests.crawling import environment as variables
from tests.warc.test_index import KEYS

LATER = STARTED + timedelta(days=2)
TIME = f"{STARTED:%Y%m%d%H%M%S}"
WORDS = "<p>政府信息公开工作年度报告</p>" * 40
GBK = WORDS.encode("gbk")
META = b'<meta charset="gbk">' + GBK
BARE = "text/html"
SQUEEZED = gzip.compress(WORDS.encode())
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n" + (
    b"Transfer-Encoding: chunked\r\n\r\n%x;ext=1\r\n%s\r\n0\r\nTrailer: x\r\n\r\n" % (len(SQUEEZED), SQUEEZED)
)
PAGES = {  # what is asked for, what the server sent, and the body that a browser is given
    "/utf8": (answer(WORDS.encode()), WORDS.encode()),
    "/gbk-by-header": (answer(GBK, "text/html; charset=gbk"), GBK),
    "/gbk-by-meta": (answer(META, BARE), META),
    "/gbk-undeclared": (answer(GBK, BARE), GBK),
    "/chunked": (CHUNKED, WORDS.encode()),
    "/art.jsp?q=%C4%EA&a=1": (answer(b"a query in GBK"), b"a query in GBK"),
    "/%E4%B8%AD%E6%96%87.html": (answer(b"a path in UTF-8"), b"a path in UTF-8"),
    "/file.pdf": (answer(b"%PDF-1.4 \xff\x00\r\n", "application/pdf"), b"%PDF-1.4 \xff\x00\r\n"),
}
UNCHANGED = ("/gbk-by-header", "/chunked")
POST = b"POST /data.jsp HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\n"
ASK = """
import json, sys
from pywb.utils.canonicalize import canonicalize
print(json.dumps([canonicalize(url) for url in json.load(sys.stdin)]))
"""


@pytest.fixture(scope="module")
def pywb():
    try:
        return environment(print)
    except ReplayError as error:
        pytest.skip(f"needs pywb from the package index: {error}")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    sent = [exchange(path, response) for path, (response, _) in PAGES.items()]
    sent += [exchange("/moved", answer(b"", head=b"Location: /utf8\r\n", status=b"302 Found"))]
    sent += [
        exchange("/data.jsp", answer(page), 1 + number, method="POST", request=POST + b"page=" + page)
        for number, page in enumerate((b"one", b"two"))
    ]
    captures = write(folder, sent)
    revisit(folder, captures[HOST + "/utf8"])
    for path in UNCHANGED:
        not_modified(folder, path, captures[HOST + path])
    return folder


def not_modified(folder, path, capture):
    """A page of which its server said two days later that it had not changed, in a file of its own."""
    said = capture.captured_at
    original = Original(
        capture.record.record_id,
        capture.url,
        f"{said:%Y-%m-%dT%H:%M:%S.%fZ}",
        capture.record.file,
        capture.record.offset,
        capture.record.payload_digest,
    )
    one = exchange(path, b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
    write(folder, [replace(one, started=LATER, finished=LATER, original=original)], f"unchanged{len(path)}")


def revisit(folder, original):
    """The same page a day later, unchanged, in a file of its own."""
    out = BytesIO(build_warcinfo("later", {"software": "gipcrawler/0.1.0", "run": "later-1"}).member)
    out.seek(0, SEEK_END)
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    record = writer.create_revisit_record(
        original.url,
        original.record.payload_digest,
        original.url,
        f"{original.captured_at:%Y-%m-%dT%H:%M:%SZ}",
        http_headers=head,
        warc_headers_dict={
            "WARC-Date": "2026-04-02T08:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
            "WARC-Refers-To": original.record.record_id,
            REFERS_TO_FILE: original.record.file,
            REFERS_TO_OFFSET: str(original.record.offset),
        },
    )
    writer.write_record(record)
    (folder / "warc" / "later-20260402080000-ab-00000.warc.gz").write_bytes(out.getvalue())


@pytest.fixture(scope="module")
def served(archive, pywb):  # noqa: ARG001 - the environment is made before the command's time counts
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program("gipcrawler"), "replay", "--port", str(port)]
    output = archive / "pywb.log"
    with output.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=variables(archive), stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(port, process, output)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait_for(port, process, output):
    patience = time.monotonic() + 60
    while time.monotonic() < patience and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"pywb does not answer: {output.read_text()}")


def get(port, path, **more):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(more.pop("method", "GET"), f"/gip/{path}", **more)
        answered = connection.getresponse()
        return answered.status, dict(answered.getheaders()), answered.read()
    finally:
        connection.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_replayed_with_the_bytes_of_its_server(served, path):
    status, headers, body = get(served, f"{TIME}id_/{HOST}{path}")
    sent, meant = PAGES[path]
    if headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    assert (status, body) == (200, meant)
    said = next(line for line in sent.split(b"\r\n") if line.startswith(b"Content-Type: "))
    assert headers["Content-Type"] == said.decode().removeprefix("Content-Type: ")


def test_a_redirect_leads_on_within_the_archive(served):
    status, headers, _ = get(served, f"{TIME}id_/{HOST}/moved")
    assert status == 302
    assert headers["Location"].endswith(f"{HOST}/utf8") or headers["Location"] == "/utf8"
    status, headers, _ = get(served, f"{TIME}mp_/{HOST}/moved")
    assert f"/gip/{TIME}mp_/{HOST}/utf8" in headers["Location"]


def test_a_page_is_rewritten_for_readers(served):
    status, _, body = get(served, f"{TIME}mp_/{HOST}/gbk-by-meta")
    assert status == 200
    assert GBK in body
    status, _, body = get(served, f"{TIME}/{HOST}/utf8")
    assert (status, b"iframe" in body) == (200, True)


def test_a_revisit_shows_the_bytes_of_its_original(served):
    status, headers, body = get(served, f"20260402080000id_/{HOST}/utf8")
    assert (status, body) == (200, WORDS.encode())
    assert headers["Memento-Datetime"] == "Thu, 02 Apr 2026 08:00:00 GMT"


@pytest.mark.parametrize("path", UNCHANGED)
def test_a_page_that_its_server_called_unchanged_is_shown_as_it_was(served, path):
    status, headers, body = get(served, f"{LATER:%Y%m%d%H%M%S}id_/{HOST}{path}")
    body = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
    assert (status, body) == (200, PAGES[path][1])
    assert headers["Memento-Datetime"] == f"{STARTED:%a, %d %b %Y %H:%M:%S GMT}"  # of the bytes
    said = next(line for line in PAGES[path][0].split(b"\r\n") if line.startswith(b"Content-Type: "))
    assert headers["Content-Type"] == said.decode().removeprefix("Content-Type: ")
    status, _, body = get(served, f"{LATER:%Y%m%d%H%M%S}mp_/{HOST}{path}")
    assert (status, b"<p>" in body) == (200, True)


@pytest.mark.parametrize("page", [b"one", b"two"])
def test_answers_to_one_address_are_told_apart_by_what_was_sent(served, page):
    named = {"Content-Type": "application/x-www-form-urlencoded"}
    status, _, body = get(served, f"{TIME}id_/{HOST}/data.jsp", method="POST", body=b"page=" + page, headers=named)
    assert (status, body) == (200, page)


def test_what_is_not_in_the_archive_is_not_found(served):
    assert get(served, f"{TIME}id_/{HOST}/elsewhere")[0] == 404


def test_the_archive_is_served_where_it_is(served, archive):  # noqa: ARG001 - it is being served
    assert sorted(path.name for path in (archive / ".replay").iterdir()) == ["config.yaml"]


def test_a_port_that_is_taken_is_refused(served, archive):
    done = gipcrawler("replay", "--port", str(served), archive=archive)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "--port" in done.stderr


def test_no_archive_is_one_sentence(command, tmp_path):
    done = command("replay", archive=tmp_path / "nothing")
    assert done.returncode == 2
    assert "no archive" in done.stderr


def test_keys_and_lines_are_those_that_pywb_writes(pywb, archive):
    told = subprocess.run([pywb, "-c", ASK], input=json.dumps(list(KEYS)), capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == [surt(url) for url in KEYS]
    write_missing(archive / "warc", archive / "index")
    for path in (archive / "warc").iterdir():
        if path.name.startswith("unchanged"):  # a 304, of which we list what it stands for, lest it be replayed as one
            continue
        told = subprocess.run(
            [pywb, "-m", "pywb.indexer.cdxindexer", "--cdxj", "--postappend", "--sort", path],
            capture_output=True,
            text=True,
            check=True,
        )
        ours = (archive / "index" / f"{path.name}.cdxj").read_text("utf-8").splitlines()[1:]
        # we also give the status that a revisit's own head has
        assert [line.replace('revisit", "status": "200"', 'revisit"') for line in ours] == told.stdout.splitlines()


def test_an_environment_that_cannot_be_made_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    with pytest.raises(ReplayError, match=r"cannot make .*pywb"):
        environment(print)
    assert not list(tmp_path.rglob(".made"))
