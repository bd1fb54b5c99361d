"""What becomes of readings: new, unchanged, replaced, unreadable, and read again by another parser."""

from dataclasses import replace

import pytest

from gipcrawler.store import Saved
from tests.readings import CELLS, URL, capture, cell, reading, report

CHANGED = report(cells=(cell("13", "13"), *CELLS[1:]))


def counts(ask) -> dict[str, int]:
    tables = ("publisher", "report", "edition", "capture", "section", "cell", "finding")
    return {table: ask(f"select count(*) from {table}")[0][0] for table in tables}


def test_a_report_comes_back_as_it_was_saved(store):
    saved = store.save(reading(report()))
    assert saved == Saved(1, 1, "new")
    assert store.report(saved.report_id) == report()
    assert str(store.report(saved.report_id).cells[4].value) == "0.0000"


def test_figures_are_exact_and_numeric_in_sql(store, ask):
    store.save(reading(report()))
    rows = ask("select row_key, exact, value, raw, state, unit, sub_row from cells order by position")
    assert [(row, exact, None if value is None else float(value), *rest) for row, exact, value, *rest in rows] == [
        ("new_requests", "12", 12, "12", "number", None, None),
        ("carried_over", None, None, "", "blank", None, None),
        ("granted", None, None, "—", "dash", None, None),
        ("fees", "998.435698", 998.435698, "998.435698万元", "number", "万元", None),
        ("zero", "0.0000", 0, "0.0000", "number", None, None),
        ("change", "1", 1, "+1", "number", None, "行政检查"),
    ]
    assert ask("select row_key from report_cells where value > 12") == [("fees",)]


def test_the_same_reading_again_adds_nothing(store, ask):
    store.save(reading(report()))
    before = counts(ask)
    assert store.save(reading(report())) == Saved(1, 1, "unchanged")
    assert counts(ask) == before


def test_the_same_content_later_adds_its_capture_alone(store, ask):
    store.save(reading(report()))
    before = counts(ask)
    assert store.save(reading(report(published=None), capture(day=9))) == Saved(1, 1, "unchanged")
    assert counts(ask) == before | {"capture": 2}
    assert ask("select first_captured, last_captured, source_url, record_id, editions from reports") == [
        ("2024-03-01 08:30:00.000000", "2024-03-10 08:30:00.000000", URL, f"<urn:{URL} 0>", 1)
    ]


def test_changed_content_is_a_further_edition_and_current(store, ask):
    store.save(reading(report()))
    assert store.save(reading(CHANGED, capture(day=1))) == Saved(1, 2, "replaced")
    assert ask("select edition_id, is_current, value from report_cells where row_key = 'new_requests'") == [
        (1, 0, 12),
        (2, 1, 13),
    ]
    assert ask("select editions, record_id from reports") == [(2, f"<urn:{URL} 1>")]
    assert store.report(1) == CHANGED


def test_an_address_that_goes_back_to_an_earlier_content_is_replaced(store, ask):
    store.save(reading(report()))
    store.save(reading(CHANGED, capture(day=1)))
    assert store.save(reading(report(), capture(day=2))) == Saved(1, 1, "replaced")
    assert store.save(reading(report(), capture(day=3))) == Saved(1, 1, "unchanged")
    assert store.save(reading(CHANGED, capture(day=1))) == Saved(1, 2, "unchanged")
    assert ask("select id from edition where is_current") == [(1,)]


def test_two_addresses_with_two_editions_do_not_replace_each_other_in_every_run(store):
    other = "https://www.zibo.gov.cn/2.html"
    store.save(reading(report()))
    store.save(reading(CHANGED, capture(other, day=0)))
    assert store.save(reading(report(), capture(day=1))).outcome == "unchanged"
    assert store.save(reading(CHANGED, capture(other, day=1))).outcome == "unchanged"


def test_an_older_observation_does_not_become_current(store):
    store.save(reading(report(), capture(day=5)))
    store.save(reading(CHANGED, capture(day=1)))
    assert store.report(1) == report()


def test_a_page_and_its_word_file_with_equal_content_are_one_edition(store, ask):
    page, word = capture(), capture(f"{URL}/1.docx")
    store.save(reading(report(), page, word))
    spaced = report(
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        issuer="高青县 田镇街道办事处",
        sections=tuple(replace(each, text=each.text.replace("\n", "\u3000\n \n")) for each in report().sections),
        cells=tuple(replace(each, raw=f" {each.raw}\u00a0", origin=replace(each.origin, block=40)) for each in CELLS),
        findings=(),
    )
    assert store.save(reading(spaced, capture(day=1), capture(f"{URL}/1.docx", day=1), read_from=1)).edition_id == 1
    assert store.report(1) == report()
    assert ask("select count(*), count(edition_id) from capture") == [(4, 4)]


def test_cells_lead_to_the_record_they_were_read_from(store, ask):
    page, word = capture(), capture(f"{URL}/1.docx", day=3)
    store.save(reading(report(), page, word, read_from=1))
    rows = ask("select distinct source_url, captured_at, warc_file, warc_offset, record_id from report_cells")
    record = word.record
    assert rows == [(word.url, "2024-03-04 08:30:00.000000", record.file, record.offset, record.record_id)]
    assert ask("select source_url from reports") == [(word.url,)]
    assert ask('select block, "row", "column", page from cells where row_key = \'fees\'') == [(2, 9, 4, 3)]


def test_what_cannot_be_read_keeps_its_capture_with_the_reason(store, ask):
    scan = reading(None, capture(), unreadable="A scan without text.")
    assert store.save(scan) == Saved(None, None, "unreadable")
    assert store.save(scan) == Saved(None, None, "unreadable")
    assert ask("select url, unreadable, edition_id from capture") == [(URL, "A scan without text.", None)]
    assert ask("select count(*) from report") == [(0,)]


def test_what_becomes_readable_loses_its_reason_and_never_the_other_way_round(store, ask):
    store.save(reading(None, unreadable="A scan."))
    store.save(reading(report()))
    assert ask("select unreadable, edition_id from capture") == [(None, 1)]
    store.save(reading(None, unreadable="A scan."))
    assert ask("select unreadable, edition_id from capture") == [(None, 1)]
    assert store.report(1) == report()


def test_two_unknown_issuers_are_two_publishers_even_with_equal_content(store, ask):
    unknown = report(issuer=None, place=None)
    store.save(reading(unknown))
    assert store.save(reading(unknown, capture("https://www.gaoqing.gov.cn/art/2.html"))).outcome == "new"
    assert store.save(reading(unknown, capture("http://www.gaoqing.gov.cn/art/1.html", day=1))).outcome == "unchanged"
    assert ask("select name, place, level from publisher") == [(None, None, None)] * 2


def test_equal_names_of_unknown_places_are_not_one_publisher(store, ask):
    nowhere = report(issuer="城关镇人民政府", place=None)
    store.save(reading(nowhere, capture("https://a.gov.cn/1.html")))
    store.save(reading(nowhere, capture("https://b.gov.cn/1.html")))
    assert ask("select name, place from publisher") == [("城关镇人民政府", None)] * 2


def test_a_report_that_only_its_site_names_is_no_edition_of_another_at_another_address(store, ask):
    told = {"issuer": "site"}
    county, town, moved = (f"https://www.gaoqing.gov.cn/art/{number}.html" for number in (1, 2, 3))
    first = store.save(reading(report(evidence=told), capture(county)))
    other = report(evidence=told, cells=CELLS[:1])
    second = store.save(reading(other, capture(town)))
    assert (first.outcome, second.outcome) == ("new", "new")
    assert store.save(reading(other, capture(town, day=1))).report_id == second.report_id
    assert store.save(reading(report(evidence=told), capture(moved, day=1))).report_id == first.report_id
    changed = store.save(reading(report(evidence=told, cells=CELLS[:2]), capture(county, day=2)))
    assert (changed.report_id, changed.outcome) == (first.report_id, "replaced")
    assert set(ask("select name from publisher")) == {("高青县田镇街道办事处",)}
    named = store.save(reading(report(evidence={"issuer": "title"}, cells=CELLS[:3]), capture(town, day=3)))
    assert named.report_id == first.report_id


def test_reports_without_a_year_are_not_merged(store, ask):
    undated = report(year=None)
    store.save(reading(undated))
    assert store.save(reading(undated, capture("https://www.gaoqing.gov.cn/art/2.html"))).outcome == "new"
    assert store.save(reading(undated, capture(day=1))) == Saved(1, 1, "unchanged")
    assert ask("select publisher_id, year from report") == [(1, None), (1, None)]


def test_a_government_and_its_office_are_two_publishers(store, ask):
    store.save(reading(report(issuer="高青县人民政府", place="370322")))
    store.save(reading(report(issuer="高青县人民政府办公室", place="370322"), capture("https://www.gaoqing.gov.cn/2")))
    assert ask("select name, level from publisher") == [
        ("高青县人民政府", "county"),
        ("高青县人民政府办公室", "county"),
    ]
    assert store.report_of("370322", 2020).issuer == "高青县人民政府"
    assert store.report_of("370322", 2019) is None


def test_another_parser_renews_the_edition_of_the_same_record(store, ask):
    store.save(reading(report()))
    better = report(parser_version="2", cells=(*CELLS, cell("3", "3", row="added")), leftovers=(), findings=())
    assert store.save(reading(better)) == Saved(1, 1, "unchanged")
    assert store.report(1) == better
    assert counts(ask) == {
        "publisher": 1,
        "report": 1,
        "edition": 1,
        "capture": 1,
        "section": 2,
        "cell": 7,
        "finding": 0,
    }


def test_another_parser_renews_the_edition_when_equal_bytes_are_fetched_again(store, ask):
    store.save(reading(report(), capture(body="same")))
    better = report(parser_version="2", cells=CELLS[:3])
    again = capture(day=30, body="same")
    assert store.save(reading(better, again)) == Saved(1, 1, "unchanged")
    assert ask("select distinct record_id, value from report_cells where value = 12") == [(again.record.record_id, 12)]


def test_another_parser_may_find_whose_report_it_is(store, ask):
    store.save(reading(report(issuer=None, place=None, year=None)))
    saved = store.save(reading(report(parser_version="2")))
    assert saved.outcome == "unchanged"
    assert ask("select place, year, editions from reports") == [("370322001", 2020, 1)]
    assert counts(ask) | {"cell": 0} == {
        "publisher": 1,
        "report": 1,
        "edition": 1,
        "capture": 1,
        "section": 2,
        "cell": 0,
        "finding": 2,
    }


def test_rereading_every_record_keeps_the_editions_that_the_new_parser_tells_apart(store, ask):
    first, second, third = capture(day=0), capture(day=1), capture(day=2)
    for seen in (first, second, third):
        store.save(reading(report(), seen))
    renewed = report(parser_version="2", cells=CELLS[:2])
    told_apart = report(parser_version="2", cells=CELLS[:1])
    assert store.save(reading(renewed, second)) == Saved(1, 1, "unchanged")
    store.save(reading(renewed, first))
    assert store.save(reading(told_apart, third)).edition_id == 2
    assert ask("select id, is_current, first_seen, last_seen from edition") == [
        (1, 0, "2024-03-01 08:30:00.000000", "2024-03-02 08:30:00.000000"),
        (2, 1, "2024-03-03 08:30:00.000000", "2024-03-03 08:30:00.000000"),
    ]


def test_an_attachment_that_two_pages_share_takes_nothing_from_the_first(store):
    shared = capture("https://www.gaoqing.gov.cn/form.docx")
    store.save(reading(report(), capture(), shared, read_from=1))
    later = report(year=2021)
    store.save(reading(later, capture("https://www.gaoqing.gov.cn/art/2.html"), shared, read_from=1))
    assert store.report_of("370322001", 2020) == report()
    assert store.report_of("370322001", 2021) == later


def test_text_that_no_database_takes_is_stored_with_marks(store):
    store.save(reading(report(title="年报\x00\ud800𠮷", cells=(cell("1\x00", "1"),))))
    assert store.report(1).title == "年报\ufffd\ufffd𠮷"
    assert store.report(1).cells[0].raw == "1\ufffd"


def test_lines_are_those_of_a_division_and_all_below_it(store):
    store.save(reading(report()))
    store.save(reading(report(place="512002107", issuer="丹山镇人民政府"), capture("https://b.gov.cn/")))
    store.save(reading(report(issuer=None, place=None, year=2019), capture("https://c.gov.cn/")))
    assert [(line.place, line.year) for line in store.reports()] == [
        ("370322001", 2020),
        ("512002107", 2020),
        (None, 2019),
    ]
    for code in ("370000", "370300", "370322", "370322001"):
        assert [line.place for line in store.reports(code)] == ["370322001"]
    assert store.reports("370323") == []
    assert [line.year for line in store.reports(year=2019)] == [2019]
    assert store.line(1) == store.reports("370322")[0]
    assert store.line(99) is None
    assert store.report(99) is None


def test_a_reading_names_the_capture_its_report_was_read_from():
    with pytest.raises(ValueError, match="comes with the capture"):
        reading(None, report=report())
    with pytest.raises(ValueError, match="not among the captures"):
        reading(report(), read_from=0, captures=(capture(day=8),))
