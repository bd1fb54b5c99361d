"""The four formats of every survey: for people, for spreadsheets, for programs, and as a page that stands alone."""

import csv
import json
from dataclasses import astuple
from datetime import date
from io import StringIO

import pytest
from lxml import html
from rich.console import Console

from gipcrawler.survey import as_csv, as_html, as_json, as_tables, coverage, freshness, one_run, quality, runs
from gipcrawler.survey.page import HEAT
from gipcrawler.survey.scope import Declaration
from gipcrawler.survey.sheet import percent
from tests.survey.filled import NOW, fill, keep, miss, ran, tally

TODAY = date(2025, 6, 1)
SURVEYS = {
    "coverage": lambda store: coverage(store, today=TODAY),
    "freshness": lambda store: freshness(store, now=NOW),
    "quality": quality,
    "runs": runs,
    "run": lambda store: one_run(store, "20250422-shandong"),
}
each_survey = pytest.mark.parametrize("make", SURVEYS.values(), ids=SURVEYS)


def printed(survey, width=110):
    screen = StringIO()
    console = Console(file=screen, width=width)
    for table in as_tables(survey, width):
        console.print(table)
    return screen.getvalue()


def page(survey):
    return html.document_fromstring(as_html(survey, TODAY))


@each_survey
def test_csv_and_json_have_the_same_rows(filled, make):
    survey = make(filled)
    told = json.loads(as_json(survey))["rows"]
    lines = list(csv.DictReader(StringIO(as_csv(survey))))
    assert len(told) == len(lines) == len(survey.rows) > 0
    for row, line in zip(told, lines, strict=True):
        assert list(row) == list(line)
        plain = {name: str(value) for name, value in row.items() if isinstance(value, int | str)}
        assert plain.items() <= line.items()


@each_survey
def test_a_survey_without_rows_still_has_a_head(store, make):
    if make is SURVEYS["run"]:
        ran(store, 40)
    survey = make(store)
    head, *lines = as_csv(survey).splitlines()
    assert head.count(",") > 3
    assert len(lines) == len(survey.rows)
    assert printed(survey)
    assert page(survey).xpath("//h1")


@each_survey
def test_people_read_every_line_within_the_width_of_their_screen(filled, make):
    console = Console(width=110)
    assert max(console.measure(line).maximum for line in printed(make(filled)).splitlines()) <= 110


def test_people_read_a_row_a_province(filled):
    lines = printed(SURVEYS["coverage"](filled)).splitlines()
    first, second = [line for line in lines if "山东省" in line]
    cells = [cell.strip() for cell in first.strip("│ ").split("│")]
    assert cells[3] == "1/151"
    assert cells[-3:] == ["1", "1", "·"]
    assert [cell.strip() for cell in second.strip("│ ").split("│")][1] == "1/1"
    assert "Not in the table: 1 unread, nobody known." in " ".join(" ".join(lines).split())


def test_years_that_have_no_room_are_left_out_and_told(store):
    keep(store, "高青县人民政府", "370322", 2004)
    keep(store, "高青县人民政府", "370322", 2024)
    narrow = printed(coverage(store, today=TODAY), 110)
    assert "No room for 2004 to" in narrow
    assert max(Console(width=110).measure(line).maximum for line in narrow.splitlines()) <= 110
    wide = printed(coverage(store, today=TODAY), 400)
    assert "No room" not in wide
    assert "2004" in wide


def test_several_values_and_times_are_told_in_csv(filled):
    latest, first = csv.DictReader(StringIO(as_csv(runs(filled))))
    assert (latest["fell_short"], first["fell_short"]) == ("bad refused all", "")
    assert latest["started"] == "2025-04-22T00:00:00+00:00"
    ran(filled, 1, fell_short=["one", "two"], arguments={"year": "2023", "level": "county"})
    latest = next(csv.DictReader(StringIO(as_csv(runs(filled)))))
    assert (latest["fell_short"], latest["arguments"]) == ("one; two", "year=2023; level=county")


@each_survey
def test_the_page_needs_nothing_else_and_is_well_made(filled, make):
    shown = page(make(filled))
    assert shown.xpath("//html/@lang") == ["zh-CN"]
    assert shown.xpath("//script | //link | //img | //@src | //@href") == []
    assert "@media print" in shown.xpath("string(//style)")
    for table in shown.xpath("//table"):
        assert table.xpath("string(caption)")
        widths = {len(row.xpath("th | td")) for row in table.xpath(".//tr")}
        assert len(widths) == 1
        assert len(table.xpath("./thead/tr/th[@scope='col']")) in widths
        assert len(table.xpath("./tbody/tr/th[@scope='row']")) == len(table.xpath("./tbody/tr"))
    assert not [text for text in shown.xpath("//th/text() | //caption/text()") if text in {"Division", "Total", "Year"}]


def test_what_portals_wrote_is_text_on_the_page(store):
    evil = "https://x.gov.cn/<script>alert(1)</script>\"'&"
    ran(store, 1, tally(evil), fell_short=["<b>bold</b>"])
    miss(store, 1, "年报", "<img src=x>", source=evil)
    for survey in (runs(store), freshness(store, now=NOW), quality(store), one_run(store, "2025")):
        shown = page(survey)
        assert shown.xpath("//script | //b | //img") == []
    assert evil.partition("://")[2] in page(freshness(store, now=NOW)).xpath("//td/text()")


def test_the_map_of_heat_shows_shares_by_step_and_in_words(filled):
    shown = page(SURVEYS["coverage"](filled))
    governments, departments = shown.xpath("//table")[:2]
    (row,) = [row for row in departments.xpath(".//tr") if row.xpath("string(th)") == "山东省"]
    cells = dict(zip(departments.xpath("./thead//th/text()"), row, strict=True))
    assert cells["2023"].get("class") == f"h{len(HEAT) - 1}"
    assert cells["2024"].get("class") == "h0"
    assert cells["2022"].get("class") is None
    assert "缺失 1" in cells["2024"].get("title")
    (row,) = [row for row in governments.xpath(".//tr") if row.xpath("string(th)") == "山东省"]
    assert "h1" in [cell.get("class") for cell in row]


def test_ink_can_be_read_on_every_paper():
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for paper, ink in HEAT:  # WCAG 2.2, 1.4.3
        high, low = sorted((light(paper), light(ink)), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, paper


@pytest.mark.parametrize(("share", "text"), [(0, "0.0%"), (0.9999, "99.9%"), (1, "100%"), (0.5, "50.0%")])
def test_what_is_not_quite_all_is_never_all(share, text):
    assert percent(share) == text


def test_more_sources_than_a_screen_has_are_told(store):
    others = [Declaration(f"https://{number}.gov.cn/", "370000", "shandong", "Trs") for number in range(60)]
    survey = freshness(store, now=NOW, declared=others)
    assert "20 more: see csv or json." in printed(survey, 200)
    assert len(json.loads(as_json(survey))["rows"]) == 60


@pytest.mark.needs("postgresql")
def test_both_databases_tell_the_same(filled, postgres):
    fill(postgres)
    for make in SURVEYS.values():
        assert [astuple(row) for row in make(filled).rows] == [astuple(row) for row in make(postgres).rows]
    for place in ("370000", "370322", "510100"):
        ours, theirs = (coverage(store, place, today=TODAY) for store in (filled, postgres))
        assert (ours.rows, ours.apart) == (theirs.rows, theirs.apart)
        assert quality(filled, place).rows == quality(postgres, place).rows
