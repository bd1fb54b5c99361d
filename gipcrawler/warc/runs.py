"""Write a run down as `runs/<run id>.json` of the archive folder (INTERFACES), whole or not at all."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gipcrawler.model import Run


def run_json(run: Run) -> dict[str, Any]:
    """A run in the shape of its file; times are ISO 8601 in UTC, the end is null while the run goes on."""
    finished = run.finished.isoformat(timespec="milliseconds") if run.finished else None
    return asdict(run) | {"started": run.started.isoformat(timespec="milliseconds"), "finished": finished}


def write_run(run: Run, archive: Path) -> Path:
    """The path of the file in `runs` of an archive folder, which is made where it is missing."""
    folder = archive / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.run}.json"
    half = path.with_suffix(".json.open")
    half.write_text(json.dumps(run_json(run), ensure_ascii=False, indent=1) + "\n", "utf-8")
    half.replace(path)
    return path
