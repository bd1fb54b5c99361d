"""What a spider hands to the pipelines: one entry of a listing with all its documents."""

from dataclasses import dataclass
from datetime import date

from gipcrawler.model import Capture
from gipcrawler.reading import Entry, Hint


@dataclass(frozen=True, slots=True)
class Fetched:
    """One document as it was fetched: `body` without content-encoding, `name` as the link prints it."""

    capture: Capture
    body: bytes
    name: str


@dataclass(slots=True)
class Found:
    """One entry of a listing: its page first (if it has one), then its attachments.

    `run` and `source` are the run id and the source's label, `place` the source's division code (empty where the user
    named none): the context of the report, not necessarily its own place; `organ` is whose reports the listing holds,
    where it says so, `site` the name of the site that the page gives. The reading pipeline fills in `entry`,
    the reports that the documents hold.
    """

    run: str
    source: str
    place: str
    title: str
    published: date | None
    documents: list[Fetched]
    organ: str | None = None
    site: str | None = None
    entry: Entry | None = None

    @property
    def hint(self) -> Hint:
        """What is known of the report before it is read."""
        return Hint(self.title, self.place or None, self.published, self.organ, self.site)
