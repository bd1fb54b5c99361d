"""Time the store with many reports: what they take, how fast they come in, and how fast questions are answered.

`python -m benchmarks.stores 10000 100000` makes a database of each size and prints a line a figure; with a folder
before the sizes it keeps the databases there.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import Engine

from benchmarks.pairs import Ratio
from gipcrawler.model import Capture, Cell, RecordRef, Report, State
from gipcrawler.places import Place, get, under
from gipcrawler.reading import read
from gipcrawler.store import Query, Reading, Store
from gipcrawler.store.engine import count_rows
from gipcrawler.survey import coverage
from tests.press import as_html, synthetic

YEARS = range(2016, 2026)
TEMPLATES = 60
START = datetime(2026, 3, 1, tzinfo=UTC)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of a database of `reports`, and the bound that it must keep at 100 000."""

    name: str
    reports: int
    value: float
    unit: str
    bound: float
    at_most: bool = True

    @property
    def holds(self) -> bool:
        """Whether the bound is kept."""
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    def against_bound(self) -> Ratio:
        """The figure as a share of its bound; of one that shall be large, the bound as a share of it."""
        one, other = (self.value, self.bound) if self.at_most else (self.bound, self.value)
        share = round(one / other, 3)
        return Ratio(f"{self.name}, {self.reports} reports ({self.unit})", 1.0, one, other, share, share, share)


def stores(sizes: tuple[int, ...] = (10_000, 100_000), folder: Path | None = None) -> Iterator[Measured]:
    """Make a database of each size, and measure it."""
    for size in sizes:
        with TemporaryDirectory() as made:
            yield from _measure(size, (folder or Path(made)) / f"{size}.db")


def readings(size: int) -> Iterator[Reading]:
    """Reports of as many governments as have ten years each; prose and figures differ from report to report."""
    random = Random(1)  # noqa: S311 - nothing secret
    templates = [read(as_html(synthetic(f"某{at}县人民政府", 2024, seed=at)), "text/html") for at in range(TEMPLATES)]
    for number, (place, year) in enumerate((place, year) for place in _places() for year in YEARS):
        if number == size:
            return
        report = _vary(random.choice(templates), place, year, random)
        url = f"https://www.{place.code}.gov.cn/{year}/art_{number}.html"
        digest = f"sha256:{sha256(url.encode()).hexdigest()}"
        ref = RecordRef(f"bench-{number // 20_000:05}.warc.gz", number * 9000, 9000, f"<urn:{number}>", digest, digest)
        seen = Capture(url, START + timedelta(seconds=number), 200, "text/html", ref)
        yield Reading("bench", "bench", place.code, (seen,), seen, report)


def _places() -> Iterator[Place]:
    for digits in range(11, 66):
        if province := get(f"{digits}0000"):
            yield from under(province.code)


def _vary(template: Report, place: Place, year: int, random: Random) -> Report:
    issuer = f"{place.name}人民政府"
    said = str(random.randrange(10**6))
    sections = tuple(
        replace(each, text=each.text.replace("2024", str(year)).replace("某", place.name) + f"（{said}）")
        for each in template.sections
    )
    cells = tuple(_figure(each, random) if random.random() < 0.3 else each for each in template.cells)
    title = f"{issuer}{year}年政府信息公开工作年度报告"
    return replace(template, title=title, issuer=issuer, place=place.code, year=year, sections=sections, cells=cells)


def _figure(cell: Cell, random: Random) -> Cell:
    number = int(random.expovariate(1 / 60))
    return replace(cell, raw=str(number), value=Decimal(number), state=State.NUMBER)


def _measure(size: int, path: Path) -> Iterator[Measured]:
    store = Store.open(f"sqlite:///{path}")
    engine = store._engine  # noqa: SLF001 - to look at the pages of the file
    if not store.reports(year=YEARS[0]):
        yield Measured("bulk loading", size, size / _load(store, size), "reports/s", 300, at_most=False)
    count_rows(engine)
    yield from _sizes(engine, size)
    words = "公开工作平稳有序"
    questions: tuple[tuple[str, Callable[[int], object], float], ...] = (
        ("a publisher's panel over all years", lambda at: store.panel(1 + at * 37 % (size // len(YEARS))), 20),
        ("a metric over all publishers and years", lambda _: store.metric("new_requests"), 1500),
        ("coverage of a province", lambda at: coverage(store, f"{(13, 37, 41, 51)[at % 4]}0000"), 300),
        ("a phrase search", lambda at: store.search(Query(words[at % 3 :])), 300),
        ("a phrase search, counted", lambda at: store.count_hits(Query(words[at % 3 :])), 300),
        (
            "a phrase search in a place and year",
            lambda at: store.search(Query(words, place="510000", year=2020 + at)),
            300,
        ),
    )
    for name, ask, bound in questions:
        yield Measured(name, size, 1000 * median(_time(ask, at) for at in range(5)), "ms", bound)
    store.close()


def _load(store: Store, size: int) -> float:
    seconds, waiting = 0.0, readings(size)
    while some := [each for each, _ in zip(waiting, range(BATCH), strict=False)]:
        begun = perf_counter()
        store.load(some)
        seconds += perf_counter() - begun
        print(f"\r{size}: {seconds:.0f} s", end="", file=sys.stderr)  # noqa: T201 - progress of minutes
    return seconds


def _sizes(engine: Engine, size: int) -> Iterator[Measured]:
    pages = "SELECT sum(pgsize) FROM dbstat WHERE name IN ({})"
    cells = "'cell', 'field', 'label', 'figure', 'origin'"
    search = "'section_text_data', 'section_text_idx', 'section_text_docsize', 'section_text_config'"
    with engine.begin() as connection:
        taken = connection.exec_driver_sql(pages.format(cells)).scalar_one()
        yield Measured("cells with their indexes", size, taken / size, "B a report", 6000)
        index = connection.exec_driver_sql(pages.format(search)).scalar_one()
        texts = connection.exec_driver_sql("SELECT sum(length(CAST(text AS BLOB))) FROM section").scalar_one()
        yield Measured("text of the sections", size, texts / size, "B a report", float("inf"))
        yield Measured("search index against its text", size, index / texts, "x", 4)


def _time(ask: Callable[[int], object], at: int) -> float:
    begun = perf_counter()
    ask(at)
    return perf_counter() - begun


if __name__ == "__main__":
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 and not sys.argv[1].isdigit() else None
    for one in stores(tuple(int(word) for word in sys.argv[1:] if word.isdigit()) or (10_000, 100_000), kept):
        shown = f"{one.reports:>7} {one.name:<42} {one.value:>10.2f} {one.unit:<12} bound {one.bound}"
        print(f"\r{shown} {'holds' if one.holds else 'BROKEN'}")  # noqa: T201 - a program for people
