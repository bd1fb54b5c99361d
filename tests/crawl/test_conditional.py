"""Servers asked whether what the archive has still holds, and what becomes of their 304."""

import gzip
import re
import shutil
import sqlite3
from dataclasses import dataclass

import pytest

from gipcrawler.warc import Record, read_record
from tests.crawl.wire_answers import PAGE, sized
from tests.crawl.wire_run import archived, run
from tests.crawl.wire_server import Answer, Server

TYPED = b"Content-Type: text/html; charset=gb18030"
ETAG, ANEW = b'"v1"', b'"v9"'
ONCE = PAGE + b"<p>nowhere else</p>"
DATE = b"Sat, 31 Jan 2026 08:00:00 GMT"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Versioned:
    """A page with validators that answers conditions; `contrary` says 304 with another version."""

    def __init__(self, body=PAGE, etag=b"", modified=b"", head=(TYPED,)):
        self.body, self.etag, self.modified, self.head = body, etag, modified, head
        self.contrary = b""
        self.always = False

    def __call__(self, request: bytes) -> Answer:
        lines = [b"ETag: " + self.etag] if self.etag else []
        lines += [b"Last-Modified: " + self.modified] if self.modified else []
        asked = conditions(request)
        same = self.etag and asked.get(b"If-None-Match") == self.etag
        same = same or (not self.etag and self.modified and asked.get(b"If-Modified-Since") == self.modified)
        if self.always or same or (asked and self.contrary):
            lines = [b"ETag: " + self.contrary] if self.contrary else [*lines, b"Set-Cookie: later=1"]
            return Answer(b"\r\n".join((b"HTTP/1.1 304 Not Modified", *lines, b"", b"")))
        return Answer(sized(self.body, *self.head, *lines))


@dataclass
class Seen:
    """What came of one request of one crawl."""

    result: dict
    record: Record
    asked: dict[bytes, bytes]
    sent: bytes

    @property
    def kind(self):
        return self.record.type, self.record.http_status


class Site:
    """A portal whose pages are crawled again and again."""

    def __init__(self, pages):
        self.server = Server(pages)
        self.base = f"http://127.0.0.1:{self.server.port}"

    def crawl(self, folder, jobs, **settings):
        """Crawl into the archive of a folder; what came of each path, and the log."""
        asked = [{"url": self.base + path} | job for path, job in jobs.items()]
        told, log = run(folder, asked, **{"ARCHIVE_DEDUP": True, "CONDITIONAL_REQUESTS": True} | settings)
        return {one["asked"].removeprefix(self.base): self.seen(folder, one) for one in told["results"]}, log

    def seen(self, folder, result):
        capture = result["capture"]
        record = read_record(folder / "archive/warc", capture["file"], capture["offset"])
        assert record.record_id == capture["record_id"]
        logged = self.server.log[result["url"].removeprefix(self.base)][-1]
        return Seen(result, record, conditions(logged.request), logged.sent)

    def asked(self, path):
        return [conditions(logged.request) for logged in self.server.log[path]]


def conditions(request: bytes) -> dict[bytes, bytes]:
    return dict(re.findall(rb"(If-[A-Za-z-]+): ([^\r]*)", request))


CODED = (TYPED, b"Content-Encoding: gzip", b"Set-Cookie: old=1")
UNCHANGED = ("/etag", "/weak", "/date", "/coded")
JOBS = {path: {} for path in (*UNCHANGED, "/changed", "/back", "/bare", "/moved", "/contrary")} | {
    "/unasked": {"stay": True},
    "/own": {"stay": True, "headers": {"If-None-Match": ETAG.decode()}},
    "/posted": {"method": "POST", "body": "q=1"},
}


@pytest.fixture(scope="module")
def crawls(tmp_path_factory):
    """A portal crawled three times into one archive, and changed in between."""
    pages = {path: Versioned(etag=ETAG) for path in ("/etag", "/changed", "/back", "/bare", "/target", "/contrary")}
    pages |= {path: Versioned(etag=ETAG) for path in ("/unasked", "/own", "/posted")}
    pages["/etag"].body = ONCE
    pages["/weak"] = Versioned(etag=b"W/" + ETAG, modified=DATE)
    pages["/date"] = Versioned(modified=DATE)
    pages["/coded"] = Versioned(gzip.compress(PAGE), ETAG, head=CODED)
    pages["/moved"] = Answer(sized(b"", b"Location: /target", status=b"HTTP/1.1 302 Found"))
    pages["/unasked"].always = True
    site = Site(pages)
    folder = tmp_path_factory.mktemp("crawls")
    rounds = [site.crawl(folder, JOBS)[0]]
    pages["/changed"].body, pages["/changed"].etag = b"<p>corrected</p>", b'"v2"'  # too small for identical payloads
    pages["/back"].etag = b'"v2"'
    pages["/bare"].etag = b""
    pages["/contrary"].body, pages["/contrary"].etag, pages["/contrary"].contrary = b"<p>changed</p>", ANEW, ANEW
    rounds.append(site.crawl(folder, JOBS)[0])
    pages["/bare"].etag = ETAG
    pages["/contrary"].contrary = b""
    rounds.append(site.crawl(folder, JOBS)[0])
    yield folder, site, rounds
    site.server.close()


@pytest.fixture
def again(crawls, tmp_path):
    """Crawl one unchanged page once more, into a copy of the archive; the folder is given first."""
    folder, site, _ = crawls
    shutil.copytree(folder / "archive", tmp_path / "archive")

    def crawl(**settings):
        seen, log = site.crawl(tmp_path, {"/etag": {}}, **settings)
        assert seen["/etag"].result["body"] == ONCE.decode("latin-1")
        return seen["/etag"], log

    return tmp_path / "archive", crawl


@pytest.mark.parametrize("path", UNCHANGED)
@pytest.mark.parametrize("number", [1, 2])
def test_what_has_not_changed_is_read_from_the_archive(crawls, path, number):
    _, site, rounds = crawls
    first, later = rounds[0][path], rounds[number][path]
    assert (first.kind, first.asked) == (("response", 200), {})
    assert later.kind == ("revisit", 304)
    body = ONCE if path == "/etag" else PAGE
    assert later.result["body"] == later.result["archived"] == first.result["body"] == body.decode("latin-1")
    assert (later.result["capture"]["status"], later.result["capture"]["media_type"]) == (200, "text/html")
    assert later.result["flags"] == ["not-modified"]
    said = {name: later.record.header(f"WARC-{name}") for name in ("Profile", "Refers-To", "Refers-To-Target-URI")}
    assert said == {
        "Profile": NOT_MODIFIED,
        "Refers-To": first.record.record_id,
        "Refers-To-Target-URI": site.base + path,
    }
    for refers, to in (("Refers-To-Date", "Date"), ("Payload-Digest", "Payload-Digest")):
        assert later.record.header(f"WARC-{refers}") == first.record.header(f"WARC-{to}")
    assert later.record.block == site.server.log[path][number].sent
    assert later.record.payload == body


def test_servers_are_asked_by_what_they_said(crawls):
    _, site, _ = crawls
    by_etag = {b"If-None-Match": ETAG}
    assert site.asked("/etag") == [{}, by_etag, by_etag]
    assert site.asked("/weak")[1] == {b"If-None-Match": b"W/" + ETAG, b"If-Modified-Since": DATE}
    assert site.asked("/date")[1] == {b"If-Modified-Since": DATE}


def test_requests_are_archived_with_their_conditions(crawls):
    folder, site, rounds = crawls
    requests = [one for one in archived(folder) if one.type == "request" and one.url == f"{site.base}/etag"]
    assert [one.block for one in requests] == [logged.request for logged in site.server.log["/etag"]]
    assert {one.header("WARC-Concurrent-To") for one in requests} == {one["/etag"].record.record_id for one in rounds}


def test_what_has_changed_comes_whole_and_is_what_is_asked_by_next(crawls):
    _, site, rounds = crawls
    assert [one["/changed"].kind for one in rounds] == [("response", 200), ("response", 200), ("revisit", 304)]
    assert [one["/changed"].result["body"] for one in rounds[1:]] == ["<p>corrected</p>"] * 2
    assert site.asked("/changed")[2] == {b"If-None-Match": b'"v2"'}


def test_what_came_back_is_asked_for_by_what_was_said_last(crawls):
    _, site, rounds = crawls
    assert [one["/back"].kind for one in rounds] == [("response", 200), ("revisit", 200), ("revisit", 304)]
    assert site.asked("/back")[2] == {b"If-None-Match": b'"v2"'}
    assert rounds[2]["/back"].record.header("WARC-Refers-To") == rounds[0]["/back"].record.record_id


def test_a_page_that_lost_its_validators_is_not_asked_for_by_older_ones(crawls):
    assert crawls[1].asked("/bare") == [{}, {b"If-None-Match": ETAG}, {}]


def test_the_fields_of_a_page_are_its_own_but_for_its_session(crawls):
    headers = crawls[2][1]["/coded"].result["headers"]
    assert headers["Content-Type"] == TYPED.decode().partition(": ")[2]
    assert headers["Set-Cookie"] == "later=1"


def test_a_redirect_is_followed_and_its_target_asked_by_its_own_conditions(crawls):
    _, site, rounds = crawls
    assert [one["/moved"].result["url"] for one in rounds] == [f"{site.base}/target"] * 3
    assert [one["/moved"].result["body"] for one in rounds] == [PAGE.decode("latin-1")] * 3
    assert (site.asked("/moved"), len(site.asked("/target"))) == ([{}] * 3, 3)
    assert site.asked("/target")[1] == {b"If-None-Match": ETAG}


def test_a_304_that_names_another_version_is_not_believed(crawls):
    folder, site, rounds = crawls
    assert (rounds[1]["/contrary"].kind, rounds[1]["/contrary"].result["body"]) == (("response", 200), "<p>changed</p>")
    assert site.asked("/contrary") == [{}, {b"If-None-Match": ETAG}, {}, {b"If-None-Match": ANEW}]
    kept = [one.http_status for one in archived(folder) if one.url.endswith("/contrary") and one.type == "response"]
    assert kept == [200, 304, 200]
    assert rounds[2]["/contrary"].kind == ("revisit", 304)


@pytest.mark.parametrize("path", ["/unasked", "/own"])
def test_a_304_that_the_crawl_did_not_ask_for_stays_one(crawls, path):
    assert [(one[path].kind, one[path].result["capture"]["status"]) for one in crawls[2]] == [
        (("response", 304), 304)
    ] * 3


def test_what_is_posted_is_asked_for_without_conditions(crawls):
    _, site, rounds = crawls
    assert (site.asked("/posted"), rounds[2]["/posted"].kind) == ([{}] * 3, ("response", 200))


@pytest.mark.parametrize("name", ["CONDITIONAL_REQUESTS", "ARCHIVE_DEDUP"])
def test_a_setting_turns_it_off(again, name):
    _, crawl = again
    seen, _ = crawl(**{name: False})
    assert (seen.asked, seen.kind[1]) == ({}, 200)


def test_a_dry_run_asks_for_all(crawls, tmp_path):
    folder, site, _ = crawls
    shutil.copytree(folder / "archive", tmp_path / "archive")
    run(tmp_path, [{"url": f"{site.base}/etag"}], DRY_RUN=1, ARCHIVE_DEDUP=True, CONDITIONAL_REQUESTS=True)
    assert site.asked("/etag")[-1] == {}


@pytest.mark.parametrize("lost", ["file", "bytes"])
def test_a_page_whose_original_is_not_there_is_asked_for_as_it_is(again, crawls, lost):
    archive, crawl = again
    original = crawls[2][0]["/etag"].record
    path = archive / "warc" / original.file
    data = path.read_bytes()
    path.unlink()
    if lost == "bytes":
        at = original.offset + 300
        path.write_bytes(data[:at] + bytes(3) + data[at + 3 :])
        (archive / "index/payloads.sqlite").unlink()
    seen, _ = crawl()
    assert (seen.asked, seen.kind) == ({}, ("response", 200))


def test_a_page_whose_original_was_damaged_since_is_asked_for_once_more(again, crawls):
    archive, crawl = again
    original = crawls[2][0]["/etag"].record
    path = archive / "warc" / original.file
    data = path.read_bytes()
    at = original.offset + 300
    path.write_bytes(data[:at] + bytes(3) + data[at + 3 :])  # as long as it was, and so not read again
    seen, log = crawl()
    assert crawls[1].asked("/etag")[-2:] == [{b"If-None-Match": ETAG}, {}]
    assert seen.kind == ("response", 200)
    assert "A page that has not changed is asked for once more" in log


@pytest.mark.parametrize("index", ["lost", "of an older version", "no database"])
def test_the_index_is_made_anew_where_it_can_be(again, index):
    archive, crawl = again
    database = archive / "index/payloads.sqlite"
    if index == "lost":
        database.unlink()
    elif index == "no database":
        database.write_bytes(b"no database" * 1000)
    else:
        with sqlite3.connect(database) as connection:
            connection.execute("drop table validator")
            connection.execute("pragma user_version = 0")
    seen, _ = crawl()
    asked = {} if index == "no database" else {b"If-None-Match": ETAG}
    assert (seen.asked, seen.kind) == (asked, ("revisit", 304) if asked else ("response", 200))
