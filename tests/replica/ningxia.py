"""宁夏: TRS whose lists are list.html; the same report stands in a column, in a history of years and in a topic."""

from dataclasses import replace

from tests.replica.content import Portal
from tests.replica.decoys import notice, rule_of_law, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import links, trs_host, ucap_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.trs import TrsColumn, create_page_html

COLUMN, HISTORY, TOPIC = "/zwgk/zfxxgk/zfxxgknb/", "/zwgk/zfxxgk/zfxxgknb_40939/", "/zt/zfxxgkndbg/"
SKIN = Skin(
    site="宁夏回族自治区人民政府",
    domain="www.nx.gov.cn",
    code="6400000044",
    column="政府信息公开年报",
    container='<div class="view TRS_UEDITOR trs_paper_default trs_web">{}</div>',
    listing='<ul class="nx-list">\n{}\n</ul>',
    item='<li><a href="{href}" title="{title}">{cut}</a><span class="date">{day}</span><div class="nx-conmtab">'
    '<p><span class="tt">发布日期：</span><span class="value">{day}</span></p></div></li>',
    cut=26,
)


def portal() -> Portal:
    """The column holds the newest year, the history the years before it; the topic of a year names all organs."""
    ledger = Ledger("ningxia", 5010233)
    site = Site("www.nx.gov.cn", schemes=("https",))
    estate = ledger.estate
    side = links([(f"{HISTORY}{year}/list.html", f"{year}年") for year in YEARS[:-1]], "nx-years")
    for year in YEARS:
        folder = COLUMN if year == YEARS[-1] else f"{HISTORY}{year}/"
        skin = replace(SKIN, listing=side + SKIN.listing)
        column = TrsColumn(site, folder, skin, create_page_html, name="list", per_page=4)
        own = ledger.lines(estate.government, years=(year,))
        again = TrsColumn(site, f"{TOPIC}{year}nxxgknb/zzqrmzf_63916/", SKIN).publish(own)
        lines = [
            *own,
            *ledger.lines(estate.office, years=(year,), carriers={2023: "docx"}),
            *ledger.noise(estate.government, (year,), (notice, rule_of_law, website_sheet)),
        ]
        ledger.plant(column.publish(newest_first(lines)), {number: (one.url,) for number, one in again.items()})
    one, two = estate.departments
    first, second = estate.prefectures
    away = (
        trs_host(ledger, one, "slt.nx.gov.cn", "/xxgk_281/zfxxgknb/", name="list", skin={"cut": 15}),
        trs_host(ledger, two, "xfj.nx.gov.cn", "/zfxxgk/zfxxgknb/", carriers={2022: "pdf"}, bare=True),
        trs_host(ledger, first, "www.yinchuan.gov.cn", "/xxgk/bmxxgkml/szfbgt/xxgknb_1840/", schemes=("http",)),
        ucap_host(ledger, second, "www.nxgy.gov.cn", "/gyszf/c1034/zfxxgk_gknb", "/gyszf/c1034/"),
    )
    for year in YEARS:
        rooms = [("./zzqrmzf_63916/", "自治区人民政府")]
        rooms += [
            (planted.url, organ.short)
            for organ in (*estate.departments, *estate.prefectures)
            for planted in ledger.planted
            if (planted.publisher, planted.year) == (organ.name, year)
        ]
        answer = SKIN.bare_page(f"{year}年政府信息公开年报", links(rooms, "zt-rooms"))
        site.pages[f"{TOPIC}{year}nxxgknb/"] = answer
    return Portal((site, *away), ledger.settled())
