"""福建: TRS with .htm; every year is a channel of its own, a tree of them stands in the page for its script."""

from dataclasses import replace

from tests.replica.content import Portal
from tests.replica.decoys import graphic, rule_of_law, website_sheet
from tests.replica.estate import YEARS
from tests.replica.hosts import jcms_host, lead, links, look, publish, trs_host
from tests.replica.ledger import Ledger, newest_first
from tests.replica.site import Site
from tests.replica.skin import Skin
from tests.replica.trs import TrsColumn, refresh
from tests.replica.trs_search import WAS, SearchedColumn

ROOT = "/zwgk/zfxxgkzl/zfxxgkzdgk/zfxxgknb/"
CHANNELS = {2022: 62598, 2023: 65243, 2024: 67890}
TREE = """<script>var chnlTree = [{{"id": 22084, "name": "政府信息公开年报", "children": [{}]}}];
var vm = avalon.define({{$id: "gknb", tree: chnlTree}});</script>"""
SKIN = Skin(
    site="福建省人民政府门户网站",
    domain="www.fujian.gov.cn",
    code="3500000049",
    column="政府信息公开年报",
    container='<div id="detailCont" class="xl-bk"><div class="Custom_UnionStyle">{}</div></div>',
    listing='<div class="gl-list"><ul class="list-gk">\n{}\n</ul></div>',
    item='<li><a href="{href}" title="{title}" target="_blank">{cut}</a><span class="date">[{day}]</span></li>',
    cut=28,
)


def portal() -> Portal:
    """The root sends the reader to the newest year; all years stand at the side."""
    ledger = Ledger("fujian", 6382244)
    site = Site("www.fujian.gov.cn", schemes=("https",), gzipped=True)
    estate = ledger.estate
    side = links([(f"{ROOT}{year}n/", f"{year}年") for year in reversed(YEARS)], "gl-side")
    tree = TREE.format(", ".join(f'{{"id": {number}, "name": "{year}年"}}' for year, number in CHANNELS.items()))
    skin = replace(SKIN, listing=tree.replace("{", "{{").replace("}", "}}") + side + SKIN.listing)
    for year in YEARS:
        column = TrsColumn(site, f"{ROOT}{year}n/", skin, extension="htm", per_page=4)
        lines = [
            *ledger.lines(estate.government, estate.office, years=(year,), carriers={2022: "docx"}),
            *ledger.noise(estate.government, (year,), (graphic, rule_of_law, website_sheet)),
        ]
        ledger.plant(column.publish(newest_first(lines)))
    site.pages[ROOT] = refresh(f"./{YEARS[-1]}n/")
    one, _ = estate.departments
    first, second = estate.prefectures
    capital = "/zfxxgkzl/szfbmjxsqxxgk/szfbmxxgk/fzsrmzf/zfxxgkndbg/"
    sites = (
        trs_host(ledger, one, "fgw.fujian.gov.cn", "/zfxxgkzl/zfxxgkndbg/", extension="htm"),
        searched(ledger),
        trs_host(ledger, first, "www.fuzhou.gov.cn", capital, extension="htm", skin={"cut": 18}, per_page=4),
        jcms_host(ledger, second, "www.quanzhou.gov.cn", 22613),
    )
    return Portal((site, *sites), ledger.settled())


def searched(ledger: Ledger) -> Site:
    """A department whose list comes from WAS5, as the lists of this platform do."""
    organ, site = ledger.estate.departments[1], Site("hyyyj.fujian.gov.cn")
    skin, directory = look(organ, site.host), "/zfxxgkzl/zfxxgkndbg/"
    publish(ledger, SearchedColumn(site, directory, skin, WAS, 31045, "htm", per_page=20), organ)
    lead(site, skin, directory)
    return site
