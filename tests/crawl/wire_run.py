"""Runs `wire_crawl` in a process of its own and reads what it archived."""

import json
import subprocess
import sys
from pathlib import Path

from gipcrawler.warc import Record, records

ROOT = Path(__file__).parents[2]


def run(
    folder: Path, requests: list[dict], disk: int | None = None, writer: str | None = None, **settings
) -> tuple[dict, str]:
    jobs, results = folder / "jobs.json", folder / "results.json"
    told = {"settings": {"ARCHIVE_DIR": str(folder / "archive"), **settings}, "requests": requests}
    if disk:
        told["disk"] = disk
    if writer:
        told["writer"] = writer
    jobs.write_text(json.dumps(told))
    command = [sys.executable, "-m", "tests.crawl.wire_crawl", jobs, results]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(results.read_bytes()), done.stderr


def archived(folder: Path) -> list[Record]:
    return [record for path in sorted((folder / "archive/warc").iterdir()) for record in records(path)]
