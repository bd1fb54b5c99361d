"""The years of a publisher: what is due and missing, what is late, and what no law asked for."""

from datetime import UTC, date, datetime

from gipcrawler.browse.pages.publisher import year_lines
from gipcrawler.store import PublisherLine, ReportLine

GOVERNMENT = PublisherLine(1, "高青县人民政府", "370322", "county")
DEPARTMENT = PublisherLine(2, "高青县财政局", "370322", "county")
SEEN = datetime(2025, 1, 1, tzinfo=UTC)


def line(year: int | None, published: date | None = None) -> ReportLine:
    return ReportLine(7, "某机关", "370322", "county", year, 1, "题", published, "2021", 0, "u", SEEN, SEEN, "r")


def test_years_between_and_after_are_missing_once_they_are_due():
    lines = year_lines(GOVERNMENT, [line(2020), line(2022)], date(2025, 4, 1))
    assert [(one.year, one.report is not None) for one in lines] == [
        (2020, True),
        (2021, False),
        (2022, True),
        (2023, False),
        (2024, False),
    ]
    assert [one.year for one in year_lines(GOVERNMENT, [line(2022)], date(2025, 3, 31))] == [2022, 2023]


def test_a_department_is_due_earlier():
    days = {whose.name: year_lines(whose, [line(2022)], date(2023, 12, 1))[0].due for whose in (GOVERNMENT, DEPARTMENT)}
    assert days == {"高青县人民政府": date(2023, 3, 31), "高青县财政局": date(2023, 1, 31)}


def test_a_report_that_bears_a_later_day_is_late():
    (late,) = year_lines(GOVERNMENT, [line(2022, date(2023, 4, 1))], date(2023, 12, 1))
    (just,) = year_lines(GOVERNMENT, [line(2022, date(2023, 3, 31))], date(2023, 12, 1))
    assert late.is_late
    assert not just.is_late


def test_years_before_the_law_are_no_gaps_and_an_unknown_year_comes_last():
    lines = year_lines(GOVERNMENT, [line(2003), line(2009), line(None)], date(2010, 5, 1))
    assert [one.year for one in lines] == [2003, 2008, 2009, None]
    assert year_lines(GOVERNMENT, [line(None)], date(2025, 1, 1))[0].due is None
    assert year_lines(GOVERNMENT, [], date(2025, 1, 1)) == []
