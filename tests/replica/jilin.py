"""吉林: TRS on the disclosure host, plain HTTP only; pages in GB18030 whose charset only their own meta tag tells."""

from dataclasses import replace
from datetime import date

from tests.press import sheets
from tests.replica.content import Portal
from tests.replica.decoys import decoys, graphic, rule_of_law
from tests.replica.hosts import jcms_host, links, vsb_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.reports import attached, following, planted, written
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn, refresh

SKIN = Skin(
    site="吉林省人民政府信息公开",
    domain="xxgk.jl.gov.cn",
    code="2200000001",
    column="年度报告",
    container='<div class="zlyxwz_t2a"><div class="view TRS_UEDITOR trs_paper_default trs_word">{}</div></div>',
    listing='<div class="zwgk_right"><ul class="list">\n{}\n</ul></div>',
    charset="gb18030",
    declared="gb2312",
    told=False,
    cut=16,
    menu=(
        ("/szf/bgtndbg/", "省政府办公厅年度报告"),
        ("/szf/wzndbb/", "政府网站工作年度报表"),
        ("/szf/ndbg/", "年度报告"),
    ),
)
MOBILE = replace(SKIN, container='<div class="wap_content"><div class="TRS_UEDITOR">{}</div></div>', menu=())


def portal() -> Portal:
    """2020 as a page, listed under its _wap alias too; 2021 as a .docx that hangs on a page with one sentence."""
    site = Site("xxgk.jl.gov.cn", server="Apache", robots=None)
    column = TrsColumn(site, "/szf/ndbg/", SKIN)
    known, after = sheets["000"], following("000", "2021")
    page, notice = written(known, 7925431), attached(after, 8391207, "docx")
    alias = column.address(page).replace(".html", "_wap.html")
    noise = decoys("德惠市米沙子镇", (2021, 2020), 8400000)
    again = Line(f"./{alias}", page.title, page.published)
    ledger = Ledger("jilin", 9394740)
    own = ledger.lines(ledger.estate.government, style="word")
    placed = column.publish([*own, *noise[:3], notice, *noise[3:6], again, page, *noise[6:]])
    ledger.plant(placed)
    hosts = organs(ledger, site)
    site.pages[f"/szf/ndbg/{alias}"] = MOBILE.detail(page, ())
    aliases = (f"{site.root}/szf/ndbg/{alias}",)
    return Portal(
        (site, *hosts),
        (
            planted("jilin", known, placed[page.number], aliases=aliases),
            planted("jilin", after, placed[notice.number], "docx"),
            *ledger.settled(),
        ),
    )


def organs(ledger: Ledger, site: Site) -> tuple[Site, ...]:
    """The office's column, the departments' directories, whose roots lead to their first child, and two cities."""
    office, (one, two) = ledger.estate.office, ledger.estate.departments
    noise = ledger.noise(office, (2023,), (graphic, rule_of_law))
    column = TrsColumn(site, "/szf/bgtndbg/", SKIN)
    ledger.plant(column.publish(newest_first([*ledger.lines(office, carriers={2023: "pdf"}), *noise])))
    for organ, folder in ((one, "/zsjg/slt_98071/"), (two, "/zsjg/mzt_98064/")):
        side = links([("../ghxx/", "规划信息"), ("../zfxxgkzn/", "指南"), ("../ndbg/", "年度报告")], "zwgk_left")
        skin = replace(SKIN, listing=side + SKIN.listing)
        ledger.plant(TrsColumn(site, f"{folder}ndbg/", skin).publish(ledger.lines(organ)))
        plan = Line("./202401/t20240111_8868201.html", "“十四五”规划实施情况", date(2024, 1, 11))
        site.pages[f"{folder}ghxx/"] = replace(skin, column="规划信息").list_page([plan], "")
        site.pages[folder] = refresh("./ghxx/")
    rooms = links([("./slt_98071/", one.short), ("./mzt_98064/", two.short)], "zsjg")
    site.pages["/zsjg/"] = replace(SKIN, column="政府信息公开").bare_page("政府部门信息公开", rooms)
    first, second = ledger.estate.prefectures
    return (
        vsb_host(ledger, first, "www.changchun.gov.cn", 1093),
        jcms_host(ledger, second, "www.yanbian.gov.cn", 3301),
    )
