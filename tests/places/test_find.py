"""Names of organs as titles write them, and the places that a careful clerk would give them."""

import csv
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gipcrawler.places import Place, find, get, under
from gipcrawler.places.register import register
from gipcrawler.places.search import LONGEST
from gipcrawler.places.spellings import stands_alone

with Path(__file__).with_name("names.csv").open(encoding="utf-8", newline="") as lines:
    NAMES = [(row["name"], row["within"] or None, row["code"] or None) for row in csv.DictReader(lines)]


@pytest.fixture(scope="module")
def places() -> list[Place]:
    provinces = [get(code) for code in register().upper if code.endswith("0000")]
    return [place for province in provinces if province for place in (province, *under(province.code))]


def chain(place: Place) -> str:
    return "".join([register().upper[code] for code in place.superiors] + [place.name])


@pytest.mark.parametrize(("name", "within", "code"), NAMES)
def test_a_name_has_the_place_that_a_clerk_gives_it(name, within, code):
    found = find(name, within)
    assert (found.code if found else None) == code


def test_every_full_name_of_the_register_is_its_own_place(places):
    wrong = [place.code for place in places if find(chain(place)) != place]
    assert wrong == []
    assert len(places) > 44_600


def test_every_government_of_a_town_is_its_town(places):
    towns = [place for place in places if place.level == "township" and place.name.endswith(("镇", "乡"))]
    assert [town.code for town in towns[::7] if find(chain(town) + "人民政府") != town] == []


def test_a_town_below_a_wrong_county_is_nothing(places):
    counties = [place for place in places if place.level == "county"]
    towns = [place for place in places if place.level == "township" and stands_alone(place.name)]
    for number, town in enumerate(towns[::97]):
        wrong = counties[(number * 31) % len(counties)]
        found = find(chain(wrong) + town.name)
        assert found is None or wrong.code in found.superiors, (wrong.name, town.name)


def test_a_name_that_several_places_bear_is_nothing(places):
    bearers = Counter(place.name for place in places)
    # a zone or farm is never meant by its bare name, so it takes nothing from a namesake that can be
    zones = Counter(place.name for place in places if place.level == "township" and not stands_alone(place.name))
    shared = [name for name, count in bearers.items() if count - zones[name] > 1]
    assert len(shared) > 3000
    assert [name for name in shared[::5] if find(name)] == []


def test_no_name_of_the_register_is_longer_than_the_search_looks():
    data = register()
    assert max(map(len, (*data.upper.values(), *data.town_names))) <= LONGEST


@settings(deadline=None)
@given(st.text(alphabet="淮安市高青县田镇街道办事处（）人民政府局第八师省区 1A", max_size=30))
def test_any_text_is_a_place_or_nothing(text):
    found = find(text)
    assert found is None or get(found.code) == found


def test_a_search_takes_a_fifth_of_a_millisecond():
    names = [name for name, within, _ in NAMES if within is None]
    for name in names:
        find(name)
    best = min(_seconds(names) for _ in range(5)) / len(names)
    assert best < 0.0002


def _seconds(names: list[str]) -> float:
    start = time.perf_counter()
    for name in names:
        find(name)
    return time.perf_counter() - start
