"""`gipcrawler ingest PATH…`: documents, WARC and WACZ files of other people into archive and database."""

import argparse
import secrets
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from gipcrawler import __version__
from gipcrawler.cli.archive import archive_dir, index_dir, warc_dir
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.fetch import open_source
from gipcrawler.cli.painting import console, errors
from gipcrawler.cli.read import checked, read_sources
from gipcrawler.errors import ArchiveError, UnreadableError
from gipcrawler.model import Run, RunVerdict, SourceTally
from gipcrawler.reading import Entry, Given, read_entry
from gipcrawler.store import Store
from gipcrawler.store.entry import Listed, readings_of
from gipcrawler.warc.digest import digest
from gipcrawler.warc.ingest import NAME, PREFIX, copy_warc, warcs_of, write_documents
from gipcrawler.warc.reports import Kept, reports_in
from gipcrawler.warc.runs import write_run

OUTCOMES = ("new", "unchanged", "replaced", "unreadable")
ENOUGH = 64 << 20  # bytes of documents that wait for one file


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "ingest",
        help="documents, WARC and WACZ files into archive and database",
        description="Take documents, WARC and WACZ files, or folders of them, into archive and database. WARC files "
        "are copied unchanged, and the reports in them read; a document becomes a record of its own. What is there "
        "already adds nothing. Exit status 1 if a WARC file is damaged in places, 2 if something cannot be read at "
        "all.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a document, a WARC or WACZ file, or a folder of them")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take in each path in turn; one that cannot be read is one line on stderr, after which the others follow."""
    started = datetime.now(UTC)
    name = f"{PREFIX}-{started:%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    with open_store(arguments) as store:
        ingestion = Ingestion(store, Run(name, PREFIX, {}, started))
        for path in _files(map(Path, arguments.paths)):
            try:
                with errors().status(f"reading {path.name}") if sys.stderr.isatty() else nullcontext():
                    ingestion.take(path)
            except (UnreadableError, ArchiveError) as error:
                ingestion.complain(str(path), str(error))
        ingestion.close()
    return ingestion.status


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as named; of a folder all in it, in order, but for hidden ones."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one
                for one in path.rglob("*")
                if one.is_file() and not any(part[0] == "." for part in one.relative_to(path).parts)
            )
        else:
            yield path


class Ingestion:
    """One call of the command as a run: what it takes in, and in `status` how it ended.

    Documents are kept some at a time, in one WARC file.
    """

    def __init__(self, store: Store, this: Run) -> None:
        self.status = 0
        self._store = store
        self._run = this
        self._waiting: dict[str, tuple[Path, bytes, Entry]] = {}  # by digest

    def take(self, path: Path) -> None:
        """Take in one file; raises UnreadableError or ArchiveError where it holds nothing for us."""
        if not NAME.fullmatch(path.name) and not path.name.lower().endswith(".wacz"):
            self._take_document(path)
            return
        if not path.is_file():
            raise ArchiveError("cannot be opened: there is no such file")
        with warcs_of(path) as warcs:
            for warc in warcs:
                self._take_warc(path, warc)

    def complain(self, where: str, says: str, status: int = 2) -> None:
        """One line on stderr, kept with the run."""
        errors().print(f"gipcrawler: {where}: {says}", markup=False, highlight=False, soft_wrap=True)
        self._run.fell_short.append(f"{where}: {says}")
        self.status = max(self.status, status)

    def close(self) -> None:
        """Keep what waits, and the run itself unless it took in nothing."""
        self._keep_documents()
        if self._run.sources:
            self._run.finished = datetime.now(UTC)
            self._run.verdict = RunVerdict.SHORT if self._run.fell_short else RunVerdict.COMPLETE
            self._store.finish_run(self._run)
            write_run(self._run, archive_dir())

    def _take_warc(self, path: Path, warc: Path) -> None:
        """Copy a file of others and read the reports in it; what it is called here is kept with the run."""
        copied = copy_warc(warc, warc_dir(), index_dir())
        if copied is None:
            _say(path, "is there already")
            return
        tally = SourceTally(path.name, "")
        self._run.sources.append(tally)
        self._run.arguments[copied.path.name] = path.name
        self._run.bytes += copied.path.stat().st_size
        for one in copied.damaged:
            self.complain(f"{path} at {one.offset}", one.says, 1)
        for documents in reports_in(copied.path):
            self._save(documents, tally)
        counts = ", ".join(f"{getattr(tally, name)} {name}" for name in OUTCOMES)
        _say(path, f"{copied.records} records in {copied.path.name}: {counts}")

    def _take_document(self, path: Path) -> None:
        """Read a document before it is kept: what holds no report is refused."""
        source = open_source(str(path))
        entry = read_sources(source)
        for one in entry.unread:
            self.complain(f"{path} {one.member}", one.reason, 2 if entry.lacks else 0)
        said = digest(source.body)
        if said in self._waiting or self._store.is_kept(said):
            _say(path, "is there already")
            return
        self._waiting[said] = path, source.body, entry
        if sum(len(body) for _, body, _ in self._waiting.values()) > ENOUGH:
            self._keep_documents()

    def _keep_documents(self) -> None:
        waiting, self._waiting = list(self._waiting.values()), {}
        if not waiting:
            return
        info = {"software": f"gipcrawler/{__version__}", "run": self._run.run, "description": "ingested documents"}
        documents = [(path.name, body, entry.readings[0].report.media_type) for path, body, entry in waiting]
        for kept, (path, body, entry) in zip(
            write_documents(documents, warc_dir(), index_dir(), info), waiting, strict=True
        ):
            tally = SourceTally(path.name, "")
            self._run.sources.append(tally)
            self._run.bytes += len(body)
            self._save((kept,), tally, entry)
            for reading in entry.readings:
                _say(path, reading.report.title or "a report without title")

    def _save(self, documents: Sequence[Kept], tally: SourceTally, entry: Entry | None = None) -> None:
        """Store the reports that documents hold, as they were read already or as they are read now."""
        entry = entry or _read(documents)
        captures = [one.capture for one in documents]
        tally.entries += 1
        tally.answered += len(documents)
        self._run.captures += len(documents)
        for reading in readings_of(entry, captures, Listed(self._run.run, tally.source, "")):
            outcome = self._store.save(reading).outcome
            setattr(tally, outcome, getattr(tally, outcome) + 1)


def _read(documents: Sequence[Kept]) -> Entry:
    """The reports that documents hold, with their findings."""
    return read_entry([Given(one.body, one.capture.media_type, one.capture.url) for one in documents]).each(checked)


def _say(path: Path, words: str) -> None:
    console().print(f"{path}: {words}", markup=False, soft_wrap=True)
