"""Tianjin (天津): one tree of year and organ directories for the city, its departments and districts, TRS.

Source: PORTALS 2.2. The column's root and the roots of its years are shells that lead to their first child; the years
stand in the side bar, the organs of a year beside them. Doubt: that the roots of this very column are shells is
inferred from their sisters. An older host (gk.tj.gov.cn) holds reports up to 2017 and is not declared.
"""

from gipcrawler.cms import Trs
from gipcrawler.crawl import Expect, ProvinceSpider, Source


class Tianjin(ProvinceSpider):
    """天津市: the city government, its office, departments and districts."""

    name = "tianjin"
    place = "120000"
    sources = (Source("120000", Trs("https://www.tj.gov.cn/zwgk/zfxxgkzl/gknb/")),)
    expect = Expect(reports=12, since=2022)
