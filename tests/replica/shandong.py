"""山东: JCMS over plain HTTP; the column's list depends on its query, and files come through a redirect."""

from dataclasses import replace

from tests.press import sheets, synthetic
from tests.replica.content import Portal
from tests.replica.decoys import decoys, notice, rule_of_law
from tests.replica.hosts import jcms_host, links, look
from tests.replica.jcms import JcmsColumn, annual_report
from tests.replica.jpaas import UNDATED, JpaasColumn
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host, where
from tests.replica.reports import following, planted, written
from tests.replica.site import Site
from tests.replica.skin import Line, Skin

SKIN = Skin(
    site="山东省人民政府",
    domain="www.shandong.gov.cn",
    code="3700000041",
    column="政府信息公开年报",
    container='<div class="wip_art_con"><div id="zoom">{}</div></div>',
    listing="<ul>{}</ul>",
    item='<li><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></li>',
    cut=20,
    menu=(("/col/col94091/index.html", "网站工作年度报表"), ("/col/col315154/index.html", "其他单位年报")),
)
MIXED = {"active_disclosure": "2021", "applications": "2019", "review_litigation": "2019"}
QUERY = {"vc_xxgkarea": "113700000045022274", "jh": "264"}


def portal() -> Portal:
    """2020 as a page with the same report as .docx beside it; 2021 as a page in the group that is asked for."""
    site = Site("www.shandong.gov.cn", server="Apache-Coyote/1.1")
    known, after = sheets["003"], following("003", MIXED)
    ledger = Ledger("shandong", 10303179)
    hosts, away = organs(ledger, site)
    column = JcmsColumn(site, 315154, 1155418, 122465, SKIN, QUERY, around=links(away, "dwnb"))
    first, second = written(known, 10279115, beside="docx"), written(after, 10220876)
    noise = decoys("高青县田镇街道办事处", (2020, 2019, 2018), 10200000)
    again = Line(f"{column.address(first)}?xxgkhide=1", first.title, first.published)
    others = [written(synthetic("高青县常家镇人民政府", year, "2019"), 10255000 + year) for year in (2019, 2020)]
    own = ledger.lines(ledger.estate.government, ledger.estate.office, carriers={2023: "docx"})
    placed = column.publish([*noise[:3], first, again, *own, *noise[3:], second], others)
    ledger.plant(placed)
    return Portal(
        (site, *hosts),
        (
            planted("shandong", known, placed[first.number], aliases=(f"{placed[first.number].url}?xxgkhide=1",)),
            planted("shandong", after, placed[second.number]),
            *ledger.settled(),
        ),
    )


def organs(ledger: Ledger, site: Site) -> tuple[tuple[Site, ...], tuple[tuple[str, str], ...]]:
    """Departments and cities, and what the province's column links of them.

    One department has a channel of the province's portal, 烟台's list is built by JPaaS, 威海's report is a program.
    """
    one, two = ledger.estate.departments
    first, second = ledger.estate.prefectures
    audit = replace(SKIN, site="山东省审计厅", column="政府信息公开年报")
    lines = newest_first([*ledger.lines(one), *ledger.noise(one, (2023,), (notice, rule_of_law))])
    ledger.plant(JcmsColumn(site, 94120, 410733, 94120, audit, per_page=2).publish(lines))
    culture = jcms_host(ledger, two, "whhly.shandong.gov.cn", 100526, carriers={2022: "pdf"})
    yantai = organ_host(
        ledger,
        first,
        "www.yantai.gov.cn",
        "/col/col20379/index.html",
        lambda host, skin: JpaasColumn(host, "/col/col20379/index.html", "/col/col20380/", skin, UNDATED, per_page=4),
        container='<div id="zoom">{}</div>',
    )
    weihai = Site("www.weihai.gov.cn", schemes=("https",))
    skin = look(second, weihai.host, container='<div class="bt_content"><div id="zoom">{}</div></div>')
    ledger.plant(annual_report(weihai, skin, "11371000004351", ledger.lines(second), tabs=True))
    away = (
        ("/col/col94120/index.html", one.short),
        ("http://whhly.shandong.gov.cn/col/col100526/index.html", two.short),
        ("https://www.yantai.gov.cn/col/col20379/index.html", first.short),
        (where(ledger, second, 2024), second.short),
    )
    return (culture, yantai, weihai), away
