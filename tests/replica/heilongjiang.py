"""黑龙江: UCAP over TLS, a flat list; details are named c00_<id>, a retired channel answers with the frame."""

from tests.replica.content import Entry, Portal
from tests.replica.eportal import EportalColumn
from tests.replica.hosts import links
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import hidden, organ_host
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.ucap import Address, UcapColumn, redirect_shell
from tests.replica.vsb import VsbColumn

SKIN = Skin(
    site="黑龙江省人民政府",
    domain="www.hlj.gov.cn",
    code="2300000042",
    column="政府信息公开年报",
    container='<div class="article_content article_content_body"><div class="gzk_detail">{}</div></div>',
    listing='<div class="zfxxgk_zdgkc"><ul>\n{}\n</ul></div>',
    item='<li><a href="{href}" title="{title}" target="_blank">{cut}</a><b>{day}</b></li>',
    dates="%Y-%m-%d %H:%M:%S",
    cut=25,
    menu=(("/hlj/c108470/list.shtml", "政府信息公开年度报告（2008-2014）"), ("/hlj/wzgznb/list.shtml", "网站工作年报")),
)
ITEM = '<li><a href="{href}" title="{title}">{cut}</a><span class="date">{day}</span></li>'


def numbered(folder: str) -> Address:
    """Details in a column's own folder, month, c00_ and eight digits."""

    def address(entry: Entry) -> str:
        return f"{folder}{entry.filed:%Y%m}/c00_{entry.number}"

    return address


def portal() -> Portal:
    """The column of one department is found behind a page that only sends on."""
    ledger = Ledger("heilongjiang", 31702478)
    site = Site("www.hlj.gov.cn", schemes=("https", "http"))
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    lines = [
        *ledger.lines(estate.government, carriers={2022: "pdf"}),
        *ledger.lines(estate.office),
        *ledger.noise(estate.government, (2024, 2023)),
    ]
    column = UcapColumn(site, "/hlj/c108463/zfxxgk", SKIN, numbered("/hlj/c108463/"), per_page=8)
    ledger.plant(column.publish(newest_first(lines)))
    frame = links(
        (("/hlj/c108461/zfxxgk.shtml", "政府信息公开指南"), ("/hlj/c108463/zfxxgk.shtml", "政府信息公开年报"))
    )
    site.pages["/hlj/c108470/list.shtml"] = SKIN.bare_page("政务公开", frame * 40)
    emergency = organ_host(
        ledger,
        one,
        "yjgl.hlj.gov.cn",
        "/yjgl/gknb/redirect_firstChannel.shtml",
        lambda site, skin: UcapColumn(site, "/yjgl/gknb/zfxxgk_gknb", skin, numbered("/yjgl/gknb/")),
        item=ITEM,
        container='<div class="gknbxq_detail">{}</div>',
    )
    emergency.pages["/yjgl/gknb/redirect_firstChannel.shtml"] = redirect_shell("/yjgl/gknb/zfxxgk_gknb.shtml")
    hosts = (
        emergency,
        organ_host(
            ledger,
            two,
            "amr.hlj.gov.cn",
            "/amr/gknb/zfxxgklby_nb.shtml",
            lambda site, skin: UcapColumn(site, "/amr/gknb/zfxxgklby_nb", skin, numbered("/amr/gknb/")),
            item=ITEM,
            container='<div class="pages_content">{}</div>',
            carriers={2023: "docx"},
        ),
        organ_host(
            ledger,
            first,
            "www.harbin.gov.cn",
            "/haerbin/zfxxgknb/index.html",
            lambda site, skin: EportalColumn(site, 104533, "/haerbin/zfxxgknb/", skin, per_page=4),
            opens=hidden,
            container='<div id="zoom">{}</div>',
        ),
        organ_host(
            ledger,
            second,
            "www.daqing.gov.cn",
            "/zfxxgk/zfxxgknb.htm",
            lambda site, skin: VsbColumn(site, "/zfxxgk/zfxxgknb", 1042, skin),
            schemes=("http",),
            container='<div class="v_news_content">{}</div>',
        ),
    )
    return Portal((site, *hosts), ledger.settled())
