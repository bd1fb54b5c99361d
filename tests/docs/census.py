"""`python -m tests.docs.census [SLUG…]`: crawl the provinces' replicas, and keep what was found for docs/provinces.md.

It is no test and asserts nothing: tests/test_provinces.py holds the same crawls to what they must find.
"""
# ruff: noqa: T201 - a program that speaks to its user

import json
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crawling import crawl
from tests.docs.provinces import RESULTS
from tests.replica.provinces import PROVINCES
from tests.replica.replica import Replica
from tests.test_provinces import PLAIN, Found, asked

AT_ONCE = 2


def main(slugs: Iterable[str]) -> None:
    """Crawl each province once, and write the results of all that were ever crawled."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = {slug: result for slug, result in pool.map(one, slugs) if result}
    before = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    kept = {slug: result for slug, result in sorted((before | found).items()) if slug in PROVINCES}
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    sums = {name: sum(result[name] for result in kept.values()) for name in ("planted", "found", "foreign", "requests")}
    print(f"{len(kept)} provinces: {sums}")


def one(slug: str) -> tuple[str, dict[str, int | str] | None]:
    """A province's name, and what a first crawl of its replica found; null where it could not begin."""
    with Replica([slug]) as replica, TemporaryDirectory() as folder:
        ended = crawl(slug, archive=Path(folder), proxy=replica.proxy, settings=PLAIN)
        if not list(Path(folder).glob("runs/*.json")):
            print(f"{slug}: no run\n{ended.stderr[-2000:]}", flush=True)
            return slug, None
        found = Found(Path(folder), replica)
        right = {row["report_id"] for _, row in found.pairs() if row is not None}
        result: dict[str, int | str] = {
            "planted": len(replica.planted),
            "found": sum(row is not None for _, row in found.pairs()),
            "foreign": sum(row["report_id"] not in right for row in found.rows),
            "requests": len(asked(replica)),
            "date": f"{datetime.now(UTC):%Y-%m-%d}",
        }
    print(f"{slug}: {result}, status {ended.returncode}", flush=True)
    return slug, result


if __name__ == "__main__":
    main(sys.argv[1:] or PROVINCES)
