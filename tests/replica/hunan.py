"""湖南: a page of tabs told apart by ?state=; a script fills the reports of all organs and years into the last one."""

from datetime import date

from tests.replica.content import Portal
from tests.replica.decoys import graphic, notice, website_sheet
from tests.replica.hosts import jcms_host, links, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Answer, Site
from tests.replica.skin import Skin
from tests.replica.trs import TrsColumn, page_links

PAGE = "/hnszf/xxgk/zfxxgk/index.html"
SKIN = Skin(
    site="湖南省人民政府门户网站",
    domain="www.hunan.gov.cn",
    code="4300000043",
    column="政府信息公开年报",
    container='<div class="tys-main-zt-show"><div id="zoom">{}</div></div>',
    listing='<table class="table"><tbody>\n{}\n</tbody></table>',
    item='<tr><td class="a1"><a href="{href}" title="{title}">{cut}</a></td><td>{day}</td></tr>',
    cut=24,
    menu=(("javascript:void(0)", "政府信息公开年报"), ("/hnszf/xxgk/wzgznb/", "政府网站工作年度报表")),
)
TABS = """<ul class="tabs"><li><a href="javascript:void(0)">指南</a></li><li><a href="javascript:void(0)">制度</a></li>
<li><a href="javascript:void(0)">年报</a></li></ul><div id="shown"><p>本指南每年更新一次。</p></div>
<script>
window.addEventListener("load", function () {
  if (!/[?&]state=3/.test(location.search)) { return; }
  fetch("nb_list.html").then(function (answer) { return answer.text(); }).then(function (inside) {
    document.getElementById("shown").innerHTML = inside;
  });
});
</script>"""


def portal() -> Portal:
    """The government's and the office's columns are lists of their own; the oldest report is filed years later."""
    ledger = Ledger("hunan", 33145412)
    site = Site("www.hunan.gov.cn", schemes=("https", "http"))
    estate = ledger.estate
    for organ, name in ((estate.government, "szf_97943"), (estate.office, "szbm_97944")):
        column = TrsColumn(site, f"/hnszf/xxgk/zfxxgknb/{name}/", SKIN, page_links, second=2, per_page=4)
        moved = {2022: date(2024, 11, 29)} if organ is estate.government else {}
        noise = ledger.noise(organ, kinds=(graphic, website_sheet, notice))
        ledger.plant(column.publish(newest_first([*ledger.lines(organ, moved=moved), *noise])))
    one, two = estate.departments
    first, second = estate.prefectures
    sites = (
        trs_host(ledger, one, "fgw.hunan.gov.cn", "/fgw/xxgk_70899/zfxxgkgd/zfxxgknb/", carriers={2022: "docx"}),
        trs_host(ledger, two, "mzt.hunan.gov.cn", "/mzt/xxgk/zfxxgknb/", skin={"cut": 16}),
        jcms_host(ledger, first, "www.xiangtan.gov.cn", 8021),
        trs_host(ledger, second, "www.xxz.gov.cn", "/zfxxgk/gknb/", carriers={2023: "pdf"}, bare=True),
    )
    ours = sorted(ledger.planted, key=lambda one: -one.year)
    groups = "".join(
        f"<h4>{organ.short}</h4>" + links([(one.url, one.title) for one in ours if one.publisher == organ.name])
        for organ in (*estate.organs,)
    )
    site.pages["/hnszf/xxgk/zfxxgk/nb_list.html"] = Answer(200, groups.encode(), "text/html; charset=utf-8")
    site.pages[PAGE] = SKIN.bare_page("政府信息公开", TABS)
    return Portal((site, *sites), ledger.settled())
