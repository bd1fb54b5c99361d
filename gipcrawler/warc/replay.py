"""An archive folder into a running pywb, which lives in an environment of its own that is made on first use.

pywb pins versions that ours exclude, and brings another package under the name of one that Scrapy needs; so the two
never meet. Its locked requirements are `replay.lock` (docs/archive.md says how to raise them).
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Final

from gipcrawler.errors import ReplayError
from gipcrawler.warc.index import write_missing

COLLECTION: Final = "gip"
MADE = ".made"  # stands in an environment that is complete
PATIENCE = 900  # seconds; some of it is compiled where no wheel fits


def replay_address(url: str, captured: str, base: str = "http://localhost:8080") -> str:
    """Where `gipcrawler replay` shows the capture of an address; `captured` is its time in UTC, 14 digits."""
    return f"{base}/{COLLECTION}/{captured}/{url}"


def environment(says: Callable[[str], object]) -> Path:
    """The Python of pywb's environment, made now if it is not there: below the user's cache folder, one for each lock.

    `says` is told when that takes a while. Raises ReplayError where it cannot be made.
    """
    lock = files("gipcrawler.warc").joinpath("replay.lock").read_bytes()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    name = f"replay-{version}-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gipcrawler" / name
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder.with_name(name + ".lock").open("w") as guard:
            fcntl.flock(guard, fcntl.LOCK_EX)  # two commands at once make one environment
            if not (folder / MADE).exists():
                says(f"Making the environment of pywb in {folder}; this is done once and may take some minutes.")
                _make(folder, lock)
    except OSError as error:
        raise ReplayError(f"cannot make the environment of pywb in {folder}: {error}") from error
    return folder / "bin" / "python"


def _make(folder: Path, lock: bytes) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    _run([sys.executable, "-m", "venv", str(folder)], folder)
    requirements = folder / "requirements.txt"
    requirements.write_bytes(lock)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*pip, "--require-hashes", "--requirement", str(requirements)], folder)
    (folder / MADE).touch()


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603 - ours
    except subprocess.TimeoutExpired as error:
        raise ReplayError(f"cannot make the environment of pywb in {folder}: it took over {PATIENCE} s") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason was given"]
        raise ReplayError(f"cannot make the environment of pywb in {folder}: {said[-1]}")


def configure(archive: Path) -> Path:
    """Index what is finished, and write pywb's configuration to `.replay` in the archive; gives that folder.

    pywb reads our files where they are, and finds new indexes by itself. Raises ArchiveError.
    """
    write_missing(archive / "warc", archive / "index")
    folder = archive / ".replay"
    folder.mkdir(exist_ok=True)
    where = {"index_paths": f"{(archive / 'index').resolve()}/", "archive_paths": f"{(archive / 'warc').resolve()}/"}
    configuration = {"collections": {COLLECTION: where}, "enable_auto_colls": False}
    (folder / "config.yaml").write_text(json.dumps(configuration, indent=1), encoding="utf-8")  # JSON is YAML
    return folder


def serve_command(python: Path, folder: Path, port: int) -> list[str]:
    """The command that serves a configured archive on loopback."""
    return [str(python), "-m", "pywb.apps.cli", "--bind", "127.0.0.1", "--port", str(port), "--directory", str(folder)]
