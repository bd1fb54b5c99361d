"""西藏: TRS that answers browsers alone; everybody's reports of a year in one list, under a file's full name."""

from dataclasses import replace
from datetime import date

from tests.replica.content import Entry, Portal
from tests.replica.decoys import notice, rule_of_law
from tests.replica.estate import YEARS
from tests.replica.hosts import links, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Answer, Asked, Site, page
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn, page_links

ROOT = "/zwgk/xxgk_424/xxgknb/"
SKIN = Skin(
    site="西藏自治区人民政府",
    domain="www.xizang.gov.cn",
    code="5400000028",
    column="政府信息公开年报",
    container='<table class="table"><tr><td class="th">发布机构</td><td class="td">自治区</td></tr></table>'
    '<div class="view TRS_UEDITOR trs_paper_default trs_web">{}</div>',
    listing='<div class="zwyw"><ul class="zwyw_list">\n{}\n</ul></div>',
    item='<li><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></li>',
    cut=22,
)


def browsers_alone(asked: Asked) -> Answer | None:
    """A client that does not call itself as browsers do is told off, with status 200."""
    known = "Mozilla/" in asked.headers.get("user-agent", "")
    return None if known or asked.url.endswith("/robots.txt") else page("不合法的参数")


def portal() -> Portal:
    """拉萨 publishes at home; the oldest year was migrated long after."""
    ledger = Ledger("xizang", 459516)
    site = Site("www.xizang.gov.cn", schemes=("https",), guard=browsers_alone)
    estate = ledger.estate
    first, second = estate.prefectures
    lhasa = trs_host(ledger, first, "www.lasa.gov.cn", "/lasa/zfxxgknb/", carriers={2023: "docx"})
    far = tuple(ledger.planted)
    side = links([(f"{ROOT}{year}nb/index.html", f"{year}年") for year in reversed(YEARS)], "xxgk-left")
    skin = replace(SKIN, listing=side + SKIN.listing)
    here = (estate.government, estate.office, *estate.departments, second)
    for year in YEARS:
        moved = {2022: date(2024, 2, 19)}
        lines: list[Entry | Line] = [
            *ledger.lines(*here, years=(year,), moved=moved),
            *ledger.noise(estate.government, (year,), (notice, rule_of_law)),
            *(Line(one.url, f"拉萨市{one.title}", date(year + 1, 3, 30)) for one in far if one.year == year),
        ]
        folder = f"{ROOT}{year}nb/"
        column = TrsColumn(site, folder, skin, page_links, second=2, per_page=6)
        ledger.plant(column.publish(newest_first(lines)))
        del site.pages[folder]
    site.pages[f"{ROOT}index.html"] = replace(SKIN, listing=side + SKIN.listing).list_page((), "")
    return Portal((site, lhasa), ledger.settled())
