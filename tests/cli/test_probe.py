"""`gipcrawler probe` as a program of its own, against small portals behind a proxy on loopback."""

import json
import os
import re
import subprocess
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len

from gipcrawler.cli import painting
from gipcrawler.cli import probe as command
from gipcrawler.cms import Hub
from gipcrawler.crawl import Source
from gipcrawler.crawl.local_entry import families
from gipcrawler.crawl.probed import Probed, ProbedReport, Standing
from tests.crawling import QUICK, ROOT, environment, program
from tests.press import as_docx, as_html, synthetic
from tests.replica.replica import Replica
from tests.replica.server import Proxy
from tests.replica.site import Answer, Site, download, failed, moved, page
from tests.terminal import Terminal

LAST = datetime.now(UTC).year - 1
SHEET = synthetic("四川省水利厅", LAST, "2021", 3)
TITLE = f"四川省水利厅{LAST}年政府信息公开工作年度报告"
CHALLENGE = Answer(412, b"<html><script>$_ts.nsd=7;</script></html>", "text/html")
MODULE = '''
from gipcrawler.cms import Hub, Jcms, Trs, Ucap
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class {name}(ProvinceSpider):
    """A province."""

    name = "{slug}"
    place = "510000"
    sources = ({sources},)
    expect = Expect(reports=2, since=2020)
'''
SOURCES = {
    "good": 'Source("510000", Trs("http://good.gov.cn/gk/"), since=2015)',
    "word": 'Source("510000", Trs("http://word.gov.cn/gk/"))',
    "moved": 'Source("510000", Trs("http://moved.gov.cn/old/"), since=2015)',
    "yearly": 'Source("510000", Ucap("http://yearly.gov.cn/{year}nb/list.shtml"))',
    "otherwise": 'Source("510000", Trs("http://otherwise.gov.cn/col/col1/index.html"))',
    "stale": 'Source("510000", Ucap("http://stale.gov.cn/gone.shtml"))',
    "hub": 'Source("510000", Hub("http://hub.gov.cn/"))',
    "blocked": 'Source("510000", Trs("http://blocked.gov.cn/gk/"))',
    "robots": 'Source("510000", Trs("http://robots.gov.cn/gk/"))',
    "nowhere": 'Source("510000", Trs("http://nowhere.gov.cn/gk/"))',
    "broken": 'Source("510000", Trs("http://broken.gov.cn/gk/"))',
    "empty": 'Source("510000", Trs("http://empty.gov.cn/gk/"))',
    "scan": 'Source("510000", Trs("http://scan.gov.cn/gk/"))',
    "lost": 'Source("510000", Trs("http://lost.gov.cn/gk/"))',
}


def item(year, href):
    return f'<li><a href="{href}">四川省水利厅{year}年政府信息公开工作年度报告</a><span>{year + 1}-01-26</span></li>'


def listing(*items, menu=""):
    head = '<meta name="ColumnName" content="政府信息公开年报">'
    return page(f"<html><head>{head}</head><body>{menu}<ul>{''.join(items)}</ul></body></html>")


TRS = listing(item(LAST - 1, "./t1.html"), item(LAST, "./t2.html"))
REPORT = Answer(200, as_html(SHEET), "text/html")
ORGANS = {"good": "省水利厅", "word": "省财政厅", "scan": "省教育厅", "lost": "省民政厅"}
LINKS = "".join(f'<li><a href="http://{host}.gov.cn/gk/">{name}</a></li>' for host, name in ORGANS.items())
HUB = page(f"<html><body><h2>政府信息公开年报</h2><ul>{LINKS}</ul></body></html>")
JCMS = f"""<html><head><meta name="ColumnName" content="政府信息公开年报"></head><body><div id="1">
<script type="text/xml"><datastore><totalrecord>1</totalrecord><totalpage>1</totalpage><recordset>
<record><![CDATA[{item(LAST, "/art/2025/1/2/art_1_2.html")}]]></record></recordset></datastore></script></div>
</body></html>"""


def sites():
    """What each source of SOURCES meets."""
    pages = {
        "good": {"/gk/": TRS, "/gk/t2.html": REPORT},
        "word": {
            "/gk/": TRS,
            "/gk/t2.html": page(
                '<html><body><h1>年度报告</h1><a href="./W020250126000000000001.docx">附件</a></body></html>'
            ),
            "/gk/W020250126000000000001.docx": download(as_docx(SHEET), "a.docx"),
        },
        "moved": {"/old/": moved("/new/"), "/new/": TRS, "/new/t2.html": REPORT},
        "yearly": {f"/{LAST}nb/list.shtml": TRS, f"/{LAST}nb/t2.html": REPORT},
        "otherwise": {"/col/col1/index.html": page(JCMS), "/art/2025/1/2/art_1_2.html": REPORT},
        "stale": {
            "/": page('<html><body><a href="/gk/nb/">政府信息公开年报</a></body></html>'),
            "/gk/nb/": TRS,
            "/gk/nb/t2.html": REPORT,
        },
        "hub": {"/": HUB},
        "blocked": {"/gk/": CHALLENGE},
        "robots": {"/gk/": TRS},
        "broken": {"/gk/": failed(500, "Internal Server Error")},
        "empty": {"/gk/": listing()},
        "scan": {"/gk/": TRS, "/gk/t2.html": page(f"<html><body><h1>{TITLE}</h1><img src=a.jpg></body></html>")},
        "lost": {"/gk/": TRS},
    }
    for name, answers in pages.items():
        site = Site(f"{name}.gov.cn", robots="User-agent: *\nDisallow: /\n" if name == "robots" else None)
        site.pages |= answers
        yield site


class Ran:
    """A finished probe of a project with one province, and what was asked for."""

    def __init__(self, process, requests, archive):
        self.status, self.stdout, self.stderr, self.archive = (
            process.returncode,
            process.stdout,
            process.stderr,
            archive,
        )
        self.requests = [line.url for line in requests if "robots.txt" not in line.url]

    @property
    def lines(self):
        return {line["source"].split("/")[2].split(".")[0]: line for line in map(json.loads, self.stdout.splitlines())}


@pytest.fixture(scope="module")
def probe(tmp_path_factory):
    def go(*arguments, sources=tuple(SOURCES), slugs=("example",)):
        folder = tmp_path_factory.mktemp("project")
        package = folder / "declared"
        package.mkdir()
        (package / "__init__.py").write_text("")
        for slug in slugs:
            text = MODULE.replace("{name}", slug.title()).replace("{slug}", slug)
            (package / f"{slug}.py").write_text(text.replace("{sources}", ", ".join(map(SOURCES.get, sources))))
        with Proxy(sites()) as proxy:
            given = environment(folder / "archive", proxy.url, columns=160)
            given |= {f"GIP_{name}": value for name, value in QUICK.items()}
            given |= {"GIP_SPIDER_MODULES": "declared", "PYTHONPATH": f"{folder}{os.pathsep}", "GIP_RETRY_TIMES": "0"}
            given |= {"GIP_PASS_CHALLENGES": "False"}  # no Chromium for what is no challenge of a real shield
            done = subprocess.run(
                [program("gipcrawler"), "probe", *arguments],
                env=given,
                cwd=folder,
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=60,
            )
            return Ran(done, proxy.requests, folder / "archive")

    return go


@pytest.fixture(scope="module")
def all_of_them(probe):
    return probe("--json")


STANDINGS = {
    "good": "answered", "word": "answered", "moved": "moved", "yearly": "answered", "otherwise": "empty",
    "stale": "gone", "hub": "leads on", "blocked": "blocked", "robots": "blocked", "nowhere": "unreachable",
    "broken": "unreachable", "empty": "empty", "scan": "answered", "lost": "answered",
}  # fmt: skip
HOLDING = {"good", "word", "moved", "yearly", "hub", "scan"}


def test_every_source_is_told_with_how_it_stands(all_of_them):
    assert all_of_them.stderr.splitlines()[-1].startswith(f"{len(HOLDING)} of {len(SOURCES)} sources hold")
    assert {name: line["standing"] for name, line in all_of_them.lines.items()} == STANDINGS
    assert {name for name, line in all_of_them.lines.items() if line["holds"]} == HOLDING
    assert all_of_them.status == 1


def test_a_source_that_holds_tells_its_newest_report(all_of_them):
    line = all_of_them.lines["good"]
    assert (line["family"], line["entries"], line["newest"], line["proposal"]) == ("Trs", 2, LAST, None)
    assert (line["report"]["year"], line["report"]["why"]) == (LAST, None)
    assert line["report"]["cells"] > 180
    assert all_of_them.lines["word"]["report"]["cells"] == line["report"]["cells"]
    assert all_of_them.lines["yearly"]["newest"] == LAST
    assert all_of_them.lines["hub"]["report"]["cells"] == line["report"]["cells"]


def test_why_nothing_was_read_is_told(all_of_them):
    said = {name: (line["report"] or line)["why"] for name, line in all_of_them.lines.items()}
    assert "瑞数" in said["blocked"]
    assert "robots.txt" in said["robots"]
    assert "500" in said["broken"]
    assert "404" in said["lost"]
    assert said["empty"] == "lists no report"
    assert "official forms" in said["scan"]


def test_what_would_hold_is_proposed_as_the_line_that_declares_it(all_of_them):
    proposed = {name: line["proposal"] for name, line in all_of_them.lines.items() if line["proposal"]}
    assert proposed == {
        "moved": 'Source("510000", Trs("http://moved.gov.cn/new/"), since=2015)',
        "otherwise": 'Source("510000", Jcms("http://otherwise.gov.cn/col/col1/index.html"))',
        "stale": proposed["stale"],
    }
    there = eval(proposed["stale"], families() | {"Source": Source})
    assert there.label == "http://stale.gov.cn/gk/nb/"


def test_the_keys_are_those_of_the_page_on_crawling(all_of_them):
    line = all_of_them.lines["good"]
    text = (ROOT / "docs/crawling.md").read_text("utf-8").partition("`--json` gives")[2].partition("\n\n")[0]
    named = [name for name in re.findall(r"`(\w+)`", text) if name != "json"]
    assert sorted(named) == sorted([*line, *line["report"]])


def test_few_requests_are_made_and_nothing_that_robots_txt_forbids(all_of_them):
    asked = {name: sum(f"//{name}.gov.cn/" in url for url in all_of_them.requests) for name in SOURCES}
    assert asked["robots"] == 0
    assert asked["blocked"] == 1
    assert asked["moved"] == 3
    assert max(asked.values()) <= 6
    assert asked["word"] == all_of_them.lines["word"]["asked"] == 3


def test_every_answer_is_archived_and_no_run_is_kept(all_of_them):
    [warc] = (all_of_them.archive / "probes/warc").glob("probe-*.warc.gz")
    assert warc.stat().st_size > 5000
    assert {path.name for path in all_of_them.archive.iterdir()} == {"probes"}
    assert {path.name for path in warc.parents[1].iterdir()} == {"warc", "index"}


def test_for_people_there_is_a_table_and_a_sentence_for_what_does_not_hold(probe):
    found = probe(sources=("good", "lost", "stale"))
    assert found.status == 1
    [good] = [line for line in found.stdout.splitlines() if "good.gov.cn" in line]
    for fact in ("answered", "Trs", str(LAST), "cells"):
        assert fact in good
    assert "no report from http://lost.gov.cn/gk/t2.html: status 404" in found.stdout
    assert 'would hold: Source("510000", ' in found.stdout


def test_provinces_of_the_replica_hold(tmp_path):
    with Replica(["guangdong", "hubei"]) as replica:
        given = environment(tmp_path, replica.proxy, 300) | {f"GIP_{name}": value for name, value in QUICK.items()}
        command = [program("gipcrawler"), "probe", "guangdong", "hubei", "--json"]
        with Terminal() as terminal:
            streams = {"stdout": subprocess.PIPE, "stderr": terminal.theirs}
            done = subprocess.run(command, env=given, **streams, encoding="utf-8", check=False, timeout=60)
        assert replica.foreign() == []
    assert "gov.cn" in terminal.text  # progress is shown there, and the lines stay on stdout
    assert " sources hold; every answer is in " in terminal.text
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["spider"] for line in lines} == {"guangdong", "hubei"}
    assert [line for line in lines if not line["holds"] or line["report"]["cells"] < 180] == []
    assert done.returncode == 0, terminal.text


def test_nothing_but_long_words_is_cut_on_a_narrow_terminal(monkeypatch, capsys):
    long = Source("510000", Hub("http://www.example.gov.cn/" + "long/" * 30))
    report = ProbedReport("http://www.example.gov.cn/1", "四川省人力资源和社会保障厅" * 4, 2024, 200)
    one = Probed("sichuan", long, Standing.LEADS_ON, "", long.label, 3, columns=12, newest=2024, report=report)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(painting, "PIPE_WIDTH", 100)
    painting.console.cache_clear()
    command._show([one, one])
    painting.console.cache_clear()
    lines = capsys.readouterr().out.splitlines()
    [row, other] = [line for line in lines if "sichuan" in line]
    assert row == other
    assert cell_len(row.rstrip()) <= 100
    for whole in ("510000", "leads on", "Hub", "12 organs", "2024", "200 cells: "):
        assert whole in row
    assert row.count("…") == 2


def test_proposals_can_be_put_into_the_local_file(probe):
    found = probe("--local", sources=("good", "moved"))
    assert found.stdout == (
        '[[example]]\nreplace = "http://moved.gov.cn/old/"\nplace = "510000"\nfamily = "Trs"\n'
        'url = "http://moved.gov.cn/new/"\nsince = 2015\n'
    )


def test_without_provinces_it_says_so(tmp_path):
    given = environment(tmp_path / "archive") | {"GIP_SPIDER_MODULES": "nowhere"}
    command = [program("gipcrawler"), "probe"]
    done = subprocess.run(command, env=given, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr


def test_wrong_usage_is_one_line(probe):
    found = probe("exampel", sources=("good",))
    assert found.status == 2
    assert found.stderr.splitlines() == ["gipcrawler: there is no province exampel: did you mean example?"]
    assert found.requests == []
