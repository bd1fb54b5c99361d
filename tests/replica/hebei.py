"""河北: columns with UUIDs over TLS; the column of the land lists organs, its child the province's own reports."""

from datetime import date

from tests.replica.blocks import BlocksColumn, uuid
from tests.replica.content import Portal
from tests.replica.eportal import EportalColumn
from tests.replica.hosts import links, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host
from tests.replica.site import Site
from tests.replica.skin import Skin

HUB = "29527d47-65f0-4e58-9a95-804549f339e9"
OWN = "8aef2fa0-cc14-409e-9f68-fbdba00a0c72"
SHIJIAZHUANG = uuid("石家庄市政府信息公开年报")
SKIN = Skin(
    site="河北省人民政府",
    domain="www.hebei.gov.cn",
    code="1300000035",
    column="河北省",
    container='<div class="xxgk_gfxwjk-xqy-neir"><div id="zoom">{}</div></div>',
    listing='<div class="list-box"><ul>\n{}\n</ul></div>',
    item='<li><a href="{href}" target="_blank" title="{title}"><p>{cut}</p></a><em class="date">{day}</em></li>',
    dates="%Y-%m-%d %H:%M",
    cut=30,
    menu=((f"/columns/{HUB}/index.html", "政府信息公开年报"), ("/columns/2e1f/index.html", "网站工作年度报表")),
)


def portal() -> Portal:
    """One report was filed anew in August 2023; the department of industry has the software of old."""
    ledger = Ledger("hebei", 31000)
    site = Site("www.hebei.gov.cn", schemes=("https",))
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    lines = [
        *ledger.lines(estate.government, moved={2022: date(2023, 8, 21)}),
        *ledger.lines(estate.office, carriers={2024: "docx"}),
        *ledger.noise(estate.government, (2024, 2023)),
    ]
    ledger.plant(BlocksColumn(site, OWN, SKIN).publish(newest_first(lines)))
    hosts = (
        organ_host(
            ledger,
            one,
            "gxt.hebei.gov.cn",
            "/hbgyhxxht/zfxxgk/zfxxgknb/index.html",
            lambda site, skin: EportalColumn(site, 893021, "/hbgyhxxht/zfxxgk/zfxxgknb/", skin),
            schemes=("http", "https"),
            listing='<ul class="xxgkList">\n{}\n</ul>',
            container='<div class="overview">{}</div>',
        ),
        trs_host(ledger, two, "czt.hebei.gov.cn", "/zwgk/zfxxgknb/", carriers={2023: "pdf"}),
        organ_host(
            ledger,
            first,
            "www.sjz.gov.cn",
            f"/columns/{SHIJIAZHUANG}/index.html",
            lambda site, skin: BlocksColumn(site, SHIJIAZHUANG, skin, per_page=5),
            container='<div class="xxgkgzwjk_xqy-cont">{}</div>',
        ),
        trs_host(ledger, second, "www.baoding.gov.cn", "/zwgk/zfxxgknb/", schemes=("http",)),
    )
    away = (
        (f"/columns/{OWN}/index.html", "河北省"),
        ("http://gxt.hebei.gov.cn/hbgyhxxht/zfxxgk/zfxxgknb/index.html", one.short),
        ("https://czt.hebei.gov.cn/zwgk/zfxxgknb/", two.short),
        (f"https://www.sjz.gov.cn/columns/{SHIJIAZHUANG}/index.html", first.short),
        ("http://www.baoding.gov.cn/", second.short),
    )
    hub = SKIN.bare_page("政府信息公开年报", links(away, "columns-tree"))
    for name in ("", "index.html"):
        site.pages[f"/columns/{HUB}/{name}"] = hub
    return Portal((site, *hosts), ledger.settled())
