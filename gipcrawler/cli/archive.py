"""Where the archive of a command is: the setting ARCHIVE_DIR, and the folders in it."""

from pathlib import Path

from gipcrawler import settings


def archive_dir() -> Path:
    """The folder that runs write to."""
    return Path(vars(settings)["ARCHIVE_DIR"])


def warc_dir() -> Path:
    """The folder of its WARC files."""
    return archive_dir() / "warc"


def index_dir() -> Path:
    """The folder of their indexes."""
    return archive_dir() / "index"
