"""陕西: TRS; a directory for every organ, whose lists name pages by their mobile alias at times."""

from tests.replica.content import Entry, Portal
from tests.replica.decoys import notice, rule_of_law, summary, website_sheet
from tests.replica.hosts import links, numeric_host, ucap_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Line, Skin
from tests.replica.trs import TrsColumn, create_page_html

ROOT = "/zfxxgk/xxgknb/"
SKIN = Skin(
    site="陕西省人民政府",
    domain="www.shaanxi.gov.cn",
    code="6100000041",
    column="政府信息公开年报",
    container='<div id="doc_left"><div class="view TRS_UEDITOR trs_paper_default trs_word">{}</div></div>',
    listing='<div class="gov-list"><ul class="gov-item cf-otw">\n{}\n</ul></div>',
    item='<li><div class="a-news"><a href="{href}" title="{title}">{cut}</a></div><div class="a-time">{day}</div></li>',
    cut=21,
)


def portal() -> Portal:
    """Government, office and departments have directories here; the cities' entries lead to their own hosts."""
    ledger = Ledger("shaanxi", 1473875)
    site = Site("www.shaanxi.gov.cn", schemes=("https", "http"))
    estate = ledger.estate
    one, two = estate.departments
    first, second = estate.prefectures
    away = (
        ucap_host(ledger, first, "www.xa.gov.cn", "/gk/zfxxgk/ndbg/zfxxgk_gknb", "/gk/zfxxgk/ndbg/"),
        numeric_host(ledger, second, "www.yanan.gov.cn", "/zfxxgk/zfxxgknb/", carriers={2022: "docx"}),
    )
    here = {
        "szf": (estate.government, "省政府"),
        "szfbgt": (estate.office, "省政府办公厅"),
        "skjt": (one, one.short),
        "styjrswt": (two, two.short),
    }
    for name, (organ, _) in here.items():
        column = TrsColumn(site, f"{ROOT}{name}/", SKIN, create_page_html, mobile=True, per_page=4)
        lines = ledger.lines(organ, carriers={2023: "docx"} if organ is two else {})
        # the newest report stands there under its alias alone
        alias = column.address(lines[0]).replace(".html", "_wap.html")
        shown: list[Entry | Line] = [Line(f"./{alias}", lines[0].title, lines[0].published), *lines[1:]]
        shown += ledger.noise(organ, (2023, 2022), (notice, rule_of_law, website_sheet, summary))
        ledger.plant(column.publish(newest_first(shown)) | {lines[0].number: column.place(lines[0])})
    targets = [(f"./{name}/", words) for name, (_, words) in here.items()]
    targets += [("https://www.xa.gov.cn/gk/zfxxgk/ndbg/zfxxgk_gknb.shtml", first.short)]
    targets += [("http://www.yanan.gov.cn/zfxxgk/zfxxgknb/1.html", second.short)]
    site.pages[ROOT] = SKIN.bare_page("政府信息公开年报", links(targets, "gov-nav"))
    return Portal((site, *away), ledger.settled())
