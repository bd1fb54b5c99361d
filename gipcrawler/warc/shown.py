"""Turn the record that a capture names into the document that was read: as it was sent, or as a browser showed it."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from gipcrawler.errors import ArchiveError
from gipcrawler.model import RecordRef
from gipcrawler.warc.folder import OPEN
from gipcrawler.warc.index import index_of, lines
from gipcrawler.warc.read import Record, read_record
from gipcrawler.warc.rendering import DOM, as_shown, document_of

FILES = 16
"""Files whose renderings are remembered: captures are asked for in the order of their files."""


def as_read(warcs: Path, indexes: Path, captured: RecordRef) -> Record:
    """The document of a capture; a page that a browser rendered as it was shown, for so the crawl had read it.

    Raises ArchiveError where the record is not there, is damaged, or is another.
    """
    record = read_record(warcs, captured.file, captured.offset)
    if record.record_id != captured.record_id:
        raise ArchiveError(f"{captured.file}: another record than {captured.record_id} begins at {captured.offset}")
    dom = _renderings(warcs, indexes, captured.file).get(record.record_id)
    return record if dom is None else as_shown(record, read_record(warcs, captured.file, dom))


@lru_cache(FILES)
def _renderings(warcs: Path, indexes: Path, file: str) -> dict[str, int]:
    """Where in a file the DOM of each rendered document stands, the last one of each; found by the file's index."""
    places: dict[str, int] = {}
    for line in _index(warcs / file, indexes):
        if DOM in line:
            offset = int(line.rpartition('"offset": "')[2].partition('"')[0])
            with suppress(ArchiveError):
                document = document_of(read_record(warcs, file, offset))
                if document is not None:
                    places[document] = offset
    return places


def _index(path: Path, indexes: Path) -> list[str]:
    """The lines of a file's index, made anew where there is none: the file may still be being written."""
    try:
        return index_of(path, indexes).read_text("utf-8").splitlines()
    except OSError:
        still_open = path.with_name(path.name + OPEN)
        return list(lines(path if path.exists() else still_open))
