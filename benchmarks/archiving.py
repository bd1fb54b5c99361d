"""What the archive costs a crawl at full speed: against Scrapy without a recorder, in processes that run in turn."""

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.pairs import Ratio
from tests.crawl.page_server import ROOT, portal

ROUNDS = 5
PAGES = 1500
LONG = 5000
ALLOWED_MB = 60.0
STOCK = {"DOWNLOAD_HANDLERS": {}, "EXTENSIONS": {}}
CAPTURE = {"DRY_RUN": True}
ARCHIVE: dict[str, object] = {}


def archiving() -> Iterator[Ratio]:
    """Time a page of 67 kB, 16 at once, from a portal on loopback; then see how memory grows over many."""
    with portal() as address:
        rounds = [[_run(address, PAGES, way) for way in (STOCK, CAPTURE, ARCHIVE)] for _ in range(ROUNDS)]
        grown = _run(address, LONG, ARCHIVE)["grown_mb"]
    stock, capture, archive = ([told["ms"] for told in way] for way in zip(*rounds, strict=True))
    yield _against("crawl, bytes captured", round(1 / 0.94, 3), capture, stock)
    yield _against("crawl, captured and archived", round(1 / 0.85, 3), archive, stock)
    share = round(grown / ALLOWED_MB, 3)
    yield Ratio(f"memory, MB more after {LONG} pages", 1.0, round(grown, 1), ALLOWED_MB, share, share, share)


def _against(name: str, bound: float, ours: list[float], stock: list[float]) -> Ratio:
    single = [one / two for one, two in zip(ours, stock, strict=True)]
    mine, other = median(ours), median(stock)
    return Ratio(name, bound, *(round(x, 3) for x in (mine, other, mine / other, min(single), max(single))))


def _run(address: str, pages: int, settings: dict[str, object]) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        given = json.dumps({"ARCHIVE_DIR": folder, **settings})
        command = [sys.executable, "-m", "tests.crawl.flat_crawl", address, str(pages), given]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # ours
    told = json.loads(done.stdout.splitlines()[-1])
    if told["pages"] != pages:
        raise SystemExit(f"{told['pages']} of {pages} pages came: there is nothing to time")
    return {"ms": told["seconds"] * 1000 / pages, "grown_mb": (told["highest"] - told["early"]) / 1e6}
