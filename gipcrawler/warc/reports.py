"""A WARC file into the reports that it holds: each a page with its attachments, or a file alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from gipcrawler.cms import attachments, canonical
from gipcrawler.model import Capture, RecordRef
from gipcrawler.warc.digest import digest
from gipcrawler.warc.members import member_at, members
from gipcrawler.warc.message import payload_of
from gipcrawler.warc.owed import FILES, holds_report, media_type, page_of
from gipcrawler.warc.read import Record
from gipcrawler.warc.rendering import as_shown, document_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A document in the archive: its capture, and its body without any coding."""

    capture: Capture
    body: bytes


@dataclass(slots=True)
class _Places:
    """Where things stand in a file: offsets, for it may hold more reports than memory.

    `doms` gives for the document of a rendered page the place of what a browser made of it, if that holds a report.
    """

    answers: dict[str, int] = field(default_factory=dict)
    doms: dict[int, int] = field(default_factory=dict)
    pages: dict[int, None] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

    def note(self, record: Record) -> None:
        """Take down a record, the answers of a file before what was made of them."""
        if record.type in {"response", "revisit"}:
            self.answers[record.record_id] = record.offset
        document = self.answers.get(document_of(record) or "")
        if document is not None:
            if holds_report(as_shown(record, record)):
                self.doms[document] = record.offset
                self.pages[document] = None
        elif holds_report(record) and record.payload.startswith(FILES):
            self.files.setdefault(canonical(record.url), record.offset)
        elif holds_report(record):
            self.pages[record.offset] = None


def reports_in(path: Path) -> Iterator[tuple[Kept, ...]]:
    """The reports of a file; a page that a browser rendered is read as it was shown. Raises ArchiveError."""
    places = _Places()
    for member in members(path):
        if isinstance(member, Record):
            places.note(member)
    alone = dict(places.files)
    for offset in places.pages:
        page = _kept(path, offset, places.doms.get(offset))
        if page is not None:
            linked = [canonical(entry.url) for entry in attachments(page_of(page[1]))]
            files = (_kept(path, places.files[key]) for key in linked if key in places.files)
            yield (page[0], *(one[0] for one in files if one))
            for key in linked:
                alone.pop(key, None)
    for offset in alone.values():
        if kept := _kept(path, offset):
            yield (kept[0],)


def _kept(path: Path, offset: int, dom: int | None = None) -> tuple[Kept, Record] | None:
    """A record as what is kept of it, and as it was shown; digests that its file does not say are computed."""
    record = member_at(path, offset)
    if not isinstance(record, Record):
        return None
    said = {"Block": record.block, "Payload": payload_of(record.block)}
    digests = [record.header(f"WARC-{name}-Digest") or digest(data) for name, data in said.items()]
    ref = RecordRef(record.file, record.offset, record.length, record.record_id, *digests)
    status = record.http_status or 200
    date = record.date if record.date.tzinfo else record.date.replace(tzinfo=UTC)  # the standard knows no other
    rendered = member_at(path, dom) if dom is not None else None
    shown = as_shown(record, rendered) if isinstance(rendered, Record) else record
    return Kept(Capture(record.url, date, status, media_type(shown), ref), shown.payload), shown
