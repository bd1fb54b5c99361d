"""北京: TRS over TLS, http sent on to https; a Big5 mirror of every page, and a list line that is itself a file."""

from dataclasses import replace

from tests.press import sheets
from tests.replica.content import Portal
from tests.replica.decoys import decoys, notice, rule_of_law
from tests.replica.estate import YEARS
from tests.replica.hosts import lead, links, look, trs_host, ucap_host
from tests.replica.ledger import Ledger
from tests.replica.reports import direct, following, planted, written
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn, count_page

YEARLY = "/zfxxgk/zfxxgknb/"
MIRROR = "/gate/big5/www.beijing.gov.cn"
TRADITIONAL = str.maketrans("发开镇报区单务气时维这个条无关组", "發開鎮報區單務氣時維這個條無關組")
SKIN = Skin(
    site="北京市人民政府门户网站",
    domain="www.beijing.gov.cn",
    code="1100000088",
    column="政府信息公开年报",
    container='<div id="mainText"><div class="view TRS_UEDITOR trs_paper_default trs_word">{}</div></div>',
    listing='<div class="listBox"><ul class="list">\n{}\n</ul></div>',
    dates="%Y-%m-%d %H:%M:%S",
    cut=24,
    menu=((f"{MIRROR}/gongkai/zfxxgk/gknb/", "繁體版"), ("/gongkai/zfxxgk/zfwzndbb/", "政府网站工作年度报表")),
)


def portal() -> Portal:
    """2020 as a page made with Word, listed with http too; 2021 as a .docx that the list links itself."""
    site = Site("www.beijing.gov.cn", schemes=("https",), chunked=True)
    column = TrsColumn(site, "/gongkai/zfxxgk/gknb/", SKIN, count_page)
    known, after = sheets["002"], following("002", "2019")
    page, file = written(known, 2280104, "word"), direct(after, 3018872, "docx")
    alias = f"http://{site.host}{column.directory}{column.address(page)}"
    noise = decoys("北京市密云区穆家峪镇", (2021, 2020), 2300000)
    again = Line(alias, page.title, page.published)
    ledger = Ledger("beijing")
    own = ledger.lines(ledger.estate.government, ledger.estate.office, carriers={2022: "docx"})
    placed = column.publish([*own, *noise[:2], page, *noise[2:5], again, *noise[5:7], file, *noise[7:]])
    ledger.plant(placed)
    hosts = organs(ledger)
    for path, answer in list(site.pages.items()):
        if answer.charset:
            text = answer.body.decode(answer.charset).translate(TRADITIONAL)
            site.pages[MIRROR + path] = replace(answer, body=text.encode(answer.charset))
    return Portal(
        (site, *hosts),
        (
            planted("beijing", known, placed[page.number], aliases=(alias,)),
            planted("beijing", after, placed[file.number], "docx"),
            *ledger.settled(),
        ),
    )


def organs(ledger: Ledger) -> tuple[Site, ...]:
    """Departments and districts at home; 朝阳 speaks http only, in GBK, and keeps a directory for every year."""
    one, two = ledger.estate.departments
    first, second = ledger.estate.prefectures
    chaoyang = Site("www.bjchy.gov.cn")
    skin = look(first, chaoyang.host, charset="gbk", declared="gbk", told=False)
    side = links([(f"{YEARLY}{year}/", f"{year}年") for year in reversed(YEARS)], "years")
    for year in YEARS:
        column = TrsColumn(chaoyang, f"{YEARLY}{year}/", replace(skin, listing=side + skin.listing))
        noise = ledger.noise(first, (year,), (notice, rule_of_law))
        ledger.plant(column.publish([*noise, *ledger.lines(first, years=(year,))]))
    chaoyang.pages[YEARLY] = skin.bare_page("政府信息公开年报", side)
    lead(chaoyang, skin, YEARLY)
    return (
        trs_host(ledger, one, "czj.beijing.gov.cn", "/zwxx/zfxxgk/zfxxgknb/", carriers={2023: "pdf"}, bare=True),
        trs_host(ledger, two, "swj.beijing.gov.cn", "/zwgk/zfxxgknb/", skin={"cut": 15}),
        chaoyang,
        ucap_host(ledger, second, "www.bjchp.gov.cn", "/cpqzf/c109821/zfxxgk_gknb", "/cpqzf/c109821/"),
    )
