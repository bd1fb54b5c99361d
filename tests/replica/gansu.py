"""甘肃: UCAP on http and https alike; a hub, a redirect shell of a few hundred bytes, then the column."""

from tests.press import sheets
from tests.replica.content import Entry, Portal
from tests.replica.decoys import decoys
from tests.replica.hosts import jcms_host, ucap_host
from tests.replica.jpaas import BRACKETED, JpaasColumn
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host
from tests.replica.reports import attached, following, planted, written
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.ucap import UcapColumn, redirect_shell

SKIN = Skin(
    site="甘肃省人民政府",
    domain="www.gansu.gov.cn",
    code="6200000001",
    column="政府信息公开年报",
    container='<div class="gknbxq_top"></div><div class="gknbxq_detail">{}</div>',
    listing='<div class="gknr_list"><dl>\n{}\n</dl></div>',
    item='<dd><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></dd>',
    lower_case_meta=True,
    menu=(("/gsszf/c100043/zfxxgk_zn.shtml", "政府信息公开指南"), ("/gsszf/ljzfwzgznb/yearForm.shtml", "网站工作年报")),
)
HUB = """<div class="zfxxgk_nav"><ul>
<li><a href="/gsszf/c100043/zfxxgk_zn.shtml">政府信息公开指南</a></li>
<li><a href="/gsszf/c100262/common_noleftlist.shtml">政府信息公开制度</a></li>
<li><a href="/gsszf/c100054/zfxxgk_zdgk.shtml">法定主动公开内容</a></li>
<li><a href="/gsszf/c100261/redirect_firstChannel.shtml">政府信息公开年报</a></li>
<li><a href="/gsszf/ysqgk/index.shtml">依申请公开</a></li>
<li><a href="/gsszf/ljzfwzgznb/yearForm.shtml">政府网站工作年度报表</a></li>
</ul></div>"""


def address(entry: Entry) -> str:
    """Column, month, nine digits."""
    return f"/gsszf/c100262/{entry.filed:%Y%m}/{entry.number}"


def portal() -> Portal:
    """2021 as a page, listed with https too, and 2022 as a .pdf; neither names its issuer."""
    site = Site("www.gansu.gov.cn", schemes=("http", "https"), gzipped=True)
    known, after = sheets["004"], following("004", "2021")
    first, second = written(known, 195412307), attached(after, 221408163, "pdf")
    secure = f"https://{site.host}{address(first)}.shtml"
    noise = decoys("积石山县", (2022, 2021), 195500000)
    ledger = Ledger("gansu", 70416755)
    own = ledger.lines(ledger.estate.government) + ledger.lines(ledger.estate.office, carriers={2023: "docx"})
    lines: list[Entry | Line] = [
        *newest_first(own),
        *noise[:4],
        first,
        *noise[4:6],
        Line(secure, first.title, first.published),
        second,
        *noise[6:],
    ]
    hosts = organs(ledger)
    placed = UcapColumn(site, "/gsszf/c100262/zfxxgk_gknb", SKIN, address).publish(lines)
    ledger.plant(placed)
    site.pages["/gsszf/c100034/zfxxgk.shtml"] = SKIN.bare_page("政府信息公开", HUB)
    site.pages["/gsszf/c100261/redirect_firstChannel.shtml"] = redirect_shell("/gsszf/c100262/zfxxgk_gknb.shtml")
    return Portal(
        (site, *hosts),
        (
            planted("gansu", known, placed[first.number], aliases=(secure,)),
            planted("gansu", after, placed[second.number], "pdf"),
            *ledger.settled(),
        ),
    )


def organs(ledger: Ledger) -> tuple[Site, ...]:
    """Departments on the province's software, two cities on others; nothing links them."""
    one, two = ledger.estate.departments
    first, second = ledger.estate.prefectures
    return (
        ucap_host(ledger, one, "czt.gansu.gov.cn", "/czt/c107403/zfxxgk_gknbz", "/czt/c107403/"),
        ucap_host(
            ledger, two, "jtys.gansu.gov.cn", "/jtys/zfxxgknb/common_list", "/jtys/zfxxgknb/", carriers={2022: "pdf"}
        ),
        jcms_host(ledger, first, "www.jiuquan.gov.cn", 15512),
        organ_host(
            ledger,
            second,
            "www.linxia.gov.cn",
            "/lxz/zwgk/xxgkndbg/index.html",
            lambda site, skin: JpaasColumn(
                site, "/lxz/zwgk/xxgkndbg/index.html", "/lxz/zwgk/xxgkndbg/szf/", skin, BRACKETED, per_page=4
            ),
            container='<div class="article"><div id="zoom">{}</div></div>',
        ),
    )
