"""贵州: TRS; a directory for every year, editions in pictures beside the text, and directories of organs by title."""

from dataclasses import replace
from datetime import date

from tests.replica.content import Entry, Portal
from tests.replica.decoys import Decoy, notice, rule_of_law, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import jcms_host, links, trs_host, ucap_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn, refresh

ROOT = "/zwgk/zfxxgk/zfxxgknb/"
SKIN = Skin(
    site="贵州省人民政府门户网站",
    domain="www.guizhou.gov.cn",
    code="5200000032",
    column="政府信息公开年报",
    container='<div class="DocHtmlCon Box"><div class="view TRS_UEDITOR trs_paper_default trs_web">{}</div></div>',
    listing='<div class="right-list-box"><ul>\n{}\n</ul></div>',
    item='<li><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></li>',
    dates="%Y-%m-%d %H:%M:%S",
    cut=25,
)


def edition(kind: str) -> Decoy:
    """The same report in pictures."""

    def made(organ: str, year: int) -> tuple[str, date, str]:
        title = f"{organ}{year}年政府信息公开工作年度报告（{kind}）"
        return title, date(year + 1, 4, 2), f'<p><img src="./W{year}.png" alt="{kind}"></p>'

    return made


def portal() -> Portal:
    """The root leads to the newest year; what was published before a migration is filed under its month."""
    ledger = Ledger("guizhou", 70371700)
    site = Site("www.guizhou.gov.cn", schemes=("https",))
    estate = ledger.estate
    side = links([(f"{ROOT}{year}n/", f"{year}年") for year in reversed(YEARS)], "left-list-box")
    skin = replace(SKIN, listing=side + SKIN.listing)
    for year in YEARS:
        column = TrsColumn(site, f"{ROOT}{year}n/", skin, per_page=4)
        moved = {2022: date(2023, 9, 14)}
        lines: list[Entry | Line] = [
            *ledger.lines(estate.government, estate.office, years=(year,), moved=moved),
            *ledger.noise(estate.government, (year,), (edition("图表版"), edition("视频版"), website_sheet)),
            *ledger.noise(estate.office, (year,), (notice, rule_of_law)),
        ]
        ledger.plant(column.publish(newest_first(lines)))
    site.pages[ROOT] = refresh(f"./{YEARS[-1]}n/index.html")
    one, two = estate.departments
    first, second = estate.prefectures
    departments = (
        trs_host(ledger, one, "dsj.guizhou.gov.cn", "/zwgk/xxgkml/zfxxgknb/", carriers={2022: "docx"}),
        trs_host(ledger, two, "zfcxjst.guizhou.gov.cn", "/zwgk/zfxxgknb/", schemes=("http",)),
    )
    cities = (
        ucap_host(ledger, first, "www.zunyi.gov.cn", "/zyszf/c100045/zfxxgk_gknb", "/zyszf/c100045/"),
        jcms_host(ledger, second, "www.qdn.gov.cn", 5512),
    )
    for name, homes, organs in (("szzf", departments, estate.departments), ("xsqtqzf", cities, estate.prefectures)):
        targets = [(f"{home.root}/", organ.short) for home, organ in zip(homes, organs, strict=True)]
        answer = SKIN.bare_page("友情链接", links(targets, "zfxxgk_02Box"))
        site.pages[f"/zwgk/zfxxgk/yqlj/{name}/"] = answer
    return Portal((site, *departments, *cities), ledger.settled())
