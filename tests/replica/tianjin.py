"""天津: TRS over TLS; the column's root is a shell, below it year directories, below these one for every organ."""

from dataclasses import replace

from tests.replica.content import Portal
from tests.replica.decoys import notice, summary
from tests.replica.estate import YEARS
from tests.replica.hosts import links, trs_host, ucap_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.trs import TrsColumn, count_page, replaced

ROOT = "/zwgk/zfxxgkzl/gknb/"
SKIN = Skin(
    site="天津市人民政府",
    domain="www.tj.gov.cn",
    code="1200000064",
    column="政府信息公开年报",
    container='<div id="xlrllt" class="article_content"><div class="view TRS_UEDITOR trs_paper_default">{}</div></div>',
    listing='<div class="zfxxgk_r"><div class="list-item">\n{}\n</div></div>',
    item='<a class="list-item-con" title="{title}" href="{href}"><p>{cut}</p><span>{day}</span></a>',
    dates="%Y-%m-%d %H:%M",
    cut=22,
)


def portal() -> Portal:
    """One report a directory; the districts' line leads to their own hosts."""
    ledger = Ledger("tianjin", 5402052)
    site = Site("www.tj.gov.cn", schemes=("https",), gzipped=True)
    estate = ledger.estate
    one, two = estate.departments
    here = (
        ("tjsrmzf", estate.government),
        ("tjsrmzfbgt", estate.office),
        ("sjw", one),
        ("sczj", two),
    )
    districts = (
        ucap_host(ledger, estate.prefectures[0], "www.tjnk.gov.cn", "/NKQZF/zfxxgk/c1042/zfxxgk_gknb", "/NKQZF/gknb/"),
        trs_host(ledger, estate.prefectures[1], "www.tjdl.gov.cn", "/zwgk/zfxxgknb/", carriers={2022: "docx"}),
    )
    away = (
        ("https://www.tjnk.gov.cn/NKQZF/zfxxgk/c1042/zfxxgk_gknb.shtml", estate.prefectures[0].short),
        ("https://www.tjdl.gov.cn/", estate.prefectures[1].short),
    )
    years = links([(f"{ROOT}xxgknb{year}/", f"{year}年") for year in reversed(YEARS)], "side")
    for year in YEARS:
        folder = f"{ROOT}xxgknb{year}/"
        side = years + links([(f"{folder}{name}/", organ.short) for name, organ in here] + [*away], "zfxxgk_l")
        skin = replace(SKIN, listing=side + SKIN.listing)
        for name, organ in here:
            column = TrsColumn(site, f"{folder}{name}/", skin, count_page, name="index_10954")
            noise = ledger.noise(organ, (year,), (notice, summary)) if organ is estate.office else []
            ledger.plant(column.publish(newest_first([*ledger.lines(organ, years=(year,)), *noise])))
        site.pages[folder] = replaced("./tjsrmzf/")
    site.pages[ROOT] = replaced(f"./xxgknb{YEARS[-1]}/")
    return Portal((site, *districts), ledger.settled())
