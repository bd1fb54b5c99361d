from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.cells import cell_len

from gipcrawler.cms import Entry
from gipcrawler.crawl.summary import MOST_SOURCES, plan, summary
from gipcrawler.model import Run, RunVerdict, SourceTally

BEGUN = datetime(2025, 4, 1, tzinfo=UTC)


def run(*sources, **arguments):
    made = Run("example-1", "example", arguments, BEGUN, BEGUN + timedelta(seconds=4.2), RunVerdict.SHORT)
    made.sources = list(sources)
    return made


def source(name, **counts):
    return SourceTally(f"http://{name}/gk/", "510000", **{"asked": 5, "answered": 5, "listings": 1, **counts})


def shown(made):
    return summary(made, Path("runs/example-1.json")).splitlines()


def first_words(lines):
    return [line.split()[0] for line in lines]


def test_one_source_is_one_row_without_a_total():
    lines = shown(run(source("a.gov.cn", entries=3, new=3)))
    assert lines[0] == "short: example: 3 new, 0 unchanged, 0 replaced, 0 unreadable"
    assert lines[1].split() == ["source", "asked", "answered", "listings", "entries", "new"]
    assert lines[2].split() == ["a.gov.cn/gk/", "5", "5", "1", "3", "3"]
    assert lines[3] == "0 captures, 0 kB in 4.2 s; runs/example-1.json"


def test_what_gave_nothing_comes_first_then_trouble_then_what_gave_most():
    lines = shown(
        run(
            source("few.gov.cn", entries=1),
            source("many.gov.cn", entries=9),
            source("lost.gov.cn", entries=9, gone=1),
            source("blocked.gov.cn", blocked=1),
        )
    )
    assert first_words(lines[2:6]) == [f"{name}.gov.cn/gk/" for name in ("blocked", "lost", "many", "few")]
    assert lines[6].split() == ["4", "sources", "20", "20", "1", "1", "4", "19"]


def test_many_sources_that_gave_something_share_a_row():
    many = [source(f"a{number}.gov.cn", entries=100 - number) for number in range(39)]
    lines = shown(run(*many, source("silent.gov.cn")))
    assert first_words(lines[2:4]) == ["silent.gov.cn/gk/", "a0.gov.cn/gk/"]
    assert lines[2 + MOST_SOURCES].split()[:6] == ["…", "and", "20", "others", "100", "100"]
    assert lines[3 + MOST_SOURCES].split()[-1] == str(sum(range(62, 101)))
    assert len(lines) == MOST_SOURCES + 5


def test_what_the_run_was_narrowed_to_is_said():
    assert shown(run(source("a.gov.cn"), year="2024"))[1] == "with year=2024"


def test_a_long_address_keeps_its_host_and_its_end():
    address = SourceTally(
        "https://www.a.gov.cn/" + "long/" * 30 + "index.html?vc_xxgkarea=113700000045022274&jh=264", ""
    )
    [row] = shown(run(address))[2:3]
    assert row.startswith("www.a.gov.cn/…")
    assert row.endswith("45022274&jh=264")


def test_a_long_run_is_told_in_hours():
    made = run(source("a.gov.cn"))
    made.finished = BEGUN + timedelta(hours=3, minutes=20)
    assert "in 3 h 20 min;" in shown(made)[-1]


def test_a_plan_is_told_by_host_and_year():
    title = "某某自治区人力资源和社会保障厅2023年政府信息公开工作年度报告（含下属单位）"
    planned = [
        (Entry("http://b.gov.cn/1", "甲", date(2024, 1, 2)), 2023),
        (Entry("http://a.gov.cn/1", title, None), 2023),
        (Entry("http://a.gov.cn/2", "乙", None), 2024),
        (Entry("http://a.gov.cn/3", "丙", None), None),
    ]
    head, *rows, last = plan(planned).splitlines()
    assert head.split() == ["year", "published", "title", "address"]
    assert [row.split()[-1] for row in rows] == [
        f"http://{at}" for at in ("a.gov.cn/2", "a.gov.cn/1", "a.gov.cn/3", "b.gov.cn/1")
    ]
    assert "…" in rows[1]
    assert len({cell_len(row.partition("http")[0]) for row in rows}) == 1
    assert last == "4 reports would be fetched (2024: 1, 2023: 2, ?: 1) from 2 hosts; nothing was written"


def test_a_plan_of_nothing_says_so():
    assert plan([]).splitlines()[-1] == "0 reports would be fetched; nothing was written"
