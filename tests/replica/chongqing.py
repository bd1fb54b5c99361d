"""重庆: TRS; year directories below the column, and a mobile alias of every page, which the lists name too."""

from dataclasses import replace
from datetime import date

from tests.replica.content import Portal
from tests.replica.decoys import notice, rule_of_law, website_sheet, work_points
from tests.replica.estate import YEARS
from tests.replica.hosts import trs_host, ucap_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn, count_page

ROOT = "/zwgk/zfxxgkzl/zfxxgknb/"
SKIN = Skin(
    site="重庆市人民政府",
    domain="www.cq.gov.cn",
    code="5000000062",
    column="政府信息公开年报",
    container='<div class="gkxl-article"><div class="view TRS_UEDITOR trs_paper_default trs_word">{}</div></div>',
    listing='<div class="zcwjk-list"><ul class="list-cont clearfix">\n{}\n</ul></div>',
    item='<li class="w400"><a href="{href}" title="{title}" target="_blank">{cut}</a></li><li class="w110">{day}</li>',
    cut=20,
)


def portal() -> Portal:
    """The root shows the newest year; the menu of years counts their articles."""
    ledger = Ledger("chongqing", 11545072)
    site = Site("www.cq.gov.cn", schemes=("https", "http"), gzipped=True, chunked=True)
    estate = ledger.estate
    years = "".join(
        f'<li chnl="{140000 + year}" docnum="8"><a href="{ROOT}{year}/" title="{year}年">{year}年</a></li>\n'
        for year in reversed(YEARS)
    )
    skin = replace(SKIN, listing=f'<ul class="gk-left">\n{years}</ul>' + SKIN.listing)
    for year in YEARS:
        folder = f"{ROOT}{year}/"
        column = TrsColumn(site, folder, skin, count_page, mobile=True, per_page=4)
        ours = ledger.lines(estate.government, estate.office, years=(year,), carriers={2022: "pdf"})
        aliases = [
            Line("./" + column.address(entry).replace(".html", "_wap.html"), entry.title, entry.published)
            for entry in ours
        ]
        noise = ledger.noise(estate.government, (year,), (notice, rule_of_law, website_sheet, work_points))
        ledger.plant(column.publish(newest_first([*ours, *aliases, *noise])))
    newest = [one for one in ledger.planted if one.year == YEARS[-1]]
    lines = [
        Line(f"./{one.url.removeprefix(site.root + ROOT)}", one.title, date(one.year + 1, 3, 31)) for one in newest
    ]
    site.pages[ROOT] = skin.list_page(lines, "")
    one, two = estate.departments
    first, second = estate.prefectures
    sites = (
        trs_host(ledger, one, "mzj.cq.gov.cn", "/zwgk_218/zfxxgkml/zfxxgknb/", mobile=True),
        trs_host(ledger, two, "sjj.cq.gov.cn", "/zwgk_240/zfxxgknb/", skin={"cut": 14}, carriers={2023: "docx"}),
        trs_host(ledger, first, "www.cqyz.gov.cn", "/zwgk_229/zfxxgknan_ew/2020_504392/qzf/", mobile=True),
        ucap_host(ledger, second, "www.wz.gov.cn", "/wzqrmzf/c100131/zfxxgk_gknb", "/wzqrmzf/c100131/"),
    )
    return Portal((site, *sites), ledger.settled())
