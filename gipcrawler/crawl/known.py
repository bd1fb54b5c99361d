"""Tell which reports need not be fetched again yet: those captured a short while ago."""

from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Self

from scrapy.settings import BaseSettings

from gipcrawler.cms import Entry, canonical
from gipcrawler.store import Store


class Known:
    """The addresses of reports with when each was captured last, within RECHECK_AFTER days before now, and its year."""

    def __init__(self, captured: Mapping[str, tuple[datetime, int | None]]) -> None:
        self._captured = captured

    @classmethod
    def of(cls, settings: BaseSettings, place: str) -> Self:
        """What the database of a crawl holds of a place, of all where there is none, as for `portal`.

        Nothing where the database is still to be made, or where RECHECK_AFTER is 0.
        """
        days = settings.getfloat("RECHECK_AFTER")
        url = settings["DATABASE_URL"]
        if days <= 0 or not Store.is_there(url):
            return cls({})
        with closing(Store.open(url)) as store:
            captured = store.captured_since(datetime.now(UTC) - timedelta(days=days), place or None)
        captured.sort(key=lambda one: one[1])
        return cls({canonical(address): (moment, year) for address, moment, year in captured})

    def covers(self, entry: Entry) -> bool:
        """Whether an entry was captured lately, and its listing names no later date of publication than that."""
        captured, _ = self._captured.get(canonical(entry.url), (None, None))
        return captured is not None and (entry.published is None or entry.published <= captured.date())

    def year(self, entry: Entry) -> int | None:
        """The report year that a known entry was read to have, or null."""
        return self._captured.get(canonical(entry.url), (None, None))[1]
