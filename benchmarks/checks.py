"""What checking costs: ten thousand reports out of the database and back, against their bound; and how copies grow.

`python -m benchmarks.checks 10000` checks that many; `make bench` fewer, and reckons up.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.pairs import Ratio
from gipcrawler.check import Copies
from gipcrawler.cli.check import check_all
from gipcrawler.model import Capture, RecordRef, Report
from gipcrawler.places import Place, get, under
from gipcrawler.reading import read
from gipcrawler.store import Reading, Store
from tests.check.essays import essay
from tests.press import as_html, synthetic

BOUND = 30  # seconds of one core for 10 000 reports
WHOLE = 10_000
REPORTS = 2_000
TEMPLATES = 20
YEARS = (2021, 2022)
CLAUSES = {"overview": 90, "problems": 40}  # with what the templates say some 2 600 characters, as reports have
WRITTEN = datetime(2024, 3, 1, tzinfo=UTC)


def checks(size: int = REPORTS) -> Iterator[Ratio]:
    """All checks over reports in a database, loading and writing included; and near copies of twice as many."""
    made = list(islice(reports(), size))
    with TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder)}/gip.db")
        store.load(map(_reading, made))
        begun = process_time()
        checked = check_all(store, None, None)
        seconds = process_time() - begun
        store.close()
    if checked != size:
        raise SystemExit(f"{checked} of {size} reports were checked: there is nothing to time")
    whole = seconds / size * WHOLE
    share = round(whole / BOUND, 3)
    yield Ratio(f"check of {WHOLE} reports, in s, from {size}", 1.0, round(whole, 1), BOUND, share, share, share)
    half = made[: size // 2]
    times = [(_copies(made), _copies(half)) for _ in range(3)]
    shares = sorted(whole / part for whole, part in times)
    ours, theirs = (round(1000 * sum(column) / len(times), 1) for column in zip(*times, strict=True))
    name = f"near copies among {size} reports against half of them"
    yield Ratio(name, 2.8, ours, theirs, round(shares[1], 2), round(shares[0], 2), round(shares[2], 2))


def reports() -> Iterator[Report]:
    """Two years of one township after the other, with figures that hold and words of their own."""
    pairs = []
    for at in range(TEMPLATES):
        first = synthetic(f"某{at}县某镇人民政府", YEARS[0], seed=at)
        second = synthetic(f"某{at}县某镇人民政府", YEARS[1], seed=at, previous=first)
        pairs.append([read(as_html(sheet)) for sheet in (first, second)])
    for number, place in enumerate(_townships()):
        for report in pairs[number % TEMPLATES]:
            sections = tuple(
                replace(one, text=f"{one.text}\n{essay((place.code, report.year, one.key), CLAUSES[one.key])}")
                if one.key in CLAUSES
                else one
                for one in report.sections
            )
            issuer = f"{place.name}办事处" if place.name.endswith("街道") else f"{place.name}人民政府"
            yield replace(report, issuer=issuer, place=place.code, sections=sections)


def _townships() -> Iterator[Place]:
    for digits in range(11, 66):
        if province := get(f"{digits}0000"):
            yield from under(province.code, "township")


def _reading(report: Report) -> Reading:
    url = f"https://www.{report.place}.gov.cn/{report.year}.html"
    digest = f"sha256:{sha256(url.encode()).hexdigest()}"
    ref = RecordRef("bench-00000.warc.gz", 0, 9000, f"<urn:{report.place}-{report.year}>", digest, digest)
    seen = Capture(url, WRITTEN, 200, "text/html", ref)
    return Reading("bench", "bench", report.place or "", (seen,), seen, report)


def _copies(made: list[Report]) -> float:
    begun = process_time()
    copies = Copies()
    for key, report in enumerate(made):
        copies.add(key, report.place or "", report)
    for _ in copies.pairs():
        raise SystemExit("reports with words of their own are told to be copies: there is nothing to time")
    return process_time() - begun


if __name__ == "__main__":
    for result in checks(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS):
        sys.stdout.write(f"{result.name}: {result.ours} against {result.theirs}, {result.ratio} of {result.bound}\n")
