"""What comparing costs: two years of a report, and its page, against their bound; and how a long text grows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from time import perf_counter

from benchmarks.pairs import Ratio
from gipcrawler.diff import Shown, change_html, diff
from gipcrawler.model import Report
from gipcrawler.reading import read
from tests.press import as_html, synthetic

TIMES = 15
BOUND = 150  # milliseconds for a diff of two reports
LONG = 100_000  # characters of one section: more than any report has been seen with
ISSUERS = ("平原市人民政府", "云山县人民政府", "清河县双桥镇人民政府", "某省人民政府")


def changes() -> Iterator[Ratio]:
    """Diff of two years, the same with its page, and how a long section's time grows when it is twice as long."""
    pairs = [_years(issuer, seed) for seed, issuer in enumerate(ISSUERS)]
    yield _share("diff of two reports", pairs, diff)
    yield _share("diff of two reports and its page", pairs, _page)
    one, two = (_long(*pairs[0], size) for size in (LONG, 2 * LONG))
    diff(*one)
    times = [(_time(diff, *two), _time(diff, *one)) for _ in range(5)]
    ours, theirs = (round(median(column), 1) for column in zip(*times, strict=True))
    shares = [long / short for long, short in times]
    bounds = (round(min(shares), 2), round(max(shares), 2))
    yield Ratio("diff of 200 000 characters against 100 000", 2.6, ours, theirs, round(ours / theirs, 2), *bounds)


def _years(issuer: str, seed: int) -> tuple[Report, Report]:
    before = synthetic(issuer, 2022, "2021", seed)
    left, right = (read(as_html(sheet)) for sheet in (before, synthetic(issuer, 2023, "2021", seed, previous=before)))
    return left, right


def _page(left: Report, right: Report) -> str:
    return change_html(diff(left, right), Shown(left), Shown(right))


def _long(left: Report, right: Report, size: int) -> tuple[Report, Report]:
    """Both with a first section of `size` characters, in which every fifth paragraph reads otherwise."""
    lines = [line for report in (left, right) for section in report.sections for line in section.text.split("\n")]
    times = 1 + size // sum(map(len, lines))
    told = [f"第{number}轮：{line}" for number in range(times) for line in lines]
    other = [line.replace("的", "之") if place % 5 == 0 else line for place, line in enumerate(told)]
    first, second = (_with("\n".join(text)[:size], report) for text, report in ((told, left), (other, right)))
    return first, second


def _with(text: str, report: Report) -> Report:
    first, *others = report.sections
    return replace(report, sections=(replace(first, text=text), *others))


def _share(name: str, pairs: list[tuple[Report, Report]], made: Callable[[Report, Report], object]) -> Ratio:
    made(*pairs[0])
    times = [_time(made, *pair) for _ in range(TIMES) for pair in pairs]
    shares = [round(each / BOUND, 3) for each in (median(times), min(times), max(times))]
    return Ratio(f"{name}, of {BOUND} ms", 1.0, round(median(times), 1), BOUND, *shares)


def _time(made: Callable[[Report, Report], object], left: Report, right: Report) -> float:
    start = perf_counter()
    made(left, right)
    return (perf_counter() - start) * 1000
