"""海南: UCAP over TLS; newer years in one list, an older one in a column of its own, links that end in ?ddtab=true."""

from tests.replica.content import Entry, Portal
from tests.replica.estate import YEARS, Organ
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.ucap import Address, UcapColumn, hexadecimal
from tests.replica.ucap_search import UcapSearchColumn

SKIN = Skin(
    site="海南省人民政府网",
    domain="www.hainan.gov.cn",
    code="4600000001",
    column="政府信息公开年报",
    container='<div class="cen_box"><div id="zoom"><div id="UCAP-CONTENT">{}</div></div></div>',
    listing='<div class="cen-div-1"><div class="lm4"><ul>\n{}\n</ul></div></div>',
    item='<li><em class="fr">{day}</em><a href="{href}" title="{title}" target="_blank">{cut}</a></li>',
    dates="%Y-%m-%d %H:%M:%S",
    cut=24,
)


def in_column(folder: str) -> Address:
    """Details in the folder of their column, month, 32 hexadecimal digits."""

    def address(entry: Entry) -> str:
        return f"{folder}{entry.filed:%Y%m}/{hexadecimal(str(entry.number))}"

    return address


def _searched(ledger: Ledger, organ: Organ, host: str, template: str, folder: str, fragment: str = "") -> Site:
    """A city whose list a script fills: with JSON, or with the fragment of a template."""
    return organ_host(
        ledger,
        organ,
        host,
        f"{template}.shtml",
        lambda site, skin: UcapSearchColumn(site, template, skin, in_column(folder), fragment),
        container='<div class="pages_content"><div id="UCAP-CONTENT">{}</div></div>',
        listing='<ul class="list">\n{}\n</ul>',
        carriers={2022: "docx"},
    )


def portal() -> Portal:
    """The report on 2022 stands in the column of its year, which the list links, too."""
    ledger = Ledger("hainan", 880012)
    site = Site("www.hainan.gov.cn", schemes=("https", "http"), gzipped=True)
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    address, old = in_column("/hainan/zfxxgknb/"), in_column("/hainan/2022nxxgknb/")
    past = ledger.lines(estate.government, years=(2022,))
    placed = UcapColumn(site, "/hainan/2022nxxgknb/list2", SKIN, old).publish(past)
    ledger.plant(placed)
    linked = [Line(old(entry) + ".shtml", entry.title, entry.published) for entry in past]
    own = ledger.lines(estate.government, years=(2023, 2024)) + ledger.lines(estate.office)
    again = Line(f"{address(own[0])}.shtml?ddtab=true", own[0].title, own[0].published)
    noise = ledger.noise(estate.government, YEARS)
    column = UcapColumn(site, "/hainan/zfxxgknb/newxxgk_list", SKIN, address, per_page=9)
    placed = column.publish([again, *newest_first([*own, *noise]), *linked])
    ledger.plant(placed, {own[0].number: (f"{placed[own[0].number].url}?ddtab=true",)})
    hosts = (
        organ_host(
            ledger,
            one,
            "iitb.hainan.gov.cn",
            "/iitb/0204/list.shtml",
            lambda site, skin: UcapColumn(site, "/iitb/0204/list", skin, in_column("/iitb/0204/")),
            container='<div id="UCAP-CONTENT">{}</div>',
            carriers={2023: "docx"},
        ),
        organ_host(
            ledger,
            two,
            "hnsthb.hainan.gov.cn",
            "/xxgk/0200/0204/zfxxgk_gknb.shtml",
            lambda site, skin: UcapColumn(site, "/xxgk/0200/0204/zfxxgk_gknb", skin, in_column("/xxgk/0200/0204/")),
            container='<div class="gknbxq_detail">{}</div>',
        ),
        _searched(ledger, first, "www.haikou.gov.cn", "/zfdt/zfxxgknb/common_list", "/zfdt/zfxxgknb/"),
        _searched(ledger, second, "www.sanya.gov.cn", "/sanyasite/ndbgxx/list3", "/sanyasite/ndbgxx/", "sanya"),
    )
    return Portal((site, *hosts), ledger.settled())
