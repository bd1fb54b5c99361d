"""新疆: UCAP over TLS; the entry jumps to the newest year, every year has a node of its own, named by no rule."""

from dataclasses import replace

from tests.replica.content import Entry, Portal
from tests.replica.decoys import notice, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import links, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import hidden, organ_host
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.ucap import Address, UcapColumn, hexadecimal, redirect_shell
from tests.replica.vsb import VsbColumn

NODES = {2022: "2022nb", 2023: "c114825", 2024: "c115539"}
SKIN = Skin(
    site="新疆维吾尔自治区人民政府网",
    domain="www.xinjiang.gov.cn",
    code="6500000034",
    column="政府信息公开年报",
    container='<div id="gknbxq_box"><div id="zfxxgk_gknbxq"><div class="gknbxq_detail">{}</div></div></div>',
    listing='<div class="gknr_list"><dl>\n{}\n</dl></div>',
    item='<dd><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></dd>',
    dates="%Y-%m-%d %H:%M:%S",
    cut=26,
)


def in_node(node: str) -> Address:
    """Details in a folder of their node, whose name may have a letter more."""

    def address(entry: Entry) -> str:
        return f"/xinjiang/{node}k/{entry.filed:%Y%m}/{hexadecimal(str(entry.number))}"

    return address


def portal() -> Portal:
    """Government, office and departments stand together in the node of a year; the prefectures on their own."""
    ledger = Ledger("xinjiang", 9001)
    site = Site("www.xinjiang.gov.cn", schemes=("https",))
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    years = links([(f"/xinjiang/{NODES[year]}/zfxxgk_gknbz.shtml", f"{year}年") for year in reversed(YEARS)], "gknb_nf")
    skin = replace(SKIN, listing=years + SKIN.listing)
    for year in YEARS:
        lines = [
            *ledger.lines(estate.government, estate.office, years=(year,)),
            *ledger.lines(one, years=(year,), carriers={2024: "pdf"}),
            *ledger.noise(estate.office, (year,), (notice, website_sheet)),
        ]
        column = UcapColumn(site, f"/xinjiang/{NODES[year]}/zfxxgk_gknbz", skin, in_node(NODES[year]), per_page=4)
        ledger.plant(column.publish(newest_first(lines)))
    site.pages["/xinjiang/xxgknb/jump.shtml"] = redirect_shell(f"/xinjiang/{NODES[2024]}/zfxxgk_gknbz.shtml")
    hosts = (
        trs_host(ledger, two, "jyt.xinjiang.gov.cn", "/edu/zfxxgknb/", extension="shtml"),
        organ_host(
            ledger,
            first,
            "www.urumqi.gov.cn",
            "/wlmqs/zfxxgknb.htm",
            lambda site, skin: VsbColumn(site, "/wlmqs/zfxxgknb", 1100, skin, per_page=4),
            schemes=("http",),
            container='<div class="v_news_content">{}</div>',
        ),
        organ_host(
            ledger,
            second,
            "www.aks.gov.cn",
            "/zwgk/c106200/zfxxgklby_nb.shtml",
            lambda site, skin: UcapColumn(site, "/zwgk/c106200/zfxxgklby_nb", skin, in_folder),
            opens=hidden,
            container='<div class="gknbxq_detail">{}</div>',
            carriers={2022: "docx"},
        ),
    )
    return Portal((site, *hosts), ledger.settled())


def in_folder(entry: Entry) -> str:
    """Aksu's details."""
    return f"/zwgk/c106200/{entry.filed:%Y%m}/{hexadecimal(str(entry.number))}"
