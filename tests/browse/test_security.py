"""What is hostile in portals, addresses and readers: it is shown as the words that it is, refused, or not there."""

import re
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest
from lxml import etree, html

from tests.browse.addresses import EVIL_PAGES, FEEDS, PAGES
from tests.browse.library import EVIL, EVIL_PATHS

LIVE = re.compile(r"\s*(?:javascript|vbscript|data|file):", re.IGNORECASE)
"""What no link of a page may begin with."""
ADDRESSED = ("href", "src", "action", "formaction", "data", "poster", "srcset", "{http://www.w3.org/1999/xlink}href")
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}
# Numbers that are none, SQL, paths and bytes that are no text, as a part of an address
WRONG = (
    "'",
    "1'--",
    "1%3Bdrop%20table%20report",
    "0x1",
    "%D9%A1",
    "-1",
    "1e3",
    "9" * 40,
    "%00",
    "%C0%80",
    "%FF",
    "..%2f",
)
NUMBERED = ("/gip/report/{}", "/gip/report/{}.json", "/gip/publisher/{}", "/gip/metric/{}", "/gip/coverage/{}")
CONFUSING = (
    "/gip/compare?a={}&b={}",
    "/gip/search?q={}",
    "/gip/search?q=a&year={}",
    "/gip/search?q=a&place={}",
    "/gip/search?q=a&level={}",
    "/gip/search?q=a&section={}",
    "/gip/metric/new_requests?place={}",
    "/gip/metric/new_requests?year={}",
    "/gip/findings?place={}",
    "/gip/findings?rule={}",
    "/gip/findings?page={}",
    "/gip/coverage?year={}",
    "/gip/report/1?edition={}",
    "/gip/feed/place/{}.atom",
    "/gip/feed/publisher/{}.atom",
)
TRAVERSING = (
    "/gip/static/../plugin.py",
    "/gip/static/..%2fplugin.py",
    "/gip/static/%2e%2e/plugin.py",
    "/gip/static/%2fetc%2fpasswd",
    "/gip/static/..%5cplugin.py",
    "/-/static/../../../../../../etc/passwd",
    "/data/..%2f..%2fetc%2fpasswd",
)
QUERIES = ('"', "a OR", "NEAR(", "*", "a*b", "-a", "col:a", "(((", '"a', "a" * 200, "^", "%", "_", "\\", "';--", "🦊")
TOO_LARGE = 20_000


def seen(answer):
    return html.fromstring(answer.text.encode())


@pytest.mark.parametrize("page", EVIL_PAGES)
def test_nothing_hostile_comes_alive(shown, library, page):
    answer = shown.ask(EVIL_PAGES[page](library))
    assert answer.status < 500
    read = seen(answer)
    assert [one for one in read.iter("img") if one.get("src") == "x"] == []
    assert [one.text for one in read.iter("script") if "owned" in (one.text or "")] == []
    assert read.xpath("//@*[contains(., 'owned')][starts-with(name(), 'on')]") == []
    links = [one.get(name) for one in read.iter(etree.Element) for name in ADDRESSED if one.get(name)]
    assert links
    assert [link for link in links if LIVE.match(link) and not link.startswith("data:image/")] == []


def test_what_is_hostile_is_shown_as_the_words_that_it_is(shown, library):
    for page in ("report", "publisher", "runs", "findings"):
        assert EVIL in " ".join(seen(shown.ask(EVIL_PAGES[page](library))).itertext()), page


@pytest.mark.parametrize("page", FEEDS)
def test_a_feed_holds_no_markup_of_others(shown, library, page):
    read = etree.fromstring(shown.ask(FEEDS[page](library)).body)
    assert [one for one in read.iter() if etree.QName(one).localname in {"script", "img"}] == []
    assert [link for link in read.xpath("//@href") if LIVE.match(link)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_bears_the_headers(shown, library, page):
    answer = shown.ask(PAGES[page](library))
    assert answer.status == 200
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", NUMBERED)
def test_what_is_not_there_is_a_page_that_says_so(shown, address):
    for part in WRONG:
        for language in ("zh-CN", "en"):
            answer = shown.ask(address.format(part), Accept_Language=language)
            assert answer.status in {400, 404}, address.format(part)
            assert "Traceback" not in answer.text
    assert '<html lang="en">' in shown.ask(address.removesuffix(".json").format("987654321"), Accept_Language="en").text


@pytest.mark.parametrize("address", CONFUSING)
def test_a_wrong_parameter_is_answered_in_one_clear_line(shown, address):
    for part in WRONG:
        answer = shown.ask(address.replace("{}", part))
        assert answer.status in {200, 400, 404}, address.replace("{}", part)
        if answer.status != 200 and answer.headers["content-type"].startswith("text/html"):
            [said] = seen(answer).xpath("//main/p[1]")
            assert said.text_content().strip()
            assert len(said.text_content()) < 600


def test_any_words_may_be_searched_for(shown):
    for words in QUERIES:
        assert shown.ask(f"/gip/search?q={quote(words)}").status == 200, words


def test_a_huge_parameter_is_refused_or_cut_and_never_repeated(shown):
    huge = "a" * TOO_LARGE
    for path in ("/gip/search?q=", "/gip/compare?b=1&a=", "/gip/findings?place=", "/?x=", "/gip/nothing/"):
        answer = shown.ask(path + huge)
        assert answer.status in {200, 400, 404, 414}, path
        assert huge not in answer.text, path


@pytest.mark.parametrize("path", TRAVERSING)
def test_no_other_file_is_given_out(shown, path):
    answer = raw(shown, path)
    assert answer[0] in {302, 400, 403, 404}
    assert b"root:" not in answer[1]
    assert b"import " not in answer[1]


def raw(served, path):
    """An answer to a path that no client puts in order on the way."""
    connection = HTTPConnection(urlsplit(served.address).netloc, timeout=60)
    connection.putrequest("GET", path, skip_accept_encoding=True)
    connection.endheaders()
    came = connection.getresponse()
    found = came.status, came.read()
    connection.close()
    return found


def test_nothing_archived_is_a_page_of_ours(shown, library):
    """Whatever a page links to on this site is a page of ours: the hostile bytes themselves come back from nowhere."""
    links = set()
    for page in ("report", "judged-report", "publisher"):
        links |= {str(link) for link in seen(shown.ask(EVIL_PAGES[page](library))).xpath("//@href | //@src")}
    ours = sorted(link for link in links if link.startswith("/gip/") and "/origin/" not in link)
    assert len(ours) > 10
    ours += sorted(link for link in links if "/origin/" in link)[::25]
    for link in ours:
        answer = shown.ask(link)
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "default-src 'none'" in answer.headers["content-security-policy"], link
            assert EVIL not in answer.text, link
        elif EVIL.encode() in answer.body:
            held = answer.headers["content-type"].startswith(("application/json", "text/csv", "application/atom+xml"))
            assert held or answer.headers["content-disposition"].startswith("attachment"), link


def test_the_archived_page_itself_is_not_to_be_had(shown):
    for path in EVIL_PATHS:
        assert EVIL not in shown.ask(path).text


@pytest.mark.parametrize("statement", ["delete from report", "pragma journal_mode=delete", "attach 'x' as y", "vacuum"])
def test_sql_can_only_read(shown, statement):
    assert shown.ask(f"/data.json?sql={quote(statement)}").status in {400, 403}


@pytest.mark.parametrize("path", ["/-/actor.json?_hash", "/-/databases.json", "/-/versions.json", "/-/plugins.json"])
def test_no_page_tells_where_things_lie_on_this_machine(shown, library, path):
    assert str(library.folder) not in shown.ask(path).text
