"""What reading scanned pages costs, and how exactly it is done: seconds a page, memory, cells not as printed."""

import resource
from collections.abc import Iterator
from dataclasses import replace
from time import process_time

from benchmarks.pairs import Ratio
from gipcrawler.check import check
from gipcrawler.model import Report
from gipcrawler.reading import read
from tests.press import expected
from tests.press.scan import ASKEW, COARSE, GOOD, bound, scans
from tests.press.sheet import Sheet
from tests.press.twelve import reports

CORES = 2  # the figures of a page are for a machine of so many that does nothing else
SECONDS, MEGABYTES = 12.0, 1500.0  # a page, and at most
# Of each scanner: how it scans, the share of cells that may be wrong, and of right ones that may be called doubtful
SCANNERS = {
    "150 dpi": (GOOD, 0.002, 0.02),
    "100 dpi": (COARSE, 0.01, 0.02),
    "150 dpi, askew by 1°": (ASKEW, 0.01, 0.02),
    "100 dpi, askew by 1°": (replace(COARSE, lean=1.0), 0.01, 0.02),
}


def scanned() -> Iterator[Ratio]:
    """The twelve reports by each scanner; a wrong cell that nothing marks breaks its bound, which is none."""
    pages = seconds = 0.0
    for name, (scanner, most_wrong, most_doubtful) in SCANNERS.items():
        cells = wrong = silent = doubted = 0
        for seed, sheet in enumerate(reports.values()):
            printed = scans(sheet, scanner, seed)
            began = process_time()
            report = read(bound(printed, "PDF", scanner.dpi))
            seconds += process_time() - began
            pages += len(printed)
            one = _compared(report, sheet)
            cells, wrong, silent, doubted = (
                a + b for a, b in zip((cells, wrong, silent, doubted), (len(expected(sheet)), *one), strict=True)
            )
        yield _share(f"scan at {name}, cells not as printed", most_wrong, wrong, cells)
        yield _share(f"scan at {name}, of these unmarked", 0.0, silent, cells)
        yield _share(f"scan at {name}, right cells called doubtful", most_doubtful, doubted, cells)
    page = seconds / CORES / pages
    yield Ratio("read a scanned page, s of two cores", 1.0, round(page, 3), SECONDS, *([round(page / SECONDS, 3)] * 3))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Ratio("memory of reading scans, MB", 1.0, round(most), MEGABYTES, *([round(most / MEGABYTES, 3)] * 3))


def _compared(report: Report, sheet: Sheet) -> tuple[int, int, int]:
    """How many cells are wrong; how many of these no finding touches; how many right ones are called doubtful."""
    found = {(cell.table, cell.row, cell.sub_row, cell.column): cell.value for cell in report.cells}
    findings = check(report)
    marked = {finding.where for finding in findings}
    doubtful = {finding.where for finding in findings if finding.rule == "doubtful"}
    wrong = silent = doubted = 0
    for table, row, sub_row, column, value in expected(sheet):
        key = (table, row, sub_row, column)
        where = "/".join(filter(None, key))
        if key not in found or found[key] != value:
            wrong += 1
            silent += marked.isdisjoint((where, f"{table}/{row}", f"{table}/*/{column}"))
        else:
            doubted += where in doubtful
    return wrong, silent, doubted


def _share(name: str, bound_: float, some: int, of: int) -> Ratio:
    share = round(some / of, 5)
    return Ratio(name, bound_, float(some), float(of), share, share, share)
