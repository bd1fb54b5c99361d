"""What is kept against the register of divisions: counts, deadlines, who did not exist, and what stands apart."""

from datetime import date

import pytest

from gipcrawler.errors import ArgumentError
from gipcrawler.places import under
from gipcrawler.places.founded import founded
from gipcrawler.reading import Hint
from gipcrawler.survey import coverage
from gipcrawler.survey.due import due
from tests.readings import capture, reading, report

KEPT = (
    ("高青县田镇街道办事处", "370322001", 2020),
    ("高青县田镇街道办事处", "370322001", 2022),
    ("山东省淄博市高青县常家镇人民政府", "370322104", 2020),
    ("高青县人民政府", "370322", 2020),
    ("高青县财政局", "370322", 2020),
    ("淄博市人民政府办公室", "370300", 2020),
    ("四川省人民政府", "510000", 2021),
    ("某地人民政府", "379999", 2020),
    ("某地人民政府", None, 2020),
    ("高青县花沟镇人民政府", "370322106", None),
    ("民政部", None, 2021),
)
TODAY = date(2024, 2, 10)


@pytest.fixture
def filled(store):
    for number, (issuer, place, year) in enumerate(KEPT):
        store.save(reading(report(issuer=issuer, place=place, year=year), capture(f"https://a.gov.cn/{number}")))
    return store


def numbers(table, place, level, organ="government"):
    """Year, owed, kept, missing and not yet due of each count of a row."""
    return [
        (count.year, count.owed, count.kept, count.missing, count.not_yet_due)
        for count in table.counts
        if (count.place, count.level, count.organ) == (place, level, organ)
    ]


def listed(store, title, number=0, place="370000", **hint):
    """Keep a document that nobody could read, under what its listing said of it."""
    seen = capture(f"https://b.gov.cn/{number}")
    store.save(reading(None, seen, place=place, hint=Hint(title=title, **hint), unreadable="Only pictures in it."))
    return seen


def test_provinces_count_all_below_them_by_level_and_year(filled):
    table = coverage(filled, today=TODAY)
    assert [row.code for row in table.divisions][-2:] == ["650000", ""]
    assert table.years == (2020, 2021, 2022, 2023)
    towns = len(list(under("370000", "township")))
    assert numbers(table, "370000", "township") == [
        (2020, towns, 2, towns - 2, 0),
        (2021, towns, 0, towns, 0),
        (2022, towns, 1, towns - 1, 0),
        (2023, towns, 0, 0, towns),
    ]
    assert [row[2] for row in numbers(table, "370000", "county")] == [1, 0, 0, 0]
    assert numbers(table, "510000", "province") == [
        (2020, 1, 0, 1, 0),
        (2021, 1, 1, 0, 0),
        (2022, 1, 0, 1, 0),
        (2023, 1, 0, 0, 1),
    ]
    assert table.ever["370000", "township", "government"] == (2, towns)
    assert table.ever["370000", "prefecture", "government"][0] == 0


def test_a_department_owes_from_its_first_report_on_and_by_the_end_of_january(filled):
    table = coverage(filled, today=TODAY)
    assert numbers(table, "370000", "county", "department") == [
        (2020, 1, 1, 0, 0),
        (2021, 1, 0, 1, 0),
        (2022, 1, 0, 1, 0),
        (2023, 1, 0, 1, 0),
    ]
    assert [row[1] for row in numbers(table, "", None, "department")] == [0, 1, 1, 1]
    assert table.ever["370000", "prefecture", "department"] == (1, 1)
    in_january = coverage(filled, year=2023, today=date(2024, 1, 31))
    assert numbers(in_january, "370000", "county", "department") == [(2023, 1, 0, 0, 1)]


def test_a_department_is_still_known_in_a_table_of_a_later_year(filled):
    table = coverage(filled, year=2022, today=TODAY)
    assert numbers(table, "370000", "county", "department") == [(2022, 1, 0, 1, 0)]
    assert numbers(coverage(filled, year=2019, today=TODAY), "370000", "county", "department") == [(2019, 0, 0, 0, 0)]


def test_what_stands_in_no_row_is_counted_apart(filled):
    table = coverage(filled, today=TODAY)
    assert table.apart == {"place unknown": 1, "place not in the register": 1, "year unknown": 1}
    assert sum(count.kept for count in table.counts) + sum(table.apart.values()) == len(KEPT)


@pytest.mark.parametrize("year", [1998, 2025, 2099])
def test_a_year_that_cannot_be_makes_no_column_and_is_not_lost(store, year):
    store.save(reading(report(issuer="高青县人民政府", place="370322", year=year)))
    table = coverage(store, today=TODAY)
    assert table.years == (2023,)
    assert sum(table.apart.values()) == 1


def test_states_sum_to_all_that_are_in_the_register(filled):
    listed(filled, "高青县唐坊镇2021年政府信息公开工作年度报告")
    for count in coverage(filled, today=TODAY).counts:
        assert count.owed == count.kept + count.unread + count.missing + count.not_yet_due
        if count.organ == "government":
            whole = len(list(under(count.place, count.level))) if count.level != "province" else 1
            assert count.owed + count.did_not_exist == whole


def test_what_was_found_and_not_read_is_told_by_its_listing(store):
    listed(store, "高青县花沟镇人民政府2021年政府信息公开工作年度报告")
    listed(store, "2022年政府信息公开工作年度报告", 1, organ="高青县财政局")
    listed(store, "高青县财政局2022年政府信息公开工作年度报告（PDF）", 2)
    listed(store, "政府信息公开年报", 3, organ="高青县", published=date(2023, 2, 1))
    table = coverage(store, today=TODAY)

    def unread(level, organ):
        return [
            (count.year, count.unread)
            for count in table.counts
            if (count.level, count.organ) == (level, organ) and count.place == "370000" and count.unread
        ]

    assert unread("township", "government") == [(2021, 1)]
    assert unread("county", "department") == [(2022, 1)]
    assert unread("county", "government") == [(2022, 1)]
    assert table.apart == {}


def test_what_was_read_at_last_is_no_longer_unread(store):
    title = "高青县花沟镇人民政府2021年政府信息公开工作年度报告"
    listed(store, title)
    read = report(issuer="高青县花沟镇人民政府", place="370322106", year=2021, title=title)
    store.save(reading(read, capture("https://elsewhere.gov.cn/1")))
    counts = [count for count in coverage(store, year=2021, today=TODAY).counts if count.place == "370000"]
    assert (sum(count.kept for count in counts), sum(count.unread for count in counts)) == (1, 0)


def test_an_address_that_was_read_another_day_counts_nowhere_as_unread(store):
    listed(store, "年报", 5)
    assert coverage(store, today=TODAY).apart == {"unread, nobody known": 1}
    store.save(reading(report(), capture("https://b.gov.cn/5", day=9)))
    assert coverage(store, today=TODAY).apart == {}


def test_what_was_not_read_and_names_nobody_is_counted_apart_where_its_source_belongs(store):
    listed(store, "政府信息公开工作年度报告", 1)
    listed(store, "高青县财政局政府信息公开工作年度报告", 2)
    assert coverage(store, today=TODAY).apart == {"unread, nobody known": 1, "unread, year unknown": 1}
    assert coverage(store, "370322", today=TODAY).apart == {"unread, year unknown": 1}
    assert coverage(store, "510000", today=TODAY).apart == {}


def test_a_document_with_its_attachments_is_found_once(store):
    seen = (capture("https://b.gov.cn/1"), capture("https://b.gov.cn/1.pdf"))
    store.save(reading(None, *seen, hint=Hint(title="政府信息公开工作年度报告"), unreadable="Only pictures in it."))
    assert coverage(store, today=TODAY).apart == {"unread, nobody known": 1}


def test_a_division_that_was_founded_later_did_not_exist(store):
    assert founded()["440311"] == 2018
    rows = [
        (count.year, count.owed, count.missing, count.did_not_exist)
        for year in (2017, 2018)
        for count in coverage(store, "440311", year, "county", TODAY).counts
    ]
    assert rows == [(2017, 0, 0, 1), (2018, 1, 1, 0)]


def test_a_report_is_kept_whatever_the_table_of_foundings_says(store):
    store.save(reading(report(issuer="深圳市光明区人民政府", place="440311", year=2016)))
    (count,) = coverage(store, "440311", 2016, "county", TODAY).counts
    assert (count.owed, count.kept, count.did_not_exist) == (1, 1, 0)


def test_a_place_shows_itself_and_what_is_directly_below_it(filled):
    table = coverage(filled, place="370322", today=TODAY)
    assert [place.code for place in table.divisions][:2] == ["370322", "370322001"]
    assert numbers(table, "370322", "county")[0] == (2020, 1, 1, 0, 0)
    assert numbers(table, "370322", "township") == []
    assert numbers(table, "370322001", "township")[0] == (2020, 1, 1, 0, 0)
    prefecture = coverage(filled, place="370300", today=TODAY)
    assert [row[2] for row in numbers(prefecture, "370322", "township")] == [2, 0, 1, 0]
    assert coverage(filled, place="370000", today=TODAY).divisions[1].code == "370100"


def test_year_and_level_narrow_the_table(filled):
    table = coverage(filled, year=2020, level="township", today=TODAY)
    assert (table.years, table.levels) == ((2020,), ("township",))
    assert {count.level for count in table.counts} == {"township"}
    assert table.apart == {}
    assert coverage(filled, level="county", today=TODAY).apart == {"place not in the register": 1}
    assert coverage(filled, year=2021, today=TODAY).apart == {}
    assert coverage(filled, year=2020, today=TODAY).apart == {"place not in the register": 1, "place unknown": 1}


def test_an_empty_store_shows_the_last_year_that_is_over(store):
    table = coverage(store, today=date(2024, 4, 1))
    assert table.years == (2023,)
    assert sum(count.kept for count in table.counts) == 0
    assert numbers(table, "510000", "province") == [(2023, 1, 0, 1, 0)]


@pytest.mark.parametrize(("day", "late"), [(date(2024, 3, 31), 0), (date(2024, 4, 1), 1)])
def test_a_report_is_missing_only_after_its_last_day(store, day, late):
    assert numbers(coverage(store, year=2023, today=day), "510000", "province") == [(2023, 1, 0, late, 1 - late)]


def test_nothing_was_owed_before_the_first_law(store):
    (count,) = coverage(store, "510000", 2007, "province", TODAY).counts
    assert (count.owed, count.missing, count.did_not_exist) == (0, 0, 1)
    assert due(2007) is None


@pytest.mark.parametrize(
    ("year", "organ", "day"),
    [
        (2008, "government", date(2009, 3, 31)),
        (2018, "department", date(2019, 3, 31)),
        (2019, "department", date(2020, 1, 31)),
        (2024, "government", date(2025, 3, 31)),
    ],
)
def test_last_days_follow_the_law_in_force(year, organ, day):
    assert due(year, organ) == day


def test_a_code_that_is_no_division_is_refused(store):
    with pytest.raises(ArgumentError, match="no division 999999"):
        coverage(store, place="999999")


def test_a_code_that_no_government_answers_to_has_no_row_of_its_own(store):
    table = coverage(store, "110100", today=TODAY)
    assert [row.name for row in table.divisions][:2] == ["东城区", "西城区"]
    assert {count.level for count in table.counts} == {"county", "township"}
    assert sum(count.owed for count in table.counts) == len(list(under("110100")))


def test_towns_directly_below_a_city_have_rows(store):
    table = coverage(store, "441900", today=TODAY)
    assert (table.divisions[0].name, table.divisions[1].code) == ("东莞市", "441900003")
