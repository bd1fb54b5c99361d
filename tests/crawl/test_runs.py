"""Whole crawls by `scrapy crawl portal` in processes of their own, against small sites behind a proxy on loopback."""

import json
import signal
import subprocess
import time

import pytest

from tests.crawling import QUICK, crawl, crawl_command, environment
from tests.crawling import ROOT as HERE
from tests.replica.server import Proxy
from tests.replica.site import Answer, Site, download, failed, moved, page

HOST = "www.example.gov.cn"
ROOT = f"http://{HOST}"
IMPATIENT = QUICK | {"RETRY_TIMES": "0", "DOWNLOAD_TIMEOUT": "5"}
HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
SECTIONS = "".join(f"<p>{heading}</p><p>某县公布若干。</p>" for heading in HEADINGS)
CHALLENGE = Answer(412, b"<html><script>$_ts.nsd=7;</script></html>", "text/html")


def title(year):
    return f"某县{year}年政府信息公开工作年度报告"


def detail(year, inside=""):
    head = f'<meta name="ArticleTitle" content="{title(year)}"><meta name="PubDate" content="{year + 1}-01-26">'
    return page(
        f"<html><head>{head}</head><body><h1>{title(year)}</h1><div id=zoom>{SECTIONS}{inside}</div></body></html>"
    )


def item(year, href=None):
    return f'<li><a href="{href or f"./t{year + 1}0126_1.html"}">{title(year)}</a><span>{year + 1}-01-26</span></li>'


def listing(*items, after=""):
    head = '<meta name="ColumnName" content="政府信息公开年报">'
    return page(f"<html><head>{head}</head><body><ul>{''.join(items)}</ul>{after}</body></html>")


class Ran:
    """A finished crawl of a site."""

    def __init__(self, process, archive, requests):
        self.status, self.stdout, self.stderr = process.returncode, process.stdout, process.stderr
        self.archive, self.requests = archive, [line.url.removeprefix(ROOT) for line in requests]

    @property
    def run(self):
        [path] = (self.archive / "runs").glob("*.json")
        return json.loads(path.read_text("utf-8"))

    def __getitem__(self, name):
        return sum(source[name] for source in self.run["sources"])


@pytest.fixture
def ran(tmp_path):
    def go(pages, *arguments, settings=IMPATIENT, robots=None, host=HOST):
        site = Site(host, robots=robots)
        site.pages.update(pages)
        with Proxy([site]) as proxy:
            given = arguments or (f"url={ROOT}/gk/",)
            process = crawl("portal", *given, archive=tmp_path / "archive", proxy=proxy.url, settings=settings)
            return Ran(process, tmp_path / "archive", [line for line in proxy.requests if "robots" not in line.url])

    return go


def test_a_run_is_written_down_in_full(ran):
    found = ran(
        {"/gk/": listing(item(2024), item(2023)), "/gk/t20250126_1.html": detail(2024)}, f"url={ROOT}/gk/", "year=2024"
    )
    run = found.run
    assert found.status == 0, found.stderr
    assert list(run) == [
        "run", "spider", "arguments", "started", "finished", "verdict", "sources", "captures", "bytes", "fell_short",
    ]  # fmt: skip
    assert list(run["sources"][0]) == [
        "source", "place", "asked", "answered", "blocked", "gone", "empty", "listings", "entries",
        "new", "unchanged", "replaced", "unreadable",
    ]  # fmt: skip
    assert (run["spider"], run["arguments"]) == ("portal", {"url": f"{ROOT}/gk/", "year": "2024"})
    assert (run["verdict"], run["fell_short"]) == ("complete", [])
    assert (found["asked"], found["answered"], found["listings"], found["entries"], found["new"]) == (2, 2, 1, 1, 1)
    assert run["captures"] == 3  # robots.txt, listing, page
    assert run["bytes"] > 500
    assert run["started"] < run["finished"]
    assert run["started"].endswith("+00:00")
    assert found.stdout.startswith("complete: portal: 1 new")
    assert found.stderr == ""


def test_one_report_is_fetched_once_however_its_address_is_spelled(ran):
    spelled = ["./t20250126_1.html?ddtab=true", "./t20250126_1.html#x", "./t20250126_1_wap.html"]
    pages = {
        "/gk/": listing(*(item(2024, href) for href in spelled), after='<a href="index_1.html">2</a>'),
        "/gk/index_1.html": listing(item(2024), item(2023)),
        "/gk/t20250126_1.html": detail(2024),
        "/gk/t20240126_1.html": detail(2023),
    }
    found = ran(pages)
    assert (found["entries"], found["new"], found["unchanged"]) == (2, 2, 0)
    assert len([path for path in found.requests if "t20250126" in path]) == 1


def test_attachments_are_fetched_with_their_page_and_a_lost_one_is_counted(ran):
    inside = '<a href="./P020250126000000000001.pdf">甲.pdf</a><a href="./P020250126000000000002.pdf">乙.pdf</a>'
    pages = {
        "/gk/": listing(item(2024)),
        "/gk/t20250126_1.html": detail(2024, inside),
        "/gk/P020250126000000000002.pdf": download(b"%PDF-1.4 broken", "a.pdf"),
    }
    found = ran(pages)
    assert found.status == 0, found.stderr
    assert (found["asked"], found["answered"], found["gone"], found["new"]) == (4, 3, 1, 1)


def test_a_shell_and_a_redirect_lead_to_the_report(ran):
    pages = {
        "/gk/": page('<html><meta http-equiv="refresh" content="0;url=./nb/"></html>'),
        "/gk/nb/": listing(item(2024, "/old.html"), item(2023, "/moved.html")),
        "/old.html": page("<html><script>location.replace('/new.html')</script></html>"),
        "/new.html": detail(2024),
        "/moved.html": moved("/there.html"),
        "/there.html": detail(2023),
    }
    found = ran(pages)
    assert found.status == 0, found.stderr
    assert found["new"] == 2


def test_a_year_of_a_hub_may_be_a_listing_itself(ran):
    pages = {
        "/gk/": listing(item(2024, "./2024/"), item(2023, "./2023/")),
        "/gk/2024/": listing(item(2024, "/a.html")),
        "/gk/2023/": listing(item(2023, "/b.html")),
        "/a.html": detail(2024),
        "/b.html": detail(2023),
    }
    found = ran(pages)
    assert (found["new"], found["listings"]) == (2, 3)


def test_a_page_that_is_gone_is_counted_and_no_failure(ran):
    pages = {
        "/gk/": listing(item(2024), item(2023), item(2022)),
        "/gk/t20250126_1.html": detail(2024),
        "/gk/t20240126_1.html": page("<html><title>404</title><h1>您访问的页面不存在</h1></html>"),
    }
    found = ran(pages)
    assert found.status == 0, found.stderr
    assert (found["gone"], found["new"]) == (2, 1)


def test_a_challenge_is_blocked_and_never_an_empty_list(ran):
    found = ran({"/gk/": CHALLENGE})
    assert found.status == 1
    assert (found.run["verdict"], found["blocked"], found["empty"]) == ("blocked", 1, 0)
    assert "瑞数" in found.run["fell_short"][0]
    assert found.stderr.count("fell short") == 1


def test_a_blocked_report_is_said(ran):
    found = ran(
        {
            "/gk/": listing(item(2024), item(2023)),
            "/gk/t20250126_1.html": detail(2024),
            "/gk/t20240126_1.html": CHALLENGE,
        }
    )
    assert (found.status, found.run["verdict"]) == (1, "blocked")
    assert (found["new"], found["blocked"]) == (1, 1)


def test_robots_txt_is_obeyed_and_counted_as_a_refusal(ran):
    found = ran({"/gk/": listing(item(2024))}, robots="User-agent: *\nDisallow: /\n")
    assert found.requests == []
    assert (found.status, found.run["verdict"], found["blocked"]) == (1, "blocked", 1)
    assert "robots.txt" in found.run["fell_short"][0]


def test_an_empty_listing_is_short(ran):
    found = ran({"/gk/": listing()})
    assert (found.status, found.run["verdict"], found["empty"]) == (1, "short", 1)
    assert "lists no report" in found.run["fell_short"][0]


def test_a_column_that_is_gone_is_short(ran):
    found = ran({})
    assert (found.status, found.run["verdict"], found["gone"]) == (1, "short", 1)
    assert "is gone" in found.run["fell_short"][0]


def test_a_server_that_fails_has_not_answered(ran):
    found = ran({"/gk/": failed(500, "Internal Server Error")})
    assert (found.status, found.run["verdict"], found["answered"]) == (1, "short", 0)
    assert found.run["fell_short"] == [f"{ROOT}/gk/ did not answer: status 500"]


def test_an_endless_pager_ends(ran):
    pages = {
        "/gk/": listing(item(2024), after='<a href="index_1.html">下一页</a>'),
        "/gk/t20250126_1.html": detail(2024),
    }
    pages |= {
        f"/gk/index_{number}.html": listing(item(2024), after=f'<a href="index_{number + 1}.html">下一页</a>')
        for number in range(1, 50)
    }
    found = ran(pages)
    assert found["listings"] == 2  # the second page has nothing that the first had not
    assert found["new"] == 1


def test_pages_before_the_asked_years_are_not_followed(ran):
    pages = {
        "/gk/": listing(item(2024), after='<a href="index_1.html">2</a>'),
        "/gk/index_1.html": listing(item(2020), item(2019), after='<a href="index_2.html">3</a>'),
        "/gk/index_2.html": listing(item(2018)),
        "/gk/t20250126_1.html": detail(2024),
    }
    found = ran(pages, f"url={ROOT}/gk/", "since=2024")
    assert sorted(found.requests) == ["/gk/", "/gk/index_1.html", "/gk/t20250126_1.html"]


def test_a_sample_is_so_many_reports(ran):
    pages = {"/gk/": listing(*(item(year) for year in range(2015, 2025)))}
    pages |= {f"/gk/t{year + 1}0126_1.html": detail(year) for year in range(2015, 2025)}
    found = ran(pages, f"url={ROOT}/gk/", "sample=3")
    assert (found["entries"], found["new"]) == (3, 3)


def test_a_graphic_edition_waits_for_its_text(ran):
    drawn = '<li><a href="./pic{0}.html">图解：某县{0}年政府信息公开工作年度报告</a><span>2025-02-01</span></li>'
    pages = {
        "/gk/": listing(drawn.format(2024), drawn.format(2023), after='<a href="index_1.html">2</a>'),
        "/gk/index_1.html": listing(item(2024)),
        "/gk/t20250126_1.html": detail(2024),
        "/gk/pic2023.html": detail(2023),
    }
    found = ran(pages)
    assert "/gk/pic2024.html" not in found.requests
    assert "/gk/pic2023.html" in found.requests  # no text of that year: the picture is all there is


def test_a_dry_run_prints_what_it_would_fetch_and_writes_nothing(ran):
    found = ran({"/gk/": listing(item(2024), item(2023))}, settings=IMPATIENT | {"DRY_RUN": "1"})
    assert found.status == 0, found.stderr
    assert found.requests == ["/gk/"]
    assert f"{ROOT}/gk/t20250126_1.html" in found.stdout
    assert "2 reports would be fetched" in found.stdout
    assert not found.archive.exists()


def test_rows_on_stdout_stay_alone_there(ran):
    found = ran(
        {"/gk/": listing(item(2024)), "/gk/t20250126_1.html": detail(2024)},
        settings=IMPATIENT | {"FEEDS": '{"stdout:": {"format": "jsonlines"}}'},
    )
    assert [json.loads(line)["outcome"] for line in found.stdout.splitlines()] == ["new"]
    assert "complete: portal" in found.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("url=www.example.gov.cn",),
        ("year=2021",),
        (f"url={ROOT}/", "place=abc"),
        (f"url={ROOT}/", "colour=red"),
        ("nonsense",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line(ran, arguments):
    found = ran({}, *arguments)
    assert found.status == 2
    assert len(found.stderr.strip().splitlines()) == 1, found.stderr
    assert found.stdout == ""
    assert found.requests == []
    assert not found.archive.exists()


def test_an_unknown_spider_is_one_line_with_a_guess(tmp_path):
    process = crawl("beijng", archive=tmp_path / "archive", proxy=None)
    assert process.returncode == 2
    [line] = process.stderr.strip().splitlines()
    assert "beijing" in line


def test_a_database_that_cannot_be_opened_is_one_line(ran, tmp_path):
    (tmp_path / "file").write_text("no folder")
    found = ran(
        {"/gk/": listing(item(2024))}, settings=IMPATIENT | {"DATABASE_URL": f"sqlite:///{tmp_path}/file/gip.db"}
    )
    assert found.status == 2, found.stderr
    assert len(found.stderr.strip().splitlines()) == 1, found.stderr
    assert found.requests == []


def test_a_stopped_run_says_so_and_goes_on_where_it_was(tmp_path):
    years = range(2015, 2025)
    site = Site(HOST, robots=None)
    site.pages["/gk/"] = listing(*(item(year) for year in years))
    site.pages |= {f"/gk/t{year + 1}0126_1.html": detail(year) for year in years}
    patient = QUICK | {"DOWNLOAD_DELAY": "0.25", "CONCURRENT_REQUESTS": "2", "JOBDIR": str(tmp_path / "job")}
    command = crawl_command("portal", f"url={ROOT}/gk/", settings=patient)
    folder = tmp_path / "archive"

    def runs():
        return [json.loads(path.read_text("utf-8")) for path in sorted((folder / "runs").glob("*.json"))]

    with Proxy([site]) as proxy:
        given = {"cwd": HERE, "env": environment(folder, proxy.url), "stderr": subprocess.PIPE, "text": True}
        first = subprocess.Popen(command, stdout=subprocess.PIPE, **given)
        while not any("/t20" in line.url for line in proxy.requests) and first.poll() is None:
            time.sleep(0.02)
        first.send_signal(signal.SIGINT)
        _, said = first.communicate(timeout=30)
        assert first.returncode == 1
        assert "stopped before its end" in said
        [stopped] = runs()
        assert stopped["verdict"] == "stopped"
        assert 0 < stopped["sources"][0]["new"] < len(years)

        second = subprocess.run(command, stdout=subprocess.PIPE, check=False, timeout=60, **given)
        assert second.returncode == 0, second.stderr
        assert sum(run["sources"][0]["new"] for run in runs()) == len(years)
        asked = [line.url for line in proxy.requests if "/t20" in line.url]
        assert len(asked) == len(set(asked)) == len(years)
    assert not list(folder.rglob("*.open"))
