"""Pages behind shields, with a browser that passes some of them, and without one."""

import pytest

from gipcrawler.crawl.challenge import MOST_FAILURES
from tests.press import as_pdf, synthetic
from tests.replica.site import Site, download
from tests.traps import shields
from tests.traps.portal import HOST, ROOT, Crawled, listing, report, title

PASSING = {"dynamic": "教育局", "fast": "公安局", "lenient": "林业局"}
SCHEMES = {"lenient": "https"}
REFUSING = {"slider": "财政局", "edge": "司法局", "safe": "民政局", "private": "水利局"}
GUARDS = {
    "dynamic": shields.dynamic,
    "fast": shields.fast,
    "lenient": shields.pages_only,
    "slider": shields.slider,
    "edge": shields.edge,
    "safe": shields.safe,
    "private": shields.private,
}


def sites(kinds):
    main = Site(HOST, robots=None)
    hosts = []
    lines = {}
    for kind, organ in kinds.items():
        schemes = (SCHEMES.get(kind, "http"),)
        site = Site(f"{kind}.jia.gov.cn", schemes, robots="User-agent: *\nDisallow: /kept/\n", guard=GUARDS[kind])
        attached = '<a href="/files/a.pdf">附件.pdf</a>' if kind == "fast" else '<img src="/kept/a.gif">'
        site.pages |= {"/1.html": report(organ, inside=attached), "/2.html": report(organ, 2022)}
        site.pages["/files/a.pdf"] = download(as_pdf(synthetic(f"甲县{organ}", 2023, "2021")), "a.pdf")
        site.pages["/kept/3.html"] = report(organ, 2021)
        hosts.append(site)
        lines |= {url(kind, path): organ for path in ("/1.html", "/2.html", "/kept/3.html")}
    main.pages["/gk/"] = listing(lines)
    return [main, *hosts]


def url(kind, path="/1.html"):
    return f"{SCHEMES.get(kind, 'http')}://{kind}.jia.gov.cn{path}"


@pytest.fixture(scope="module")
def passed(tmp_path_factory):
    return Crawled(tmp_path_factory.mktemp("passed"), sites(PASSING | {"slider": "财政局"}))


@pytest.mark.needs("chromium")
def test_what_a_script_asks_for_is_passed_by_the_browser(passed):
    assert passed.reports == {
        url("dynamic"),
        url("dynamic", "/2.html"),
        url("fast", "/files/a.pdf"),  # which has more to say than its page
        url("fast", "/2.html"),
        url("lenient"),
        url("lenient", "/2.html"),
    }
    [line] = passed.lines("asked through the browser")
    assert all(f"{kind}.jia.gov.cn" in line for kind in PASSING)
    assert "slider" not in line


@pytest.mark.needs("chromium")
def test_the_report_is_read_from_the_record_of_the_real_page(passed):
    held = {}
    for record in passed.records():
        held.setdefault(record.url, []).append(record)
    marked = {
        one.header("WARC-Concurrent-To") for one in passed.records("metadata") if b"recorder: browser" in one.block
    }
    first, *_, last = held[url("dynamic", "/robots.txt")]
    assert (first.http_status, last.http_status) == (412, 200)
    assert last.payload.decode() == "User-agent: *\nDisallow: /kept/\n"
    assert last.record_id in marked
    for kind, organ in PASSING.items():
        [real] = [one for one in held[url(kind)] if one.http_status == 200]
        assert title(organ) in real.payload.decode()


@pytest.mark.needs("chromium")
def test_rules_hold_behind_a_challenge_and_for_the_browser(passed):
    assert passed.of(url("lenient")) + passed.of(url("lenient", "/2.html")) != [200, 200]  # one of them by the browser
    assert not [asked for asked, _ in passed.asked if "/kept/" in asked and "slider" not in asked]
    assert "forbidden by robots.txt" in passed.run["fell_short"][0]


@pytest.mark.needs("chromium")
def test_what_the_browser_is_refused_too_stays_blocked_and_is_not_tried_for_ever(passed):
    assert (passed["blocked"], passed["empty"], passed["unreadable"]) == (len(PASSING) + 3, 0, 0)
    assert "a slider challenge (NWAF), status 200 (3)" in passed.run["fell_short"][0]
    [line] = passed.lines("without knowing its robots.txt")
    assert "slider.jia.gov.cn (a slider challenge" in line
    pages = [asked for asked, _ in passed.asked if asked.startswith("http://slider.") and "favicon" not in asked]
    assert len(pages) <= 4 + MOST_FAILURES  # robots.txt and three pages by the crawl itself


@pytest.mark.needs("chromium")
def test_a_cookie_that_is_enough_lets_the_archives_own_connections_through(passed):
    assert passed.of(url("fast"))[-1] == 200
    assert passed.of(url("fast", "/2.html")) == [200]
    assert passed.of(url("fast", "/files/a.pdf")) == [200]


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    return Crawled(tmp_path_factory.mktemp("refused"), sites(REFUSING), settings={"CHROMIUM_PATH": "/no/chromium"})


def test_what_does_not_pass_is_blocked_and_named(refused):
    assert refused.run["verdict"] == "blocked"
    assert refused.reports == set()
    assert (refused["asked"], refused["answered"], refused["blocked"]) == (13, 1, 12)
    assert (refused["empty"], refused["gone"], refused["new"], refused["unreadable"]) == (0, 0, 0, 0)
    [sentence] = refused.run["fell_short"]
    assert "refused 12 of 13 requests" in sentence
    assert "(3)" in sentence


def test_a_missing_browser_is_said_once(refused):
    [line] = refused.lines("CHROMIUM_PATH")
    assert "/no/chromium is no program" in line
    assert "Traceback" not in refused.stderr


def test_no_rules_are_read_out_of_a_challenge(refused):
    [line] = refused.lines("without knowing its robots.txt")
    assert all(f"{kind}.jia.gov.cn" in line for kind in REFUSING)
    assert "slider" in line
    assert refused.of(url("slider", "/kept/3.html")) == [200]


def test_a_listing_behind_a_shield_is_neither_empty_nor_followed(tmp_path):
    site = Site(HOST, guard=shields.slider)
    site.pages |= {"/gk/": listing({f"{ROOT}/1.html": "教育局"}), "/1.html": report("教育局")}
    crawled = Crawled(tmp_path, [site], settings={"PASS_CHALLENGES": "0"})
    assert crawled.status == 1
    assert crawled.run["verdict"] == "blocked"
    assert (crawled["asked"], crawled["blocked"], crawled["empty"], crawled["listings"]) == (1, 1, 0, 0)
    assert len(crawled.of(f"{ROOT}/gk/")) == 1
