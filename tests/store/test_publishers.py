"""What the pages of a report and of a publisher ask: whose it is, what shows it, what was noted."""

from datetime import UTC, datetime

import pytest

from gipcrawler.errors import ArgumentError
from gipcrawler.store import CorrectedCell, PublisherLine
from tests.readings import capture, reading, report


def test_a_publisher_has_its_reports_by_year(store):
    for year in (2021, 2020):
        store.save(reading(report(year=year), capture(f"https://a.gov.cn/{year}.html")))
    number = store.publisher_of(1)
    assert number is not None
    assert store.publisher_of(2) == number
    assert store.publisher(number) == PublisherLine(number, report().issuer, report().place, "township")
    assert [(line.report_id, line.year) for line in store.reports_of(number)] == [(2, 2020), (1, 2021)]
    assert {line.report_id for line in store.findings_of(number)} == {1, 2}


def test_what_is_not_there_is_null(store):
    assert (store.publisher(7), store.publisher_of(7), store.report_of_edition(7)) == (None, None, None)
    assert (store.reports_of(7), store.captures_of(7), store.documents_of(7), store.corrected_of(7)) == ([], [], {}, {})


def test_an_edition_has_all_captures_that_show_it(store):
    first, again = capture(day=0), capture(day=1)
    for seen in (again, first):
        store.save(reading(report(), seen))
    assert [one.record.record_id for one in store.captures_of(1)] == [first.record.record_id, again.record.record_id]
    assert store.report_of_edition(1) == 1


def test_an_edition_is_read_from_its_documents_by_their_numbers(store):
    page, sheet = capture("https://a.gov.cn/1.html"), capture("https://a.gov.cn/1.xlsx")
    store.save(reading(report(), page, sheet, further=(sheet,)))
    assert {number: one.url for number, one in store.documents_of(1).items()} == {0: page.url, 1: sheet.url}


def test_what_stands_corrected_is_told_with_what_was_read(store):
    store.save(reading(report()))
    number = store.correct(1, "李", "见扫描件", [CorrectedCell("applications", "new_requests", "total", "1,208")])
    assert store.corrected_of(1) == {("applications", "new_requests", None, "total"): (number, "12")}


@pytest.fixture
def pair(store):
    """Two editions of one report."""
    for day, title in enumerate(("甲", "乙")):
        store.save(reading(report(issuer="甲市", title=title, sections=()), capture(day=day, body=title)))
        store.save(reading(report(year=2015 + day), capture(f"https://b.gov.cn/{day}", body=f"{day}")))
    return 1, 2


def test_notes_on_a_change_are_all_kept_and_its_tags_are_the_last(store, pair):
    store.note(*pair, " 悄悄改了 ", ["更正", " 重要", "更正", ""], "李")
    store.note(*pair, None, [], "王")
    one, two = store.remarks(*pair)
    assert (one.note, one.tags, one.who) == ("悄悄改了", ("更正", "重要"), "李")
    assert (two.note, two.tags, two.who) == (None, (), "王")
    assert abs((datetime.now(UTC) - two.noted_at).total_seconds()) < 600


def test_the_other_way_round_is_another_change(store, pair):
    store.note(*pair, "注", [], "李")
    assert store.remarks(*reversed(pair)) == []


@pytest.mark.parametrize(
    ("note", "tags", "who"),
    [
        ("注", [], "  "),
        ("注" * 4001, [], "李"),
        ("注", ["签" * 41], "李"),
        ("注", list(map(str, range(21))), "李"),
        ("注", [], "李" * 101),
    ],
)
def test_what_cannot_be_noted_is_refused(store, pair, note, tags, who):
    with pytest.raises(ArgumentError):
        store.note(*pair, note, tags, who)
    assert store.remarks(*pair) == []


def test_an_unknown_edition_has_no_changes(store, pair):
    with pytest.raises(ArgumentError, match="no edition 99"):
        store.note(pair[0], 99, "注", [], "李")
