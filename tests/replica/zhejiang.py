"""浙江: JCMS over http; one page holds all years, own reports and links; a department's report is a program."""

from tests.replica.content import Entry, Portal
from tests.replica.decoys import graphic
from tests.replica.estate import YEARS
from tests.replica.hosts import links, look
from tests.replica.jcms import JcmsColumn, annual_report
from tests.replica.jpaas import JpaasColumn
from tests.replica.ledger import Ledger
from tests.replica.organ_host import organ_host, where
from tests.replica.site import Site
from tests.replica.skin import Skin

AREA = "002482197"
SKIN = Skin(
    site="浙江省人民政府",
    domain="www.zj.gov.cn",
    code="3300000020",
    column="政府信息公开年报",
    container='<div class="zc_article_con"><div id="zoom">{}</div></div>',
    listing="<ul>{}</ul>",
    dates="%Y-%m-%d %H:%M:%S",
    lower_case_meta=True,
)


def portal() -> Portal:
    """The picture edition of the newest report stands beside its text."""
    ledger = Ledger("zhejiang", 60261466)
    site = Site("www.zj.gov.cn", schemes=("http", "https"), gzipped=True)
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    water = organ_host(
        ledger,
        one,
        "slt.zj.gov.cn",
        "/col/col1229106699/index.html",
        lambda site, skin: JcmsColumn(site, 1229106699, 4842234, 1229106699, skin, per_page=3),
        schemes=("http",),
        container='<div class="main_content">{}</div>',
        carriers={2022: "pdf"},
    )
    assets = Site("gzw.zj.gov.cn", schemes=("http",))
    skin = look(two, assets.host, container='<div class="bt_content"><div id="zoom">{}</div></div>')
    ledger.plant(annual_report(assets, skin, AREA, ledger.lines(two)))
    hangzhou = organ_host(
        ledger,
        first,
        "www.hangzhou.gov.cn",
        "/col/col1229063373/index.html",
        lambda site, skin: JpaasColumn(site, "/col/col1229063373/index.html", "/col/col1229063374/", skin, per_page=5),
        container='<div class="article"><div id="zoom">{}</div></div>',
    )
    jinhua = organ_host(
        ledger,
        second,
        "www.jinhua.gov.cn",
        "/col/col1229160383/index.html",
        lambda site, skin: JcmsColumn(site, 1229160383, 5330011, 1229160383, skin, per_page=2, scripted=True),
        container='<div id="zoom">{}</div>',
        carriers={2023: "docx"},
    )
    column = JcmsColumn(site, 1577424, 0, 1229847484, SKIN)
    blocks = ""
    for year in reversed(YEARS):
        own: list[Entry] = ledger.lines(estate.government, estate.office, years=(year,))
        pictures = ledger.noise(estate.government, (year,), (graphic,)) if year == YEARS[-1] else []
        placed = {entry.number: column.place(entry) for entry in (*pictures, *own)}
        ledger.plant(placed)
        here = [(column.address(placed[number].entry), placed[number].entry.title) for number in placed]
        blocks += f"<h3>{year}年</h3>" + links(here, "szf")
    for organ in (one, two):
        years = [(where(ledger, organ, year), f"{year}年") for year in reversed(YEARS)]
        blocks += f"<h4>{organ.short}</h4>" + links(years, "bm")
    cities = (
        ("https://www.hangzhou.gov.cn/col/col1229063373/index.html", first.short),
        ("https://www.jinhua.gov.cn/", second.short),
    )
    hub = SKIN.bare_page("政府信息公开年报", blocks + "<h3>各市</h3>" + links(cities, "ds"))
    for name in ("", "index.html"):
        site.pages[f"/col/col1577424/{name}"] = hub
    return Portal((site, water, assets, hangzhou, jinhua), ledger.settled())
