"""What a province declares: where its reports are listed, and what a run must find."""

from dataclasses import dataclass

from gipcrawler.cms import Adapter


@dataclass(frozen=True, slots=True)
class Source:
    """A listing of the reports of `place` (a division code), read by `adapter`, for the report years since..until.

    Two columns for two periods are two sources; a column whose address names the year holds `{year}` in the adapter's
    address and is asked once for every year. `organ` is whose reports it holds where their titles do not say it and the
    site is another's (省政府办公厅 on the province's portal).
    """

    place: str
    adapter: Adapter
    since: int | None = None
    until: int | None = None
    organ: str | None = None

    @property
    def label(self) -> str:
        """The name of the source in tallies and in the database: the address that it starts from."""
        return next((fetch.url for fetch in self.adapter.start()), "")


@dataclass(frozen=True, slots=True)
class Expect:
    """What a run without narrowing arguments must find: so many reports at least, one of year `since` or before.

    Set both 10 to 20 % below what a healthy run finds; a bound that breaks is to be explained, not fitted.
    """

    reports: int
    since: int
