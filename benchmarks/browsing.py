"""Time the web pages over a large database: each for one reader, and all of them for twenty who read at once.

`python -m benchmarks.browsing FILE` asks a copy of an SQLite database that `benchmarks.stores` has made; without a file
one of 5 000 reports is made. What is timed is the whole answer of a site that runs as people run it, over loopback.
"""

import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from benchmarks.stores import BATCH, START, Measured, stores
from gipcrawler.model import Finding, Run, RunVerdict, SourceTally, Verdict
from gipcrawler.store import Store
from tests.browse.serving import serving

SIZE = 5_000
ALONE = 9
"""Times that one reader asks for each page; each time it is another report, place or word."""
READERS, TURNS = 20, 12
PAUSE = 1.0
"""Seconds for which a reader looks at a page before the next, on average: few are as quick."""
FOUND = 1 / 3
RUNS = 365
RULES = (("R1", "applications/*/total"), ("R3", "applications/granted"), ("jump", "applications/new_requests/total"))
MEDIAN, P95 = 500.0, 1500.0  # ms
RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


class Holding(NamedTuple):
    """What a database has of what addresses name."""

    reports: int
    publishers: Sequence[int]
    ids: Sequence[int]
    places: Sequence[str]
    years: Sequence[int]
    metrics: Sequence[str]
    words: Sequence[str]


def browsing(database: Path | None = None) -> Iterator[Measured]:
    """Time every page of a copy of a database, alone and together."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "gip.db"
        if database is None:
            for _ in stores((SIZE,), Path(folder)):
                pass
            database = Path(folder) / f"{SIZE}.db"
        shutil.copyfile(database, file)
        _furnish(file)
        held = _holding(file)
        with serving(str(file), GIP_ARCHIVE_DIR=folder) as site:
            yield from _timed(site.address, held)


def pages(held: Holding, random: Random) -> dict[str, str]:
    """An address of each page, another one each time."""
    one, other = random.choice(held.ids), random.choice(held.ids)
    publisher, place, year = random.choice(held.publishers), random.choice(held.places), random.choice(held.years)
    word, metric = quote(_word(held, random)), random.choice(held.metrics)
    return {
        "home": "/",
        "report": f"/gip/report/{one}",
        "report as JSON": f"/gip/report/{one}.json",
        "publisher": f"/gip/publisher/{publisher}",
        "panel as CSV": f"/gip/publisher/{publisher}.csv",
        "two reports": f"/gip/compare?a={one}&b={other}",
        "metrics": "/gip/metric",
        "a metric": f"/gip/metric/{metric}",
        "a metric of a place": f"/gip/metric/{metric}?place={place}&year={year}",
        "coverage": "/gip/coverage",
        "coverage of a place": f"/gip/coverage/{place}",
        "quality": "/gip/quality",
        "runs": "/gip/runs",
        "findings": "/gip/findings",
        "findings of a place": f"/gip/findings?place={place}",
        "search": f"/gip/search?q={word}",
        "search in a place and year": f"/gip/search?q={word}&place={place}&year={year}",
        "feed": "/gip/feed/all.atom",
        "feed of a place": f"/gip/feed/place/{place}.atom",
        "feed of findings": "/gip/feed/findings.atom",
        "rows of reports": f"/data/reports?year={year}",
    }


def _furnish(file: Path) -> None:
    """Give a database what checks and crawls leave in it: findings on every third report, and a year of runs."""
    random = Random(2)  # noqa: S311 - nothing secret
    store = Store.open(f"sqlite:///{file}")
    numbers = [row.report_id for row in store.reports()]
    chosen = [number for number in numbers if random.random() < FOUND]
    for at in range(0, len(chosen), BATCH):
        store.write_findings({number: [_finding(random)] for number in chosen[at : at + BATCH]})
    for number in range(RUNS):
        started = START + timedelta(hours=number)
        tallies = [SourceTally(f"https://{place}.gov.cn/", "370000", 9, 9, entries=9, new=9) for place in range(40)]
        store.start_run(Run(f"b-{number}", "shandong", {}, started, started, RunVerdict.COMPLETE, tallies, 360, 9_000))
    store.close()


def _finding(random: Random) -> tuple[Finding, int | None]:
    left, right = Decimal(random.randrange(99)), Decimal(random.randrange(99))
    rule, where = random.choice(RULES)
    return Finding(rule, where, Verdict.BROKEN, left, right, f"应相等：{left} 与 {right} 不相等"), None


def _timed(address: str, held: Holding) -> Iterator[Measured]:
    random = Random(1)  # noqa: S311 - nothing secret
    asked: dict[str, list[str]] = {}
    for _ in range(ALONE):
        for name, path in pages(held, random).items():
            asked.setdefault(name, []).append(path)
    for name, paths in asked.items():
        first = _ask(address, paths[0])
        yield Measured(f"{name}, the first time", held.reports, first, "ms", float("inf"))
        yield Measured(name, held.reports, median(_ask(address, path) for path in paths), "ms", MEDIAN)
    with ThreadPoolExecutor(READERS) as pool:
        taken = [line for lines in pool.map(lambda at: _reader(address, held, at), range(READERS)) for line in lines]
    for name in asked:
        of_page = [ms for page, ms in taken if page == name]
        yield Measured(f"{name}, {READERS} readers", held.reports, _p95(of_page), "ms (p95)", P95)
    yield Measured(f"all pages, {READERS} readers", held.reports, _p95([ms for _, ms in taken]), "ms (p95)", P95)


def _reader(address: str, held: Holding, at: int) -> list[tuple[str, float]]:
    """What one of many readers waited for each page that he opened."""
    random = Random(at)  # noqa: S311 - nothing secret
    waited = []
    for _ in range(TURNS):
        name, path = random.choice(list(pages(held, random).items()))
        sleep(random.uniform(0, 2 * PAUSE))
        waited.append((name, _ask(address, path)))
    return waited


def _ask(address: str, path: str) -> float:
    """Milliseconds until the whole answer is here; a page that fails ends the benchmark."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
    begun = perf_counter()
    connection.request("GET", path)
    came = connection.getresponse()
    came.read()
    taken = 1000 * (perf_counter() - begun)
    connection.close()
    if came.status != 200:
        raise SystemExit(f"{path} answered {came.status}")
    return taken


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else max(times, default=0.0)


def _holding(file: Path) -> Holding:
    with sqlite3.connect(file) as opened:

        def column(question: str) -> list[str]:
            return [row[0] for row in opened.execute(question)]

        ids = [int(number) for number in column("SELECT id FROM report")]
        publishers = [int(number) for number in column("SELECT id FROM publisher")]
        places = sorted(
            {
                code[: 2 * digits].ljust(6, "0")
                for code in column("SELECT DISTINCT place FROM publisher")
                if code
                for digits in (1, 2, 3)
            }
        )
        years = [int(year) for year in column("SELECT DISTINCT year FROM report WHERE year IS NOT NULL")]
        metrics = column("SELECT id FROM metric")
        texts = column("SELECT text FROM section WHERE id % 997 = 0")
        words = [words for text in texts for words in RUN.findall(text)]
    return Holding(len(ids), publishers, ids, places, years, metrics, words)


def _word(held: Holding, random: Random) -> str:
    """What somebody may look for: a few characters of a sentence that stands in some report."""
    run = random.choice(held.words)
    length = random.randint(2, 6)
    at = random.randrange(max(1, len(run) - length + 1))
    return run[at : at + length]


if __name__ == "__main__":
    for one in browsing(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        verdict = "" if one.bound == float("inf") else f"bound {one.bound:.0f} {'holds' if one.holds else 'BROKEN'}"
        print(f"{one.reports:>7} {one.name:<48} {one.value:>9.1f} {one.unit:<9} {verdict}", flush=True)  # noqa: T201 - for people
