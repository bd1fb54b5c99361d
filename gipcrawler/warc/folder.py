"""What the files of an archive folder are called, and their names made as durable as their bytes."""

import errno
import os
from pathlib import Path
from typing import Final

from gipcrawler.errors import ArchiveError, DiskFullError

OPEN: Final = ".open"
"""Behind the name of a file while it is written; a lock (flock) on it tells that its writer lives."""
TORN: Final = "torn"
"""The folder beside finished files for what a crash tore off."""

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What the disk says where it has no room, and where the user has none left."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, not only the bytes (fsync(2)); raises ArchiveError."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise refused(f"cannot sync the archive folder {folder}", error) from error


def refused(doing: str, error: OSError) -> ArchiveError:
    """What to raise where the disk refused something: DiskFullError where it has no room, else ArchiveError."""
    kind = DiskFullError if error.errno in FULL else ArchiveError
    return kind(f"{doing}: {error.strerror}")
