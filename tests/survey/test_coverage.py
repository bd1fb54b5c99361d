"""What is kept against the register of divisions: counts, deadlines, and what stands apart."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from gipcrawler.errors import ArgumentError
from gipcrawler.places import under
from gipcrawler.store import Store
from gipcrawler.survey import as_csv, as_json, as_table, coverage
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
    ("高青县花沟镇人民政府", "370322107", None),
)
TODAY = date(2024, 2, 10)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path}/gip.db")
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store) -> Store:
    for number, (issuer, place, year) in enumerate(KEPT):
        store.save(reading(report(issuer=issuer, place=place, year=year), capture(f"https://a.gov.cn/{number}")))
    return store


def numbers(table, place, level) -> list[tuple[int, int, int, int, int]]:
    return [
        (count.year, count.owed, count.kept, count.missing, count.not_yet_due)
        for count in table.counts
        if (count.place, count.level) == (place, level)
    ]


def test_provinces_count_all_below_them_by_level_and_year(filled):
    table = coverage(filled, today=TODAY)
    assert len(table.divisions) == 31
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
    assert table.ever["370000", "township"] == (2, towns)
    assert table.ever["370000", "prefecture"][0] == 0


def test_what_stands_in_no_row_is_counted_apart(filled):
    table = coverage(filled, today=TODAY)
    assert table.apart == {
        "departments": 2,
        "place unknown": 1,
        "place not in the register": 1,
        "year unknown": 1,
    }
    assert sum(count.kept for count in table.counts) + sum(table.apart.values()) == len(KEPT)


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


def test_an_empty_store_shows_the_last_year_that_is_over(store):
    table = coverage(store, today=date(2024, 4, 1))
    assert table.years == (2023,)
    assert sum(count.kept for count in table.counts) == 0
    assert numbers(table, "510000", "province") == [(2023, 1, 0, 1, 0)]


@pytest.mark.parametrize(("day", "late"), [(date(2024, 3, 31), 0), (date(2024, 4, 1), 1)])
def test_a_report_is_missing_only_after_its_last_day(store, day, late):
    assert numbers(coverage(store, year=2023, today=day), "510000", "province") == [(2023, 1, 0, late, 1 - late)]


def test_nothing_was_owed_before_the_first_law(store):
    assert numbers(coverage(store, year=2007, today=TODAY), "510000", "province") == [(2007, 0, 0, 0, 0)]
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


def test_people_read_a_row_a_province(filled):
    screen = StringIO()
    Console(file=screen, width=110).print(as_table(coverage(filled, today=TODAY)))
    lines = screen.getvalue().splitlines()
    (row,) = [line for line in lines if "山东省" in line]
    cells = [cell.strip() for cell in row.strip("│ ").split("│")]
    assert cells[-4:] == ["3", "·", "1", "·"]
    assert cells[3].startswith("1/")
    assert " ".join(" ".join(lines[-3:]).split()) == (
        "Reports of 2023 are not yet due."
        " Not in the table: 2 departments, 1 place not in the register, 1 place unknown, 1 year unknown."
    )
    assert max(map(len, lines)) <= 110


def test_programs_read_the_same_counts_as_csv_and_json(filled):
    table = coverage(filled, today=TODAY)
    told = json.loads(as_json(table))
    lines = list(csv.DictReader(StringIO(as_csv(table))))
    assert [{name: str(value) for name, value in count.items()} for count in told["counts"]] == lines
    assert len(lines) == len(table.counts)
    assert told["years"] == [2020, 2021, 2022, 2023]
    assert told["apart"]["departments"] == 2
    assert {"place": "510000", "name": "四川省", "level": "province", "year": "2021"}.items() <= next(
        line for line in lines if line["place"] == "510000" and line["kept"] == "1"
    ).items()
