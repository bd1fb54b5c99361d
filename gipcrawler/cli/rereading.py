"""Turn entries of the archive into reports again, in processes of their own, a few ahead of what is being saved."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gipcrawler.cli.read import checked
from gipcrawler.cms import attachments, canonical
from gipcrawler.errors import ArchiveError
from gipcrawler.reading import Entry, Given, read_entry
from gipcrawler.reading.hint import NOTHING
from gipcrawler.store import KeptEntry
from gipcrawler.warc.owed import FILES, PAGES, media_type, page_of
from gipcrawler.warc.read import Record
from gipcrawler.warc.shown import as_read

AHEAD = 3
"""Entries a worker that are asked for before their turn: none waits for work, and few reports wait to be saved."""

Result = tuple[KeptEntry, Entry | ArchiveError]


def read_each(asked: Iterable[KeptEntry], work: Callable[[KeptEntry], Entry], workers: int) -> Iterator[Result]:
    """Each entry with what `work` reads of it, or why the archive does not give it; in order.

    One worker is this process itself. Raises BrokenProcessPool where another dies; what was given before is good.
    """
    if workers == 1:
        yield from ((one, _result(partial(work, one))) for one in asked)
        return
    # not forked: this process has threads and an open database
    with ProcessPoolExecutor(workers, get_context("spawn"), _leave_interrupts) as pool:
        waiting: deque[tuple[KeptEntry, Future[Entry]]] = deque()
        try:
            for one in asked:
                waiting.append((one, pool.submit(work, one)))
                if len(waiting) >= workers * AHEAD:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def read_again(warcs: Path, indexes: Path, asked: KeptEntry) -> Entry:
    """What the documents of an entry hold, with findings, read as when they were captured.

    Raises ArchiveError where a record of them cannot be read: without one of its documents a report may be another.
    """
    documents = [as_read(warcs, indexes, one.record) for one in asked.captures]
    names = _names(documents[0]) if len(documents) > 1 else {}
    given = [
        Given(
            document.payload, capture.media_type, capture.url, names.get(canonical(capture.url)) or _file(capture.url)
        )
        for document, capture in zip(documents, asked.captures, strict=True)
    ]
    return read_entry(given, asked.listed.hint or NOTHING).each(checked)


def _names(page: Record) -> dict[str, str]:
    """What a page prints on the links to its files, by their addresses."""
    if media_type(page) not in PAGES or page.payload.startswith(FILES):
        return {}
    return {canonical(file.url): file.title for file in attachments(page_of(page))}


def _file(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2]) or "index.html"


def _next(waiting: deque[tuple[KeptEntry, Future[Entry]]]) -> Result:
    asked, promised = waiting.popleft()
    return asked, _result(promised.result)


def _result(read: Callable[[], Entry]) -> Entry | ArchiveError:
    try:
        return read()
    except ArchiveError as error:
        return error


def _leave_interrupts() -> None:
    """Ctrl-C is for the process that saves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
