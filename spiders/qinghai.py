"""Qinghai (青海): TRS over plain HTTP, directories n{year} with one for the government and others for organs.

Source: PORTALS 2.29. Titles in the meta tags hold markup. Doubt: the column was seen in one survey only, and of what
lies beside szf/ in a year's directory nothing is known but that there is a side bar of years 2010 to 2025.
"""

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Qinghai(ProvinceSpider):
    """青海省: the provincial government and the organs that its years name."""

    name = "qinghai"
    place = "630000"
    sources = (Source("630000", Trs("http://www.qinghai.gov.cn/xxgk/xxgk/zwgkzfxxgknb/")),)
    expect = Expect(reports=14, since=2022)
