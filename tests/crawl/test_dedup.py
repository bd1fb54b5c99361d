import json
import subprocess
import sys
from collections import Counter

import pytest

from gipcrawler.warc import read_record, records
from tests.crawl.page_server import ROOT, body, portal

PAGES = 30


def crawl(address, folder, dedup: bool) -> list[list[str]]:
    settings = json.dumps({"ARCHIVE_DIR": str(folder), "ARCHIVE_DEDUP": dedup})
    command = [sys.executable, "-m", "tests.crawl.flat_crawl", address, str(PAGES), settings, "say"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return [line.split() for line in done.stdout.splitlines()[:-1]]


@pytest.mark.parametrize("dedup", [True, False])
def test_a_second_crawl_of_unchanged_pages_writes_none_of_them_again(tmp_path, dedup):
    with portal() as address:
        crawl(address, tmp_path, dedup)
        again = crawl(address, tmp_path, dedup)
    assert len(again) == PAGES
    for path, file, offset, record_id in again:
        record = read_record(tmp_path / "warc", file, int(offset))
        assert (record.record_id, record.payload) == (record_id, body(f"/{path}"))
    kinds = Counter(record.type for record in records(tmp_path / "warc" / again[0][1]))
    assert kinds == {"warcinfo": 1, "revisit" if dedup else "response": PAGES, "request": PAGES}
