"""内蒙古: four tabs on one page, told apart by ?gk=; a script fills everybody's reports into nested lists."""

import json

from tests.replica.content import Portal
from tests.replica.estate import Organ
from tests.replica.hosts import trs_host, ucap_host
from tests.replica.ledger import Ledger
from tests.replica.site import Answer, Site
from tests.replica.skin import Skin
from tests.replica.trs import TrsColumn

PAGE = "/zwgk/zfxxgk/zfxxgkml/"
DATA = "/zwgk/zfxxgk/zfxxgkml/gknb.json"
SKIN = Skin(
    site="内蒙古自治区人民政府",
    domain="www.nmg.gov.cn",
    code="1500000032",
    column="政府信息公开年报",
    container='<div class="text"><div class="view TRS_UEDITOR trs_paper_default trs_external">{}</div></div>',
    listing="<table><tbody>\n{}\n</tbody></table>",
    item='<tr><td>·</td><td><a href="{href}" title="{title}">{cut}</a></td><td>{day}</td></tr>',
    marked_up="<p>{}</p>",
)
TABS = """<div class="gk-tabs"><a class="gk-item" href="./?gk=1">政府信息公开指南</a>
<a class="gk-item" href="./?gk=2">政府信息公开制度</a><a class="gk-item" href="./?gk=3">法定主动公开内容</a>
<a class="gk-item" href="./?gk=4">政府信息公开年报</a></div>
<div class="xxgkItemList"><ul class="firstList"></ul></div>
<script>
window.addEventListener("load", function () {
  if (!/[?&]gk=4/.test(location.search)) { return; }
  fetch("gknb.json").then(function (answer) { return answer.json(); }).then(function (groups) {
    var first = document.querySelector(".firstList");
    groups.forEach(function (group) {
      var head = first.appendChild(document.createElement("li"));
      head.innerHTML = "<p>" + group.name + "</p><ul class='secondList'></ul>";
      group.organs.forEach(function (organ) {
        var item = head.lastChild.appendChild(document.createElement("li"));
        item.innerHTML = "<p>" + organ.name + "</p><ul class='threeList'></ul>";
        organ.reports.forEach(function (report) {
          item.lastChild.innerHTML += "<li><a target='_blank' title='" + report[1] + "' href='" + report[0] + "'>"
            + report[1] + "</a><span>" + report[2] + "</span></li>";
        });
      });
    });
  });
});
</script>"""


def portal() -> Portal:
    """Own and departments' reports stand on the portal, those of the leagues and cities on their own hosts."""
    ledger = Ledger("neimenggu", 2314762)
    site = Site("www.nmg.gov.cn", schemes=("https",))
    estate = ledger.estate
    shelves = {
        estate.government: "/zwgk/zfxxgk/zfxxgknb/zzqzf/",
        estate.office: "/zwgk/zfxxgk/zfxxgknb/zfbgt/",
        estate.departments[0]: "/zwgk/zfxxgk/zfxxgknb/jyt/",
        estate.departments[1]: "/zwgk/zfxxgk/zfxxgknb/lcj/",
    }
    for organ, directory in shelves.items():
        carriers = {2023: "docx"} if organ is estate.departments[1] else {}
        ledger.plant(TrsColumn(site, directory, SKIN).publish(ledger.lines(organ, carriers=carriers)))
    first, second = estate.prefectures
    away = (
        trs_host(ledger, first, "www.baotou.gov.cn", "/zfxxgk/zfxxgknb/nb_szf/", schemes=("http",)),
        ucap_host(ledger, second, "www.xlgl.gov.cn", "/xlgl/zfxxgk/c101/zfxxgk_gknb", "/xlgl/zfxxgk/c101/"),
    )
    groups = {
        "自治区政府": (estate.government, estate.office),
        "自治区部门": estate.departments,
        "盟市": (second,),
    }

    def reports(organ: Organ) -> list[tuple[str, str, str]]:
        ours = [one for one in ledger.planted if one.publisher == organ.name]
        return [(one.url, one.title, f"{one.year + 1}") for one in sorted(ours, key=lambda one: -one.year)]

    data = [
        {"name": name, "organs": [{"name": organ.short, "reports": reports(organ)} for organ in organs]}
        for name, organs in groups.items()
    ]
    site.pages[DATA] = Answer(200, json.dumps(data, ensure_ascii=False).encode(), "application/json")
    site.pages[PAGE] = SKIN.bare_page("政府信息公开", TABS)
    return Portal((site, *away), ledger.settled())
