"""`gipcrawler reread`: what an older parser read is read again from the archive."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gipcrawler.cli.archive import index_dir, warc_dir
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console, errors
from gipcrawler.cli.rereading import read_again, read_each
from gipcrawler.errors import ArchiveError, ArgumentError, UnreadableError
from gipcrawler.reading import PARSER_VERSION, Entry
from gipcrawler.store import KeptEntry, Reading, Store
from gipcrawler.store.entry import readings_of

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
        "stopped and called again: it goes on with what is left. Exit status 1 if a record cannot be read; its report "
        "stays as it was.",
    )
    parser.add_argument("--all", action="store_true", help="everything, what could not be read before included")
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
        ids = store.entry_ids(None if arguments.all else PARSER_VERSION)
        task = progress.add_task("reading", total=len(ids))
        rereading = Rereading(store)
        work = partial(read_again, warc_dir(), index_dir())
        try:
            for asked, read in read_each(_entries(store, ids), work, arguments.workers):
                rereading.take(asked, read)
                progress.advance(task)
        except BrokenProcessPool as error:
            says = "a process that reads has died, perhaps for want of memory: call again with --workers 1"
            raise UnreadableError(says) from error
        finally:
            rereading.save()
    told = [f"{len(ids)} entries read again", *(f"{rereading.outcomes[name]} {name}" for name in OUTCOMES)]
    console().print(", ".join(told), markup=False, soft_wrap=True)
    return 1 if rereading.failed else 0


class Rereading:
    """What was read again, on its way to the database; `outcomes` counts reports, `failed` entries that stay."""

    def __init__(self, store: Store) -> None:
        self.outcomes: Counter[str] = Counter()
        self.failed = 0
        self._store = store
        self._waiting: list[Reading] = []

    def take(self, asked: KeptEntry, read: Entry | ArchiveError) -> None:
        """Keep what was read of an entry until there is enough to save, or say why there is nothing."""
        if isinstance(read, ArchiveError):
            self._complain(asked, str(read))
            return
        if asked.was_read and not read.readings:
            self._complain(asked, read.reason)
        self._waiting += readings_of(read, asked.captures, asked.listed)
        if len(self._waiting) >= SAVED:
            self.save()

    def save(self) -> None:
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


def _progress() -> Progress:
    """A bar on a terminal, nothing in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    quiet = not sys.stderr.isatty()
    return Progress(*columns, console=errors(), transient=True, redirect_stdout=False, disable=quiet)
