"""Gansu (甘肃): UCAP behind a script challenge; the annual column is found from the disclosure hub.

Source: PORTALS 2.28. The column's own address was seen by nobody, so the source is the hub and the menu item
政府信息公开年报 is followed. Every path answered 412 to plain requests in the survey: expect the verdict `blocked`.
The fronts of departments and prefectures are inferred; sites of 临夏 have lists that JPaaS builds (3.2b).
"""

from gipcrawler.cms import Ucap, Unknown
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Gansu(ProvinceSpider):
    """甘肃省: what the disclosure hub leads to; two departments and two prefectures."""

    name = "gansu"
    place = "620000"
    sources = (
        Source("620000", Ucap("http://www.gansu.gov.cn/gsszf/c100034/zfxxgk.shtml")),
        Source("620000", Unknown("https://czt.gansu.gov.cn/")),
        Source("620000", Unknown("https://jtys.gansu.gov.cn/")),
        Source("620900", Unknown("http://www.jiuquan.gov.cn/")),
        Source("622900", Unknown("https://www.linxia.gov.cn/")),
    )
    expect = Expect(reports=15, since=2022)
