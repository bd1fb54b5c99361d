"""`gipcrawler wacz --to FILE`: finished WARC files as one WACZ, which ReplayWeb.page and others open."""

import argparse
import re
import sys
from pathlib import Path

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from gipcrawler.cli.archive import archive_dir, index_dir, warc_dir
from gipcrawler.cli.database import add_database, open_store
from gipcrawler.cli.painting import console, errors
from gipcrawler.errors import ArgumentError
from gipcrawler.model import Capture
from gipcrawler.warc.index import FINISHED
from gipcrawler.warc.wacz import needed_for, write_wacz

SPIDER = re.compile(r"(.+)-\d{14}-[0-9a-f]+-\d+\.warc(?:\.gz)?")
PAGES = ("text/html", "application/xhtml+xml")


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "wacz",
        help="finished WARC files as one WACZ",
        description="Pack finished WARC files, unchanged, with their indexes, digests and a list of the reports' "
        "pages. With --year or --place those that hold such a report, and what their revisits refer to.",
    )
    parser.add_argument("--to", metavar="FILE", type=Path, required=True, help="the WACZ to write, for example a.wacz")
    parser.add_argument("--year", type=int, help="a report year")
    parser.add_argument("--place", metavar="CODE", help="a division code; the divisions below it belong to it")
    parser.add_argument("--spider", help="what this spider wrote")
    add_database(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Choose the files, pack them, say what was packed."""
    with open_store(arguments) as store:
        shown = store.report_captures(arguments.place, arguments.year)
    every = sorted(path for path in warc_dir().glob("*") if path.name.endswith(FINISHED))
    chosen = every
    if arguments.spider:
        chosen = [path for path in chosen if _spider(path) == arguments.spider]
    if arguments.year is not None or arguments.place is not None:
        holding = {capture.record.file for _, capture, _ in shown}
        chosen = [path for path in chosen if path.name in holding]
    if not chosen:
        raise ArgumentError(f"There is no finished WARC file of that kind in {warc_dir()}")
    packed = needed_for(chosen, every, index_dir())
    names = {path.name for path in chosen}
    pages = [
        (title, capture) for title, capture, read in shown if capture.record.file in names and _page(capture, read)
    ]
    _write(arguments.to, packed, pages)
    size = arguments.to.stat().st_size / 1e6
    console().print(f"{arguments.to}: {len(packed)} WARC files, {len(pages)} pages, {size:.1f} MB", soft_wrap=True)
    return 0


def _write(target: Path, packed: list[Path], pages: list[tuple[str | None, Capture]]) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors(), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("packing", total=sum(path.stat().st_size for path in packed))
        title = f"gipcrawler: {archive_dir().resolve().name}"
        write_wacz(target, packed, index_dir(), pages, title, lambda length: progress.advance(task, length))


def _spider(path: Path) -> str | None:
    named = SPIDER.fullmatch(path.name)
    return named[1] if named else None


def _page(capture: Capture, read: bool) -> bool:
    """Whether a reader would open it: a page, or the file that figures come from."""
    return read or capture.media_type in PAGES
