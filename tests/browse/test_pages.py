"""The pages that list and count: what they show is what the database and the surveys say."""

import csv
import json
from io import StringIO
from urllib.parse import quote

import pytest
from lxml import etree, html

from gipcrawler.browse.snippet import snippets
from gipcrawler.forms import metrics
from gipcrawler.store import Store
from tests.browse.conftest import filled
from tests.browse.serving import serving
from tests.readings import capture, cell, reading, report
from tests.survey.filled import BROKEN, WHOLE, keep

ATOM = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    """A site with figures of three years, a replaced report, a finding, and words that want to be markup."""
    file = filled(tmp_path_factory.mktemp("rich"))
    store = Store.open(f"sqlite:///{file}")
    for year, new in ((2021, "5"), (2022, "7"), (2023, "")):
        value = new or None
        for place, name in (("370100", "济南市人民政府"), ("370200", "青岛市人民政府")):
            keep(store, name, place, year, cells=(cell(new, value),), forms=WHOLE)
    again = report(issuer="青岛市人民政府", place="370200", year=2022, cells=(cell("17", "17"),), forms=WHOLE)
    store.save(reading(again, capture("https://good.gov.cn/nb/370200-2022-青岛市人民政府.html", 30)))
    keep(store, "东营市人民政府", "370500", 2022, findings=(BROKEN,), title=HOSTILE)
    store.close()
    with serving(str(file)) as served:
        yield served


def rows_of(text):
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def words_of(page):
    return " ".join(html.fromstring(page).text_content().split())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/gip/search",
        f"/gip/search?q={quote('公开')}",
        "/gip/coverage",
        "/gip/coverage/370000",
        "/gip/quality",
        "/gip/runs",
        "/gip/findings",
        "/gip/metric",
        "/gip/metric/new_requests",
    ],
)
def test_every_page_has_one_heading_and_a_title_in_both_languages(rich, path, language):
    answer = rich.ask(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert answer.status == 200
    page = html.fromstring(answer.body)
    assert len(page.findall(".//h1")) == 1
    assert page.findtext(".//title").strip(" ·")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "path",
    ["/gip/coverage/999999", "/gip/metric/no_such", "/gip/runs/no-such", "/gip/feed/publisher/99999.atom"],
)
def test_what_is_not_there_is_not_found(rich, path):
    assert rich.ask(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/gip/search?q=a&year=zwei",
        "/gip/findings?verdict=bad",
        "/gip/findings?page=-1",
        "/gip/quality?place=12",
        "/gip/coverage?level=city",
        "/gip/coverage?year=1066",
        "/gip/metric/new_requests?year=99999999999",
    ],
)
def test_what_cannot_be_is_one_line(rich, path):
    answer = rich.ask(path)
    assert answer.status == 400
    assert len(html.fromstring(answer.body).findall(".//main/p")) == 2


def test_home_counts_and_lists_what_is_new_changed_and_open(rich):
    page = html.fromstring(rich.ask("/").body)
    lists = [part.text_content() for part in page.findall(".//ul[@class='lines']")]
    assert "东营市人民政府 2022" in lists[0]
    assert "青岛市人民政府 2022" in lists[1]
    assert "济南" not in lists[1]
    assert page.xpath("//a[contains(@href, '/gip/coverage/370000')]")


def test_coverage_leads_down_to_the_organs_of_a_division(rich):
    country = html.fromstring(rich.ask("/gip/coverage").body)
    assert country.xpath("//th/a[@href='/gip/coverage/370000']/text()") == ["山东省"] * 2  # governments, departments
    province = html.fromstring(rich.ask("/gip/coverage/370000").body)
    assert province.xpath("//th/a[@href='/gip/coverage/370200']/text()") == ["青岛市"] * 2
    city = html.fromstring(rich.ask("/gip/coverage/370200").body)
    assert "青岛市人民政府" in [text.strip() for text in city.xpath("//a[contains(@href, '/gip/publisher/')]/text()")]
    counted = rows_of(rich.ask("/gip/coverage/370000.csv?year=2022").text)
    assert sum(int(row["kept"]) for row in counted if row["place"] == "370200" and row["level"] == "prefecture") == 1


def test_search_marks_the_words_and_its_address_keeps_the_question(rich):
    words = quote("应当公开 街道")
    page = html.fromstring(rich.ask(f"/gip/search?q={words}&year=2022&lang=en").body)
    assert {mark.text for mark in page.findall(".//mark")} == {"应当公开", "街道"}
    assert page.xpath("//main//input[@name='q']/@value") == ["应当公开 街道"]
    assert page.xpath("//main//input[@name='year']/@value") == ["2022"]
    told = json.loads(rich.ask(f"/gip/search.json?q={words}&year=2022").body)
    assert {hit["year"] for hit in told} == {2022}
    assert len(told) == len(page.xpath("//ol[@class='lines']/li"))


def test_search_finds_an_organ_by_its_name_whatever_year_is_named_with_it(rich):
    page = words_of(rich.ask(f"/gip/search?q={quote('青岛市 2022')}").body)
    assert "青岛市人民政府" in page


def test_findings_are_narrowed_and_given_as_data(rich):
    found = json.loads(rich.ask("/gip/findings.json?place=370500").body)
    assert [(one["rule"], one["verdict"], one["human"]) for one in found] == [("R1", "broken", "open")]
    assert rows_of(rich.ask("/gip/findings.csv?place=370500").text)[0]["id"] == found[0]["id"]
    assert json.loads(rich.ask("/gip/findings.json?place=370500&human=dismissed").body) == []
    assert f"f{found[0]['id']}" in html.fromstring(rich.ask("/gip/findings?place=370500").body).xpath("//li/@id")


def test_a_metric_ranks_adds_up_and_leaves_out_what_is_blank(rich):
    page = rich.ask("/gip/metric/new_requests?level=prefecture&year=2022&lang=en").body
    table = html.fromstring(page).xpath("//table")
    ranking = [[field.text_content().strip() for field in row] for row in table[-1].xpath(".//tbody/tr")]
    values = [float(row[-1]) for row in ranking]
    assert [row[0] for row in ranking] == [str(at + 1) for at in range(len(ranking))]
    assert values == sorted(values, reverse=True)
    assert ranking[0][1:] == ["青岛市人民政府", "山东省 青岛市", "17"]
    rows = rows_of(rich.ask("/gip/metric/new_requests.csv?level=prefecture&place=370200").text)
    assert [(row["year"], row["value"]) for row in rows] == [("2021", "5"), ("2022", "17"), ("2023", "")]
    assert html.fromstring(page).xpath("//svg")


def test_every_metric_is_listed_and_has_a_page(rich):
    page = html.fromstring(rich.ask("/gip/metric").body)
    links = page.xpath("//main//a[starts-with(@href, '/gip/metric/')]/@href")
    assert set(links) == {f"/gip/metric/{one.id}" for one in metrics()}
    assert {rich.ask(link).status for link in links[::20]} == {200}


@pytest.mark.parametrize("name", ["all", "place/370000", "publisher/1", "findings"])
def test_a_feed_is_atom(rich, name):
    answer = rich.ask(f"/gip/feed/{name}.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.body)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for one in [feed, *feed.findall("a:entry", ATOM)]:
        assert one.findtext("a:id", namespaces=ATOM).startswith("tag:")
        assert one.findtext("a:title", namespaces=ATOM)
        assert one.findtext("a:updated", namespaces=ATOM).endswith("Z")
    entries = feed.findall("a:entry", ATOM)
    assert entries
    ids = [one.findtext("a:id", namespaces=ATOM) for one in entries]
    assert len(ids) == len(set(ids))
    assert all(one.find("a:link", ATOM).get("href").startswith(rich.address) for one in entries)


def test_a_replaced_report_is_an_entry_of_its_own(rich):
    feed = etree.fromstring(rich.ask("/gip/feed/place/370200.atom").body)
    titles = [entry.findtext("a:title", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles.count("青岛市人民政府 2022") == 2


@pytest.mark.parametrize("path", ["/", "/gip/findings", "/gip/feed/all.atom", "/gip/search?q=%3Cscript%3E"])
def test_what_a_report_says_is_never_markup(rich, path):
    assert "<script>" not in rich.ask(path).text


def test_a_snippet_shows_the_words_and_what_is_around():
    text = "一" * 100 + "公开" + "二" * 100 + "公开指南" + "三" * 100
    shown = snippets(text, ["公开", "指南"])
    assert len(shown) == 2
    assert [part.text for part in shown[1] if part.is_hit] == ["公开", "指南"]
    assert all(len("".join(part.text for part in parts)) < 100 for parts in shown)
    assert "".join(part.text for part in snippets("没有这个词", ["公开"])[0]) == "没有这个词"


def test_a_snippet_takes_words_as_they_are():
    assert [part.text for part in snippets("a(b.c", ["(b."])[0] if part.is_hit] == ["(b."]
