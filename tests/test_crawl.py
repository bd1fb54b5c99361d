"""From a listing to the database, end to end: `scrapy crawl` in a process of its own against the replica's portals."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from gipcrawler.documents import read_document
from gipcrawler.model import Grid
from gipcrawler.reading import Hint, read
from gipcrawler.warc import read_record
from tests.crawling import QUICK, crawl
from tests.replica.estate import estate
from tests.replica.provinces import SAMPLES
from tests.replica.replica import Replica
from tests.replica.skin import SHOWN_WITH

AGAIN = QUICK | {"RECHECK_AFTER": "0"}
"""Every report is looked at again, however young its last capture."""
IMPATIENT = QUICK | {"RETRY_TIMES": "0", "DOWNLOAD_TIMEOUT": "5"}
CELLS = """
    select report_cells.*, cells.block, cells."row", cells."column", capture.media_type, edition.title
    from report_cells
    join edition on edition.id = report_cells.edition_id
    join capture on capture.record_id = report_cells.record_id
    join cells on cells.edition_id = report_cells.edition_id and cells.table_key = report_cells.table_key
        and cells.row_key = report_cells.row_key and cells.column_key = report_cells.column_key
        and cells.sub_row is report_cells.sub_row
"""


class Archive:
    """A folder that crawls write to, and what can be asked of it."""

    def __init__(self, folder):
        self.folder = folder

    def crawl(self, replica, spider, *arguments, settings=QUICK):
        return crawl(spider, *arguments, archive=self.folder, proxy=replica.proxy, settings=settings)

    def ask(self, question, *values):
        with closing(sqlite3.connect(self.folder / "gip.db")) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(question, values).fetchall()

    def runs(self):
        return [json.loads(path.read_text("utf-8")) for path in sorted((self.folder / "runs").glob("*.json"))]

    def sums(self, name):
        """The counts of the last run, over its sources."""
        return sum(source[name] for source in self.runs()[-1]["sources"])


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


@pytest.fixture(params=SAMPLES)
def province(request):
    with Replica([request.param]) as replica:
        replica.slug = request.param
        yield replica


def succeeded(process):
    assert process.returncode == 0, process.stderr[-3000:]


def test_what_is_planted_is_found_once_again_and_after_a_change(province, archive):
    succeeded(archive.crawl(province, province.slug))
    assert_found(province, archive)
    assert_every_number_leads_to_its_record(archive)
    assert_nothing_else_was_asked(province)

    succeeded(archive.crawl(province, province.slug, settings=AGAIN))
    assert (archive.sums("new"), archive.sums("replaced"), archive.sums("unchanged")) == (0, 0, len(province.planted))
    assert [row["editions"] for row in archive.ask("select editions from reports")] == [1] * len(province.planted)

    page = next(one for one in province.planted if one.carrier == "html")
    for url in (page.url, *page.aliases):
        province.change(url, "各类信息", "各种信息")
    succeeded(archive.crawl(province, province.slug, settings=AGAIN))
    assert (archive.sums("new"), archive.sums("replaced")) == (0, 1)
    editions = {row["source_url"]: row["editions"] for row in archive.ask("select source_url, editions from reports")}
    assert sorted(editions.values()) == [1] * (len(province.planted) - 1) + [2]
    assert {url for url, number in editions.items() if number == 2} <= {page.url, *page.aliases}


def assert_found(replica, archive):
    left = {row["source_url"]: row for row in archive.ask("select * from reports")}
    for one in replica.planted:
        urls = [url for url in (one.url, *one.documents, *one.aliases) if url in left]
        assert urls, f"{one.title} was not found"
        row = left.pop(urls[0])
        assert (row["year"], row["editions"]) == (one.year, 1)
        if one.issuer:
            assert one.issuer.startswith(row["publisher"] or "nobody")
        else:  # a report that names nobody is its site's own, where the page names the site
            assert row["publisher"] in {None, estate(one.province).government.name}
        cells = archive.ask("select * from report_cells where report_id = ? and is_current", row["report_id"])
        found = {(cell["table_key"], cell["row_key"], cell["sub_row"], cell["column_key"]): cell for cell in cells}
        assert len(cells) == len(found) == len(one.figures)
        for *key, value in one.figures:
            read_value = found[tuple(key)]["value"]
            assert (None if read_value is None else Decimal(str(read_value))) == value, key
    assert not left


def assert_every_number_leads_to_its_record(archive):
    cells = archive.ask(CELLS)
    assert len(cells) == archive.ask("select count(*) as number from report_cells")[0]["number"] > 300
    documents = {}
    for cell in cells:
        place = cell["warc_file"], cell["warc_offset"]
        if place not in documents:
            record = read_record(archive.folder / "warc", *place)
            assert (record.record_id, record.url) == (cell["record_id"], cell["source_url"])
            document = read_document(record.payload, cell["media_type"])
            report = read(record.payload, cell["media_type"], Hint(title=cell["title"]))
            again = {(one.table, one.row, one.sub_row, one.column): one for one in report.cells}
            documents[place] = document, again
        document, again = documents[place]
        one = again[cell["table_key"], cell["row_key"], cell["sub_row"], cell["column_key"]]
        stands = cell["block"], cell["row"], cell["column"]
        assert (one.origin.block, one.origin.row, one.origin.column) == stands
        assert (one.raw, str(one.state)) == (cell["raw"], cell["state"])
        assert printed_at(document, *stands) == cell["raw"]
    warcs = list((archive.folder / "warc").iterdir())
    assert warcs
    assert not [path.name for path in warcs if path.name.endswith(".open")]


def printed_at(document, block, row, column):
    """The text that stands at an origin, without going through the reading of forms."""
    grid = document.blocks[block]
    assert isinstance(grid, Grid)
    return "".join(cell.text for cell in grid.cells if (cell.row, cell.column) == (row, column)).strip()


def assert_nothing_else_was_asked(replica):
    assert replica.foreign() == []
    paths = [line.url for line in replica.requests]
    assert not [url for url in paths if "/gate/big5/" in url or "wzsysc" in url or "网站" in url]
    assert not [line for line in replica.requests if line.status >= 500]
    for path in SHOWN_WITH:  # what the pages are shown with, once for a host
        hosts = Counter(line.host for line in replica.requests if urlsplit(line.url).path == path)
        assert set(hosts.values()) == {1}, (path, hosts)


def test_a_year_is_crawled_alone(archive):
    with Replica(["beijing"]) as replica:
        succeeded(archive.crawl(replica, "beijing", "year=2021"))
        assert [row["year"] for row in archive.ask("select year from reports")] == [2021]
        earlier = next(one for one in replica.planted if one.year == 2020)
        assert earlier.url not in {line.url for line in replica.requests}


def test_a_dry_run_asks_and_keeps_nothing(archive):
    with Replica(["jilin"]) as replica:
        succeeded(archive.crawl(replica, "jilin", settings=QUICK | {"DRY_RUN": "1"}))
        assert replica.requests
        assert not list(archive.folder.rglob("*.warc.gz*"))
        assert not (archive.folder / "gip.db").exists()


@pytest.mark.parametrize(
    ("address", "years"),
    [
        ("http://xxgk.jl.gov.cn/szf/ndbg/", {2020, 2021}),
        ("https://www.sc.gov.cn/10462/2021nb/xxgknbs.shtml", {2021}),
        ("http://www.shandong.gov.cn/col/col315154/index.html?vc_xxgkarea=113700000045022274&jh=264", {2020, 2021}),
        ("http://www.gansu.gov.cn/gsszf/c100034/zfxxgk.shtml", {2021, 2022}),
    ],
    ids=["trs", "ucap", "jcms", "hub"],
)
def test_any_listing_is_crawled_by_its_address(replica, archive, address, years):
    succeeded(archive.crawl(replica, "portal", f"url={address}"))
    found = {row["source_url"] for row in archive.ask("select source_url from reports")}
    there = {one.url: {one.url, *one.documents, *one.aliases} for one in replica.planted}
    assert found <= set().union(*there.values())
    samples = [one for one in replica.planted if not one.level and urlsplit(one.url).hostname in address]
    assert {one.year for one in samples if there[one.url] & found} == years


def test_any_report_page_is_crawled_by_its_address(replica, archive):
    page = next(one for one in replica.planted if one.carrier == "html" and one.issuer)
    succeeded(archive.crawl(replica, "portal", f"url={page.url}"))
    assert [row["source_url"] for row in archive.ask("select source_url from reports")] == [page.url]


def test_a_portal_that_cannot_be_reached_is_said_in_one_line(archive):
    process = crawl("jilin", archive=archive.folder, proxy=None, settings=IMPATIENT)
    assert process.returncode == 1
    lines = [line for line in process.stderr.splitlines() if "did not answer" in line]
    assert len(lines) == len(archive.runs()[-1]["sources"])
    assert "xxgk.jl.gov.cn" in lines[0]
    assert "Traceback" not in process.stderr
    assert archive.runs()[-1]["verdict"] in {"short", "blocked"}
    assert archive.runs()[-1]["fell_short"]


@pytest.mark.parametrize("arguments", [("year=soon",), ("since=2022", "until=2020"), ("colour=red",)], ids=" ".join)
def test_a_wrong_argument_is_refused_before_anything_is_asked(archive, arguments):
    with Replica(["jilin"]) as replica:
        process = archive.crawl(replica, "jilin", *arguments)
        assert process.returncode == 2
        assert len(process.stderr.strip().splitlines()) == 1, process.stderr
        assert arguments[0].partition("=")[0] in process.stderr
        assert replica.requests == []
    assert not (archive.folder / "gip.db").exists()
