"""上海: software of its own; a hub for every year links organs' reports on their hosts, tabs lead to other years."""

from collections.abc import Callable
from dataclasses import replace

from tests.replica.content import Entry, File, Portal
from tests.replica.decoys import graphic, notice, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import links, look
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import Loose, organ_host, where
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.static import Details, StaticColumn, index_2
from tests.replica.ucap import hexadecimal

SKIN = Skin(
    site="上海市人民政府",
    domain="www.shanghai.gov.cn",
    code="3100000040",
    column="政府信息公开年报",
    container='<div class="Article_content" id="ivs_content">{}</div>',
    listing='<ul class="tadaty-list uli14 nowrapli list-date">\n{}\n</ul>',
    item='<li><a href="{href}" title="{title}" target="_blank">{cut}</a><span class="time">{day}</span></li>',
)


def shanghai_column(site: Site, node: str, skin: Skin) -> StaticColumn:
    """The list of a node; details in a folder of their day."""

    def address(entry: Entry) -> str:
        return f"/{node}/{entry.filed:%Y%m%d}/{hexadecimal(f'{site.host}{entry.number}')}.html"

    def attachment(entry: Entry, place: int, file: File) -> str:
        return f"/cmsres/{hexadecimal(str(entry.number))[:2]}/{hexadecimal(f'{entry.number}/{place}')}.{file.suffix}"

    return StaticColumn(Details(site, skin, address, attachment), index_2(f"/{node}/"), per_page=7)


def portal() -> Portal:
    """The city's own reports stand in a node of their own; of its districts only the hubs tell.

    The hub of the year after is there already, with no report on it yet.
    """
    ledger = Ledger("shanghai", 1372758)
    site = Site("www.shanghai.gov.cn", schemes=("https",), gzipped=True)
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    lines = [
        *ledger.lines(estate.government, carriers={2024: "docx"}),
        *ledger.lines(estate.office),
        *ledger.noise(estate.government, YEARS, (graphic, notice, website_sheet)),
    ]
    ledger.plant(shanghai_column(site, "nw12344", SKIN).publish(newest_first(lines)))
    labour = organ_host(
        ledger,
        one,
        "rsj.sh.gov.cn",
        "/txxgknb_17198/index.html",
        lambda site, skin: shanghai_column(site, "txxgknb_17198", skin),
        container='<div id="ivs_content">{}</div>',
        listing=SKIN.listing,
    )
    sports = organ_host(
        ledger,
        two,
        "tyj.sh.gov.cn",
        "/gknb_lnnb/index.html",
        lambda site, skin: shanghai_column(site, "gknb_lnnb", skin),
        container='<div id="ivs_content">{}</div>',
        listing=SKIN.listing,
        carriers={2022: "pdf"},
    )
    changning = Site("zwgk.shcn.gov.cn", schemes=("http",))
    minhang = Site("xxgk.shmh.gov.cn", schemes=("https",))
    for organ, host, folder in ((first, changning, "/xxgk/zfgknb-xxgknb/"), (second, minhang, "/mhxxgkweb/html/")):
        pages = Details(host, look(organ, host.host), _in_year(folder), _beside)
        ledger.plant(Loose(pages).publish(ledger.lines(organ)))
    tabs = links([(f"/{year}ndbg/index.html", f"{year}年") for year in (2025, *reversed(YEARS))], "tabs")
    opened = SKIN.bare_page("2025年政府信息公开工作年度报告", tabs)
    site.pages["/2025ndbg/index.html"] = opened
    for year in YEARS:
        reports = links([(where(ledger, organ, year), organ.short) for organ in estate.organs], "ndbg")
        hub = replace(SKIN, column=f"{year}年政府信息公开工作年度报告")
        site.pages[f"/{year}ndbg/index.html"] = hub.bare_page(hub.column, tabs + reports)
    return Portal((site, labour, sports, changning, minhang), ledger.settled())


def _in_year(folder: str) -> Callable[[Entry], str]:
    def address(entry: Entry) -> str:
        return f"{folder}{entry.published.year}/43/{entry.number}.html"

    return address


def _beside(entry: Entry, place: int, file: File) -> str:
    return f"/upload/{entry.number}{place}.{file.suffix}"
