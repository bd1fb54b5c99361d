"""国务院部门: a block of links on www.gov.cn, each to a ministry's own column, on software of its choice."""

from tests.replica.content import Entry, File, Portal
from tests.replica.decoys import notice, rule_of_law
from tests.replica.estate import Organ
from tests.replica.hosts import links, look, publish
from tests.replica.ledger import Ledger
from tests.replica.site import Site
from tests.replica.static import Details, StaticColumn, index_1
from tests.replica.trs import TrsColumn, count_page
from tests.replica.ucap import UcapColumn, hexadecimal

VETERANS = Organ("退役军人事务部", "", "", "退役军人部")
LABOUR = Organ("人力资源和社会保障部", "", "", "人力资源社会保障部")
CULTURE = Organ("文化和旅游部", "", "", "文化和旅游部")
SECURITIES = Organ("中国证券监督管理委员会", "", "", "证监会")
KINDS = (notice, rule_of_law)


def portal() -> Portal:
    """Four ministries: three on TRS, one of them past whose last page the reader is sent back, and one on UCAP."""
    ledger = Ledger("central", 741520)
    sites = (_veterans(ledger), _labour(ledger), _culture(ledger), _securities(ledger))
    gate = Site("www.gov.cn", schemes=("https", "http"))
    looks = look(Organ("中国政府网", "", "", "中国政府网"), gate.host, code="bm01000001")
    block = links(
        (
            ("http://www.mva.gov.cn/gongkai/zfxxgkpt/zfxxgknb/", VETERANS.short),
            ("https://www.mohrss.gov.cn/xxgk2020/zfxxgknb/", LABOUR.short),
            ("https://zwgk.mct.gov.cn/gknb/index.html", CULTURE.short),
            ("http://www.csrc.gov.cn/csrc/c100028/common_zfxxgknb.shtml", SECURITIES.short),
        ),
        "zfxxgknb conr_part",
    )
    gate.pages["/zhengce/xxgk/"] = looks.bare_page("政府信息公开", block)
    return Portal((gate, *sites), ledger.settled())


def _veterans(ledger: Ledger) -> Site:
    site = Site("www.mva.gov.cn", schemes=("http", "https"))
    skin = look(
        VETERANS,
        site.host,
        code="bm30000001",
        listing='<div class="overview_right"><ul>\n{}\n</ul></div>',
        item='<li><a href="{href}" target="_blank">{title}<span>{day}</span></a></li>',
        container='<div class="trs_editor_view">{}</div>',
        dates="%Y-%m-%d %H:%M",
    )
    column = TrsColumn(site, "/gongkai/zfxxgkpt/zfxxgknb/", skin, count_page, per_page=4)
    publish(ledger, column, VETERANS, kinds=KINDS)
    return site


def _labour(ledger: Ledger) -> Site:
    site = Site("www.mohrss.gov.cn", schemes=("https", "http"), gzipped=True)
    skin = look(
        LABOUR,
        site.host,
        code="bm13000001",
        listing='<ul class="rsb_con_rightUl">\n{}\n</ul>',
        container='<div class="art_infos"></div><div class="TRS_Editor">{}</div>',
    )
    column = TrsColumn(site, "/xxgk2020/zfxxgknb/", skin, count_page, per_page=4, sends_back=True)
    publish(ledger, column, LABOUR, {2023: "pdf"}, KINDS)
    return site


def _culture(ledger: Ledger) -> Site:
    site = Site("zwgk.mct.gov.cn", schemes=("https",))
    skin = look(
        CULTURE,
        site.host,
        code="bm24000001",
        listing='<div class="list">\n{}\n</div>',
        item='<p><a class="a1" href="{href}" title="{title}" target="_blank">{cut}</a><i>{day}</i></p>',
        container='<div class="gsj_htmlcon"><div class="TRS_UEDITOR">{}</div></div>',
    )

    def address(entry: Entry) -> str:
        return f"/gknb/{entry.filed:%Y%m}/t{entry.filed:%Y%m%d}_{entry.number}.html"

    def attachment(entry: Entry, place: int, file: File) -> str:
        return f"/gknb/{entry.filed:%Y%m}/P0{entry.filed:%Y%m%d}{entry.number:012d}{place}.{file.suffix}"

    column = StaticColumn(Details(site, skin, address, attachment), index_1("/gknb/"), per_page=4)
    publish(ledger, column, CULTURE, kinds=KINDS)
    return site


def _securities(ledger: Ledger) -> Site:
    site = Site("www.csrc.gov.cn", schemes=("http", "https"))
    skin = look(
        SECURITIES,
        site.host,
        code="bm56000001",
        listing='<ul id="list" class="list">\n{}\n</ul>',
        container='<div class="detail-news">{}</div>',
        dates="%Y-%m-%d %H:%M:%S",
    )

    def address(entry: Entry) -> str:
        return f"/csrc/c100028/{entry.filed:%Y%m}/{hexadecimal(str(entry.number))}"

    column = UcapColumn(site, "/csrc/c100028/common_zfxxgknb", skin, address, per_page=4)
    publish(ledger, column, SECURITIES, {2022: "docx"}, KINDS)
    return site
