"""An organ gets a host on any family: the column that the family builds, and a home page that leads to it."""

from collections.abc import Callable, Mapping, Sequence

from tests.replica.content import Entry, Placed
from tests.replica.decoys import Decoy
from tests.replica.estate import Organ
from tests.replica.hosts import FEW, Column, lead, links, look, publish
from tests.replica.ledger import Ledger
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.static import Details
from tests.replica.trs import refresh

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
    opens: Callable[[Site, Skin, str], None] = lead,
    **skin: object,
) -> Site:
    """A host whose home page leads to `path`, as `opens` has it; `build` fills that column; `skin` as in `look`."""
    site, looks = Site(host, schemes), look(organ, host, **skin)
    publish(ledger, build(site, looks), organ, carriers, kinds)
    opens(site, looks, path)
    return site


def hidden(site: Site, skin: Skin, path: str, name: str = "政府信息公开年度报告") -> None:
    """Let a home page that only sends on, and two rooms in turn, lead to the column at `path`."""
    site.pages["/"] = refresh("./index.html")
    rooms = links(
        (("/zwgk/", "政务公开"), ("/xwzx/", "新闻中心"), ("/hdjl/", "互动交流"), ("/ggfw/", "公共服务")), "menu"
    )
    site.pages["/index.html"] = skin.bare_page(skin.site, rooms)
    site.pages["/zwgk/"] = skin.bare_page(
        "政务公开", links((("/zfxxgk/", "政府信息公开"), ("/zwgk/ghjh/", "规划计划")))
    )
    platform = (("/zfxxgk/zn/", "政府信息公开指南"), (path, name), ("/zfxxgk/ysqgk/", "依申请公开"))
    site.pages["/zfxxgk/"] = skin.bare_page("政府信息公开", links(platform))


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
