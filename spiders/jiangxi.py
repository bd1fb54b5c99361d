"""Jiangxi (江西): the pc/list product; a flat list of the province, and a page of links to everybody's platform.

Source: PORTALS 2.14, 3.6. Column and page of links were seen by one survey; further pages of the list, if there are
any, by nobody. The host asks for a TLS renegotiation that newer clients refuse. Before 2023 the portal was JCMS.
"""

from gipcrawler.cms import Hub, PcList
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Jiangxi(ProvinceSpider):
    """江西省: province, office, departments and cities."""

    name = "jiangxi"
    place = "360000"
    sources = (
        Source("360000", PcList("https://www.jiangxi.gov.cn/jxsrmzf/xxgkn142/pc/list.html")),
        Source("360000", Hub("https://www.jiangxi.gov.cn/jxsrmzf/bmxxgkml/pc/list.html")),
    )
    expect = Expect(reports=15, since=2022)
