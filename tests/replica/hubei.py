"""湖北: TRS with .shtml; a hub of years, whose pages name organs and lead to one report each, here and elsewhere."""

from html import escape

from tests.replica.content import Portal
from tests.replica.decoys import ALL
from tests.replica.estate import YEARS
from tests.replica.hosts import links, trs_host, vsb_host
from tests.replica.ledger import Ledger
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.trs import TrsColumn, count_page

ROOT = "/zfxxgknb/"
SKIN = Skin(
    site="湖北省人民政府门户网站",
    domain="www.hubei.gov.cn",
    code="4200000041",
    column="政府信息公开年报",
    container='<div class="content_block hbgov-article-content"><div class="view TRS_UEDITOR">{}</div></div>',
    listing='<div class="list_block"><ul>\n{}\n</ul></div>',
    item='<li><a target="_blank" title="{title}" href="{href}">{cut}</a><span>{day}</span></li>',
    lower_case_meta=True,
    menu=(("/xxgk/zfwzgzndbb/wzbbzt/", "政府网站工作报表"),),
)


def portal() -> Portal:
    """A year's page shows words and no dates; the directory of departments and cities leads to their hosts."""
    ledger = Ledger("hubei", 5049532)
    site = Site("www.hubei.gov.cn", schemes=("https",), gzipped=True)
    estate = ledger.estate
    one, two = estate.departments
    shelves = {
        estate.government: f"{ROOT}szfnb/{{year}}/",
        estate.office: f"{ROOT}szfbgt_9266/{{year}}/",
        one: f"{ROOT}zcbm_9267/sfgw_9268/",
        two: f"{ROOT}zcbm_9267/sft_9276/",
    }
    for organ, shelf in shelves.items():
        for year in YEARS:
            lines = ledger.lines(organ, years=(year,), carriers={2023: "docx"} if organ is two else {})
            noise = ledger.noise(organ, (year,), ALL) if organ is estate.government else []
            column = TrsColumn(site, shelf.format(year=year), SKIN, count_page, extension="shtml")
            ledger.plant(column.publish([*noise, *lines]))
    first, second = estate.prefectures
    away = (
        trs_host(ledger, first, "www.yichang.gov.cn", "/zfxxgk/zfxxgknb/", carriers={2022: "pdf"}),
        vsb_host(ledger, second, "www.enshi.gov.cn", 1021),
    )
    menu = "".join(
        f'<li bfdi="{year}"><a id="xxgk_{9000 + year}" href="{ROOT}nbzt/{year}/">{year}年</a></li>'
        for year in reversed(YEARS)
    )
    menu = f'<ul class="xxgk-top-menu">{menu}</ul>'
    for year in YEARS:
        ours = [one for one in ledger.planted if one.year == year]
        shown = [(one.url, organ.short) for organ in estate.organs for one in ours if one.publisher == organ.name]
        site.pages[f"{ROOT}nbzt/{year}/"] = SKIN.bare_page(f"{year}年政府信息公开年报", menu + links(shown, "nbzt"))
    site.pages[ROOT] = SKIN.bare_page("政府信息公开年报", menu)
    hosts = ((f"https://{home.host}/", organ.short) for home, organ in zip(away, estate.prefectures, strict=True))
    directory = "".join(f'<li><a href="{escape(href)}">{words}</a></li>' for href, words in hosts)
    site.pages["/xxgk/szbmxxgk/index.shtml"] = SKIN.bare_page("市州部门信息公开", f"<ul>{directory}</ul>")
    return Portal((site, *away), ledger.settled())
