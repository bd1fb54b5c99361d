"""兵团: no annual column is known, everything is found from fronts; details are /c/<day>/<id>.shtml everywhere."""

from tests.replica.content import Entry, File, Portal
from tests.replica.decoys import notice, rule_of_law, website_sheet
from tests.replica.estate import YEARS, Organ
from tests.replica.hosts import lead, links, look, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import organ_host
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.static import Details, StaticColumn, index_2

CORPS = "新疆生产建设兵团"
GOVERNMENT = Organ(CORPS, "", "", "兵团")
OFFICE = Organ(f"{CORPS}办公厅", "", "", "兵团办公厅")
POLICE = Organ(f"{CORPS}公安局", "", "", "兵团公安局")
PLANNING = Organ(f"{CORPS}发展和改革委员会", "", "", "兵团发展改革委")
WUJIAQU = Organ("五家渠市人民政府", "659004", "county", "第六师五家渠市")
SHIHEZI = Organ("石河子市人民政府", "659001", "county", "第八师石河子市")
LISTING = '<div class="list"><ul>\n{}\n</ul></div>'
CONTAINER = '<div class="content"><div id="zoom">{}</div></div>'


def corps_column(site: Site, directory: str, skin: Skin) -> StaticColumn:
    """A list in `directory`; details under their day, whatever the list."""

    def address(entry: Entry) -> str:
        return f"/c/{entry.filed.isoformat()}/{entry.number}.shtml"

    def attachment(entry: Entry, place: int, file: File) -> str:
        return f"/uploadfile/{entry.filed:%Y/%m%d}/{entry.number}{place}.{file.suffix}"

    return StaticColumn(Details(site, skin, address, attachment), index_2(directory, "shtml"), per_page=6)


def portal() -> Portal:
    """The corps and its office share a list; one division has software of its own."""
    ledger = Ledger("bingtuan", 8378604)
    site = Site("www.xjbt.gov.cn", schemes=("https", "http"))
    skin = look(GOVERNMENT, site.host, container=CONTAINER, listing=LISTING, code="BT00000001", cut=28)
    own = [
        *ledger.lines(GOVERNMENT),
        *ledger.lines(OFFICE, carriers={2023: "docx"}),
        *ledger.noise(GOVERNMENT, YEARS, (notice, rule_of_law, website_sheet)),
    ]
    ledger.plant(corps_column(site, "/zwgk/zfxxgk/zfxxgknb/", skin).publish(newest_first(own)))
    lead(site, skin, "/zwgk/zfxxgk/zfxxgknb/")
    police = organ_host(
        ledger,
        POLICE,
        "btgaj.xjbt.gov.cn",
        "/xxgk/zfxxgknb/",
        lambda host, looks: corps_column(host, "/xxgk/zfxxgknb/", looks),
        container=CONTAINER,
        code="BT00000017",
    )
    planning = organ_host(
        ledger,
        PLANNING,
        "fgw.xjbt.gov.cn",
        "/gk/zfxxgknb/",
        lambda host, looks: corps_column(host, "/gk/zfxxgknb/", looks),
        container=CONTAINER,
        code="BT00000021",
        carriers={2022: "pdf"},
    )
    wujiaqu = organ_host(
        ledger,
        WUJIAQU,
        "www.wjq.gov.cn",
        "/zwgk/zfxxgk/zfxxgknb/index.shtml",
        lambda host, looks: corps_column(host, "/zwgk/zfxxgk/zfxxgknb/", looks),
        container=CONTAINER,
    )
    menu = links(
        (("/zwgk/zfxxgk/zfxxgkzn/", "政府信息公开指南"), ("/zwgk/zfxxgk/zfxxgknb/index.shtml", "政府信息公开年报"))
    )
    wujiaqu.pages["/zwgk/zfxxgk/"] = look(WUJIAQU, wujiaqu.host).bare_page("政府信息公开", menu)
    shihezi = trs_host(ledger, SHIHEZI, "www.shz.gov.cn", "/zwgk/zfxxgkml/zfxxgknb/", extension="htm")
    return Portal((site, police, planning, wujiaqu, shihezi), ledger.settled())
