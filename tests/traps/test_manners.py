"""How the crawl behaves towards a host: rules, pace, and a name with an address at which it can be asked."""

import time

import pytest
from scrapy import signals
from scrapy.utils.test import get_crawler

from gipcrawler.crawl.remarks import Remarks
from tests.crawling import PROXIES, crawl
from tests.replica.server import Proxy
from tests.replica.site import Answer, Site
from tests.traps.portal import HOST, ROOT, listing, report

LINES = {f"/{number}.html": f"{number}局" for number in range(1, 5)} | {"/kept/5.html": "保密局"}
DELAY = 0.4
PACE = {"DOWNLOAD_DELAY": str(DELAY), "AUTOTHROTTLE_MAX_DELAY": "1", "REQUISITES": "0", "PASS_CHALLENGES": "0"}
CONTACT = "archive@example.org"


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    """What a host sees of a crawl with the project's own pace, only quicker: when, what, with which headers."""
    seen = []
    host = Site(HOST, robots="User-agent: *\nAllow: /\n\nUser-agent: gipcrawler\nDisallow: /kept/\n")

    def listen(asked) -> Answer | None:
        seen.append((time.monotonic(), asked))
        return None

    host.guard = listen
    host.pages["/gk/"] = listing(LINES)
    host.pages |= {path: report(organ) for path, organ in LINES.items()}
    folder = tmp_path_factory.mktemp("manners")
    with Proxy([host]) as proxy:
        settings = PACE | {"CONTACT": CONTACT}
        process = crawl("portal", f"url={ROOT}/gk/", archive=folder / "archive", proxy=proxy.url, settings=settings)
    return seen, process


def test_rules_for_our_own_name_hold(heard):
    seen, process = heard
    paths = [asked.url.removeprefix(ROOT) for _, asked in seen]
    assert paths[0] == "/robots.txt"
    assert sorted(paths[1:]) == ["/1.html", "/2.html", "/3.html", "/4.html", "/gk/"]
    assert "forbidden by robots.txt" in process.stderr


def test_a_host_is_given_time_between_two_requests(heard):
    times = [moment for moment, asked in heard[0] if "robots" not in asked.url]
    assert times[-1] - times[0] > (len(times) - 1) * DELAY / 2  # Scrapy takes from half to half as much again


def test_every_request_says_who_asks_and_in_which_language(heard):
    for _, asked in heard[0]:
        agent = asked.headers["user-agent"]
        assert agent.startswith("Mozilla/5.0 (")
        assert "gipcrawler/" in agent
        assert agent.endswith(CONTACT)
        assert asked.headers["accept-language"].startswith("zh-CN")


@pytest.mark.parametrize(
    ("contact", "proxy", "said"),
    [
        ("", "", 1),
        ("", "http://proxy.example.org:3128", 1),
        (CONTACT, "", 0),
        ("", "http://127.0.0.1:7000", 0),
    ],
)
def test_a_crawl_without_an_address_is_told_so_once(contact, proxy, said, monkeypatch, caplog):
    for name in PROXIES:
        monkeypatch.setenv(name, proxy)
    crawler = get_crawler(settings_dict={"CONTACT": contact, "EXTENSIONS_BASE": {}})
    remarks = Remarks.from_crawler(crawler)  # which signals hold by a weak reference
    crawler.signals.send_catch_log(signals.spider_opened, spider=None)
    del remarks
    assert len([one for one in caplog.messages if "GIP_CONTACT=" in one]) == said


def test_what_is_remarked_of_many_hosts_is_one_line(caplog):
    crawler = get_crawler(settings_dict={"EXTENSIONS_BASE": {}})
    remarks = Remarks.from_crawler(crawler)
    for number in range(7):
        remarks.add("asked otherwise", f"{number}.gov.cn", "old" if number == 0 else "")
        remarks.add("asked otherwise", f"{number}.gov.cn", "a second time")
    crawler.signals.send_catch_log(signals.spider_closed, spider=None, reason="finished")
    [line] = [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]
    assert line == "asked otherwise: 0.gov.cn (old), 1.gov.cn, 2.gov.cn, 3.gov.cn, 4.gov.cn and 2 more"
