"""What surveys take over a database of many reports, made up in the proportions of a real one, against their bounds."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert, select, update

from benchmarks.pairs import Ratio
from gipcrawler.places import get, under
from gipcrawler.store import Store
from gipcrawler.store.tables import capture, edition, finding, publisher, report, run
from gipcrawler.survey import coverage, freshness, quality, runs

REPORTS = 10_000
YEARS = range(2012, 2025)
TIMES = 7
START = datetime(2020, 1, 1, tzinfo=UTC)
BOUNDS: tuple[tuple[str, float, Callable[[Store], object]], ...] = (  # milliseconds
    ("coverage of a province", 300, lambda store: coverage(store, "510000")),
    ("coverage of the country", 3000, coverage),
    ("quality of a province", 300, lambda store: quality(store, "510000")),
    ("quality of the country", 3000, quality),
    ("freshness", 1000, freshness),
    ("runs", 1000, runs),
)


def surveys(reports: int = REPORTS) -> Iterator[Ratio]:
    """Each survey, its time as a share of its bound, over a database of so many reports."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/gip.db"
        store = Store.open(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            fill(connection, reports)
        engine.dispose()
        for name, bound, survey in BOUNDS:
            survey(store)
            times = [_time(survey, store) for _ in range(TIMES)]
            shares = [round(each / bound, 3) for each in (median(times), min(times), max(times))]
            yield Ratio(f"{name}, {reports} reports", 1.0, round(median(times), 1), bound, *shares)
        store.close()


def fill(connection: Connection, reports: int) -> None:
    """Publishers of all provinces, two in three of them governments, with reports, captures, findings; and runs."""
    dice = Random(1)  # noqa: S311 - nothing secret
    places = [
        place
        for digits in range(10, 100)
        if (province := get(f"{digits}0000"))
        for place in (province, *under(province.code))
    ]
    rows: dict[Table, list[dict[str, Any]]] = {
        table: [] for table in (publisher, report, capture, edition, finding, run)
    }
    while len(rows[report]) < reports:
        place, owner = dice.choice(places), len(rows[publisher]) + 1
        organ = "人民政府" if dice.random() < 0.67 else f"第{owner}局"
        rows[publisher].append(
            {"id": owner, "identity": f"{place.code} {organ}{'' if organ == '人民政府' else owner}"}
            | {"name": f"{place.name}{organ}", "place": place.code, "level": place.level}
        )
        if organ == "人民政府":
            places.remove(place)
        for year in dice.sample(YEARS, dice.randint(1, len(YEARS))):
            _report(rows, owner, place.code, year, dice)
    rows[run] = [_run(number, dice) for number in range(500)]
    for table, values in rows.items():
        names = {name for row in values for name in row}
        for at in range(0, len(values), 2000):
            connection.execute(insert(table), [dict.fromkeys(names) | row for row in values[at : at + 2000]])
    shown = select(edition.c.id).where(edition.c.read_from == capture.c.id).scalar_subquery()
    connection.execute(update(capture).values(edition_id=shown))  # captures and editions refer to each other


def _report(rows: dict[Table, list[dict[str, Any]]], owner: int, place: str, year: int, dice: Random) -> None:
    number = len(rows[report]) + 1
    when = START + timedelta(minutes=number)
    source = f"https://www.{place[:4]}.gov.cn/nb/"
    seen = {"captured_at": when, "status": 200, "media_type": "text/html", "warc_file": "a", "warc_offset": 0}
    seen |= {"warc_length": 9, "block_digest": "b", "payload_digest": f"p{number}", "run": "r", "source": source}
    seen |= {"place": f"{place[:2]}0000", "member": "", "url": f"{source}{number}.html"}
    is_read = dice.random() > 0.03
    rows[report].append({"id": number, "publisher_id": owner, "identity": str(year), "year": year})
    rows[capture].append(seen | {"id": number, "record_id": f"r{number}", "unreadable": None, "listed": None})
    if not is_read:
        listed = {"title": f"{year + 1}年政府信息公开工作年度报告", "organ": rows[publisher][-1]["name"]}
        lost = {"id": 10_000_000 + number, "record_id": f"u{number}", "url": f"{source}u{number}.pdf"}
        rows[capture].append(seen | lost | {"unreadable": "Only pictures in it.", "listed": listed})
    forms = dict.fromkeys(("active_disclosure", "applications", "review_litigation"), "2021" if year > 2018 else None)
    kept = {"id": number, "report_id": number, "digest": f"d{number}", "read_from": number, "is_current": True}
    kept |= {"first_seen": when, "last_seen": when, "parser_version": "2", "media_type": "text/html", "form": "2021"}
    rows[edition].append(kept | {"forms": forms, "leftovers": [], "evidence": {}, "cells": 200, "figures": 180})
    for at in range(dice.choice((0, 0, 0, 1, 4))):
        found = {"id": f"{number}.{at}", "edition_id": number, "position": at, "rule": dice.choice(("R1", "R3", "R5"))}
        rows[finding].append(found | {"subject": "applications/x", "verdict": "broken", "says": "…"})


def _run(number: int, dice: Random) -> dict[str, Any]:
    sources = [
        {"source": f"https://www.{code}.gov.cn/nb/", "place": f"{code}00", "asked": 9, "answered": 9, "blocked": 0}
        | {"gone": 0, "empty": 0, "listings": 3, "entries": dice.randint(0, 9), "new": 1, "unchanged": 3}
        | {"replaced": 0, "unreadable": 0}
        for code in (f"{dice.choice((11, 37, 51))}{city:02}" for city in range(1, 22))
    ]
    when = START + timedelta(days=number)
    told = {"run": f"r{number}", "spider": "sichuan", "arguments": {}, "started": when, "finished": when}
    return told | {"verdict": "short", "sources": sources, "captures": 9, "bytes": 9, "fell_short": ["x"]}


def _time(survey: Callable[[Store], object], store: Store) -> float:
    start = perf_counter()
    survey(store)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    for result in surveys(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS):
        sys.stdout.write(f"{result.name}: {result.ours} ms, at most {result.theirs:.0f}\n")
