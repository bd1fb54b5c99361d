"""From a hub to the organs that it names: departments and prefectures, and further down where the run asks for it."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.crawling import QUICK, crawl
from tests.replica.server import Proxy
from tests.replica.site import Site, page

HUB = "https://www.zj.gov.cn/nb/"
HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
SECTIONS = "".join(f"<p>{heading}</p><p>全年公布若干。</p>" for heading in HEADINGS)
TITLE = "2024年政府信息公开工作年度报告"
HASTY = QUICK | {"RETRY_TIMES": "0", "DOWNLOAD_TIMEOUT": "5", "REQUISITES": "0"}


def html(title, inside, **metas):
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in metas.items())
    return page(f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{inside}</body></html>")


def links(*pairs):
    return "<ul>" + "".join(f'<li><a href="{href}">{said}</a></li>' for href, said in pairs) + "</ul>"


def report():
    return html(TITLE, f"<div id=zoom>{SECTIONS}</div>", ArticleTitle=TITLE, PubDate="2025-01-26")


def column(*pairs, below=""):
    lines = "".join(f'<li><a href="{href}">{title}</a><span>2025-01-26</span></li>' for href, title in pairs)
    return html("政府信息公开年报", f"<ul>{lines}</ul>{below}", ColumnName="政府信息公开年报")


def site(host, **pages):
    one = Site(host, schemes=("https",), robots=None)
    one.pages.update(
        {"/" + path.replace("__", "/").replace("_html", ".html"): answer for path, answer in pages.items()}
    )
    return one


def land():
    """A province whose hub names two departments, a prefecture with a county below it, and a copy elsewhere."""
    return [
        site(
            "www.zj.gov.cn",
            nb__=column(
                ("/nb/t20250331_1.html", "浙江省人民政府" + TITLE),
                below=links(
                    ("https://czt.zj.gov.cn/zfxxgknb/", "省财政厅"),
                    ("https://fgw.zj.gov.cn/gk/t20250126_3.html", "省发展改革委"),
                    ("https://www.hangzhou.gov.cn/", "杭州市"),
                    ("https://copy.example.com/", "宁波市"),
                ),
            ),
            nb__t20250331_1_html=report(),
        ),
        site("czt.zj.gov.cn", zfxxgknb__=column(("./t20250126_2.html", TITLE)), zfxxgknb__t20250126_2_html=report()),
        site("fgw.zj.gov.cn", gk__t20250126_3_html=report()),
        site(
            "www.hangzhou.gov.cn",
            **{"": html("杭州市人民政府", links(("/zwgk/", "政务公开"), ("/hd/", "互动交流")))},
            zwgk__=html("政务公开", links(("/zwgk/nb/", "政府信息公开年报"), ("/zwgk/zn/", "政府信息公开指南"))),
            zwgk__nb__=column(
                ("./t20250126_4.html", "杭州市" + TITLE),
                below=links(
                    ("https://www.xihu.gov.cn/nb/", "西湖区"),
                    ("https://hzcz.hangzhou.gov.cn/nb/", "市财政局"),
                ),
            ),
            zwgk__nb__t20250126_4_html=report(),
        ),
        site("hzcz.hangzhou.gov.cn", nb__=column(("./t20250126_6.html", TITLE)), nb__t20250126_6_html=report()),
        site("www.xihu.gov.cn", nb__=column(("./t20250126_5.html", TITLE)), nb__t20250126_5_html=report()),
    ]  # fmt: skip


class Crawled:
    """What a crawl of the land left in its archive, and what it asked for."""

    def __init__(self, archive, process, requests):
        self.process, self.requests = process, [line.url for line in requests if "robots" not in line.url]
        path = archive / "gip.db"
        self.reports = []
        if path.exists():
            with closing(sqlite3.connect(path)) as connection:
                self.reports = connection.execute(
                    "select publisher, place, level from reports order by place, publisher"
                )
                self.reports = [tuple(row) for row in self.reports]
        self.runs = [json.loads(one.read_text("utf-8")) for one in sorted((archive / "runs").glob("*.json"))]


@pytest.fixture
def crawled(tmp_path):
    def go(*arguments, **settings):
        with Proxy(land()) as proxy:
            given = (f"url={HUB}", "place=330000", *arguments)
            process = crawl("portal", *given, archive=tmp_path, proxy=proxy.url, settings=HASTY | settings)
            return Crawled(tmp_path, process, proxy.requests)

    return go


PROVINCE = ("浙江省人民政府", "330000", "province")
FINANCE = ("浙江省财政厅", "330000", "province")
PLANNING = ("浙江省发展改革委", "330000", "province")
HANGZHOU = ("杭州市人民政府", "330100", "prefecture")
CITY_FINANCE = ("杭州市财政局", "330100", "prefecture")
XIHU = ("西湖区人民政府", "330106", "county")


def test_a_hub_leads_to_departments_and_prefectures_and_names_whose_reports_they_are(crawled):
    found = crawled()
    assert found.process.returncode == 0, found.process.stderr
    assert set(found.reports) == {PROVINCE, FINANCE, PLANNING, HANGZHOU}
    assert not [url for url in found.requests if "xihu" in url or "hzcz" in url or "example.com" in url]


@pytest.mark.parametrize(
    ("argument", "expected", "unasked"),
    [
        ("level=county", {XIHU}, ("czt", "fgw", "hzcz")),
        ("level=prefecture", {HANGZHOU, CITY_FINANCE}, ("czt", "xihu")),
        ("level=province", {PROVINCE, FINANCE, PLANNING}, ("hangzhou", "xihu")),
    ],
)
def test_level_and_place_reach_further_and_leave_out_what_leads_nowhere(tmp_path, argument, expected, unasked):
    with Proxy(land()) as proxy:
        given = {"url": HUB, "place": "330000"} | dict([argument.split("=")])
        arguments = [f"{name}={value}" for name, value in given.items()]
        process = crawl("portal", *arguments, archive=tmp_path, proxy=proxy.url, settings=HASTY)
        found = Crawled(tmp_path, process, proxy.requests)
    assert set(found.reports) == expected, process.stderr
    assert not [url for url in found.requests if any(host in url for host in unasked)]


def test_a_second_run_asks_for_listings_only_until_reports_are_due(crawled):
    first = crawled()
    second = crawled()
    assert not [url for url in second.requests if "/t2025" in url]
    assert {url for url in first.requests if "/t2025" not in url} == set(second.requests)
    assert second.runs[-1]["verdict"] == "complete"
    assert second.process.stdout.startswith(
        "complete: portal: 0 new, 0 unchanged, 0 replaced, 0 unreadable, 4 not due\n"
    )
    assert sum(source["entries"] for source in second.runs[-1]["sources"]) == len(first.reports)
    third = crawled(RECHECK_AFTER="0")
    assert len([url for url in third.requests if "/t2025" in url]) == len(first.reports)
    assert sum(source["unchanged"] for source in third.runs[-1]["sources"]) == len(first.reports)
    assert third.reports == first.reports
