"""What passes between a crawl and a portal family: fetches out, pages in, listings of entries back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Fetch:
    """A request that a family wants made; in `url` the mark `{year}` stands for every report year of the source.

    `browser` asks for a page that only scripts fill: what is read then is what a reader would see, as UTF-8. `organ`
    is whose reports the page lists, in the words of the link that led there; null where it is as for the page before.
    """

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    browser: bool = False
    organ: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: `url` is the one that answered (after redirects), `charset` what the HTTP header named, if it did."""

    url: str
    body: bytes
    charset: str | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a listing, or an attachment: absolute URL, printed title, printed date of publication."""

    url: str
    title: str
    published: date | None = None
    attachments: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page holds: its entries in their order, and what to ask for next.

    `more` belongs to the same list: its next pages, its years. `columns` are the links of a hub or a directory that
    lead to what another organ publishes: its column, its portal, or the one report; their titles are the organs' names.
    `column` is the name that the page gives itself (meta ColumnName); `gone` is true where the page says in words,
    whatever its status, that there is nothing at this address; `itself` where the page is no list but a report, which
    is then its only entry, whatever its title.
    """

    entries: tuple[Entry, ...] = ()
    more: tuple[Fetch, ...] = ()
    columns: tuple[Entry, ...] = ()
    column: str | None = None
    gone: bool = False
    itself: bool = False


class Adapter(Protocol):
    """A portal family with its arguments filled in; pure, so that one value serves any number of runs."""

    def start(self) -> Iterable[Fetch]:
        """The pages to ask for first."""
        ...

    def read(self, page: Page) -> Listing:
        """The entries of a page and what follows it; never raises, and is also shown pages with an error status."""
        ...
