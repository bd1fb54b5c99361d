"""What the organs of a province owe becomes lines of listings, and their places there become what a crawl must find."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from tests.replica.content import Entry, Placed, Planted
from tests.replica.decoys import ALL, Decoy
from tests.replica.estate import YEARS, Estate, Organ, estate, sheets_of
from tests.replica.reports import attached, direct, planted, written
from tests.replica.skin import Line

if TYPE_CHECKING:
    from tests.press import Sheet

STEP = 137
"""Between the numbers of two articles of a portal other things were published."""


class Ledger:
    """Hands out the lines of a province's listings and keeps account of the reports among them.

    `first` is the number of the portal's first article. `planted` is complete when every column is published.
    """

    def __init__(self, slug: str, first: int = 4050078):
        self.slug = slug
        self.planted: list[Planted] = []
        self._numbers = count(first, STEP)
        self._known: dict[int, tuple[Organ, Sheet, str]] = {}

    @property
    def estate(self) -> Estate:
        """The organs of the province; the corps and the State Council have none of this form."""
        return estate(self.slug)

    def lines(
        self,
        *organs: Organ,
        years: Iterable[int] = YEARS,
        carriers: Mapping[int, str] = {},
        moved: Mapping[int, date] = {},
        bare: bool = False,
        style: str = "clean",
    ) -> list[Entry]:
        """The reports of organs on report years, newest first.

        `carriers` tells the years whose report is a docx or pdf, which hangs on a page, or stands in the listing itself
        where the list is `bare`; `moved` the day under which a year's report is filed since a migration.
        """
        made = []
        for organ in organs:
            for sheet in sheets_of(organ):
                if sheet.year in years:
                    carrier, number = carriers.get(sheet.year, "html"), next(self._numbers)
                    press = direct if bare else attached
                    entry = written(sheet, number, style) if carrier == "html" else press(sheet, number, carrier)
                    made.append(replace(entry, source=organ.name, moved_in=moved.get(sheet.year)))
                    self._known[number] = organ, sheet, carrier
        return sorted(made, key=lambda entry: entry.published, reverse=True)

    def noise(self, organ: Organ, years: Iterable[int] = YEARS, kinds: Sequence[Decoy] = ALL) -> list[Entry]:
        """What stands between an organ's reports and is none."""
        made = (kind(organ.name, year) for year in years for kind in kinds)
        return [Entry(title, day, next(self._numbers), body, source=organ.name) for title, day, body in made]

    def plant(self, placed: Mapping[int, Placed], aliases: Mapping[int, tuple[str, ...]] = {}) -> None:
        """Take note of where the reports among `placed` stand; `aliases` are further addresses by entry number."""
        for number, one in placed.items():
            if number in self._known:
                organ, sheet, carrier = self._known.pop(number)
                self.planted.append(planted(self.slug, sheet, one, carrier, aliases.get(number, ()), organ))

    def settled(self) -> tuple[Planted, ...]:
        """All that is planted; ValueError where a report was handed out and published nowhere."""
        if self._known:
            raise ValueError(f"{self.slug}: not published: {[sheet.title for _, sheet, _ in self._known.values()]}")
        return tuple(self.planted)


def newest_first(lines: Iterable[Entry | Line]) -> list[Entry | Line]:
    """As portals list: by the date that they print."""
    return sorted(lines, key=lambda line: line.published, reverse=True)
