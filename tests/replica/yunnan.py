"""云南: TRS; a directory for every year and one for every organ below it; departments on ASP.NET, cities on VSB."""

from dataclasses import replace

from tests.replica.aspx import AspxColumn
from tests.replica.content import Entry, File, Portal
from tests.replica.decoys import notice, rule_of_law
from tests.replica.estate import YEARS
from tests.replica.hosts import lead, links, look, publish, vsb_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.static import Details, StaticColumn
from tests.replica.trs import TrsColumn, create_page_html

ROOT = "/zwgk/zfxxgkpt/zfxxgknb/"
TOPIC = "/zt/zfxxgkndbgzt/"
SKIN = Skin(
    site="云南省人民政府门户网站",
    domain="www.yn.gov.cn",
    code="5300000033",
    column="政府信息公开年报",
    container='<div class="arti"><div class="view TRS_UEDITOR trs_paper_default trs_key4format">{}</div></div>',
    listing='<div class="gkcontent"><table><tbody>\n{}\n</tbody></table></div>',
    item='<tr><td>1</td><td><a href="{href}" title="{title}">{cut}</a></td><td>{day}</td></tr>',
    lower_case_meta=True,
)


def portal() -> Portal:
    """The root names years, a year names its directories; 昆明 has a topic whose directories are the reports."""
    ledger = Ledger("yunnan", 201586)
    site = Site("www.yn.gov.cn", schemes=("https", "http"))
    estate = ledger.estate
    one, two = estate.departments
    side = links([(f"{ROOT}zfxxgknb{year}/", f"{year}年") for year in reversed(YEARS)], "gkmenu")
    for year in YEARS:
        folder = f"{ROOT}zfxxgknb{year}/"
        here = (
            (f"ynszfxxgkgzndbg{year}", estate.government, "云南省人民政府"),
            (f"szfbgt{year}", estate.office, "省政府办公厅"),
            (f"swjw{year}", two, two.short),
        )
        below = links([(f"./{name}/", words) for name, _, words in here], "gkdir")
        for name, organ, _ in here:
            column = TrsColumn(site, f"{folder}{name}/", replace(SKIN, listing=side + SKIN.listing), create_page_html)
            noise = ledger.noise(organ, (year,), (notice, rule_of_law)) if organ is estate.government else []
            carriers = {2022: "docx"} if organ is two else {}
            ledger.plant(column.publish(newest_first([*ledger.lines(organ, years=(year,), carriers=carriers), *noise])))
        site.pages[folder] = replace(SKIN, column=f"{year}年").bare_page(f"{year}年政府信息公开年报", side + below)
    site.pages[ROOT] = SKIN.bare_page("政府信息公开年报", side)
    labour = Site("hrss.yn.gov.cn", server="Microsoft-IIS/8.5")
    skin = look(one, labour.host, container='<div class="NewsContent">{}</div>', listing='<ul class="newslist">{}</ul>')
    publish(ledger, AspxColumn(labour, "/InfoPublic.aspx", 1019, 971, skin), one)
    lead(labour, skin, "/InfoPublic.aspx?cid=1019&pid=971&page=1&kw=")
    first, second = estate.prefectures
    kunming = Site("www.km.gov.cn", schemes=("https",))
    skin = look(first, kunming.host, column="政府信息公开年度报告专题")
    details = Details(kunming, skin, lambda entry: f"{TOPIC}{entry.published.year - 1}nkmszfxxgkgzndbg/", beside)
    ledger.plant(StaticColumn(details, lambda _: f"{TOPIC}index.html").publish(ledger.lines(first)))
    lead(kunming, skin, TOPIC)
    away = (labour, kunming, vsb_host(ledger, second, "www.cxz.gov.cn", 2956))
    return Portal((site, *away), ledger.settled())


def beside(entry: Entry, place: int, file: File) -> str:
    """Where the files of a report would lie that is the index of a directory."""
    return f"{TOPIC}files/{entry.number}{place}.{file.suffix}"
