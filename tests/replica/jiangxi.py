"""江西: the pc/list product, over TLS of long ago on the province's host; a page of links leads to all platforms."""

from tests.replica.content import Portal
from tests.replica.hosts import links, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host
from tests.replica.pclist import PcListColumn
from tests.replica.site import Site
from tests.replica.skin import Skin

SKIN = Skin(
    site="江西省人民政府",
    domain="www.jiangxi.gov.cn",
    code="3600000043",
    column="政府信息公开年报",
    container='<div class="bt-article-y"><div id="zoom">{}</div></div>',
    listing="<ul>{}</ul>",
    dates="%Y-%m-%d %H:%M:%S",
    menu=(
        ("/jxsrmzf/zfxxg105/pc/list.html", "政府信息公开指南"),
        ("/jxsrmzf/zfxxg106/pc/list.html", "政府信息公开制度"),
        ("/jxsrmzf/bmxxgkml/pc/list.html", "地方部门平台链接"),
        ("/jxsrmzf/zfwzn/pc/list.html", "政府网站工作年度报表"),
    ),
)
BODY = '<div class="content-box"><div id="zoom">{}</div></div>'


def portal() -> Portal:
    """The list tells each page's files; a third of its lines leave the address to be made from the number."""
    ledger = Ledger("jiangxi", 653864991363072)
    site = Site("www.jiangxi.gov.cn", schemes=("https",), gzipped=True, tls="legacy")
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    lines = [
        *ledger.lines(estate.government, carriers={2023: "docx"}),
        *ledger.lines(estate.office),
        *ledger.noise(estate.government, (2024, 2022)),
    ]
    ledger.plant(PcListColumn(site, "/jxsrmzf/xxgkn142", SKIN).publish(newest_first(lines)))
    script = "window.pageData = {pageNo: 1, articleList: {}, total: 0};"
    hosts = (
        organ_host(
            ledger,
            one,
            "jyt.jiangxi.gov.cn",
            "/jxsjyt/zfxxgknb19/pc/list.html",
            lambda site, skin: PcListColumn(site, "/jxsjyt/zfxxgknb19", skin, script),
            carriers={2022: "pdf"},
            container=BODY,
        ),
        organ_host(
            ledger,
            two,
            "sthjt.jiangxi.gov.cn",
            "/jxssthjt/ndbg/pc/list.html",
            lambda site, skin: PcListColumn(site, "/jxssthjt/ndbg", skin),
            container=BODY,
            column="年度报告",
        ),
        organ_host(
            ledger,
            first,
            "www.nc.gov.cn",
            "/ncszf/zfxxgknb/pc/list.html",
            lambda site, skin: PcListColumn(site, "/ncszf/zfxxgknb", skin, 'var data = {"articleList": {}};'),
            container=BODY,
        ),
        trs_host(ledger, second, "www.jiujiang.gov.cn", "/zwgk/zfxxgkzl/zfxxgknb/", extension="html"),
    )
    platforms = (
        ("https://jyt.jiangxi.gov.cn/jxsjyt/zfxxgknb19/pc/list.html", one.short),
        ("https://sthjt.jiangxi.gov.cn/zwgk/", two.short),
        ("https://www.nc.gov.cn/zwgk/", first.short),
        ("https://www.jiujiang.gov.cn/", second.short),
    )
    site.pages["/jxsrmzf/bmxxgkml/pc/list.html"] = SKIN.bare_page("地方部门平台链接", links(platforms, "bm-list"))
    return Portal((site, *hosts), ledger.settled())
