"""What a portal has to publish, before any software gives it an address: entries, files, and what must be found."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.replica.site import Site

Figure = tuple[str, str, str | None, str, Decimal | None]
"""Table, row, sub-row, column and value, with the keys of the form files."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: the words of its link, its bytes, and the suffix that it gets in its address."""

    words: str
    body: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a listing and the page behind it.

    `body` is the HTML inside the page's container; `direct` says that the line links to the first file itself and
    that there is no page; `published` is what page and listing print; `number` goes into the address, in the way of
    each family; `moved_in` is the month in the address where the page was migrated later than it was published.
    """

    title: str
    published: date
    number: int
    body: str = ""
    files: tuple[File, ...] = ()
    direct: bool = False
    source: str = ""
    moved_in: date | None = None

    @property
    def filed(self) -> date:
        """The day that the address tells."""
        return self.moved_in or self.published


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its addresses: `url` is what the listing links, `files` are its attachments, `aliases` the rest."""

    entry: Entry
    url: str
    files: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planted:
    """A report that a crawl must find once.

    `url` is what the listing links, `documents` are the addresses that carry its text, best first, `aliases` further
    addresses of the same page, `carrier` is html, docx or pdf. `issuer` is the name that the report itself gives;
    `publisher`, `place` and `level` are what the database must say, null where the report names nobody.
    """

    province: str
    issuer: str | None
    year: int
    title: str
    url: str
    documents: tuple[str, ...]
    aliases: tuple[str, ...]
    carrier: str
    figures: tuple[Figure, ...]
    publisher: str | None = None
    place: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Portal:
    """A province in the replica: its hosts and what is planted there."""

    sites: tuple[Site, ...]
    planted: tuple[Planted, ...]
