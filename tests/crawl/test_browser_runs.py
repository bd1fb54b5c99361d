"""A whole crawl of a portal whose list only a script fills, behind the proxy that a user has set."""

import json
import subprocess
import sys

import pytest

from gipcrawler.warc import records
from tests.crawl.browser_crawl import HOST
from tests.crawling import QUICK, ROOT, environment
from tests.replica.server import Proxy
from tests.replica.site import Answer, Site, page

pytestmark = pytest.mark.needs("chromium")

HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况")
SECTIONS = "".join(f"<p>{heading}</p><p>某县公布若干。</p>" for heading in HEADINGS)
LIST = """<html><head><meta name="ColumnName" content="政府信息公开年报"></head><body><ul id="list"></ul><script>
fetch('/api/list?page=1').then(answer => answer.json()).then(rows => {
  for (const row of rows) {
    const item = document.createElement('li');
    item.innerHTML = `<a href="${row.href}">${row.title}</a><span>${row.day}</span>`;
    document.getElementById('list').append(item);
  }
});
</script></body></html>"""


def title(year):
    return f"某县{year}年政府信息公开工作年度报告"


def report(year):
    head = f'<meta name="ArticleTitle" content="{title(year)}"><meta name="PubDate" content="{year + 1}-01-26">'
    return page(f"<html><head>{head}</head><body><h1>{title(year)}</h1><div id=zoom>{SECTIONS}</div></body></html>")


def crawl(tmp_path, robots):
    rows = [{"href": f"/gk/{year}.html", "title": title(year), "day": f"{year + 1}-01-26"} for year in (2024, 2023)]
    site = Site(HOST, robots=robots, gzipped=True)
    site.pages |= {
        "/gk/": page(LIST),
        "/api/list": Answer(200, json.dumps(rows).encode(), "application/json"),
        "/gk/2024.html": report(2024),
        "/gk/2023.html": report(2023),
    }
    with Proxy([site]) as proxy:
        settings = {f"GIP_{name}": value for name, value in (QUICK | {"BROWSER_DELAY": "0"}).items()}
        variables = environment(tmp_path / "archive", proxy.url) | settings
        command = [sys.executable, "-m", "tests.crawl.browser_crawl"]
        subprocess.run(command, cwd=ROOT, env=variables, check=True, timeout=90, capture_output=True)
        asked = [line.url.removeprefix(f"http://{HOST}") for line in proxy.requests]
    [run] = (tmp_path / "archive/runs").iterdir()
    return json.loads(run.read_text("utf-8")), asked


def test_a_list_that_only_a_script_fills_is_read(tmp_path):
    run, asked = crawl(tmp_path, None)
    assert (run["verdict"], run["fell_short"]) == ("complete", [])
    [source] = run["sources"]
    assert (source["asked"], source["listings"], source["entries"], source["new"]) == (3, 1, 2, 2)
    assert sorted(asked) == ["/api/list?page=1", "/gk/", "/gk/2023.html", "/gk/2024.html", "/robots.txt"]
    held = [record for path in (tmp_path / "archive/warc").iterdir() for record in records(path)]
    kept = [record.url.removeprefix(f"http://{HOST}") for record in held if record.type == "response"]
    assert sorted(kept) == sorted(asked)
    assert len([record for record in held if record.type == "resource"]) == 2
    assert run["captures"] == len(asked)


def test_robots_txt_holds_for_what_a_script_asks_too(tmp_path):
    run, asked = crawl(tmp_path, "User-agent: *\nDisallow: /api/\n")
    assert "/gk/" in asked
    assert not [path for path in asked if path.startswith("/api/")]
    assert run["sources"][0]["entries"] == 0
