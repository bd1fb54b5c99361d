"""Whose reports a listing holds, and how it is read: what a request for it carries with it."""

from dataclasses import dataclass, replace

from gipcrawler import places
from gipcrawler.cms import Adapter, Entry, Unknown
from gipcrawler.cms.entries import read_entry_title
from gipcrawler.places import Place


@dataclass(frozen=True, slots=True)
class Column:
    """A listing of source number `source`, read by `adapter`; plain data, for JOBDIR keeps it.

    `organ` is whose reports it holds where titles do not say it, in the words of the link or the declaration; `place`
    is the division that names on it are told from (empty where nobody knows); `hops` counts the organs followed;
    `name` is what the column's first page calls it.
    """

    source: int
    adapter: Adapter
    place: str
    organ: str | None = None
    hops: int = 0
    name: str | None = None

    def of(self, link: Entry) -> "Column":
        """The column of another organ that this one links; its software is recognised from its pages."""
        place = self.place_of(link.title)
        return replace(
            self,
            adapter=Unknown(link.url),
            organ=link.title,
            place=place.code if place else self.place,
            hops=self.hops + 1,
            name=None,
        )

    def place_of(self, organ: str) -> Place | None:
        """The place of an organ that this column names."""
        here = places.get(self.place) if self.place else None
        return places.find(places.full_name(organ, here) if here else organ, self.place or None)

    def owner_of(self, entry: Entry) -> Place | None:
        """The place of the organ that a report's title names; of one that names nobody, the column's own."""
        title = read_entry_title(entry.title)
        if title and title.issuer:
            return self.place_of(title.issuer)
        return places.get(self.place) if self.place else None
