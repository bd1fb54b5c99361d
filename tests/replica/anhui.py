"""安徽: 龙讯 over TLS; one "tpl" page for every year, chosen with a query, that links organs' pages on their hosts."""

from tests.replica.content import Portal
from tests.replica.decoys import notice, rule_of_law, website_sheet
from tests.replica.estate import YEARS, Organ
from tests.replica.hosts import links
from tests.replica.ledger import Ledger, newest_first
from tests.replica.lonsun import LonsunColumn
from tests.replica.organ_host import Build, organ_host, where
from tests.replica.site import Site
from tests.replica.skin import Skin

PAGES = {2022: 7161, 2023: 7741, 2024: 7931}
OFFICE, GOVERNMENT = 1681, 1671
SITE_ID = 6781961
SKIN = Skin(
    site="安徽省人民政府",
    domain="www.ah.gov.cn",
    code="3400000039",
    column="政府信息公开年报",
    container='<div class="gzk-article"><div class="wzcon j-fontContent">{}</div></div>',
    listing="<div>{}</div>",
    dates="%Y-%m-%d %H:%M",
    cut=32,
)


def _column(number: int, *, filled: bool) -> Build:
    return lambda site, skin: LonsunColumn(
        site, skin, 6790000 + number, number, filled=filled, downloads=filled, per_page=4
    )


def portal() -> Portal:
    """One report of the government is a file beside one sentence; the cities' lists come by request.

    The page of the year after is there already, with no report on it yet.
    """
    ledger = Ledger("anhui", 565412321)
    site = Site("www.ah.gov.cn", schemes=("https",))
    estate = ledger.estate
    first, second = estate.prefectures
    organs: tuple[tuple[Organ, int, dict[int, str]], ...] = (
        (estate.government, GOVERNMENT, {2023: "docx"}),
        (estate.office, OFFICE, {}),
    )
    for organ, number, carriers in organs:
        lines = ledger.lines(organ, carriers=carriers) + ledger.noise(organ, YEARS, (notice, rule_of_law))
        ledger.plant(LonsunColumn(site, SKIN, SITE_ID, number).publish(newest_first(lines)))
    hosts = tuple(
        organ_host(
            ledger,
            organ,
            host,
            f"/public/column/{number}?type=3&action=list",
            _column(number, filled=filled),
            container='<div class="wzcon j-fontContent">{}</div>',
            carriers={2023: "docx"},
            kinds=(notice, website_sheet),
        )
        for organ, host, number, filled in (
            (estate.departments[0], "czt.ah.gov.cn", 7041, True),
            (estate.departments[1], "nync.ah.gov.cn", 7021, False),
            (first, "www.hefei.gov.cn", 1741, False),
            (second, "www.anqing.gov.cn", 2000851, True),
        )
    )
    years = links([(f"/site/tpl/{PAGES[year]}?nav=4&year={year}", f"{year}年") for year in reversed(YEARS)], "year")
    cities = (
        ("https://www.hefei.gov.cn/public/column/1741?type=3&action=list", first.short),
        ("https://www.anqing.gov.cn/public/column/2000851?type=3&action=list", second.short),
    )
    for year, page in PAGES.items():
        reports = links([(where(ledger, organ, year), organ.short) for organ in estate.organs[:4]], "nb_list")
        tpl = SKIN.bare_page(f"{year}年政府信息公开工作报告", years + reports + links(cities, "nb_city"))
        site.pages[f"/site/tpl/{page}"] = tpl
    site.pages["/site/tpl/8611"] = SKIN.bare_page("2025年政府信息公开工作报告", years + links(cities, "nb_city"))
    return Portal((site, *hosts), ledger.settled())
