"""The runs as they were written down, and what each source's documents say of when it was seen."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from gipcrawler.model import Run, RunVerdict, SourceTally
from gipcrawler.store.tables import capture, run


class Seen(NamedTuple):
    """A source by the documents that it gave."""

    source: str
    place: str
    documents: int
    newest: datetime


def runs(connection: Connection) -> Iterator[Run]:
    """All runs, the latest first."""
    rows = select(run).order_by(run.c.started.desc(), run.c.run.desc())
    for row in connection.execute(rows.execution_options(yield_per=100)).mappings():
        sources = [SourceTally(**tally) for tally in row["sources"]]
        verdict = RunVerdict(row["verdict"]) if row["verdict"] else None
        yield Run(**{**row, "sources": sources, "verdict": verdict})


def seen(connection: Connection) -> list[Seen]:
    """All sources of which a document is kept."""
    newest = func.max(capture.c.captured_at, type_=capture.c.captured_at.type)
    lines = (
        select(capture.c.source, capture.c.place, func.count(), newest)
        .group_by(capture.c.source, capture.c.place)
        .order_by(capture.c.source, capture.c.place)
    )
    return [Seen(*row) for row in connection.execute(lines)]
