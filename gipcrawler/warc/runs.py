"""A run as `runs/<run id>.json` of the archive folder (INTERFACES), written whole or not at all, and read back."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from gipcrawler.model import Run, RunVerdict, SourceTally


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


def read_runs(archive: Path) -> Iterator[Run]:
    """The runs that an archive folder tells of, in the order of their ids; a file that tells of none is left out."""
    for path in sorted((archive / "runs").glob("*.json")):
        try:
            told = json.loads(path.read_text("utf-8"))
            times = {name: told[name] and datetime.fromisoformat(told[name]) for name in ("started", "finished")}
            verdict = told["verdict"] and RunVerdict(told["verdict"])
            sources = [SourceTally(**source) for source in told["sources"]]
            yield Run(**(told | times | {"verdict": verdict, "sources": sources}))
        except (OSError, ValueError, KeyError, TypeError):
            continue
