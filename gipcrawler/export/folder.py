"""Put files into a folder all at once: they are written beside what is there, and take its place when all are whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def replacing(folder: Path, last: str) -> Iterator[Path]:
    """A folder to write files into, which then replace those of the same name in `folder`; the one called `last` last.

    What else stands in `folder` is left alone, and all of it where writing ends with an exception. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=".export-", dir=folder))
    try:
        yield beside
        whole = sorted(beside.iterdir(), key=lambda path: (path.name == last, path.name))
        for path in whole:
            _to_disk(path)
        for path in whole:
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _to_disk(path: Path) -> None:
    """Have the bytes on the disk before the name: after a power cut there is the old file or the new one."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
