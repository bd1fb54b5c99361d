"""An organ gets a host on any family: the column that the family builds, and a home page that leads to it."""

from collections.abc import Callable, Mapping, Sequence

from tests.replica.content import Entry, Placed
from tests.replica.decoys import Decoy
from tests.replica.estate import Organ
from tests.replica.hosts import FEW, Column, lead, look, publish
from tests.replica.ledger import Ledger
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details

Build = Callable[[Site, Skin], Column]
HTTPS = ("https",)


def organ_host(
    ledger: Ledger,
    organ: Organ,
    host: str,
    path: str,
    build: Build,
    /,
    *,
    schemes: tuple[str, ...] = HTTPS,
    carriers: Mapping[int, str] = {},
    kinds: Sequence[Decoy] = FEW,
    **skin: object,
) -> Site:
    """A host whose home page leads to the column at `path`, which `build` fills; `skin` as in `look`."""
    site, looks = Site(host, schemes), look(organ, host, **skin)
    publish(ledger, build(site, looks), organ, carriers, kinds)
    lead(site, looks, path)
    return site


def where(ledger: Ledger, organ: Organ, year: int) -> str:
    """The address of a planted report, for a hub to link."""
    return next(one.url for one in ledger.planted if (one.publisher, one.year) == (organ.name, year))


class Loose:
    """Pages of a host that no list of its own names: a hub elsewhere does."""

    def __init__(self, details: Details) -> None:
        self.details = details

    def publish(self, lines: Sequence[Entry | Line]) -> dict[int, Placed]:
        """Put pages and files on the site."""
        return self.details.place_all(lines)
