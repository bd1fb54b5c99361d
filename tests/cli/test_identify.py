"""`gipcrawler identify`, asked of portals behind a proxy on loopback."""

import subprocess
from urllib.parse import urlsplit

import pytest

from tests.cli.peeking import ITEM, complaint, listing, site
from tests.replica.server import Proxy
from tests.replica.site import Answer, failed, page


def facts(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    assert (done.returncode, done.stderr) == (0, "")
    return {name: said.strip() for name, _, said in (line.partition(" ") for line in done.stdout.splitlines())}


def test_a_listing_is_named_and_its_source_line_is_ready_to_paste(peek):
    shell = page('<html><head><meta http-equiv="refresh" content="0;url=./nb/"></head><body></body></html>')
    hidden = ITEM.format("./202501/t20250126_2.html")
    items = listing(ITEM.format("./202501/t20250126_1.html"), hidden.replace("2024", "2023"))
    portal = site({"/gk": shell, "/nb/": items})
    with Proxy([portal]) as proxy:
        said = facts(peek(proxy.url, "identify", "http://www.jg.gov.cn/gk"))
        assert [urlsplit(line.url).path for line in proxy.requests] == ["/robots.txt", "/gk", "/nb/"]
    assert said["family"].startswith("Trs - TRS WCM")
    assert (said["at"], said["column"]) == ("http://www.jg.gov.cn/nb/", "政府信息公开年报")
    assert said["place"].startswith("510823 ")
    assert "t20250126_1.html" in said["because"]
    assert said["entries"] == "2 reports of 2023-2024, 0 other links"
    assert said["source"] == 'Source("510823", Trs("http://www.jg.gov.cn/nb/"))'


def test_a_site_that_does_not_say_whose_it_is_leaves_the_place_to_be_filled_in(peek):
    portal = site({"/nb.htm": listing(ITEM.format("../info/2956/34000.htm"), head="")})
    with Proxy([portal]) as proxy:
        said = facts(peek(proxy.url, "identify", "http://www.jg.gov.cn/nb.htm"))
    assert said["source"] == 'Source("<code>", Vsb("http://www.jg.gov.cn/nb.htm"))'


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page("<html><body><p>欢迎</p></body></html>"), "no page of a portal"),
        (failed(404, "Not Found"), "gone, status 404"),
        (failed(503, "Busy"), "no answer, status 503"),
        (Answer(412, b"<html><script>$_ts.nsd=7;</script></html>", "text/html"), "blocked, "),
    ],
)
def test_a_useless_address_is_one_line(peek, answer, words):
    with Proxy([site({"/gk": answer})]) as proxy:
        assert words in complaint(peek(proxy.url, "identify", "http://www.jg.gov.cn/gk"))


def test_robots_are_heeded(peek):
    robots = Answer(200, b"User-agent: *\nDisallow: /gk\n", "text/plain")
    with Proxy([site({"/gk": listing(ITEM.format("t.html")), "/robots.txt": robots})]) as proxy:
        assert "robots.txt" in complaint(peek(proxy.url, "identify", "http://www.jg.gov.cn/gk"))
        assert [urlsplit(line.url).path for line in proxy.requests] == ["/robots.txt"]


@pytest.mark.parametrize(
    "address", ["www.jg.gov.cn", "ftp://www.jg.gov.cn/", "http://", "http://[", "file:///etc/hosts"]
)
def test_what_is_no_address_is_refused(peek, address):
    done = peek("http://127.0.0.1:9", "identify", address)
    assert done.returncode == 2
    assert "is no address" in done.stderr


def test_a_host_that_nobody_answers_for_is_one_line(peek):
    done = peek("http://127.0.0.1:9", "identify", "http://www.jg.gov.cn/")
    assert "cannot be fetched" in complaint(done)
