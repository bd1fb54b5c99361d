"""Gansu (甘肃): UCAP behind a script challenge; the annual column is found from the disclosure hub.

Source: PORTALS 2.28. The column's own address was seen by nobody, so the source is the hub and the menu item
政府信息公开年报 is followed. Every path answered 412 to plain requests in the survey: expect the verdict `blocked`.
"""

from gipcrawler.cms import Ucap
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Gansu(ProvinceSpider):
    """甘肃省: what the disclosure hub leads to."""

    name = "gansu"
    place = "620000"
    sources = (Source("620000", Ucap("http://www.gansu.gov.cn/gsszf/c100034/zfxxgk.shtml")),)
    expect = Expect(reports=2, since=2021)
