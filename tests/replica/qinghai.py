"""青海: TRS over plain HTTP; in each directory n{year} one for the government, for departments and for places."""

from dataclasses import replace
from datetime import date

from tests.replica.content import Entry, Portal
from tests.replica.decoys import graphic, notice, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import jcms_host, links, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn, count_page, refresh

ROOT = "/xxgk/xxgk/zwgkzfxxgknb/"
SKIN = Skin(
    site="青海省人民政府网",
    domain="www.qinghai.gov.cn",
    code="6300000024",
    column="政府信息公开年报",
    container='<div class="con-article"><div class="view TRS_UEDITOR trs_paper_default trs_web">{}</div></div>',
    listing='<div class="list-box">\n{}\n</div>',
    item='<div class="list-item"><a class="title-main" href="{href}" title="{title}">{cut}</a><i>{day}</i></div>',
    marked_up='<span style="font-size:16px">{}</span>',
    dates="%Y-%m-%d %H:%M:%S",
    cut=23,
)
ROOMS = {"szf": "省政府", "bm": "省政府部门", "szhz": "市州政府"}


def portal() -> Portal:
    """Government and office share a list; what departments and places publish at home is linked by title."""
    ledger = Ledger("qinghai", 236147)
    site = Site("www.qinghai.gov.cn", server="Apache", chunked=True)
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    away = (
        trs_host(ledger, one, "sthjt.qinghai.gov.cn", "/zwgk/xxgkml/zfxxgknb/", carriers={2023: "pdf"}),
        jcms_host(ledger, first, "www.xining.gov.cn", 7713),
        trs_host(ledger, second, "www.haixi.gov.cn", "/zfxxgk/zfxxgknb/", schemes=("http",), skin={"cut": 15}),
    )
    far = tuple(ledger.planted)
    side = links([(f"{ROOT}n{year}/", f"{year}年") for year in reversed(YEARS)], "menu-years")
    for year in YEARS:
        rooms = [(f"{ROOT}n{year}/{name}/", words) for name, words in ROOMS.items()]
        skin = replace(SKIN, listing=side + links(rooms, "menu-rooms") + SKIN.listing)
        szf: list[Entry | Line] = [
            *ledger.lines(estate.government, estate.office, years=(year,)),
            *ledger.noise(estate.government, (year,), (graphic, notice, website_sheet)),
        ]
        linked = {
            report.place: Line(report.url, f"{report.publisher}{year}年政府信息公开工作年度报告", date(year + 1, 3, 31))
            for report in far
            if report.year == year
        }
        bm: list[Entry | Line] = [*ledger.lines(two, years=(year,)), linked[one.place]]
        sz: list[Entry | Line] = [linked[first.place], linked[second.place]]
        for name, lines in (("szf", szf), ("bm", bm), ("szhz", sz)):
            column = TrsColumn(site, f"{ROOT}n{year}/{name}/", skin, count_page, per_page=4)
            ledger.plant(column.publish(newest_first(lines)))
        site.pages[f"{ROOT}n{year}/"] = refresh("./szf/")
    site.pages[ROOT] = refresh(f"./n{YEARS[-1]}/")
    return Portal((site, *away), ledger.settled())
