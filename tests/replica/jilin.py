"""吉林: TRS on the disclosure host, plain HTTP only; pages in GB18030 whose charset only their own meta tag tells."""

from dataclasses import replace

from tests.press import sheets
from tests.replica.content import Portal
from tests.replica.decoys import decoys
from tests.replica.reports import attached, following, planted, written
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn

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
    placed = column.publish([*noise[:3], notice, *noise[3:6], again, page, *noise[6:]])
    site.pages[f"/szf/ndbg/{alias}"] = MOBILE.detail(page, ())
    aliases = (f"{site.root}/szf/ndbg/{alias}",)
    return Portal(
        (site,),
        (
            planted("jilin", known, placed[page.number], aliases=aliases),
            planted("jilin", after, placed[notice.number], "docx"),
        ),
    )
