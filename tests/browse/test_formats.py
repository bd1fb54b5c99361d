"""What programs take from the site: JSON and CSV with what the page shows, feeds, and Datasette's own pages."""

import csv
import json
import re
from datetime import datetime
from io import StringIO

import pytest
from lxml import etree, html

from tests.archives import RUN
from tests.browse.addresses import FEEDS, METRIC, PAGES
from tests.browse.library import BROKEN, NEIGHBOUR, REPLACED, TOWN, WRONG

ATOM = "{http://www.w3.org/2005/Atom}"
FORMULA = re.compile(r"^[=+@\t\r-](?![\d.,]*$)")


def table(answer):
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))


def words(answer):
    return " ".join(html.fromstring(answer.body).xpath("string(//main)").split())


def test_a_report_as_json_is_the_report_with_where_each_cell_stands(shown, library):
    path = PAGES["report"](library)
    told = shown.ask(f"{path}.json")
    assert told.headers["content-type"].startswith("application/json")
    report = json.loads(told.text)
    text = told.text
    for part in (TOWN, str(BROKEN), str(WRONG), "urn:uuid:", "applications", "new_requests"):
        assert part in text, part
    assert len(report["cells"]) == 200
    assert str(WRONG) in words(shown.ask(path))


def test_a_report_as_csv_has_a_line_for_each_cell(shown, library):
    rows = table(shown.ask(f"{PAGES['report'](library)}.csv"))
    assert len(rows) == 200
    assert any(str(WRONG) in row.values() for row in rows)
    shown_cells = words(shown.ask(PAGES["report"](library)))
    assert all(value in shown_cells for row in rows[:40] for value in [row["raw"]] if value)


def test_a_panel_is_a_line_for_each_year(shown, library):
    path = f"/gip/publisher/{library.publishers[TOWN]}"
    rows = table(shown.ask(f"{path}.csv"))
    assert [row["year"] for row in rows] == ["2021", "2022", "2023", "2024"]
    assert METRIC in rows[0]
    assert json.loads(shown.ask(f"{path}.json").text)
    page = words(shown.ask(path))
    sheet = library.sheets[TOWN, REPLACED].figures["active_disclosure"].rows
    licensing = sheet["administrative_licensing"]["decisions"]
    assert str(licensing) in next(row for row in rows if row["year"] == str(REPLACED)).values()
    assert str(licensing) in page


def test_a_metric_is_told_of_all_who_have_it(shown):
    rows = table(shown.ask(f"/gip/metric/{METRIC}.csv?year={BROKEN}"))
    names = {value for row in rows for value in row.values()}
    assert {TOWN, NEIGHBOUR} <= names
    page = words(shown.ask(f"/gip/metric/{METRIC}?year={BROKEN}&level=township"))
    assert TOWN in page
    assert NEIGHBOUR in page
    told = shown.ask(f"/gip/metric/{METRIC}.json?year={BROKEN}").text
    assert json.loads(told)
    assert TOWN in told


@pytest.mark.parametrize("name", ["home", "coverage", "quality", "runs", "findings", "search", "metrics"])
def test_lists_are_to_be_had_as_json_or_say_that_they_are_not(shown, library, name):
    path, _, query = PAGES[name](library).partition("?")
    answer = shown.ask(f"{path}.json?{query}") if path != "/" else shown.ask("/data.json")
    assert answer.status == 200
    assert json.loads(answer.text)


@pytest.mark.parametrize("page", ["report", "publisher", "metric", "coverage", "quality", "runs", "findings", "search"])
@pytest.mark.parametrize("ending", ["csv", "json"])
def test_every_download_that_a_page_offers_is_there(shown, library, page, ending):
    links = html.fromstring(shown.ask(PAGES[page](library)).body).xpath("//main//a/@href")
    offered = [link for link in links if re.search(rf"\.{ending}(?:\?|$)", link) and link.startswith("/")]
    assert offered
    for link in offered:
        answer = shown.ask(link)
        assert answer.status == 200, link
        assert json.loads(answer.text) if ending == "json" else table(answer), link


def test_no_download_begins_a_field_as_a_formula_does(shown, library):
    answers = (
        f"/gip/report/{library.evil}.csv",
        f"/gip/publisher/{library.publishers['evil']}.csv",
        f"/gip/metric/{METRIC}.csv?place=510100&organs=all",
        "/gip/search.csv?q=script",
        "/gip/findings.csv",
        "/gip/quality.csv",
        f"/gip/runs/{RUN}-7.csv",
    )
    for path in answers:
        assert [value for row in table(shown.ask(path)) for value in row.values() if FORMULA.match(value or "")] == []


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_as_atom_wants_it(shown, library, name):
    """What RFC 4287 demands of a feed and its entries (sections 4.1.1 and 4.1.2)."""
    answer = shown.ask(FEEDS[name](library))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.body)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for one in (feed, *entries):
        for part in ("id", "title", "updated"):
            [said] = one.findall(f"{ATOM}{part}")
            assert said.text.strip(), part
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated")).tzinfo is not None
        assert re.match(r"[a-z][a-z0-9+.-]*:", one.findtext(f"{ATOM}id"))
    assert all(one.find(f"{ATOM}author") is not None for one in entries) or feed.find(f"{ATOM}author") is not None
    assert [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(ids)) == len(ids)
    for one in entries:
        assert one.find(f"{ATOM}link") is not None or one.find(f"{ATOM}content") is not None


def test_what_a_feed_links_to_is_there(shown, library):
    feed = etree.fromstring(shown.ask(FEEDS["province"](library)).body)
    links = [link.get("href") for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")]
    assert links
    for link in links:
        assert shown.ask(link.removeprefix(shown.address)).status == 200, link


def test_datasettes_own_pages_have_facets_sql_and_downloads(shown):
    facets = json.loads(shown.ask("/data/reports.json?_facet=year&_size=0").text)["facet_results"]
    assert {one["value"] for one in facets["year"]["results"]} == {2021, 2022, 2023, 2024}
    rows = table(shown.ask("/data.csv?sql=select+year%2C+count(*)+as+reports+from+reports+group+by+year&_dl=1"))
    assert next(row["reports"] for row in rows if row["year"] == str(BROKEN)) == "4"
    assert len(table(shown.ask("/data/report_cells.csv?_size=max&_dl=1&is_current=1&report_id=1"))) == 200
    told = json.loads(shown.ask("/data/metrics.json?_shape=array&year=2023&_size=5").text)
    assert len(told) == 5
