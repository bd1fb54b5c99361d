"""广东: a hub of the province links every city and department, most of them on the platform gkmlpt, some on NFCMS."""

from tests.replica.content import Portal
from tests.replica.decoys import ALL
from tests.replica.gkmlpt import GkmlptColumn
from tests.replica.hosts import links
from tests.replica.ledger import Ledger, newest_first
from tests.replica.nfcms import nfcms_column
from tests.replica.organ_host import organ_host
from tests.replica.site import Site
from tests.replica.skin import Line, Skin

LONG = ALL * 11
"""What fills more than the hundred lines that the platform gives at once."""
DIRECTORY = "/zwgk/xxgknb/szf/"
SKIN = Skin(
    site="广东省人民政府门户网站",
    domain="www.gd.gov.cn",
    code="4400000131",
    column="政府信息公开年报",
    container='<div class="zw">{}</div>',
    listing='<div class="viewList"><ul>\n{}\n</ul></div>',
    cut=26,
    menu=(("/zwgk/wznb/", "网站工作年度报表"),),
)


def portal() -> Portal:
    """A city's platform is named by its hash, a department's list by its directory; http is as good as https."""
    ledger = Ledger("guangdong", 4145007)
    site = Site("www.gd.gov.cn", schemes=("https", "http"), gzipped=True)
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    own = ledger.lines(estate.government, carriers={2022: "docx"}) + ledger.lines(estate.office)
    column = nfcms_column(site, DIRECTORY, SKIN)
    mobile = Line(f"{DIRECTORY}content/mpost_{own[0].number}.html", own[0].title, own[0].published)
    noise = ledger.noise(estate.office, (2024, 2023))
    ledger.plant(column.publish([mobile, *newest_first([*own, *noise])]))
    hosts = (
        organ_host(
            ledger,
            one,
            "szyyj.gd.gov.cn",
            "/zwgk/xxgknb/index.html",
            lambda site, skin: nfcms_column(site, "/zwgk/xxgknb/", skin),
            schemes=("http",),
            container='<div class="content"><div wzades="正文">{}</div></div>',
        ),
        organ_host(
            ledger,
            two,
            "whly.gd.gov.cn",
            "/gkmlpt/annualreport#2629",
            lambda site, skin: GkmlptColumn(site, skin, 175, 2629, two.name),
            schemes=("http", "https"),
            carriers={2023: "docx"},
        ),
        organ_host(
            ledger,
            first,
            "www.gz.gov.cn",
            "/gkmlpt/annualreport#5",
            lambda site, skin: GkmlptColumn(site, skin, 200001, 5, first.name, quoted=False),
            schemes=("http",),
        ),
        organ_host(
            ledger,
            second,
            "www.zhuhai.gov.cn",
            "/gkmlpt/index",
            lambda site, skin: GkmlptColumn(site, skin, 756001, 1647, second.name),
            schemes=("http", "https"),
            kinds=LONG,
        ),
    )
    away = (
        (DIRECTORY, "省政府"),
        ("http://szyyj.gd.gov.cn/zwgk/xxgknb/", one.short),
        ("http://whly.gd.gov.cn/gkmlpt/annualreport#2629", two.short),
        ("http://www.gz.gov.cn/gkmlpt/annualreport#5", first.short),
        ("http://www.zhuhai.gov.cn/gkmlpt/index", second.short),
        ("https://www.zhuhai.gov.cn/zwgk/wznb/", "政府网站工作年度报表"),
    )
    hub = SKIN.bare_page("政府信息公开年报", links(away, "nb-hub"))
    for name in ("", "index.html"):
        site.pages[f"/zwgk/xxgknb/{name}"] = hub
    return Portal((site, *hosts), ledger.settled())
