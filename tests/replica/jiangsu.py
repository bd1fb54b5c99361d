"""江苏: JCMS over TLS; a column for every year, its number without order, that links organs' reports on their hosts."""

from tests.replica.content import Entry, Placed, Portal
from tests.replica.decoys import graphic
from tests.replica.estate import YEARS
from tests.replica.hosts import links, look, ucap_host
from tests.replica.jcms import JcmsColumn, place
from tests.replica.ledger import Ledger
from tests.replica.organ_host import organ_host, where
from tests.replica.site import Answer, Asked, Site
from tests.replica.skin import Skin
from tests.replica.ucap import hexadecimal

COLUMNS = {2022: 86109, 2023: 88017, 2024: 91833}
REPORTS = {2022: 85112, 2023: 88604, 2024: 91825}
"""A department opens a column for every report, and shows it there."""
SKIN = Skin(
    site="江苏省人民政府",
    domain="www.jiangsu.gov.cn",
    code="3200000047",
    column="政府信息公开年报",
    container='<div class="article_content"><div id="zoom">{}</div></div>',
    listing="<ul>{}</ul>",
    dates="%Y-%m-%d %H:%M",
)
PLATFORM = (
    ("/col/col84240/index.html", "政府信息公开指南"),
    ("/col/col84242/index.html", "政府信息公开制度"),
    ("/col/col84243/index.html", "法定主动公开内容"),
    (f"/col/col{COLUMNS[2024]}/index.html", "政府信息公开年报"),
    ("/col/col84250/index.html", "网站工作年度报表"),
)

REFUSED = '<html><body><div id="online-desc-con"><p>您的访问请求可能对网站造成安全威胁</p></div></body></html>'


def portal() -> Portal:
    """The own reports are articles of the year's column; nothing but the platform's menu leads to its newest year."""
    ledger = Ledger("jiangsu", 11477414)
    site = Site("www.jiangsu.gov.cn", schemes=("https", "http"), gzipped=True, guard=_wants_language)
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    commerce = organ_host(
        ledger,
        one,
        "doc.jiangsu.gov.cn",
        "/col/col78726/index.html",
        lambda site, skin: JcmsColumn(site, 78726, 303352, 78726, skin, per_page=2),
        container='<div class="bt_content"><div id="zoom">{}</div></div>',
        carriers={2023: "docx"},
    )
    science = Site("kxjst.jiangsu.gov.cn", schemes=("https",))
    skin = look(two, science.host, container='<div class="main_content"><div id="zoom">{}</div></div>')
    for year, column in REPORTS.items():
        for entry in ledger.lines(two, years=(year,)):
            ledger.plant({entry.number: place(science, skin, entry, f"/col/col{column}/index.html")})
    huaian = Site("www.huaian.gov.cn", schemes=("http", "https"))
    skin = look(first, huaian.host, container='<div class="article"><div id="zoom">{}</div></div>')
    ledger.plant({entry.number: place(huaian, skin, entry, _new_style(entry)) for entry in ledger.lines(first)})
    suzhou = ucap_host(ledger, second, "www.suzhou.gov.cn", "/szsrmzf/zfxxgknb/zfxxgk_gknb", "/szsrmzf/zfxxgknb/")
    years = links([(f"/col/col{COLUMNS[year]}/index.html", f"{year}年") for year in reversed(YEARS)], "nav_year")
    for year, column in COLUMNS.items():
        own = JcmsColumn(site, column, 377000 + year, column, SKIN)
        lines = ledger.lines(estate.government, estate.office, years=(year,))
        picture = ledger.noise(estate.government, (year,), (graphic,))
        placed = {entry.number: own.place(entry) for entry in (*lines, *picture)}
        ledger.plant(placed)
        here = [(_path(placed[entry.number]), entry.title) for entry in (*lines, *picture)]
        away = [(where(ledger, organ, year), organ.short) for organ in (one, two, first, second)]
        page = SKIN.bare_page(f"{year}年政府信息公开工作年度报告", years + links(here, "szf") + links(away, "bm"))
        for name in ("", "index.html"):
            site.pages[f"/col/col{column}/{name}"] = page
    for column in (84239, 84597):
        site.pages[f"/col/col{column}/index.html"] = SKIN.bare_page("政府信息公开", links(PLATFORM))
    return Portal((site, commerce, science, huaian, suzhou), ledger.settled())


def _wants_language(asked: Asked) -> Answer | None:
    """The network in front refuses who does not say that he reads Chinese."""
    if asked.headers.get("accept-language", "").startswith("zh-CN"):
        return None
    return Answer(403, REFUSED.encode(), "text/html; charset=utf-8")


def _path(placed: Placed) -> str:
    return placed.url.split(".gov.cn", 1)[1]


def _new_style(entry: Entry) -> str:
    digits = hexadecimal(str(entry.number)).upper()
    return f"/col/4039_446643/art/{17356608 + entry.published.year}/17364738729029ff{digits[:5]}.html"
