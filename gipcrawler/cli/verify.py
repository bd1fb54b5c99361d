"""`gipcrawler verify`: an archive and its database in, every fault with its place out; status 1 if there is one."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from gipcrawler.cli.archive import index_dir, warc_dir
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console, errors
from gipcrawler.errors import ArgumentError
from gipcrawler.store import Store
from gipcrawler.warc.folder import OPEN
from gipcrawler.warc.index import file_digest, index_of, said_digest, write_index
from gipcrawler.warc.verify import SUFFIXES, Fault, missing_files, verify_file, warc_files


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "verify",
        help="look for faults in the archive and in the database's references to it",
        description="Read every WARC file of the archive, or those that are named: each record whole, each digest "
        "right, each row of the database and its record the same, each report's document known to the database. "
        "Faults go to standard output, one a line: file, offset, record and what is wrong. Exit status 1 if there is "
        "any.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="WARC files or folders of them (default: all of the archive)"
    )
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every fault, and in the end what was looked at."""
    paths = list(_named(arguments.paths)) if arguments.paths else warc_files(warc_dir())
    found = 0
    with open_store(arguments) as store:
        for fault in _faults(paths, store, whole=not arguments.paths):
            where = " ".join(filter(None, (fault.file, _at(fault.offset), fault.record)))
            console().print(f"{where}: {fault.says}", markup=False, soft_wrap=True)
            found += 1
    size = sum(path.stat().st_size for path in paths if path.exists())
    summary = f"{len(paths)} files, {size / 1e6:.1f} MB: {found or 'no'} fault{'' if found == 1 else 's'}"
    errors().print(summary, highlight=False)
    return 1 if found else 0


def _faults(paths: list[Path], store: Store, *, whole: bool) -> Iterator[Fault]:
    with _progress() as progress:
        total = sum(path.stat().st_size for path in paths)
        task = progress.add_task("verifying", total=total)
        for path in paths:
            ours = path.parent.resolve() == warc_dir().resolve()
            found = False
            for fault in verify_file(path, store if ours else None, lambda length: progress.advance(task, length)):
                found = True
                yield fault
            if ours and not found and not path.name.endswith(OPEN):
                yield from _changed(path)
    if whole:
        yield from missing_files(warc_dir(), store, index_dir())
        for edition, report in store.lost_editions():
            says = f"edition {edition} of report {report} was read from a capture of which there is no row"
            yield Fault("the database", None, None, says)


def _changed(path: Path) -> Iterator[Fault]:
    """Bits that nothing inside the file covers: it is held against its index, which is made now where there is none."""
    index = index_of(path, index_dir())
    if not index.exists():
        write_index(path, index_dir())
    elif said_digest(index) not in {None, file_digest(path)}:
        yield Fault(path.name, None, None, f"the file is no longer the one that {index} was made of")


def _named(names: Iterable[str]) -> Iterator[Path]:
    """The WARC files that arguments name; raises ArgumentError for what is none."""
    for name in names:
        path = Path(name)
        still_open = path.with_name(path.name + OPEN)
        if path.is_dir():
            yield from warc_files(path)
        elif path.is_file() and path.name.endswith(SUFFIXES):
            yield path
        elif still_open.is_file():
            yield still_open
        else:
            raise ArgumentError(f"{name} is no WARC file and no folder: name files that end in .warc.gz or .warc")


def _at(offset: int | None) -> str | None:
    return None if offset is None else f"at {offset}"


def _progress() -> Progress:
    """A bar on a terminal, nothing in a pipe."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    quiet = not sys.stderr.isatty()
    return Progress(*columns, console=errors(), transient=True, redirect_stdout=False, disable=quiet)
