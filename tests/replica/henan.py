"""河南: software of its own; lists in directories, details at the root under year, month and day."""

from tests.replica.content import Entry, File, Portal
from tests.replica.decoys import notice, rule_of_law
from tests.replica.estate import YEARS, Organ
from tests.replica.hosts import lead, links, look, publish, vsb_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.organ_host import hidden, organ_host
from tests.replica.pclist import PcListColumn
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.static import Details, StaticColumn, index_1
from tests.replica.trs import TrsColumn
from tests.replica.ucap import hexadecimal

SKIN = Skin(
    site="河南省人民政府门户网站",
    domain="www.henan.gov.cn",
    code="4100000076",
    column="政府信息公开年报",
    container='<div class="content" id="content">{}</div>',
    listing='<div class="con-box"><ul>\n{}\n</ul></div>',
    item='<li><a href="{href}" target="_blank">{title}</a><p></p><span>{day}</span></li>',
    dates="%Y-%m-%d %H:%M",
)


def address(entry: Entry) -> str:
    """Nothing of the column: year, month and day, number."""
    return f"/{entry.filed:%Y/%m-%d}/{entry.number}.html"


def attachment(entry: Entry, place: int, file: File) -> str:
    """Files lie in a store of their own."""
    return f"/upload/files/{entry.published:%Y/%m/%d}/{hexadecimal(f'{entry.number}/{place}')}.{file.suffix}"


def henan_column(site: Site, directory: str, skin: Skin) -> StaticColumn:
    """A list in `directory`; the second page is index_1."""
    return StaticColumn(Details(site, skin, address, attachment), index_1(directory), per_page=6)


def portal() -> Portal:
    """The own reports stand in one list, year by year in others too; a department links to files in its list."""
    ledger = Ledger("henan", 3143202)
    site = Site("www.henan.gov.cn", schemes=("https",))
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    lines = [
        *ledger.lines(estate.government),
        *ledger.lines(estate.office, carriers={2023: "docx"}),
        *ledger.noise(estate.government, YEARS),
    ]
    ledger.plant(henan_column(site, "/zwgk/zfxxgk/zfxxgknb/", SKIN).publish(newest_first(lines)))
    culture = Site("hct.henan.gov.cn", schemes=("https",))
    skin = look(
        one, culture.host, listing='<ul class="newsList">\n{}\n</ul>', container='<div class="content">{}</div>'
    )
    culture_lines = [
        *ledger.lines(one, years=(2023, 2024)),
        *ledger.lines(one, years=(2022,), carriers={2022: "pdf"}, bare=True),
        *ledger.noise(one, (2023, 2022), (notice, rule_of_law)),
    ]
    ledger.plant(henan_column(culture, "/zwgk/xxgk/zfxxgknb/", skin).publish(newest_first(culture_lines)))
    lead(culture, skin, "/zwgk/xxgk/zfxxgknb/")
    hosts = (
        culture,
        organ_host(
            ledger,
            two,
            "kjt.henan.gov.cn",
            "/zfxxgknb/",
            lambda site, skin: henan_column(site, "/zfxxgknb/", skin),
            container='<div class="content">{}</div>',
            listing='<div class="list"><ul>\n{}\n</ul></div>',
        ),
        organ_host(
            ledger,
            first,
            "www.kaifeng.gov.cn",
            "/kfsrmzfwz/xxgknb/pc/list.html",
            lambda site, skin: PcListColumn(site, "/kfsrmzfwz/xxgknb", skin),
            opens=hidden,
            container='<div id="zoom">{}</div>',
        ),
        *_luoyang(ledger, second),
    )
    site.pages["/zwgk/zfxxgk/"] = SKIN.bare_page(
        "政府信息公开", links((("/zwgk/zfxxgk/zfxxgknb/", "政府信息公开年报"),))
    )
    return Portal((site, *hosts), ledger.settled())


def _luoyang(ledger: Ledger, city: Organ) -> tuple[Site, ...]:
    """A city whose column leads on: to a department's directory below it, and to a county on a host of its own."""
    finance = Organ("洛阳市财政局", city.place, city.level, "市财政局")
    county = Organ("栾川县人民政府", "410324", "county", "栾川县")
    site = Site("www.ly.gov.cn", schemes=("https", "http"))
    root = "/html/zfxxgk/zfxxgknb/"
    side = links(((f"{root}sczj/", finance.short), ("https://www.luanchuan.gov.cn/", county.short)), "zfxxgk_l")
    skin = look(city, site.host, listing=f'{side}<div class="list-right"><ul class="list">\n{{}}\n</ul></div>')
    publish(ledger, TrsColumn(site, root, skin), city)
    publish(ledger, TrsColumn(site, f"{root}sczj/", skin), finance, kinds=(notice,))
    lead(site, skin, root)
    return site, vsb_host(ledger, county, "www.luanchuan.gov.cn", 1204)
