"""Ask an open database for its evidence: captures, and the files and records that keep them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from gipcrawler.model import Capture
from gipcrawler.store import captures, rereading
from gipcrawler.store.opened import Opened


class Evidence(Opened):
    """The captures of a database."""

    def report_captures(
        self, place: str | None = None, year: int | None = None
    ) -> list[tuple[str | None, Capture, bool]]:
        """Title, capture, and whether it was read from, of all that shows a report of a place (and below) and year."""
        with self._engine.begin() as connection:
            return captures.report_captures(connection, place, year)

    def capture_files(self) -> list[str]:
        """The WARC files that captures refer to, in order."""
        with self._engine.begin() as connection:
            return captures.capture_files(connection)

    def captures_in(self, file: str) -> list[Capture]:
        """The captures whose records stand in a WARC file, in their order."""
        with self._engine.begin() as connection:
            return captures.captures_in(connection, file)

    def capture_of(self, record_id: str) -> Capture | None:
        """The capture that a record keeps, or null where there is none."""
        with self._engine.begin() as connection:
            return captures.capture_by(connection, record_id)

    def is_captured(self, record_id: str) -> bool:
        """Whether there is a capture for a record."""
        with self._engine.begin() as connection:
            return captures.is_captured(connection, record_id)

    def is_kept(self, payload_digest: str) -> bool:
        """Whether there is a capture of these bytes, wherever they were seen."""
        with self._engine.begin() as connection:
            return captures.is_kept(connection, payload_digest)

    def is_captured_by(self, run_id: str, url: str) -> bool:
        """Whether a run has a capture of an address."""
        with self._engine.begin() as connection:
            return captures.is_captured_by(connection, run_id, url)

    def captured_since(self, moment: datetime, place: str | None = None) -> list[tuple[str, datetime, int | None]]:
        """Address, time and report year (null where it could not be read) of documents captured from a moment on.

        Of a place: what its sources, and those of the divisions below it, and those of no place led to.
        """
        with self._engine.begin() as connection:
            return captures.captured_since(connection, moment, place)

    def arguments_of(self, run_id: str) -> Mapping[str, str]:
        """What a run was narrowed to; empty where it was not, or is unknown."""
        with self._engine.begin() as connection:
            return captures.arguments_of(connection, run_id)

    def entry_ids(self, other_than: str | None) -> list[int]:
        """The entries that another parser than this version read, or all; in the order of the archive."""
        with self._engine.begin() as connection:
            return rereading.entry_ids(connection, other_than)

    def entries(self, ids: Sequence[int]) -> list[rereading.KeptEntry]:
        """Entries by their ids: their captures, and what was said of them."""
        with self._engine.begin() as connection:
            return rereading.entries(connection, ids)

    def lost_editions(self) -> list[tuple[int, int]]:
        """Editions, with their reports, that were read from a capture of which there is no row."""
        with self._engine.begin() as connection:
            return captures.lost_editions(connection)
