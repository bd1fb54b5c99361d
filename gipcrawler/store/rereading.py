"""Turn the captures of a database back into entries: documents that were read together, and what was said of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from gipcrawler.model import Capture
from gipcrawler.reading import Hint
from gipcrawler.store.captures import capture_of
from gipcrawler.store.entry import Listed
from gipcrawler.store.tables import capture, edition

# A capture from before entries were kept is an entry by itself
ENTRY = func.coalesce(capture.c.entry, capture.c.id)


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry of a listing as it was captured; `captures` are those of its documents, the page first.

    Files within an archive are not among them: they are found again when the archive is read. `was_read` tells whether
    there was a report in it.
    """

    listed: Listed
    captures: tuple[Capture, ...]
    was_read: bool


def entry_ids(connection: Connection, other_than: str | None) -> list[int]:
    """The entries that another parser than this version read; all of them, the unreadable ones too, without a version.

    In the order of their records in the files of the archive.
    """
    wanted = select(ENTRY.label("entry"), capture.c.warc_file, capture.c.warc_offset).where(capture.c.member == "")
    if other_than is not None:
        read = select(edition.c.read_from).where(edition.c.parser_version != other_than)
        records = select(capture.c.record_id).where(capture.c.id.in_(read))
        wanted = wanted.where(capture.c.record_id.in_(records))
    first: dict[int, tuple[str, int]] = {}
    for row in connection.execute(wanted):
        at = row.warc_file, row.warc_offset
        first[row.entry] = min(first.get(row.entry, at), at)
    return sorted(first, key=first.__getitem__)


def entries(connection: Connection, ids: Sequence[int]) -> list[KeptEntry]:
    """These entries, in their order."""
    # said so that each side has its index
    theirs = or_(capture.c.entry.in_(ids), and_(capture.c.entry.is_(None), capture.c.id.in_(ids)))
    wanted = select(capture).where(theirs, capture.c.member == "").order_by(capture.c.id)
    rows: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(wanted):
        rows[row.id if row.entry is None else row.entry].append(row)
    return [_entry(rows[entry_id]) for entry_id in ids]


def _entry(rows: Sequence[Row[Any]]) -> KeptEntry:
    first = rows[0]
    listed = next((row.listed for row in rows if row.listed), None)
    origin = Listed(first.run, first.source, first.place, _hint(listed, first.place))
    return KeptEntry(origin, tuple(map(capture_of, rows)), any(row.edition_id is not None for row in rows))


def _hint(listed: dict[str, Any] | None, place: str) -> Hint | None:
    """What the listing had said; null where nothing is known from outside, as of a document from a folder."""
    if listed is None:
        return Hint(place=place) if place else None
    published = date.fromisoformat(listed["published"]) if listed["published"] else None
    return Hint(listed["title"], place or None, published, listed["organ"], listed["site"])
