"""Reports and lists that a script puts into an empty frame: by the request that is known, else through the browser."""

import json
import sqlite3
from contextlib import closing

import pytest

from tests.crawling import QUICK, crawl
from tests.press import as_html, synthetic
from tests.replica.server import Proxy
from tests.replica.site import Answer, Site, page

SHEET = synthetic("山东省高青县人民政府", 2022, "2021", 5)
CONTENT = as_html(SHEET).decode().partition("<body")[2].partition(">")[2].partition("</body>")[0]
GUID = "29527d47-65f0-4e58-9a95-804549f339e9"
PROGRAM = "/EpointWebService/rest/govinfo/getGovInfoDetail"
HOST = "http://www.gaoqing.gov.cn"
HASTY = QUICK | {"RETRY_TIMES": "0", "REQUISITES": "0"}


def line(href):
    return f'<li><a href="{href}">{SHEET.title}</a><span>2023-01-26</span></li>'


def rows(archive):
    with closing(sqlite3.connect(archive / "gip.db")) as connection:
        return connection.execute("select publisher, year, source_url from reports").fetchall()


def test_a_report_that_a_program_answers_in_json_is_read(tmp_path):
    site = Site("www.gaoqing.gov.cn", robots=None)
    site.pages["/nb/"] = page(f"<html><body>{line(f'/xxgk/showinfo.html?infoGuid={GUID}')}</body></html>")
    site.pages["/xxgk/showinfo.html"] = page(f'<html><body><script>post("{PROGRAM}")</script></body></html>')
    told = json.dumps({"custom": {"title": SHEET.title, "infodate": "2023-01-26", "infocontent": CONTENT}})

    def program(asked):
        known = json.loads(asked.fields.get("params", "{}")).get("infoid") == GUID and asked.method == "POST"
        return Answer(200, told.encode(), "application/json") if known else Answer(404, b"")

    site.programs[PROGRAM] = program
    with Proxy([site]) as proxy:
        done = crawl("portal", f"url={HOST}/nb/", archive=tmp_path, proxy=proxy.url, settings=HASTY)
        proxy.requests.clear()
        again = crawl("portal", f"url={HOST}/nb/", archive=tmp_path, proxy=proxy.url, settings=HASTY)
    assert done.returncode == 0, done.stderr[-2000:]
    assert rows(tmp_path) == [("山东省高青县人民政府", 2022, f"{HOST}{PROGRAM}?infoGuid={GUID}")]
    assert again.returncode == 0, again.stderr[-2000:]
    assert [line.url for line in proxy.requests if "robots" not in line.url] == [f"{HOST}/nb/"]  # the frame is known


def test_a_page_that_does_not_repeat_its_columns_name_has_it_from_the_first(tmp_path):
    site = Site("www.gaoqing.gov.cn", robots=None)
    column = '<meta name="ColumnName" content="政府信息公开年报">'
    plain = '<li><a href="/nb/t{}0126_1.html">{}年度报告</a><span>{}-01-26</span></li>'
    site.pages["/nb/"] = page(
        f'<html>{column}<ul>{plain.format(2023, 2022, 2023)}</ul><a href="?page=2">下一页</a></html>'
    )
    site.pages["/nb/?page=2"] = page(f"<ul>{plain.format(2022, 2021, 2022)}</ul>")
    for year in (2023, 2022):
        site.pages[f"/nb/t{year}0126_1.html"] = page(f"<h1>{year - 1}年度报告</h1>{CONTENT}")
    with Proxy([site]) as proxy:
        crawl("portal", f"url={HOST}/nb/", archive=tmp_path, proxy=proxy.url, settings=HASTY)
    assert len([line for line in proxy.requests if "/t202" in line.url]) == 2


@pytest.mark.needs("chromium")
def test_a_list_and_a_report_that_only_scripts_fill_are_shown_by_the_browser(tmp_path):
    site = Site("www.gaoqing.gov.cn", robots=None)
    fill = "<script>fetch('{}').then(a => a.text()).then(t => document.getElementById('app').innerHTML = t)</script>"
    frame = f'<html><body><div id="app"></div>{fill}<script>/* new CMS({{}}) */</script></body></html>'
    site.pages["/nb/"] = page(frame.replace("{}", "/front/list", 1))
    site.pages["/art/info/12/34"] = page(frame.replace("{}", "/html/info/detail?id=34", 1))
    site.pages["/front/list"] = page(line("/art/info/12/34"))
    site.programs["/html/info/detail"] = lambda _: page(f"<h1>{SHEET.title}</h1>{CONTENT}")
    with Proxy([site]) as proxy:
        done = crawl("portal", f"url={HOST}/nb/", archive=tmp_path, proxy=proxy.url, settings=HASTY)
    assert done.returncode == 0, done.stderr[-2000:]
    assert rows(tmp_path) == [("山东省高青县人民政府", 2022, f"{HOST}/art/info/12/34")]
