"""What reading a report costs on each carrier: against plain text extraction of the same report as a web page."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import trafilatura

from benchmarks.pairs import Ratio, compare
from gipcrawler.check import check
from gipcrawler.reading import read
from tests.press import as_docx, as_page, as_pdf, expected
from tests.press.ofd import as_ofd
from tests.press.sheet import Sheet
from tests.press.twelve import reports
from tests.press.xlsx import as_xlsx

WRITTEN = Path(__file__).parents[1] / "tests" / "fixtures" / "carriers"
PRINTED: dict[str, Callable[[Sheet], bytes]] = {"xlsx": as_xlsx, "ofd": as_ofd, "docx": as_docx, "pdf": as_pdf}
# Of the time that trafilatura takes: what was measured and half as much again
BOUNDS = {"doc": 3.0, "rtf": 8.0, "odt": 3.0, "xls": 1.3, "xlsx": 1.4, "ofd": 6.0, "docx": 3.5, "pdf": 2.5}


def carriers() -> Iterator[Ratio]:
    """Reading the twelve reports of all forms on each carrier, tables and checks included; for a PDF by the page."""
    for carrier, bound in BOUNDS.items():
        bodies = {as_page(sheet): _body(carrier, name, sheet) for name, sheet in reports.items()}
        lengths = []
        for body, sheet in zip(bodies.values(), reports.values(), strict=True):
            report = read(body)
            if len(report.cells) != len(expected(sheet)):
                raise SystemExit(f"a report as .{carrier} does not read all cells: there is nothing to time")
            lengths.append(max(cell.origin.page or 1 for cell in report.cells))
        whole = compare(
            f"read .{carrier}",
            bound,
            _reader(bodies),
            lambda page: trafilatura.extract(page, include_tables=True),
            list(bodies),
        )
        yield _by_the_page(whole, min(lengths)) if carrier == "pdf" else whole


def _body(carrier: str, name: str, sheet: Sheet) -> bytes:
    if carrier in PRINTED:
        return PRINTED[carrier](sheet)
    with zipfile.ZipFile(WRITTEN / f"{carrier}.zip") as held:
        return held.read(f"{name}.{carrier}")


def _reader(bodies: dict[bytes, bytes]) -> Callable[[bytes], object]:
    return lambda page: check(read(bodies[page]))


def _by_the_page(whole: Ratio, pages: int) -> Ratio:
    ours, ratio, low, high = (round(x / pages, 3) for x in (whole.ours, whole.ratio, whole.low, whole.high))
    return replace(whole, name=f"{whole.name}, a page", ours=ours, ratio=ratio, low=low, high=high)
