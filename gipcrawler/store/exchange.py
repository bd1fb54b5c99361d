"""What the store takes and gives back: a reading with its captures, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from gipcrawler.model import Capture, Report

if TYPE_CHECKING:
    from gipcrawler.reading import Hint

SaveOutcome = Literal["new", "unchanged", "replaced", "unreadable"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One listing entry as it was read: its captures (page first), and the report that one of them gave.

    `source` and `place` are those of the source that listed it, `hint` what its listing said of it; `unreadable` says
    in one sentence why there is no report. `further` are the captures of the documents that `Origin.document` counts
    from 1 on, where a report was split over several. Raises `ValueError` where report and `read_from` do not come
    together.
    """

    run: str
    source: str
    place: str
    captures: tuple[Capture, ...]
    read_from: Capture | None = None
    report: Report | None = None
    unreadable: str | None = None
    further: tuple[Capture, ...] = ()
    hint: "Hint | None" = None

    @property
    def address(self) -> str:
        """Where the report stands: its entry's first document, or the file within an archive of several reports."""
        if self.read_from is not None and self.read_from.member:
            return f"{self.read_from.url}#{self.read_from.member}"
        return self.captures[0].url

    def __post_init__(self) -> None:
        if (self.report is None) != (self.read_from is None):
            raise ValueError("A report comes with the capture it was read from, and only with it.")
        for read in (self.read_from, *self.further):
            if read is not None and read not in self.captures:
                raise ValueError(f"{read.url} was read, but is not among the captures of its reading.")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a reading: `new` report, `unchanged`, `replaced` by another edition, or `unreadable` (no ids)."""

    report_id: int | None
    edition_id: int | None
    outcome: SaveOutcome


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the view `reports`: the fields are its columns, in their order."""

    report_id: int
    publisher: str | None
    place: str | None
    level: str | None
    year: int | None
    editions: int
    title: str | None
    published: date | None
    form: str | None
    broken: int
    source_url: str
    first_captured: datetime
    last_captured: datetime
    record_id: str
