import pytest

from gipcrawler.crawl.arguments import Arguments, read_arguments
from gipcrawler.errors import ArgumentError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Arguments()),
        ({"year": "2021"}, Arguments(since=2021, until=2021)),
        ({"since": "2018", "until": "2022"}, Arguments(since=2018, until=2022)),
        ({"place": "370300", "level": "county"}, Arguments(place="370300", level="county")),
        ({"sample": "3"}, Arguments(sample=3)),
    ],
)
def test_right_arguments_are_typed(given, expected):
    assert read_arguments(given, "370000") == expected
    assert expected.narrowed == bool(given)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"colour": "red"}, "no argument colour"),
        ({"yaer": "2021"}, "did you mean year"),
        ({"year": "soon"}, "year=soon"),
        ({"year": "２０２１"}, "no report year"),
        ({"year": "1999"}, "no report year"),
        ({"year": ""}, "no report year"),
        ({"since": "2022", "until": "2020"}, "after until"),
        ({"year": "2021", "since": "2020"}, "not both"),
        ({"level": "galaxy"}, "one of province, prefecture, county, township"),
        ({"place": "abc"}, "not in the register"),
        ({"place": "110000"}, "is not in 370000"),
        ({"sample": "0"}, "1 or more"),
        ({"sample": "-1"}, "1 or more"),
    ],
)
def test_wrong_arguments_are_refused_in_one_sentence(given, says):
    with pytest.raises(ArgumentError, match=says) as raised:
        read_arguments(given, "370000")
    assert "\n" not in str(raised.value)


def test_years_are_inclusive_and_an_unknown_year_is_not_excluded():
    asked = Arguments(since=2018, until=2020)
    assert [year for year in range(2016, 2023) if asked.covers(year)] == [2018, 2019, 2020]
    assert asked.covers(None)
