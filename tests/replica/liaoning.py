"""辽宁: the "/web" software; a directory for every year, named by no rule, below it the land and the organs."""

from dataclasses import replace

from tests.replica.content import Portal
from tests.replica.decoys import graphic, notice, rule_of_law, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import links
from tests.replica.jcms import JcmsColumn
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.vsb import VsbColumn
from tests.replica.webcms import WebCmsColumn

ROOT = "/web/zwgkx/zfxxgk1/2010zfxxgk_148535/"
FOLDERS = {2022: "202283", 2023: "2023", 2024: "2024", 2025: "2025"}
SKIN = Skin(
    site="辽宁省人民政府",
    domain="www.ln.gov.cn",
    code="2100000037",
    column="政府信息公开年报",
    container='<div class="content"><div id="zoom">{}</div></div>',
    listing='<div class="zfxxgk_list"><ul>\n{}\n</ul></div>',
    item='<li><a id="TITLETEXT" href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></li>',
    dates="%Y-%m-%d %H:%M:%S",
    cut=28,
)


def portal() -> Portal:
    """The page of a year leads to its two lists; that of the year after has none yet."""
    ledger = Ledger("liaoning", 2503311512)
    site = Site("www.ln.gov.cn", schemes=("https",), gzipped=True)
    estate = ledger.estate
    first, second = estate.prefectures
    opened = (2025, *reversed(YEARS))
    years = links([(f"{ROOT}{FOLDERS[year]}/index.shtml", f"{year}年") for year in opened], "years")
    site.pages[f"{ROOT}{FOLDERS[2025]}/index.shtml"] = SKIN.bare_page("政府信息公开年报", years)
    for year in YEARS:
        folder = f"{ROOT}{FOLDERS[year]}/"
        tabs = links(
            [
                (f"{folder}lnszfxxgkgzndbg/index.shtml", "辽宁省政府信息公开工作年度报告"),
                (f"{folder}bmzfxxgkgzndbg/index.shtml", "部门政府信息公开工作年度报告"),
            ],
            "tabs",
        )
        skin = replace(SKIN, listing=years + tabs + SKIN.listing)
        lands = [
            *ledger.lines(estate.government, years=(year,)),
            *ledger.noise(estate.government, (year,), (graphic, website_sheet)),
        ]
        ledger.plant(WebCmsColumn(site, f"{folder}lnszfxxgkgzndbg/", skin).publish(newest_first(lands)))
        organs = [
            *ledger.lines(estate.office, years=(year,)),
            *ledger.lines(*estate.departments, years=(year,), carriers={2023: "docx"}),
            *ledger.noise(estate.office, (year,), (notice, rule_of_law)),
        ]
        ledger.plant(WebCmsColumn(site, f"{folder}bmzfxxgkgzndbg/", skin).publish(newest_first(organs)))
        site.pages[folder] = site.pages[f"{folder}index.shtml"] = skin.bare_page("政府信息公开年报", years + tabs)
    hosts = (
        organ_host(
            ledger,
            first,
            "www.dl.gov.cn",
            "/col/col3840/index.html",
            lambda site, skin: JcmsColumn(site, 3840, 18842, 3840, skin, scripted=True),
            container='<div id="zoom">{}</div>',
        ),
        organ_host(
            ledger,
            second,
            "www.fushun.gov.cn",
            "/zfxxgk/zfxxgknb.htm",
            lambda site, skin: VsbColumn(site, "/zfxxgk/zfxxgknb", 2956, skin),
            container='<div id="vsb_content_2"><div class="v_news_content">{}</div></div>',
        ),
    )
    return Portal((site, *hosts), ledger.settled())
