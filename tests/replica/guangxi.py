"""广西: TRS over plain HTTP; a new numbered column every year, and pages filed elsewhere under a number alone."""

from dataclasses import replace
from datetime import date

from tests.replica.content import Entry, Portal
from tests.replica.decoys import notice, rule_of_law
from tests.replica.estate import Organ
from tests.replica.hosts import lead, links, look, publish, trs_host, vsb_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn
from tests.replica.trs_search import IGS, SearchedColumn

COLUMNS = {
    2024: "/zwgk/zfxxgkzl_84988/zfxxgkndbg_227592/",
    2023: "/zwgk/zfxxgkzl_84988/zfxxgkndbg_196834/",
    2022: "/zwgk/zfxxgkzl_84988/zfxxgkndbg_170215/",
}
SKIN = Skin(
    site="广西壮族自治区人民政府门户网站",
    domain="www.gxzf.gov.cn",
    code="4500000001",
    column="政府信息公开年度报告",
    container='<div class="article-con"><div class="view TRS_UEDITOR trs_paper_default trs_web">{}</div></div>',
    listing='<div class="more-list"><ul>\n{}\n</ul></div>',
    dates="%Y-%m-%d %H:%M",
    cut=30,
)


def portal() -> Portal:
    """A year's column lists own pages under 公告公示, and the reports of departments and cities on their hosts."""
    ledger = Ledger("guangxi", 7893462)
    site = Site("www.gxzf.gov.cn", server="openresty")
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    away = (
        trs_host(ledger, one, "dnr.gxzf.gov.cn", "/zfxxgk/fdzdgknr/zfxxgkndbg/", extension="shtml", flat=True),
        searched(ledger, two),
        trs_host(ledger, first, "www.qinzhou.gov.cn", "/zfxxgk/zfxxgkgzndbg/sj/", extension="shtml", flat=True),
        vsb_host(ledger, second, "www.guilin.gov.cn", 1187, carriers={2023: "docx"}),
    )
    years = [(f"{folder}index.shtml", f"{year}年") for year, folder in COLUMNS.items()]
    side = f'<ul id="zzxxglNav" data-path="/zwgk/">{links(years)}</ul>'
    columns = (("http://swt.gxzf.gov.cn/zfxxgk/zfxxgkndbg/", two.short), ("https://www.guilin.gov.cn/", second.short))
    skin = replace(SKIN, listing=side + SKIN.listing + links(columns, "more-organs"))
    elsewhere = [report for report in ledger.planted if report.publisher in {one.name, first.name}]
    for year, folder in COLUMNS.items():
        lines: list[Entry | Line] = [
            *ledger.lines(estate.government, estate.office, years=(year,)),
            *ledger.noise(estate.government, (year,), (notice, rule_of_law)),
        ]
        far = [report for report in elsewhere if report.year == year]
        shown = [Line(report.url, report.title, date(year + 1, 3, 31)) for report in far]
        column = TrsColumn(site, folder, skin, extension="shtml", shelf="/gggs/", flat=True, per_page=6)
        ledger.plant(column.publish(newest_first([*lines, *shown])))
    newest = replace(SKIN, column="2025年政府信息公开年度报告")
    site.pages["/zwgk/zfxxgkgzndbg_251551/index.shtml"] = newest.list_page((), side)
    return Portal((site, *away), ledger.settled())


def searched(ledger: Ledger, organ: Organ) -> Site:
    """A department whose list comes from IGS."""
    site, directory = Site("swt.gxzf.gov.cn"), "/zfxxgk/zfxxgkndbg/"
    skin = look(organ, site.host)
    publish(ledger, SearchedColumn(site, directory, skin, IGS, 4131, "shtml"), organ)
    lead(site, skin, directory)
    return site
