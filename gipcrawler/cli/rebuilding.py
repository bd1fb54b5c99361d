"""Turn WARC files whose runs the database does not know back into entries: it is an index, and can be lost."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from gipcrawler.cms import Page, read_detail
from gipcrawler.model import Capture, RecordRef, Run
from gipcrawler.reading import Hint
from gipcrawler.store import KeptEntry
from gipcrawler.store.entry import Listed
from gipcrawler.warc.index import FINISHED
from gipcrawler.warc.members import members
from gipcrawler.warc.read import Record
from gipcrawler.warc.reports import Kept, reports_in

SPIDER = re.compile(r"(.+)-(\d{14})-[0-9a-f]+-\d+\.warc(?:\.gz)?")
RUN = re.compile(rb"^run: (\S+)\s*$", re.MULTILINE)
OWN = "file:///"
"""How the address of a document begins that came from a folder (`warc.ingest`)."""


@dataclass(slots=True)
class Lost:
    """A run that the database does not know, as it was written down or else as its files tell, with these files."""

    run: Run
    files: list[Path] = field(default_factory=list)


def lost_runs(warcs: Path, written: Iterable[Run], known: Iterable[str]) -> list[Lost]:
    """The runs that wrote finished files of the archive and have no row in the database."""
    runs = {run.run: run for run in written}
    copied = {file: run for run in runs.values() for file in run.arguments}  # `ingest` keeps the names of its copies
    lost: dict[str, Lost] = {}
    for path in sorted(one for one in warcs.glob("*") if one.name.endswith(FINISHED)):
        name = copied[path.name].run if path.name in copied else _said(path)
        if name not in set(known):
            lost.setdefault(name, Lost(runs.get(name) or _unwritten(name, path))).files.append(path)
    return list(lost.values())


def entries_of(lost: Lost) -> Iterator[KeptEntry]:
    """What the files of a run hold: pages of reports with their files, and documents from a folder.

    Of where they were listed is left what the run says: in which province; what the listing said of files, their page
    says. Raises ArchiveError.
    """
    run = lost.run
    provinces = {tally.place[:2] for tally in run.sources if tally.place}
    place = f"{provinces.pop()}0000" if len(provinces) == 1 else None

    def entry(hint: Hint, *captures: Capture) -> KeptEntry:
        return KeptEntry(Listed(run.run, run.spider, place or "", hint), captures, was_read=False)

    for path in lost.files:
        for documents in reports_in(path):
            hint = _hint(documents[0], place) if len(documents) > 1 else Hint(place=place)
            yield entry(hint, *(one.capture for one in documents))
        for member in members(path):
            if isinstance(member, Record) and member.type == "resource" and member.url.startswith(OWN):
                yield entry(Hint(place=place), _capture(member))


def _hint(page: Kept, place: str | None) -> Hint:
    detail = read_detail(Page(page.capture.url, page.body, None, page.capture.status))
    return Hint(detail.title, place, detail.published, site=detail.site)


def _said(path: Path) -> str:
    """The run that a file says at its beginning that it is of; the file's own name where it does not."""
    for member in islice(members(path), 1):
        found = RUN.search(member.block) if isinstance(member, Record) and member.type == "warcinfo" else None
        if found:
            return found[1].decode("utf-8", "replace")
    return path.name


def _unwritten(name: str, path: Path) -> Run:
    """A run that nobody wrote down: it was killed, or its file came from elsewhere."""
    told = SPIDER.fullmatch(path.name)
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    began = datetime.strptime(f"{told[2]}+0000", "%Y%m%d%H%M%S%z") if told else written
    return Run(name, told[1] if told else path.stem, {}, began)


def _capture(record: Record) -> Capture:
    """A document from a folder, as `ingest` kept it."""
    said = [record.header(f"WARC-{name}-Digest") or "" for name in ("Block", "Payload")]
    kind = record.header("Content-Type") or "application/octet-stream"
    ref = RecordRef(record.file, record.offset, record.length, record.record_id, *said)
    return Capture(record.url, record.date, 200, kind, ref)
