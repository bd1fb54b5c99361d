"""山东: JCMS over plain HTTP; the column's list depends on its query, and files come through a redirect."""

from tests.press import sheets, synthetic
from tests.replica.content import Portal
from tests.replica.decoys import decoys
from tests.replica.jcms import JcmsColumn
from tests.replica.reports import following, planted, written
from tests.replica.site import Site
from tests.replica.skin import Line, Skin

SKIN = Skin(
    site="山东省人民政府",
    domain="www.shandong.gov.cn",
    code="3700000041",
    column="政府信息公开年报",
    container='<div class="wip_art_con"><div id="zoom">{}</div></div>',
    listing="<ul>{}</ul>",
    item='<li><a href="{href}" title="{title}" target="_blank">{cut}</a><span>{day}</span></li>',
    cut=20,
    menu=(("/col/col94091/index.html", "网站工作年度报表"), ("/col/col315154/index.html", "其他单位年报")),
)
MIXED = {"active_disclosure": "2021", "applications": "2019", "review_litigation": "2019"}
QUERY = {"vc_xxgkarea": "113700000045022274", "jh": "264"}


def portal() -> Portal:
    """2020 as a page with the same report as .docx beside it; 2021 as a page in the group that is asked for."""
    site = Site("www.shandong.gov.cn", server="Apache-Coyote/1.1")
    known, after = sheets["003"], following("003", MIXED)
    column = JcmsColumn(site, 315154, 1155418, 122465, SKIN, QUERY)
    first, second = written(known, 10279115, beside="docx"), written(after, 10220876)
    noise = decoys("高青县田镇街道办事处", (2020, 2019, 2018), 10300000)
    again = Line(f"{column.address(first)}?xxgkhide=1", first.title, first.published)
    others = [written(synthetic("高青县常家镇人民政府", year, "2019"), 10255000 + year) for year in (2019, 2020)]
    placed = column.publish([*noise[:3], first, again, *noise[3:], second], others)
    return Portal(
        (site,),
        (
            planted("shandong", known, placed[first.number], aliases=(f"{placed[first.number].url}?xxgkhide=1",)),
            planted("shandong", after, placed[second.number]),
        ),
    )
