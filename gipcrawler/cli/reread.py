"""`gipcrawler reread`: what an older parser read is read again from the archive."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gipcrawler.cli.archive import archive_dir, index_dir, warc_dir
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console, errors
from gipcrawler.cli.rebuilding import Lost, entries_of, lost_runs
from gipcrawler.cli.rereading import read_again, read_each
from gipcrawler.errors import ArchiveError, ArgumentError, UnreadableError
from gipcrawler.reading import PARSER_VERSION, Entry
from gipcrawler.store import KeptEntry, Reading, Store
from gipcrawler.store.entry import readings_of
from gipcrawler.store.surveys import Surveys
from gipcrawler.warc.runs import read_runs

AT_ONCE = 100  # entries that are asked of the database at a time
SAVED = 20  # readings a transaction: what an interrupt may lose
OUTCOMES = ("unchanged", "new", "replaced", "unreadable")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "reread",
        help="read again from the archive what an older parser read",
        description="Read the documents of the archive again that another version of the parser read, and bring the "
        "database up to date. A reading anew is no new edition, and corrections and verdicts by hand stay. It may be "
        "stopped and called again: it goes on with what is left. With --all a lost database is made anew, as far as "
        "the archive tells. Afterwards `gipcrawler check` compares years and neighbours again. Exit status 1 if a "
        "record cannot be read; its report stays as it was.",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="everything: what could not be read before too, and files whose runs the database does not know",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=len(os.sched_getaffinity(0)),
        help="processes that read (default: one a processor)",
    )
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, save some at a time, and say what became of it."""
    if arguments.workers < 1:
        raise ArgumentError(f"--workers {arguments.workers}: at least one process must read")
    with open_store(arguments) as store, _progress() as progress:
        rereading = Rereading(store, arguments.workers, progress)
        ids = store.entry_ids(None if arguments.all else PARSER_VERSION)
        rereading.read(_entries(store, ids), len(ids))
        for lost in _lost(store) if arguments.all else ():
            rereading.read(one for one in entries_of(lost) if not store.is_captured(one.captures[0].record.record_id))
            store.start_run(lost.run)  # only now is it known, so that what is stopped begins with it again
    told = [f"{rereading.entries} entries read again", *(f"{rereading.outcomes[name]} {name}" for name in OUTCOMES)]
    # what was found by comparing a report with others went with its old reading
    after = "; next: gipcrawler check" if rereading.entries else ""
    console().print(", ".join(told) + after, markup=False, soft_wrap=True)
    return 1 if rereading.failed else 0


class Rereading:
    """What was read again, on its way to the database; `entries` and `failed` count entries, `outcomes` reports."""

    def __init__(self, store: Store, workers: int, progress: Progress) -> None:
        self.outcomes: Counter[str] = Counter()
        self.entries = 0
        self.failed = 0
        self._store = store
        self._workers = workers
        self._progress = progress
        self._waiting: list[Reading] = []

    def read(self, entries: Iterable[KeptEntry], total: int | None = None) -> None:
        """Read entries and save what they hold; raises UnreadableError where a process dies over it."""
        task = self._progress.add_task("reading", total=total)
        work = partial(read_again, warc_dir(), index_dir())
        try:
            for asked, read in read_each(entries, work, self._workers):
                self.entries += 1
                self._take(asked, read)
                self._progress.advance(task)
        except BrokenProcessPool as error:
            says = "a process that reads has died, perhaps for want of memory: call again with --workers 1"
            raise UnreadableError(says) from error
        finally:
            self._save()

    def _take(self, asked: KeptEntry, read: Entry | ArchiveError) -> None:
        """Keep what was read of an entry until there is enough to save, or say why there is nothing."""
        if isinstance(read, ArchiveError):
            self._complain(asked, str(read))
            return
        if asked.was_read and not read.readings:
            self._complain(asked, read.reason)
        self._waiting += readings_of(read, asked.captures, asked.listed)
        if len(self._waiting) >= SAVED:
            self._save()

    def _save(self) -> None:
        """Write what waits."""
        waiting, self._waiting = self._waiting, []
        self.outcomes += self._store.load(waiting)

    def _complain(self, asked: KeptEntry, says: str) -> None:
        self.failed += 1
        where = asked.captures[0].url
        errors().print(f"gipcrawler: {where}: stays as it was: {says}", markup=False, highlight=False, soft_wrap=True)


def _entries(store: Store, ids: Sequence[int]) -> Iterator[KeptEntry]:
    for start in range(0, len(ids), AT_ONCE):
        yield from store.entries(ids[start : start + AT_ONCE])


def _lost(store: Store) -> list[Lost]:
    return lost_runs(warc_dir(), read_runs(archive_dir()), [run.run for run in Surveys(store).runs()])


def _progress() -> Progress:
    """A bar on a terminal, nothing in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    quiet = not sys.stderr.isatty()
    return Progress(*columns, console=errors(), transient=True, redirect_stdout=False, disable=quiet)
